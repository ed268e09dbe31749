import { expect, test } from 'vitest';
import { PlaylistItem } from '#contract/playlists.ts';
import { newId } from '../../ids.ts';
import { itemsWithNext } from './follow.ts';
import { specOf } from './usable.ts';

const id = () => newId(Date.parse('2026-11-25T04:00:00Z'));
const photos = (galleryId: string) => PlaylistItem.parse({ kind: 'photos', id: id(), seconds: 8, galleryId });
const wall = (galleryIds: string[]) => PlaylistItem.parse({ kind: 'wall', id: id(), seconds: 20, galleryIds });

test('a next chapter joins each item that shows photos of the one before it, once, where there is room', () => {
  const [first, next, other] = [id(), id(), id()];
  const poster = PlaylistItem.parse({ kind: 'poster', id: id(), seconds: 15, galleryId: first });
  const items = [photos(other), photos(first), poster, wall([first, other])];
  const joined = itemsWithNext(items, first, next, id);
  expect(
    joined.map((item) => ('galleryIds' in item ? item.galleryIds : 'galleryId' in item && item.galleryId)),
  ).toEqual([...[other, first, next, first], [first, next, other]]);
  expect(new Set(joined.map((item) => item.id)).size).toBe(5);
  expect(itemsWithNext(joined, first, next, id)).toEqual(joined);
  expect(itemsWithNext(items, next, id(), id)).toBe(items);
});

test('a full playlist goes over to the next chapter, and a full wall lets its first gallery go', () => {
  const [first, next] = [id(), id()];
  const full = [...Array.from({ length: 59 }, () => photos(id())), photos(first)];
  const over = itemsWithNext(full, first, next, id);
  expect([over.length, over.at(-1)]).toEqual([60, { ...full.at(-1), galleryId: next }]);
  const galleries = [...Array.from({ length: 11 }, id), first];
  expect(itemsWithNext([wall(galleries)], first, next, id)).toMatchObject([
    { galleryIds: [...galleries.slice(1), next] },
  ]);
});

test('of a playlist that another release wrote, what can be read is played', () => {
  const item = photos(id());
  const spec = JSON.stringify({ items: [{ kind: 'hologram' }, item], order: 'spiral' });
  expect(specOf({ spec })).toEqual({ items: [item], order: 'listed', dark: [], justShot: true });
});
