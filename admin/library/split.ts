import type { Photo } from '#contract/photos.ts';

/** Photos as a camera saw them come: by capture time, those without one by upload. */
export function byCapture(photos: readonly Photo[]): Photo[] {
  const at = (photo: Photo) => Date.parse(photo.takenAt ?? photo.uploadedAt);
  return photos.toSorted((one, other) => at(one) - at(other) || (one.id < other.id ? -1 : 1));
}
