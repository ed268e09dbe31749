import type { CodeChoice, DayPart, Playlist, PlaylistItem, PlaylistSpec } from '#contract/playlists.ts';

export type ItemKind = PlaylistItem['kind'];
export type ItemOf<K extends ItemKind> = Extract<PlaylistItem, { kind: K }>;
/** All kinds, as they are offered. */
export const itemKinds = [
  'photos',
  'poster',
  'codes',
  'wall',
  'message',
  'wifi',
  'mobile',
  'pano',
] as const satisfies readonly ItemKind[];
/** As many items as the contract takes. */
export const mostItems = 60;
export const mostCodes = 8;
export const mostGalleries = 12;
export const mostParts = 12;

/** What is edited: it may hold what the box would refuse, until it is filled in. */
export interface Draft extends PlaylistSpec {
  readonly name: string;
}

export function draftOf({ name, items, order, dark, justShot }: Playlist): Draft {
  return { name, items, order, dark, justShot };
}

export function specOf({ items, order, dark, justShot }: Draft): PlaylistSpec {
  return { items, order, dark, justShot };
}

/** What a new item begins with. */
export interface Begin {
  /** Empty: there is none to be had. */
  readonly galleryId: string;
  /** Whose codes take turns. */
  readonly galleryIds: readonly string[];
  /** A 360° photo, where there is one. */
  readonly pano: { readonly galleryId: string; readonly photoId: string } | undefined;
  readonly poster: { readonly thanks: string; readonly title: string };
  readonly message: { readonly text: string; readonly detail: string };
  readonly wall: string;
  readonly mobile: string;
  /** Name of the network. */
  readonly wifi: string;
}

const usualSeconds: Readonly<Record<ItemKind, number>> = {
  photos: 8,
  poster: 15,
  codes: 12,
  wall: 20,
  message: 12,
  wifi: 15,
  mobile: 12,
  pano: 20,
};

/** A new item of a kind, good as it is where its gallery is known. */
export function newItem(kind: ItemKind, begin: Begin): PlaylistItem {
  const { galleryId } = begin;
  const common = { id: makeId(), seconds: usualSeconds[kind], weight: 2, when: [], off: false };
  const withCode = { code: { kind: 'newest' } as CodeChoice, fallbackLinkId: null };
  switch (kind) {
    case 'photos':
      return { kind, ...common, ...withCode, galleryId, order: 'gallery', pairs: true };
    case 'poster':
      return { kind, ...common, ...withCode, galleryId, ...begin.poster, photoId: null };
    case 'codes':
      return {
        kind,
        ...common,
        title: begin.poster.title,
        codes: begin.galleryIds.map((id) => ({ galleryId: id, ...withCode })),
      };
    case 'wall':
      return { kind, ...common, ...withCode, galleryIds: galleryId === '' ? [] : [galleryId], title: begin.wall };
    case 'message':
      return { kind, ...common, ...begin.message };
    case 'wifi': {
      const network = {
        name: begin.wifi,
        security: 'nopass' as const,
        password: '',
        hidden: false,
        showPassword: true,
      };
      return { kind, ...common, ...withCode, galleryId: galleryId || null, ...network };
    }
    case 'mobile':
      return { kind, ...common, ...withCode, galleryId, title: begin.mobile };
    case 'pano':
      return { kind, ...common, ...withCode, galleryId, photoId: '', ...begin.pano };
  }
}

/** The same once more, under an id of its own. */
export function again(item: PlaylistItem): PlaylistItem {
  return { ...item, id: makeId() };
}

/** A new UUIDv7; the browser's own makes one on secure origins alone. */
export function makeId(now = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let place = 0; place < 6; place += 1) bytes[place] = Math.floor(now / 2 ** (40 - 8 * place)) % 256;
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** The galleries that an item is of, each once. */
export function galleriesOf(item: PlaylistItem): string[] {
  if (item.kind === 'message') return [];
  if (item.kind === 'wall') return [...item.galleryIds];
  if (item.kind === 'codes') return [...new Set(item.codes.map(({ galleryId }) => galleryId))];
  return item.galleryId === null ? [] : [item.galleryId];
}

export function codesOf(item: PlaylistItem): { readonly galleryId: string; readonly code: CodeChoice }[] {
  if (item.kind === 'message') return [];
  if (item.kind === 'codes') return item.codes;
  const galleryId = item.kind === 'wall' ? item.galleryIds[0] : item.galleryId;
  return galleryId ? [{ galleryId, code: item.code }] : [];
}

/** The weights that are offered, and the one of them that a weight is nearest to. */
export const weights = [1, 2, 4, 8] as const;
export function nearestWeight(weight: number): (typeof weights)[number] {
  return weights.reduce((best, one) => (Math.abs(one - weight) < Math.abs(best - weight) ? one : best));
}

export const everyDay = [1, 2, 3, 4, 5, 6, 7];
export const workDays = [1, 2, 3, 4, 5];
export const weekend = [6, 7];

export type DaySet = 'all' | 'work' | 'weekend' | 'own';

export function daySet(days: readonly number[]): DaySet {
  const said = days.toSorted().join('');
  return said === '1234567' ? 'all' : said === '12345' ? 'work' : said === '67' ? 'weekend' : 'own';
}

/** Whether two drafts are the same. */
export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const pairs = Object.entries(value).map(([name, held]) => [name, sorted(held)] as const);
  return Object.fromEntries(pairs.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** A day part to begin with: working hours, or the night for dark ones. */
export function newPart(what: 'when' | 'dark'): DayPart {
  return what === 'dark'
    ? { days: [...everyDay], from: '22:00', to: '08:00' }
    : { days: [...workDays], from: '09:00', to: '18:00' };
}
