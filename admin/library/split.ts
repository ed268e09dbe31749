import type { Photo } from '#contract/photos.ts';

/** Photos as a camera saw them come: by capture time, those without one by upload. */
export function byCapture(photos: readonly Photo[]): Photo[] {
  const at = (photo: Photo) => Date.parse(photo.takenAt ?? photo.uploadedAt);
  return photos.toSorted((one, other) => at(one) - at(other) || (one.id < other.id ? -1 : 1));
}

/** As few parts as hold them all, none beyond the limit, about alike in size, in the order of capture. */
export function splitByCapture(photos: readonly Photo[], limit: number): Photo[][] {
  const sorted = byCapture(photos);
  const parts = Math.ceil(sorted.length / limit);
  const cut = (nr: number) => Math.round((sorted.length * nr) / parts);
  return Array.from({ length: parts }, (_, nr) => sorted.slice(cut(nr), cut(nr + 1)));
}
