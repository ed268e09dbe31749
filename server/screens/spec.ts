import type { PlaylistSpec } from '#contract/playlists.ts';

/** The galleries whose photos a playlist shows, each once, in order; those of items that are left out are not among them. */
export function galleriesOf({ items }: Pick<PlaylistSpec, 'items'>): string[] {
  const ids = items
    .filter(({ off }) => !off)
    .flatMap((item) => {
      if (item.kind === 'message') return [];
      if (item.kind === 'wall') return item.galleryIds;
      if (item.kind === 'codes') return item.codes.map(({ galleryId }) => galleryId);
      return item.galleryId === null ? [] : [item.galleryId];
    });
  return [...new Set(ids)];
}
