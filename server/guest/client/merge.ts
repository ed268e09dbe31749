import { mergeKeep } from './keep.ts';
import { mergeNextStep } from './next-step.ts';
import { element, type Words } from './page.ts';

/** What became of a fragment. */
export interface Merged {
  /** New photos that wait, since showing them would move what somebody looks at. */
  readonly held: number;
  /** The first new one that is shown. */
  readonly first: HTMLElement | undefined;
}

/**
 * Brings a shown gallery to what a newer fragment has, photo by photo: those that stayed keep their elements,
 * those withdrawn go at once, those replaced change when the new picture is there. New ones come in where
 * nothing before the reader's eyes moves, or `anyway`.
 */
export async function merge(
  root: HTMLElement,
  fragment: DocumentFragment,
  words: Words,
  anyway: boolean,
): Promise<Merged> {
  const next = fragment.querySelector('[data-page="gallery"]') as HTMLElement;
  for (const name of ['self', 'version', 'download']) root.dataset[name] = next.dataset[name];
  root.className = next.className;
  root.toggleAttribute('data-feedback', next.dataset.feedback !== undefined);
  swapHead(root, next);
  const sections = matchSections(root, next);
  mergeNextStep(root, next);
  const tiles = sections.flatMap(([section, wanted]) => changes(section, wanted));
  if (tiles.some(({ edition }) => edition)) {
    for (const { old, wanted } of tiles) if (!wanted) old?.remove();
    await Promise.all(tiles.filter(({ edition }) => edition).map(({ wanted }) => decoded(wanted as HTMLElement)));
  }
  let held = 0;
  let first: HTMLElement | undefined;
  for (const [section, wanted] of sections) {
    const merged = mergeSection(section, wanted, words, anyway);
    held += merged.held;
    first ??= merged.first;
  }
  return { held, first };
}

const tilesOf = (within: ParentNode) => Array.from(within.querySelectorAll<HTMLElement>('.tile'));

/** Words and figures change where they stand, so that no focus is lost; tabs are made anew only where others come or go. */
function swapHead(root: HTMLElement, next: HTMLElement): void {
  const ids = (within: HTMLElement) =>
    Array.from(within.querySelectorAll<HTMLElement>('.tabs a'), (tab) => tab.dataset.chapter).join();
  if (ids(root) !== ids(next)) {
    root.querySelector('.tabs')?.remove();
    const tabs = next.querySelector('.tabs');
    if (tabs) root.insertBefore(tabs, root.querySelector('.news'));
  }
  const [time, end] = [root.querySelector<HTMLElement>('.ends'), next.querySelector<HTMLElement>('.ends')];
  if (time && end) Object.assign(time.dataset, end.dataset);
  else if (end) root.querySelector('.head > div')?.append(end);
  else time?.remove();
  const parts = 'h1, .policy, .tabs bdi, .tabs .figure';
  const fresh = next.querySelectorAll(parts);
  root.querySelectorAll(parts).forEach((part, index) => {
    const text = fresh[index]?.textContent ?? part.textContent;
    if (part.textContent !== text) part.textContent = text;
  });
}

/** Chapters that came or went come and go; the others are paired. */
function matchSections(root: HTMLElement, next: HTMLElement): [HTMLElement, HTMLElement][] {
  const wanted = Array.from(next.querySelectorAll<HTMLElement>('.chapter'));
  const byId = (id: string | undefined) => wanted.find((section) => section.dataset.chapter === id);
  for (const section of Array.from(root.querySelectorAll<HTMLElement>('.chapter')))
    if (!byId(section.dataset.chapter)) section.remove();
  const pairs: [HTMLElement, HTMLElement][] = [];
  for (const section of wanted) {
    const shown = root.querySelector<HTMLElement>(`.chapter[data-chapter="${section.dataset.chapter}"]`);
    if (shown) {
      pairs.push([shown, section]);
      root.appendChild(shown);
    } else {
      section.classList.remove('on');
      root.appendChild(section);
    }
  }
  return pairs;
}

interface Change {
  readonly old?: HTMLElement;
  readonly wanted?: HTMLElement;
  /** The same photo, by another file. */
  readonly edition?: boolean;
}

function changes(section: HTMLElement, wanted: HTMLElement): Change[] {
  const shown = byId(section);
  const coming = byId(wanted);
  const gone: Change[] = tilesOf(section)
    .filter((tile) => !coming[tile.dataset.id as string])
    .map((old) => ({ old }));
  const replaced = tilesOf(wanted).flatMap((tile): Change[] => {
    const old = shown[tile.dataset.id as string];
    return old && pictureOf(old) !== pictureOf(tile) ? [{ old, wanted: tile, edition: true }] : [];
  });
  return [...gone, ...replaced];
}

/** Which picture of its photo a tile shows: another file, or another mark in it, is another. */
function pictureOf({ dataset }: HTMLElement): string {
  return `${dataset.edition} ${dataset.mark}`;
}

function byId(section: HTMLElement): Record<string, HTMLElement> {
  const found: Record<string, HTMLElement> = {};
  for (const tile of tilesOf(section)) found[tile.dataset.id as string] = tile;
  return found;
}

/** Resolves when a tile's picture can be painted; after 3 s in any case, since the old one must not stay. */
function decoded(tile: HTMLElement): Promise<void> {
  const image = tile.querySelector<HTMLImageElement>('.thumb');
  if (!image) return Promise.resolve();
  const fetched = document.importNode(image);
  fetched.loading = 'eager';
  const patience = new Promise<void>((resolve) => setTimeout(resolve, 3000));
  return Promise.race([fetched.decode().catch(() => undefined), patience]);
}

