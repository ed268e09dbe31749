import type { PlaylistSpec } from '#contract/playlists.ts';
import type { Scene } from '#contract/scenes.ts';
import { readyOf } from '../ready.ts';
import type { Shelved } from './moment.ts';
import { photoScene } from './photo-scenes.ts';

/**
 * The scene that shows this photo as just shot: by itself, of the first item in the loop that has its gallery's photos,
 * else the wall in the loop that has grown by it; undefined where neither is there, or the playlist shows none so.
 * `scenes`: the loop that is on, with the photo.
 */
export function freshScene(
  { items, justShot }: Pick<PlaylistSpec, 'items' | 'justShot'>,
  { galleries }: Shelved,
  photoId: string,
  scenes: readonly Scene[],
): Scene | undefined {
  if (!justShot) return undefined;
  const holding = scenes.filter(({ photoIds }) => photoIds.includes(photoId));
  for (const item of items) {
    if (item.kind !== 'photos') continue;
    const scene = holding.find(({ itemId }) => itemId === item.id);
    const gallery = galleries.get(item.galleryId);
    if (!scene || !gallery || !readyOf(gallery).some(({ id }) => id === photoId)) continue;
    const alone = photoScene(item, photoId);
    // A 360° photo is too slow to come for an instant: it lies flat, and is not the scene of that name.
    return scene.kind === 'pano' ? { ...alone, id: `${alone.id}/flat` } : alone;
  }
  return holding.find(({ kind }) => kind === 'wall');
}
