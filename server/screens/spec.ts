import type { PlaylistSpec } from '#contract/playlists.ts';
import { galleriesNamed } from './playlists/mentions.ts';

/** The galleries whose photos a playlist shows, each once, in order; those of items that are left out are not among them. */
export function galleriesOf({ items }: Pick<PlaylistSpec, 'items'>): string[] {
  const shown = items.filter(({ off }) => !off);
  return [...new Set(shown.flatMap((item) => galleriesNamed(item, '').map(({ galleryId }) => galleryId)))];
}
