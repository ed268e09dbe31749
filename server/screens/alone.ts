import type { Scene } from '#contract/scenes.ts';
import type { Content } from './shown.ts';
import { unitSlot } from './slots.ts';

const mark = 'photo:';

/** A ready photo by itself, though the loop has it with others alone or not at all: of what is shown, or of a unit, with that one's code. */
export function photoAlone(
  { galleries, units }: Pick<Content, 'galleries' | 'units'>,
  photoId: string,
  galleryId?: string,
): Scene | undefined {
  const all = [
    ...[...galleries.values()].map((gallery) => ({ gallery, code: null })),
    ...[...units.values()].map((gallery) => ({ gallery, code: unitSlot(gallery.id) })),
  ];
  const found = all.find(
    ({ gallery: { id, photos } }) =>
      (galleryId === undefined || galleryId === id) &&
      photos.some((photo) => photo.id === photoId && photo.state === 'ready'),
  );
  if (!found) return undefined;
  const { gallery, code } = found;
  const id = `${mark}${photoId}:${gallery.id}`;
  return { id, kind: 'photo', itemId: gallery.id, ms: 8000, galleryId: gallery.id, photoIds: [photoId], code };
}

/** The same photo by itself as it is now; undefined where it is gone, or the scene is one of the loop's. */
export function stillAlone(content: Pick<Content, 'galleries' | 'units'>, scene: Scene): Scene | undefined {
  const [photoId] = scene.photoIds;
  if (photoId === undefined || !scene.id.startsWith(mark)) return undefined;
  return photoAlone(content, photoId, scene.galleryId ?? undefined);
}
