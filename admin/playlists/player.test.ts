import { expect, test } from 'vitest';
import type { Programme, Scene } from '#contract/scenes.ts';
import { loopWith, placeAt, roundOf, startOf } from './player.ts';

const scene = (id: string, itemId: string, ms = 8000): Scene => ({
  ...{ kind: 'message', id, itemId, ms, galleryId: null, photoIds: [], code: null, text: id, detail: '' },
});
const programme = (scenes: Scene[], rest: Scene[], loops: string[][], order: number[] = []): Programme => ({
  ...{ id: 'p', version: 1, from: 0, epoch: 0, scenes, order, rest, loops, later: [], inserts: [], dark: [] },
  ...{ pausedAt: null, pinned: null },
});

test('the preview plays what is on now, and for an item that is on later the loop in which it is', () => {
  const [photo, wall, night] = [scene('photo', 'a'), scene('wall', 'b'), scene('night', 'c')];
  const told = programme(
    [photo, wall],
    [night],
    [
      ['photo', 'wall'],
      ['photo', 'night'],
    ],
  );
  expect(loopWith(told, undefined)).toEqual([photo, wall]);
  expect(loopWith(told, 'b')).toEqual([photo, wall]);
  expect(loopWith(told, 'c')).toEqual([photo, night]);
  expect(loopWith(told, 'nothing of it')).toEqual([photo, wall]);
});

test('a scene begins where those before it end, in a mixed loop each time that it comes', () => {
  const scenes = [scene('a', 'x', 5000), scene('b', 'x', 3000), scene('c', 'y', 2000)];
  expect([startOf(scenes, 2), roundOf(scenes)]).toEqual([8000, 10_000]);
  const mixed = loopWith(programme(scenes, [], [], [0, 1, 0, 2]), undefined);
  expect(mixed.map(({ id }) => id)).toEqual(['a', 'b', 'a', 'c']);
  expect([0, 5000, 9000, 13_500, 15_000].map((at) => placeAt(mixed, at))).toEqual([0, 1, 2, 3, 0]);
});
