import type { Photo, PhotoChange, PhotoPage, TrashedPhoto } from '#contract/photos.ts';
import type { Recall } from '#contract/recall.ts';
import { ask } from '../api.ts';
import type { Photos } from './library-query.ts';

/** Where a file of a project is sent. */
export const uploadAddress = (projectId: string) => `/api/projects/${projectId}/photos`;
/** Where a new file for a photo is sent. */
export const replaceAddress = (photoId: string) => `/api/photos/${photoId}/file`;
/** One page of 200 of a search; the first one carries the counts. */
export const searchPhotos = (projectId: string, search: Photos, cursor?: string) => {
  const query = new URLSearchParams({ ...search, limit: '200', ...(cursor !== undefined && { cursor }) });
  return ask<PhotoPage>('GET', `/api/projects/${projectId}/photos?${query}`);
};
export const readPhoto = (id: string) => ask<Photo>('GET', `/api/photos/${id}`);
export const changePhoto = (id: string, change: PhotoChange) => ask<Photo>('PATCH', `/api/photos/${id}`, change);
/** Changes several, in steps of 500, each step all or none. */
export async function changePhotos(
  projectId: string,
  changes: readonly { id: string; change: PhotoChange }[],
): Promise<Photo[]> {
  const photos: Photo[] = [];
  for (const step of inSteps(changes)) {
    const { items } = await ask<{ items: Photo[] }>('POST', `/api/projects/${projectId}/photos/changes`, {
      changes: step,
    });
    photos.push(...items);
  }
  return photos;
}
/** Withdraws from everywhere; they stay in the trash for 7 days. */
export async function withdrawPhotos(projectId: string, photoIds: readonly string[]): Promise<void> {
  for (const step of inSteps(photoIds))
    await ask('POST', `/api/projects/${projectId}/photos/withdraw`, { photoIds: step });
}

export interface Restored {
  photoIds: string[];
  /** Galleries that had no room left. */
  full: { galleryId: string; title: string; photoIds: string[] }[];
}
/** Takes photos out of the trash, back into their galleries where there is room. */
export async function restorePhotos(projectId: string, photoIds: readonly string[]): Promise<Restored> {
  const all: Restored = { photoIds: [], full: [] };
  for (const step of inSteps(photoIds)) {
    const some = await ask<Restored>('POST', `/api/projects/${projectId}/trash/restore`, { photoIds: step });
    all.photoIds.push(...some.photoIds);
    all.full.push(...some.full);
  }
  return all;
}
/** All that is in the trash, last withdrawn first. */
export async function readTrash(projectId: string): Promise<TrashedPhoto[]> {
  const items: TrashedPhoto[] = [];
  let cursor: string | null = null;
  do {
    const query: string = cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`;
    const page: { items: TrashedPhoto[]; nextCursor: string | null } = await ask(
      'GET',
      `/api/projects/${projectId}/trash${query}`,
    );
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null && items.length < 5000);
  return items;
}

function inSteps<T>(all: readonly T[], most = 500): T[][] {
  return Array.from({ length: Math.ceil(all.length / most) }, (_, nr) => all.slice(nr * most, (nr + 1) * most));
}

/** Which screens and phones have let go of a photo that had to go. */
export const readRecall = (id: string) => ask<Recall>('GET', `/api/photos/${id}/recall`);
