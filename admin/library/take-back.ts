import type { Photo, PhotoChange } from '#contract/photos.ts';

/** The change that brings back what another one took. */
export function takeBack(photo: Photo, change: PhotoChange): PhotoChange {
  return Object.fromEntries(Object.keys(change).map((name) => [name, photo[name as keyof PhotoChange]])) as PhotoChange;
}
