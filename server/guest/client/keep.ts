import { sheetIsOpen } from './one-sheet.ts';
import { type Around, fill } from './page.ts';
import { platform } from './platform.ts';
import type { Task } from './save.ts';
import { showSaved } from './saved.ts';

/** What chooses photos of a gallery to be kept together, and has them kept in the way of the phone at hand. */
export interface Keep {
  /** Photos came or went. */
  refresh(): void;
  stop(): void;
}

const tick =
  '<svg class="tick" viewBox="0 0 14 14" width="14" height="14" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M2 7.5l3.2 3.2L12 3.6"/></svg>';

/** Brings a chapter's bar to what a newer fragment has, but not under the fingers of who chooses. */
export function mergeKeep(section: HTMLElement, wanted: HTMLElement): void {
  const shown = section.querySelector('.keep');
  const fresh = wanted.querySelector('.keep');
  if (!fresh) shown?.remove();
  else if (!shown) section.appendChild(fresh);
  else if (!section.classList.contains('choosing') && shown.outerHTML !== fresh.outerHTML) shown.replaceWith(fresh);
}

/**
 * "Choose" turns taps on photos into ticks, and the bar's button into one that keeps the ticked ones. `open` shows a photo
 * large.
 */
export function startKeep(root: HTMLElement, { words, ask }: Around, open: Task['open']): Keep {
  /** The chapter in which somebody chooses, and what its bar said before. */
  let at:
    | { readonly section: HTMLElement; readonly text: string; readonly href: string | null; readonly some: string }
    | undefined;
  const part = <E extends HTMLElement>(within: HTMLElement, name: string) => within.querySelector<E>(name) as E;
  const photosIn = (section: HTMLElement) => Array.from(section.querySelectorAll<HTMLAnchorElement>('a.photo'));
  const chosenIn = (section: HTMLElement) =>
    photosIn(section).filter((photo) => photo.getAttribute('aria-checked') === 'true');

  const begin = (section: HTMLElement) => {
    const all = part(section, '.all');
    const some = part(section, '.some');
    at = {
      section,
      text: part(all, 'span').textContent as string,
      href: all.getAttribute('href'),
      some: some.textContent as string,
    };
    section.classList.add('choosing');
    some.textContent = words.chooseEnd;
    draw();
  };
  const end = () => {
    if (!at) return;
    const { section, text, href, some } = at;
    at = undefined;
    section.classList.remove('choosing');
    for (const photo of photosIn(section)) for (const name of ['role', 'aria-checked']) photo.removeAttribute(name);
    const all = section.querySelector('.all') as HTMLElement | null;
    if (!all) return;
    part(all, 'span').textContent = text;
    all.removeAttribute('aria-disabled');
    if (href !== null) all.setAttribute('href', href);
    part(section, '.some').textContent = some;
  };
  const draw = () => {
    const section = at?.section;
    if (!section) return;
    const all = section.querySelector('.all') as HTMLElement | null;
    // Saving was switched off meanwhile.
    if (!all) return end();
    for (const photo of photosIn(section)) {
      photo.setAttribute('role', 'checkbox');
      if (!photo.hasAttribute('aria-checked')) photo.setAttribute('aria-checked', 'false');
      if (!photo.querySelector('.tick')) photo.insertAdjacentHTML('beforeend', tick);
    }
    const chosen = chosenIn(section);
    const [first] = chosen;
    const { zip } = all.dataset;
    const ids = chosen.map((photo) => photo.parentElement?.dataset.id);
    if (first) all.removeAttribute('aria-disabled');
    else all.setAttribute('aria-disabled', 'true');
    if (!first) all.removeAttribute('href');
    else if (zip !== undefined)
      all.setAttribute(
        'href',
        chosen.length === 1
          ? (first.dataset.save as string)
          : `${zip}${zip.indexOf('?') < 0 ? '?' : '&'}photos=${ids.join()}`,
      );
    part(all, 'span').textContent = first ? fill(words.saveChosen, { n: chosen.length }) : words.chooseNone;
  };
  /** In the way of this phone; a plain download is the link's own affair. */
  const save = (event: Event, all: HTMLElement, section: HTMLElement) => {
    const photos = at ? chosenIn(section) : photosIn(section).filter((photo) => photo.dataset.save !== undefined);
    const href = all.getAttribute('href');
    const { way } = platform();
    const plain = href !== null && (way === 'plain' || (way === 'each' && photos.length === 1));
    if (plain || photos.length === 0) return;
    event.preventDefault();
    import('./save.ts').then(
      ({ save }) => save({ photos, zip: href, words, open, ask }),
      () => (href === null ? open(photos[0] as HTMLAnchorElement) : location.assign(href)),
    );
  };

  const click = (event: MouseEvent) => {
    const target = event.target as Element;
    const section = target.closest('.chapter') as HTMLElement | null;
    if (!section) return;
    const all = target.closest('.all') as HTMLElement | null;
    if (all && all.getAttribute('aria-disabled') === null) {
      save(event, all, section);
      if (at?.section === section) setTimeout(end);
      return;
    }
    if (target.closest('.some')) {
      if (at?.section === section) end();
      else {
        end();
        begin(section);
      }
      return;
    }
    if (at?.section !== section) return;
    const photo = target.closest<HTMLAnchorElement>('a.photo');
    if (!photo) return;
    event.preventDefault();
    // Not to the one that opens it large.
    event.stopPropagation();
    photo.setAttribute('aria-checked', String(photo.getAttribute('aria-checked') !== 'true'));
    draw();
  };
  const key = (event: KeyboardEvent) => {
    if (!at || sheetIsOpen()) return;
    const photo = (event.target as Element).closest<HTMLElement>('.choosing a.photo');
    if (event.key === 'Escape') end();
    else if (event.key === ' ' && photo) {
      event.preventDefault();
      photo.click();
    }
  };
  document.documentElement.classList.add('chooses');
  root.addEventListener('click', click, true);
  document.addEventListener('keydown', key);
  // What was ticked as saved is so again after a reload.
  showSaved(words);
  return {
    refresh: () => {
      draw();
      showSaved(words);
    },
    stop: () => {
      root.removeEventListener('click', click, true);
      document.removeEventListener('keydown', key);
    },
  };
}
