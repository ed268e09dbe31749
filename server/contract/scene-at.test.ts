import { describe, expect, test } from 'vitest';
import { darkTurnsAt, isDark, sceneAt, settledAt } from './scene-at.ts';
import type { Pinned, Programme, Scene } from './scenes.ts';

const t0 = 1_800_000_000_000;
const galleryId = '019aa111-2222-7333-8444-000000000000';
const scene = (id: string, ms = 8000): Scene => ({
  ...{ id, itemId: 'item', kind: 'photo', ms, galleryId, photoIds: [id], code: null },
});
const scenes = (names: string, ms?: number) => [...names].map((name) => scene(name, ms));
const programme = (more: Partial<Programme> = {}): Programme => ({
  ...{
    id: galleryId,
    version: 1,
    from: t0,
    epoch: t0,
    scenes: scenes('abc'),
    inserts: [],
    pausedAt: null,
    pinned: null,
  },
  ...{ order: [], later: [], loops: [], rest: [], dark: [] },
  ...more,
});
const pin = (names: string, at: number, until: number | null, ms = 8000): Pinned => ({
  ...{ what: 'unit', galleryId, scenes: scenes(names, ms), at, until },
});
/** What is on each half second. */
const film = (told: Programme, from: number, ms: number) => {
  let names = '';
  for (let at = from; at < from + ms; at += 500) names += sceneAt(told, at)?.scene.id ?? '-';
  return names.replace(/(.)\1+/g, '$1');
};

describe('what is put on by hand', () => {
  test('goes round until its time is over; then the loop goes on with its next scene, by itself', () => {
    const told = programme({ pinned: pin('xyz', t0 + 3000, t0 + 33_000) });
    expect(film(told, t0 + 3000, 30_000)).toBe('xyzx');
    expect(film(told, t0 + 33_000, 24_000)).toBe('bca');
    expect(sceneAt(told, t0 + 33_000)).toMatchObject({
      scene: { id: 'b' },
      startedAt: t0 + 33_000,
      endsAt: t0 + 41_000,
    });
    // What comes is known beforehand, within the round and at its end.
    expect(sceneAt(told, t0 + 4000)).toMatchObject({ scene: { id: 'x' }, endsAt: t0 + 11_000, next: { id: 'y' } });
    expect(sceneAt(told, t0 + 30_000)).toMatchObject({ scene: { id: 'x' }, endsAt: t0 + 33_000, next: { id: 'b' } });
  });

  test('lets just-shot photos wait: those that had not begun come when it is over', () => {
    const inserts = [
      { scene: scene('n'), at: t0 + 2000, ms: 4000 },
      { scene: scene('m'), at: t0 + 6000, ms: 4000 },
    ];
    const told = programme({ inserts, pinned: pin('x', t0 + 3000, t0 + 20_000) });
    expect(film(told, t0 + 3000, 17_000)).toBe('x');
    expect(film(told, t0 + 20_000, 20_000)).toBe('mabc');
    expect(sceneAt(told, t0 + 20_000)).toMatchObject({ fresh: true, endsAt: t0 + 24_000 });
  });

  test('is held by a pause, and ends after it', () => {
    const told = programme({ pinned: pin('xy', t0 + 1000, t0 + 20_000), pausedAt: t0 + 10_000 });
    expect(film(told, t0 + 10_000, 100_000)).toBe('y');
    expect(sceneAt(told, t0 + 50_000)?.endsAt).toBeNull();
  });

  test('on a screen that stands still it ends by the clock, and the screen stands still on', () => {
    const told = programme({ pinned: pin('x', t0 + 5000, t0 + 20_000), pausedAt: t0 + 1000 });
    expect(film(told, t0 + 5000, 15_000)).toBe('x');
    expect(film(told, t0 + 20_000, 50_000)).toBe('a');
    expect(sceneAt(told, t0 + 30_000)?.endsAt).toBeNull();
  });

  test('nothing to show but a message: it is shown, and then nothing', () => {
    const told = programme({ scenes: [], pinned: pin('x', t0, t0 + 5000) });
    expect(film(told, t0, 10_000)).toBe('x-');
  });
});

describe('day parts', () => {
  const told = programme({
    rest: scenes('de'),
    loops: [
      ['d', 'e'],
      ['a', 'c'],
    ],
    later: [
      { at: t0 + 20_000, loop: 0 },
      { at: t0 + 40_000, loop: 1 },
    ],
  });

  test('each begins at its time with its first scene, without a word from the box', () => {
    expect(film(told, t0, 60_000)).toBe('abcdedaca');
    expect(sceneAt(told, t0 + 17_000)).toMatchObject({ scene: { id: 'c' }, endsAt: t0 + 20_000, next: { id: 'd' } });
    expect(sceneAt(told, t0 + 40_000)).toMatchObject({ scene: { id: 'a' }, startedAt: t0 + 40_000 });
  });

  test('written down, they say the same', () => {
    for (const at of [t0 + 20_000, t0 + 27_000, t0 + 45_000]) {
      const after = settledAt(told, at);
      expect(after).not.toBe(told);
      expect(film(after, at, 50_000)).toBe(film(told, at, 50_000));
    }
    expect(settledAt(told, t0 + 19_999)).toBe(told);
  });

  test('a single scene gives way to the next part, and a just-shot photo that runs is not cut by it', () => {
    const single = { ...told, scenes: scenes('a'), rest: scenes('cde') };
    expect(sceneAt(single, t0 + 1000)).toMatchObject({ scene: { id: 'a' }, endsAt: t0 + 20_000 });
    const running = { ...told, inserts: [{ scene: scene('n'), at: t0 + 18_000, ms: 4000 }] };
    expect(film(running, t0 + 18_000, 20_000)).toBe('nde');
  });

  test('a pin stays over them, and a paused screen stays in its part', () => {
    expect(film({ ...told, pinned: pin('x', t0, t0 + 30_000) }, t0, 46_000)).toBe('xeda');
    expect(film({ ...told, pausedAt: t0 + 1000 }, t0 + 1000, 60_000)).toBe('a');
  });
});

test('dark hours: a screen is dark in them unless something is put on by hand', () => {
  const told = programme({ dark: [{ from: t0 + 10_000, to: t0 + 20_000 }] });
  expect([0, 10_000, 19_999, 20_000].map((ms) => isDark(told, t0 + ms))).toEqual([false, true, true, false]);
  expect([darkTurnsAt(told, t0), darkTurnsAt(told, t0 + 10_000), darkTurnsAt(told, t0 + 20_000)]).toEqual([
    t0 + 10_000,
    t0 + 20_000,
    null,
  ]);
  const lit = { ...told, pinned: pin('x', t0 + 12_000, t0 + 15_000) };
  expect([11_000, 13_000, 16_000].map((ms) => isDark(lit, t0 + ms))).toEqual([false, false, true]);
});