function mergeSection(section: HTMLElement, wanted: HTMLElement, words: Words, anyway: boolean): Merged {
  const list = section.querySelector<HTMLElement>('.rows');
  const fresh = wanted.querySelector<HTMLElement>('.rows');
  if (!list || !fresh) {
    // Filled for the first time, or emptied.
    section.textContent = '';
    for (const child of Array.from(wanted.childNodes)) section.appendChild(child);
    const added = tilesOf(section);
    for (const tile of added) greet(tile, words);
    return { held: 0, first: added[0] };
  }
  mergeKeep(section, wanted);
  const shown = byId(section);
  const coming = byId(wanted);
  const added: HTMLElement[] = [];
  const swapped = new Map<Element, HTMLElement>();
  let forced = anyway;
  const children = Array.from(fresh.children).map((child): HTMLElement => {
    const tile = child as HTMLElement;
    const old = tile.dataset.id ? shown[tile.dataset.id] : undefined;
    if (!old) {
      if (tile.dataset.id) added.push(tile);
      return tile;
    }
    const same =
      pictureOf(old) === pictureOf(tile) && !old.querySelector('.waiting') === !tile.querySelector('.waiting');
    if (same) {
      copyAttributes(tile, old);
      return old;
    }
    swapped.set(old, tile);
    if (old.querySelector('.waiting')) greet(tile, words);
    else forced = true;
    return tile;
  });
  if (Object.keys(shown).some((id) => !coming[id])) forced = true;
  const before = Array.from(list.children) as HTMLElement[];
  if (!place(section, list, children, before, forced || added.length === 0)) {
    // Those that wait hold up no other: a photo that became ready is shown where it stands.
    arrange(
      list,
      before.map((child) => swapped.get(child) ?? child),
    );
    return { held: added.length, first: undefined };
  }
  for (const tile of added) greet(tile, words);
  return { held: 0, first: added[0] };
}

/** Puts the children in where nothing visibly moves by it, if need be by scrolling along; false where it would and is not `forced`. */
function place(
  section: HTMLElement,
  list: HTMLElement,
  children: HTMLElement[],
  before: HTMLElement[],
  forced: boolean,
): boolean {
  const watched = visible(before.filter((child) => child.classList.contains('tile')));
  // What stands in the last row makes room for those that come after it.
  const lastTop = Math.max(...watched.map(({ top }) => top), Number.NEGATIVE_INFINITY);
  const isEnd = watched.some(({ tile }) => tile === tilesOf(list).pop());
  arrange(list, children);
  const kept = watched.filter(({ tile }) => tile.isConnected);
  const anchor = kept[0];
  const shift = anchor ? anchor.tile.getBoundingClientRect().top - anchor.top : 0;
  const moved = kept.some(({ tile, top, left, width }) => {
    if (isEnd && Math.abs(top - lastTop) < 1) return false;
    const now = tile.getBoundingClientRect();
    return Math.abs(now.top - top - shift) > 1 || Math.abs(now.left - left) > 1 || Math.abs(now.width - width) > 1;
  });
  const canScroll = shift > 0 || window.scrollY + shift >= 0;
  const atTop = window.scrollY <= 1 && shift > 1;
  if (!forced && !document.hidden && (moved || atTop || !canScroll)) return false;
  if (Math.abs(shift) > 0.5 && section.classList.contains('on')) window.scrollBy(0, shift);
  return true;
}

function visible(tiles: HTMLElement[]): { tile: HTMLElement; top: number; left: number; width: number }[] {
  return tiles
    .map((tile) => ({ tile, box: tile.getBoundingClientRect() }))
    .filter(({ box }) => box.width > 0 && box.bottom > 0 && box.top < window.innerHeight)
    .map(({ tile, box }) => ({ tile, top: box.top, left: box.left, width: box.width }));
}

/** Makes these the list's children, moving none that is in its place. */
function arrange(list: HTMLElement, children: HTMLElement[]): void {
  const wanted = new Set<Element>(children);
  for (const child of Array.from(list.children)) if (!wanted.has(child)) child.remove();
  children.forEach((child, index) => {
    if (list.children[index] !== child) list.insertBefore(child, list.children[index] ?? null);
  });
}

/** What may have changed of a photo that stayed: words, time, whether it may be saved. Its picture is not touched. */
function copyAttributes(from: HTMLElement, to: HTMLElement): void {
  const selectors = [null, '.photo', '.thumb'];
  for (const selector of selectors) {
    const source = selector ? from.querySelector<HTMLElement>(selector) : from;
    const target = selector ? to.querySelector<HTMLElement>(selector) : to;
    if (!source || !target) continue;
    const fixed = ['class', 'src', 'srcset', 'data-src', 'data-srcset', 'sizes', 'loading', 'fetchpriority'];
    for (const { name } of Array.from(target.attributes))
      if (!fixed.includes(name) && !source.hasAttribute(name)) target.removeAttribute(name);
    for (const { name, value } of Array.from(source.attributes))
      if (!fixed.includes(name) && target.getAttribute(name) !== value) target.setAttribute(name, value);
  }
}

/** A new photo fades in, and says for a minute that it is new. */
function greet(tile: HTMLElement, words: Words): void {
  tile.classList.add('new');
  const photo = tile.querySelector('a.photo');
  if (!photo) return;
  const label = element('span', 'just', words.justNow);
  photo.appendChild(label);
  setTimeout(() => label.remove(), 60_000);
  // Else it would fade in again whenever it is moved.
  setTimeout(() => tile.classList.remove('new'), 1000);
}
