import type { Scene } from '#contract/scenes.ts';
import type { ShownGallery, ShownPhoto } from '../../galleries/shelf.ts';
import { dayIn } from '../../galleries/strike.ts';
import { madeAt } from '../../ids.ts';
import { readyOf } from '../ready.ts';
import { slotOf } from '../slots.ts';
import type { ItemOf, Moment } from './moment.ts';

/** Two uprights are shown together where no more than this lies between them. */
const pairMs = 10 * 60_000;
/** A turn of a 360° photo that is faster makes people dizzy. */
const turnMs = 20_000;

/** When it was taken, else when it was brought. */
export function capturedAt({ id, takenAt }: Pick<ShownPhoto, 'id' | 'takenAt'>): number {
  return takenAt ?? madeAt(id);
}

export function newestFirst(photos: readonly ShownPhoto[]): ShownPhoto[] {
  return photos.toSorted((a, b) => capturedAt(b) - capturedAt(a) || (a.id < b.id ? 1 : -1));
}

/** A photo by itself, as the loop has it and as it is shown when it was just shot. */
export function photoScene({ id: itemId, seconds, galleryId, code }: ItemOf<'photos'>, photoId: string): Scene {
  const ms = seconds * 1000;
  const slot = code.kind === 'none' ? null : slotOf(itemId);
  return { kind: 'photo', id: `${photoId}:${itemId}`, itemId, ms, galleryId, photoIds: [photoId], code: slot };
}

/** The photos of an item, in its order. */
export function photoScenes(
  item: ItemOf<'photos'>,
  gallery: ShownGallery,
  { now, timeZone }: Pick<Moment, 'now' | 'timeZone'>,
): Scene[] {
  const ready = readyOf(gallery);
  const photos = item.order === 'newest' ? newestFirst(ready) : ready;
  const paired = item.pairs && item.code.kind === 'none';
  const scenes: Scene[] = [];
  for (let at = 0; at < photos.length; at += 1) {
    const photo = photos[at] as ShownPhoto;
    const next = photos[at + 1];
    const single = photoScene(item, photo.id);
    if (photo.panorama) {
      scenes.push({ ...single, kind: 'pano', ms: Math.max(single.ms, turnMs) } as Scene);
    } else if (paired && next && together(photo, next)) {
      const photoIds = [photo.id, next.id];
      scenes.push({
        ...single,
        kind: 'pair',
        id: `${photoIds.join('+')}:${item.id}`,
        ms: single.ms * 1.5,
        photoIds,
      } as Scene);
      at += 1;
    } else scenes.push(single);
  }
  return item.order === 'shuffled' ? shuffled(scenes, `${item.id} ${dayIn(timeZone, now)}`) : scenes;
}

function together(one: ShownPhoto, other: ShownPhoto): boolean {
  const near = one.takenAt !== null && other.takenAt !== null && Math.abs(one.takenAt - other.takenAt) <= pairMs;
  return near && upright(one) && upright(other);
}

function upright({ width, height, panorama }: ShownPhoto): boolean {
  return height > width && !panorama;
}

/** In an order that the seed alone gives; one scene more leaves the others in theirs. */
function shuffled(scenes: readonly Scene[], seed: string): Scene[] {
  return scenes
    .map((scene) => ({ scene, place: numberOf(`${seed} ${scene.id}`) }))
    .sort((a, b) => a.place - b.place || (a.scene.id < b.scene.id ? -1 : 1))
    .map(({ scene }) => scene);
}

/** A number of 32 bits for a text, all bits of which depend on all of it: FNV-1a, stirred. */
function numberOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 16)) >>> 0;
}
