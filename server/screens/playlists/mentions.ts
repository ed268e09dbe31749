import type { CodeChoice, PlaylistItem } from '#contract/playlists.ts';

/** A gallery that an item names, and the field in which it does. */
export interface NamedGallery {
  readonly field: string;
  readonly galleryId: string;
}

/** The galleries that an item names, `at` being the field of the item. */
export function galleriesNamed(item: PlaylistItem, at: string): NamedGallery[] {
  if (item.kind === 'message') return [];
  if (item.kind === 'wall') {
    return item.galleryIds.map((galleryId, place) => ({ field: `${at}.galleryIds.${place}`, galleryId }));
  }
  if (item.kind === 'codes') {
    return item.codes.map(({ galleryId }, place) => ({ field: `${at}.codes.${place}.galleryId`, galleryId }));
  }
  return item.galleryId === null ? [] : [{ field: `${at}.galleryId`, galleryId: item.galleryId }];
}

/** A code that an item names, and whose photos it is to open. */
export interface NamedCode {
  /** Of what holds `code` and `fallbackLinkId`. */
  readonly field: string;
  /** Null: it names none. */
  readonly galleryId: string | null;
  readonly code: CodeChoice;
  readonly fallbackLinkId: string | null;
}

export function codesNamed(item: PlaylistItem, at: string): NamedCode[] {
  if (item.kind === 'message') return [];
  if (item.kind === 'codes') {
    return item.codes.map((named, place) => ({ field: `${at}.codes.${place}`, ...named }));
  }
  const { code, fallbackLinkId } = item;
  const galleryId = item.kind === 'wall' ? (item.galleryIds[0] ?? null) : item.galleryId;
  return [{ field: at, galleryId, code, fallbackLinkId }];
}

/** An item with these codes in the place of its own, in the order of `codesNamed`. */
export function withCodes(item: PlaylistItem, codes: readonly CodeChoice[]): PlaylistItem {
  if (item.kind === 'message') return item;
  if (item.kind === 'codes') {
    return { ...item, codes: item.codes.map((named, place) => ({ ...named, code: codes[place] ?? named.code })) };
  }
  return { ...item, code: codes[0] ?? item.code };
}
