import { expect, test } from 'vitest';
import type { Gallery } from '#contract/galleries.ts';
import { enqueue, merged, moved, putBack, withPending } from './pending.ts';

const gallery: Gallery = {
  id: 'g',
  projectId: 'p',
  title: '主会场',
  inflow: 'append',
  order: 'captured',
  coverPhotoId: 'a',
  photoIds: ['a', 'b', 'c'],
  next: null,
  dailyAt: null,
  recipientId: null,
  kept: false,
  line: '',
  building: '',
  contentAt: '2026-11-21T06:00:00.000Z',
  version: 3,
  createdAt: '',
  updatedAt: '',
};

test('what is not acknowledged yet is shown as if it were', () => {
  const shown = withPending(gallery, [
    { kind: 'photos', ids: ['c', 'a', 'b'], base: gallery.photoIds },
    { kind: 'move', add: ['d', 'a'], remove: ['b'] },
    { kind: 'change', change: { title: '花絮', coverPhotoId: null } },
  ]);
  expect(shown).toMatchObject({ photoIds: ['c', 'a', 'd'], title: '花絮', coverPhotoId: null, order: 'manual' });
});

test('an order that waits gives way to a newer one, and one on its way does not', () => {
  const first = { kind: 'photos', ids: ['b', 'a', 'c'], base: ['a', 'b', 'c'] } as const;
  const second = { kind: 'photos', ids: ['c', 'b', 'a'], base: ['b', 'a', 'c'] } as const;
  expect(enqueue([first], second, false)).toEqual([{ kind: 'photos', ids: ['c', 'b', 'a'], base: ['a', 'b', 'c'] }]);
  expect(enqueue([first], second, true)).toEqual([first, second]);
});

test('on top of what others did: own order, without what they took out, with what they added at the end', () => {
  expect(merged(['c', 'a', 'b'], ['a', 'b', 'c'], ['a', 'c', 'x'], 25)).toEqual(['c', 'a', 'x']);
});

test('what one added and what one took out oneself stays so', () => {
  expect(merged(['new', 'a'], ['a', 'b'], ['a', 'b', 'x'], 25)).toEqual(['new', 'a', 'x']);
});

test('no merge makes a gallery of more than it can hold', () => {
  expect(merged(['b', 'a'], ['a', 'b'], ['a', 'b', 'x'], 2)).toEqual(['b', 'a']);
});

test('a photo goes to another place, and back to the one it had', () => {
  expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
  expect(moved(['a', 'b', 'c'], 2, 9)).toEqual(['a', 'b', 'c']);
  expect(putBack(['a', 'c'], 'b', 1)).toEqual(['a', 'b', 'c']);
  expect(putBack(['a', 'b'], 'b', 0)).toEqual(['a', 'b']);
});
