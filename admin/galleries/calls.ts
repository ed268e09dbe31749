import type {
  ChapterPlan,
  Gallery,
  GalleryChange,
  GalleryMoves,
  MadeChapters,
  NewChapters,
  NewGallery,
  Swap,
} from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Photo, PhotoPage } from '#contract/photos.ts';
import type { Loss, TrashedGallery } from '#contract/trash.ts';
import { ask, send } from '../api.ts';

export type GalleryWithLink = Gallery & { link: Link };

/** Without those made for one guest, which no others are to open; those where there is nothing else. */
export function forMany(galleries: readonly Gallery[]): readonly Gallery[] {
  const shared = galleries.filter(({ recipientId }) => recipientId === null);
  return shared.length > 0 ? shared : galleries;
}

/** The galleries of a project. */
export const listGalleries = async (projectId: string) =>
  (await ask<{ items: Gallery[] }>('GET', `/api/projects/${projectId}/galleries`)).items;
export const readGallery = (id: string) => ask<Gallery>('GET', `/api/galleries/${id}`);
/** Born with its first link, whose `password` is told here alone. */
export const addGallery = (projectId: string, gallery: NewGallery) =>
  ask<GalleryWithLink>('POST', `/api/projects/${projectId}/galleries`, gallery);
export const changeGallery = (id: string, change: GalleryChange) =>
  ask<Gallery>('PATCH', `/api/galleries/${id}`, change);
/** Into the trash, with the links that open nothing else. */
export const removeGallery = (id: string) => ask('DELETE', `/api/galleries/${id}`);
/** What would end if it were deleted. */
export const readGalleryLoss = (id: string) => ask<Loss>('GET', `/api/galleries/${id}/loss`);
/** Deleted ones of a project, last deleted first. */
export const listTrashedGalleries = async (projectId: string) =>
  (await ask<{ items: TrashedGallery[] }>('GET', `/api/projects/${projectId}/trash/galleries`)).items;
/** Brings a deleted one back, with the links that ended with it. */
export const restoreGallery = (id: string) => ask<Gallery>('POST', `/api/galleries/${id}/restore`);
export const copyGallery = (id: string, title: string) =>
  ask<GalleryWithLink>('POST', `/api/galleries/${id}/copy`, { title });
/** Sets content and order; throws `changed_meanwhile` where somebody else was first. */
export const setGalleryPhotos = (id: string, photoIds: readonly string[], version: number) =>
  ask<Gallery>('PUT', `/api/galleries/${id}/photos`, { photoIds, version });
export const moveGalleryPhotos = (id: string, moves: GalleryMoves) =>
  ask<Gallery>('POST', `/api/galleries/${id}/photos`, moves);

/** How photos would be shared out among chapters; makes nothing. */
export const planChapters = async (projectId: string, wish: NewChapters) =>
  (await ask<ChapterPlan>('POST', `/api/projects/${projectId}/chapters`, { ...wish, preview: true })).chapters;
/** Makes them with one link, whose `password` is told here alone. Throws Refused, `titles` where they are others by now. */
export const addChapters = (projectId: string, wish: NewChapters) =>
  ask<MadeChapters>('POST', `/api/projects/${projectId}/chapters`, wish);

/** What is planned for a gallery, and what came of it lately, earliest first. */
export const listSwaps = async (id: string) =>
  (await ask<{ items: Swap[] }>('GET', `/api/galleries/${id}/swaps`)).items;
export const addSwap = (id: string, photoIds: readonly string[], at: string) =>
  ask<Swap>('POST', `/api/galleries/${id}/swaps`, { photoIds, at });
/** Calls it off, or puts away what came of it. */
export const removeSwap = (id: string, swapId: string) => ask('DELETE', `/api/galleries/${id}/swaps/${swapId}`);

/** The photos of a gallery, by id. */
export async function photosOf(projectId: string, galleryId: string): Promise<ReadonlyMap<string, Photo>> {
  const query = new URLSearchParams({ galleryId, limit: '200' });
  const { items } = await ask<PhotoPage>('GET', `/api/projects/${projectId}/photos?${query}`);
  return new Map(items.map((photo) => [photo.id, photo]));
}
/** A page of the library, newest first, and how many fit. */
export const findPhotos = (projectId: string, q: string, cursor?: string) =>
  ask<PhotoPage>(
    'GET',
    `/api/projects/${projectId}/photos?${new URLSearchParams({ limit: '60', ...(q && { q }), ...(cursor !== undefined && { cursor }) })}`,
  );
/** Puts another file in a photo's place, everywhere it is shown. */
export const replaceFile = (id: string, file: File) => send<Photo>('PUT', `/api/photos/${id}/file`, 'photo', file);
