import type PhotoSwipe from 'photoswipe';
import type { Item } from './items.ts';
import { sheetIsOpen } from './one-sheet.ts';
import { element, type Words } from './page.ts';
import { sayOf, toast, Unheard } from './say.ts';
import { openSheet } from './sheet.ts';

const moreIcon =
  '<svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><g fill="currentColor" stroke="none"><circle cx="4" cy="10" r="1.6"/><circle cx="10" cy="10" r="1.6"/><circle cx="16" cy="10" r="1.6"/></g></svg>';

/** Registers "more" with a viewer that is not open yet: "that is me, please hide it". `ask`: asks the box what is shown now. */
export function drawMore(viewer: PhotoSwipe, words: Words, ask: () => void): void {
  const menu = element('div', 'more-menu');
  const hide = element('button', '', words.hideMe);
  hide.type = 'button';
  menu.append(hide);
  menu.hidden = true;
  let more: HTMLElement | undefined;
  const item = () => (viewer.options.dataSource as Item[])[viewer.currIndex];
  const tileOf = (one: Item) => one.element.parentElement as HTMLElement;

  const show = (on: boolean) => {
    menu.hidden = !on;
    more?.setAttribute('aria-expanded', String(on));
    if (on) hide.focus();
  };
  const name = () => {
    const one = item();
    const asked = one !== undefined && tileOf(one).dataset.asked !== undefined;
    hide.textContent = asked ? words.hideAsked : words.hideMe;
    hide.setAttribute('aria-disabled', String(asked));
  };
  const send = async (one: Item, values: Record<string, string>) => {
    try {
      const { state } = await sayOf<{ state: string }>(one.id, 'hide', values);
      if (state === 'open') tileOf(one).setAttribute('data-asked', '');
      toast(state === 'open' ? words.hideSent : words.hideDone);
      name();
      if (state !== 'open') ask();
      return undefined;
    } catch (fault) {
      const code = fault instanceof Unheard ? fault.code : '';
      // It is hidden or gone already, or the visit is over: the page says so.
      if (code === 'not_found' || code === 'no_visit') {
        ask();
        return undefined;
      }
      if (code === 'too_many_attempts') return words.hideEnough;
      return navigator.onLine ? words.notAsked : words.askOffline;
    }
  };

  hide.addEventListener('click', () => {
    const one = item();
    if (!one || hide.getAttribute('aria-disabled') === 'true') return;
    show(false);
    more?.focus();
    const optional = (label: string) => `${label} (${words.optional})`;
    openSheet(
      viewer.element as HTMLElement,
      {
        heading: words.hideMe,
        help: words.hideHelp,
        fields: [
          { name: 'name', label: optional(words.hideName), most: 60, autocomplete: 'name' },
          { name: 'note', label: optional(words.hideNote), most: 200, lines: 2 },
        ],
        yes: words.hideSend,
      },
      words,
      (values) => send(one, values),
    );
  });
  viewer.on('uiRegister', () =>
    viewer.ui?.registerElement({
      name: 'more',
      title: words.more,
      order: 9,
      isButton: true,
      html: moreIcon,
      onInit: (button) => {
        more = button;
        button.setAttribute('aria-expanded', 'false');
        viewer.element?.append(menu);
      },
      onClick: () => {
        name();
        show(menu.hidden === true);
      },
    }),
  );
  viewer.on('afterInit', () => {
    viewer.element?.addEventListener('pointerdown', ({ target }) => {
      if (!menu.hidden && !menu.contains(target as Node) && !more?.contains(target as Node)) show(false);
    });
  });
  viewer.on('change', () => show(false));
  viewer.on('keydown', (event) => {
    const { key } = event.originalEvent;
    // What is typed into a sheet is not for the photo behind it.
    if (sheetIsOpen()) event.preventDefault();
    else if (!menu.hidden && key === 'Escape') {
      event.preventDefault();
      show(false);
      more?.focus();
    }
  });
}
