import { dress } from './dress.ts';
import { element, type Words } from './page.ts';
import style from './saved.css?inline';

/** What this guest ticked as saved, for as long as the visit lasts on this phone, by photo and edition. */
let noted: { readonly key: string; readonly ticks: Set<string> } | undefined;
/** The photos that somebody saves one after another; undefined: nobody does. */
let run: ReadonlySet<string> | undefined;

const tickIcon =
  '<svg viewBox="0 0 14 14" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M2 7.5l3.2 3.2L12 3.6"/></svg>';

function read(): { readonly key: string; readonly ticks: Set<string> } {
  const self = document.querySelector<HTMLElement>('[data-self]')?.dataset.self ?? '';
  const key = `saved ${self.split('?')[0]}`;
  if (noted?.key === key) return noted;
  let ticks: string[] = [];
  try {
    ticks = (sessionStorage.getItem(key) ?? '').split(',').filter(Boolean);
  } catch {
    // Storage is closed to this page: then the page itself remembers.
  }
  noted = { key, ticks: new Set(ticks) };
  return noted;
}

const nameOf = (id: string) => {
  const edition = document.querySelector<HTMLElement>(`.tile[data-id="${id}"]`)?.dataset.edition ?? '';
  return `${id}.${edition}`;
};

export function isSaved(id: string): boolean {
  return read().ticks.has(nameOf(id));
}

/** Ticks a photo, here and for whoever listens to `guest:saved`. */
export function setSaved(id: string, words: Words): void {
  const { key, ticks } = read();
  ticks.add(nameOf(id));
  try {
    sessionStorage.setItem(key, Array.from(ticks).join());
  } catch {
    // As above, or it is full.
  }
  document.dispatchEvent(new CustomEvent('guest:saved', { detail: id }));
  showSaved(words);
}

/** Brings the ticks on the photos of the page to what was ticked. */
export function showSaved(words: Words): void {
  for (const photo of Array.from(document.querySelectorAll<HTMLElement>('.tile a.photo'))) {
    const ticked = isSaved(photo.parentElement?.dataset.id ?? '');
    const shown = photo.querySelector('.got');
    if (!ticked) shown?.remove();
    else if (!shown) photo.appendChild(savedTick(words));
  }
}

/** A green tick that says what it means. */
export function savedTick(words: Words): HTMLElement {
  dress(style);
  const tick = element('span', 'got');
  tick.setAttribute('role', 'img');
  tick.setAttribute('aria-label', words.got);
  tick.innerHTML = tickIcon;
  return tick;
}

/** Begins to save these one after another; undefined: no more. */
export function setRun(ids: readonly string[] | undefined): void {
  run = ids && new Set(ids);
}

/** Of the photos that are shown, those that are to be saved now, while somebody saves them; else undefined. */
export function inRun(ids: readonly string[]): string[] | undefined {
  const some = ids.filter((id) => run?.has(id));
  return some.length > 0 ? some : undefined;
}
