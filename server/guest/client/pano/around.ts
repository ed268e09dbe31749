import type PhotoSwipe from 'photoswipe';
import { dress } from '../dress.ts';
import { type Item, isSame } from '../items.ts';
import { element, type Words } from '../page.ts';
import { toast } from '../say.ts';
import aroundStyle from './around.css?inline';
import type { Layer } from './layer.ts';

/** Looking around in a large photo that is a panorama. */
export interface LookAround {
  /** Opens the photo that is shown, where it is a panorama; `fromHistory`: its step in the history is there already. */
  open(fromHistory: boolean): Promise<void>;
  /** Steps back in the history that the viewer and what lies on it have made. */
  steps(): number;
}

const icon =
  '<svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><ellipse cx="10" cy="10" rx="8" ry="3.4"/><path d="M10 2.2c2.2 2 3.2 4.8 3.2 7.8s-1 5.8-3.2 7.8C7.8 15.8 6.8 13 6.8 10S7.8 4.2 10 2.2z"/></svg>';

let able: boolean | undefined;

/** Whether this browser draws in space at all. Asked once, since each answer takes one of its few graphics for a while. */
function canTurn(): boolean {
  if (able === undefined) {
    const gl = document.createElement('canvas').getContext('webgl');
    able = gl !== null;
    gl?.getExtension('WEBGL_lose_context')?.loseContext();
  }
  return able;
}

const isOpenState = () => Boolean((history.state as { pano?: boolean } | null)?.pano);

/** Registers a button with a viewer that is not open yet. `left`: the time that is left now, where visits have a length. */
export function offerLookAround(
  viewer: PhotoSwipe,
  words: Words,
  lost: () => void,
  left: () => string | undefined,
): LookAround {
  dress(aroundStyle);
  const button = element('button', 'look-around');
  button.type = 'button';
  button.innerHTML = icon;
  const label = element('span', '', words.lookAround);
  button.append(label);
  let layer: Layer | undefined;
  let opening: { readonly item: Item; readonly stop: AbortController } | undefined;
  let leaving = false;
  const items = () => viewer.options.dataSource as Item[];
  const current = () => items()[viewer.currIndex];
  const rooms = () => items().filter(({ pano }) => pano !== undefined);

  const busy = (on: boolean) => {
    button.setAttribute('aria-busy', String(on));
    label.textContent = on ? words.lookingAround : words.lookAround;
  };
  const drop = () => {
    opening?.stop.abort();
    opening = undefined;
    layer?.drop();
    layer = undefined;
    busy(false);
  };
  const leave = () => {
    if (!layer || leaving) return;
    leaving = true;
    if (isOpenState()) history.back();
    else drop();
  };
  const failed = (fromHistory: boolean) => {
    toast(words.noPanorama);
    if (fromHistory && isOpenState()) history.back();
  };

  const look: LookAround = {
    steps: () => (isOpenState() && !leaving ? 2 : 1),
    async open(fromHistory) {
      const item = current();
      if (!item?.pano || layer || opening || !canTurn() || (fromHistory && !isOpenState())) return;
      const own = { item, stop: new AbortController() };
      opening = own;
      busy(true);
      try {
        const { openLayer } = await import('./layer.ts');
        if (own.stop.signal.aborted) return;
        const made = await openLayer(
          item,
          {
            ...{ host: viewer.element as HTMLElement, words, left: left(), rooms, lost, leave },
            went: (room) => viewer.goTo(items().findIndex(({ id }) => id === room.id)),
            broke: () => {
              leave();
              toast(words.noPanorama);
            },
          },
          own.stop.signal,
        );
        if (!made) return;
        layer = made;
        leaving = false;
        if (!fromHistory) history.pushState({ ...history.state, pano: true }, '');
      } catch {
        if (!own.stop.signal.aborted) failed(fromHistory);
      } finally {
        if (opening === own) {
          opening = undefined;
          busy(false);
        }
      }
    },
  };
  button.addEventListener('click', () => void look.open(false));

  const offer = () => {
    button.hidden = current()?.pano === undefined || !canTurn();
  };
  viewer.on('afterInit', () => {
    viewer.element?.querySelector('.foot-part')?.append(button);
    offer();
    // While the photo comes to the fore, so that its sphere is there when it is.
    if (!button.hidden) import('./layer.ts').catch(() => undefined);
  });
  viewer.on('change', () => {
    const item = current();
    offer();
    if (opening && !isSame(item, opening.item)) drop();
    if (!layer) return;
    if (isSame(item, layer.shown) && item?.pano !== undefined) layer.refresh();
    else {
      if (item?.id !== layer.shown.id) toast(words.withdrawn);
      leave();
    }
  });
  viewer.on('keydown', (event) => {
    if (!layer) return;
    event.preventDefault();
    layer.key(event.originalEvent);
  });
  const back = () => {
    if (isOpenState()) {
      if (!layer) void look.open(true);
      return;
    }
    leaving = false;
    if (!layer) return;
    drop();
    button.focus({ preventScroll: true });
    // It may have been opened from another one than it was left at.
    const { photo } = (history.state ?? {}) as { photo?: string };
    const id = current()?.id;
    if (photo && id && photo !== id) history.replaceState({ ...history.state, photo: id }, '');
  };
  window.addEventListener('popstate', back);
  viewer.on('close', drop);
  viewer.on('destroy', () => window.removeEventListener('popstate', back));
  return look;
}
