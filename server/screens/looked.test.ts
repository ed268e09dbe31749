import { expect, test } from 'vitest';
import type { Pinned, SceneOf } from '#contract/scenes.ts';
import { type Hand, keepLooks, lookedMs } from './looked.ts';

const agent: Hand = { accountId: 'chen', programmeId: 'table' };
const unit = (name: string, photos: number, at: number, until: number | null = at + 120_000): Pinned => ({
  what: 'unit',
  galleryId: name,
  scenes: Array.from({ length: Math.ceil(photos / 3) }, (_, nr) => scene(name, nr, photos)) as Pinned['scenes'],
  at,
  until,
});
function scene(name: string, nr: number, photos: number): SceneOf<'unit'> {
  const photoIds = [1, 2, 3].map((place) => nr * 3 + place).filter((place) => place <= photos);
  const told = { title: name, line: '', by: '', code: null, galleryId: name, itemId: name, ms: 10_000 };
  return { kind: 'unit', id: `${name}/${nr}`, photoIds: photoIds.map((place) => `${name}-${place}`), ...told };
}
const told = (looks: ReturnType<typeof keepLooks>, now: number, hand = agent) =>
  looks.of(hand, now).map(({ galleryId, photoIds }) => [galleryId, photoIds.length]);

test('what an agent called for is known with the photos that were really on, the latest first', () => {
  const looks = keepLooks();
  looks.pressed(agent, unit('A1', 12, 0), 0);
  expect(told(looks, 5000)).toEqual([['A1', 3]]);
  looks.pressed(agent, unit('B2', 18, 15_000), 15_000);
  // A1 went after its second scene had begun; B2 goes on.
  expect(told(looks, 36_000)).toEqual([
    ['B2', 9],
    ['A1', 6],
  ]);
  // Called for again it is the latest, and nothing that was seen before is forgotten.
  looks.pressed(agent, unit('A1', 12, 40_000), 40_000);
  expect(told(looks, 40_000)).toEqual([
    ['A1', 6],
    ['B2', 9],
  ]);
});

test('it ends when the loop goes on, by itself or by a press, and goes on where it is kept', () => {
  const looks = keepLooks();
  looks.pressed(agent, unit('A1', 30, 0, 20_000), 0);
  expect(told(looks, 90_000)).toEqual([['A1', 6]]);
  looks.pressed(agent, unit('A1', 30, 0, null), 15_000);
  expect(told(looks, 90_000)).toEqual([['A1', 27]]);
  looks.pressed(agent, null, 31_000);
  expect(told(looks, 90_000)).toEqual([['A1', 12]]);
});

test('it is known to the hand that pressed alone, and forgotten in time', () => {
  const looks = keepLooks();
  looks.pressed(agent, unit('A1', 3, 0), 0);
  const colleague = { ...agent, accountId: 'zhou' };
  looks.pressed(colleague, unit('B2', 9, 12_000), 12_000);
  expect(told(looks, 60_000, colleague)).toEqual([['B2', 9]]);
  expect(told(looks, 60_000)).toEqual([['A1', 3]]);
  expect(told(looks, 60_000, { ...agent, programmeId: 'stage' })).toEqual([]);
  expect(told(looks, lookedMs - 1)).toEqual([['A1', 3]]);
  expect(told(looks, lookedMs)).toEqual([]);
});
