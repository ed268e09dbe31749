import type { Scene } from '#contract/scenes.ts';
import { coverFirst } from '../ready.ts';
import { unitSlot } from '../slots.ts';
import type { Shelved } from './moment.ts';

const photosAtOnce = 3;
const unitMs = 8000;

/** The scenes of a unit that was called for, three photos each, its cover first, `by` saying who shows it; none where it has no ready photo. */
export function unitScenes({ galleries, units }: Shelved, galleryId: string, by: string): Scene[] {
  const gallery = galleries.get(galleryId) ?? units?.get(galleryId);
  if (!gallery) return [];
  const { title, line } = gallery;
  const photoIds = coverFirst(gallery);
  const base = { itemId: galleryId, ms: unitMs, galleryId, code: unitSlot(galleryId) };
  return Array.from({ length: Math.ceil(photoIds.length / photosAtOnce) }, (_, place) => ({
    ...{ kind: 'unit', id: `unit:${galleryId}/${place}`, ...base, title, line, by },
    photoIds: photoIds.slice(place * photosAtOnce, (place + 1) * photosAtOnce),
  }));
}
