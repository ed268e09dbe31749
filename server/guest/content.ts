import { readSettings } from '../box/settings.ts';
import type { Shelf } from '../galleries/shelf.ts';
import type { ShownPhoto } from '../galleries/shown.ts';
import type { Kit } from '../kit.ts';
import { markOf } from '../links/mark.ts';
import type { StoredLink } from '../links/table.ts';
import type { Content } from './present.ts';

/** What a link shows: its chapters that are there. */
export async function contentOf(shelf: Shelf, link: StoredLink, kit: Pick<Kit, 'db'>): Promise<Content> {
  const galleries = await Promise.all(link.galleryIds.map((id) => shelf.known(id) ?? shelf.gallery(id)));
  const mark = markOf(link, readSettings(kit))?.key ?? null;
  return { link, mark, galleries: galleries.filter((gallery) => gallery !== undefined) };
}

/** A photo of a link's own galleries; one of any other is as unknown as one that does not exist. */
export async function photoOf(shelf: Shelf, link: StoredLink, photoId: string): Promise<ShownPhoto | undefined> {
  return (await placeOf(shelf, link, photoId))?.photo;
}

/** The same with the first of the link's galleries that holds it. */
export async function placeOf(
  shelf: Shelf,
  link: StoredLink,
  photoId: string,
): Promise<{ readonly photo: ShownPhoto; readonly galleryId: string } | undefined> {
  for (const galleryId of link.galleryIds) {
    const gallery = shelf.known(galleryId) ?? (await shelf.gallery(galleryId));
    const photo = gallery?.photos.find((one) => one.id === photoId);
    if (photo) return { photo, galleryId };
  }
  return undefined;
}
