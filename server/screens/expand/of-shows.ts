import type { PlaylistSpec } from '#contract/playlists.ts';

interface Show {
  readonly galleryId: string;
  /** Whose code stands beside its photos; null: none. */
  readonly linkId: string | null;
}

/** What a screen plays that has galleries and no playlist: the photos of one after the other. */
export function specOfShows(shows: readonly Show[], seconds: number): PlaylistSpec {
  return {
    items: shows.map(({ galleryId, linkId }) => ({
      ...{ kind: 'photos', id: galleryId, galleryId, seconds, weight: 1, when: [], off: false },
      code: linkId === null ? { kind: 'none' } : { kind: 'link', linkId },
      ...{ fallbackLinkId: null, order: 'gallery', pairs: false },
    })),
    ...{ order: 'listed', dark: [], justShot: true },
  };
}
