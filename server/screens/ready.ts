import type { ShownGallery, ShownPhoto } from '../galleries/shelf.ts';

/** The photos of a gallery that can be shown, as guests see them. */
export function readyOf({ photos }: Pick<ShownGallery, 'photos'>): ShownPhoto[] {
  return photos.filter(({ state }) => state === 'ready');
}

/** The same as a unit shows them, by id: its cover first. */
export function coverFirst(gallery: Pick<ShownGallery, 'photos' | 'coverPhotoId'>): string[] {
  const ready = readyOf(gallery).map(({ id }) => id);
  const isCover = (id: string) => id === gallery.coverPhotoId;
  return [...ready.filter(isCover), ...ready.filter((id) => !isCover(id))];
}
