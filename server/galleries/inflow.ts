import { galleryLimit } from '#contract/galleries.ts';
import type { UploadAnswer } from '#contract/photos.ts';
import { Refusal } from '../refusal.ts';
import type { Writer } from '../store/database.ts';
import { addGalleryPhotos, type GalleryRow, photoIdsOf, removeGalleryPhotos, updateGallery } from './table.ts';

export type Flowed = NonNullable<UploadAnswer['gallery']> & { readonly left: readonly string[] };

/**
 * Lets photos that were just brought flow into a gallery, inside the write that makes them: `off` takes none, `append`
 * as many as there is room for, `newest` all, and the oldest leave it (they stay in the library).
 * Throws `gallery_not_in_project`.
 */
export async function flowIn(
  writer: Writer,
  gallery: GalleryRow,
  projectId: string,
  photoIds: readonly string[],
  now: number,
): Promise<Flowed> {
  if (gallery.project_id !== projectId)
    throw new Refusal('gallery_not_in_project', 'the gallery is not in this project');
  const { id, inflow } = gallery;
  if (inflow === 'off')
    return { id, added: [], notAdded: [...photoIds], reason: photoIds.length > 0 ? 'inflow_off' : null, left: [] };

  const before = await photoIdsOf(writer, id);
  const fresh = photoIds.filter((photoId) => !before.includes(photoId));
  const room = inflow === 'append' ? Math.max(0, galleryLimit - before.length) : fresh.length;
  const added = fresh.slice(0, room);
  await addGalleryPhotos(writer, id, added, now);

  const all = await photoIdsOf(writer, id);
  const left = inflow === 'newest' ? all.slice(0, Math.max(0, all.length - galleryLimit)) : [];
  await removeGalleryPhotos(writer, id, left);
  if (added.length > 0) {
    const cover =
      gallery.cover_photo_id !== null && left.includes(gallery.cover_photo_id) ? null : gallery.cover_photo_id;
    await updateGallery(writer, id, { updated_at: now, cover_photo_id: cover });
  }
  const there = added.filter((photoId) => !left.includes(photoId));
  const notAdded = photoIds.filter((photoId) => !there.includes(photoId) && !before.includes(photoId));
  return {
    id,
    added: there,
    notAdded,
    reason: notAdded.length > 0 ? 'gallery_full' : null,
    left: left.filter((photoId) => before.includes(photoId)),
  };
}
