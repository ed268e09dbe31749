import { expect, test } from 'vitest';
import type { Scene, SceneNow } from '#contract/scenes.ts';
import { ScreenStatus } from '#contract/screens.ts';
import { heed, type Signs, signsAt, troubleOf } from './trouble.ts';

const photoId = '0198a1b2-0000-7000-8000-000000000001';

function status(change: Partial<ScreenStatus>): ScreenStatus {
  const size = { version: 1, held: 1, wanted: 1, offsetMs: 0, roundTripMs: 1, width: 1920, height: 1080 };
  const rest = { heapMb: null, uptimeS: 1, build: 'test', galleryId: null, linkId: null, edition: 1, fresh: false };
  return ScreenStatus.parse({ ...size, ...rest, photoId, sceneId: 'a', mode: 'scene', ...change });
}

const due = (id: string, startedAt: number, kind: Scene['kind'] = 'photo'): SceneNow => ({
  scene: { id, kind, itemId: 'i', ms: 5000, galleryId: null, photoIds: [photoId], code: null } as Scene,
  startedAt,
  endsAt: startedAt + 5000,
  fresh: false,
  next: null,
});

/** A screen that says every ten seconds, for so long, what `say` gives, while `plan` should be on. */
function watched(
  ms: number,
  say: (time: number) => Partial<ScreenStatus>,
  plan: (time: number) => SceneNow | undefined,
): [Signs, number] {
  let signs = signsAt(0);
  let time = 0;
  for (; time <= ms; time += 10_000) signs = heed(signs, status(say(time)), plan(time), time);
  return [signs, time - 10_000];
}
const loop =
  (ids: string, ms = 5000) =>
  (time: number) =>
    due(ids[Math.floor(time / ms) % ids.length] as string, Math.floor(time / ms) * ms);
const names = 'abcdefg';

test('a screen that says nothing for half a minute is silent; a page that nobody sees is given longer', () => {
  expect(troubleOf(signsAt(0), 30_000)).toBeNull();
  expect(troubleOf(signsAt(0), 30_001)).toBe('silent');
  const hidden = heed(signsAt(0), status({ frames: null }), undefined, 0);
  expect([troubleOf(hidden, 80_000), troubleOf(hidden, 90_001)]).toEqual([null, 'silent']);
});

test('one that draws no more frames is stuck, whatever it says it shows', () => {
  const [signs, now] = watched(
    60_000,
    (time) => ({ frames: Math.min(time / 2000, 10), sceneId: loop(names)(time).scene.id, turnedAt: time }),
    loop(names),
  );
  expect(troubleOf(signs, now)).toBe('stuck');
  const [fine, later] = watched(
    600_000,
    (time) => ({ frames: time / 2000, sceneId: loop(names)(time).scene.id, turnedAt: time }),
    loop(names),
  );
  expect(troubleOf(fine, later)).toBeNull();
});

test('one whose picture stays while scenes go by is stuck, of two scenes too, and of the venue’s still', () => {
  const draws = (time: number) => ({ frames: time / 2000 });
  const [seven, now] = watched(90_000, (time) => ({ ...draws(time), sceneId: 'a', turnedAt: 5 }), loop(names));
  expect(troubleOf(seven, now)).toBe('stuck');
  const [two, later] = watched(120_000, (time) => ({ ...draws(time), sceneId: 'a', turnedAt: 5 }), loop('ab', 15_000));
  expect(troubleOf(two, later)).toBe('stuck');
  const none = { sceneId: null, mode: 'venue', turnedAt: null } as const;
  const [venue, end] = watched(90_000, (time) => ({ ...draws(time), ...none }), loop(names));
  expect(troubleOf(venue, end)).toBe('stuck');
});

test('nothing is wrong with what stays because it should', () => {
  const draws = (time: number) => ({ frames: time / 2000, turnedAt: 5 });
  const long = 900_000;
  const [alone] = watched(
    long,
    (time) => ({ ...draws(time), sceneId: 'a' }),
    () => due('a', 0),
  );
  const [blank] = watched(long, (time) => ({ ...draws(time), mode: 'blank' }), loop(names));
  const [dark] = watched(long, (time) => ({ ...draws(time), mode: 'dark' }), loop(names));
  const [picks] = watched(long, (time) => ({ ...draws(time), mode: 'pickup' }), loop(names));
  // Its code is not to be shown now, so the venue is.
  const posters = (time: number) => ({ ...loop(names)(time), scene: due('p', 0, 'poster').scene });
  const [venue] = watched(long, (time) => ({ ...draws(time), sceneId: null, mode: 'venue' }), posters);
  const [nothing] = watched(
    long,
    (time) => ({ ...draws(time), sceneId: null, mode: 'venue' }),
    () => undefined,
  );
  // One photo among others could not be had: the one before it stayed for a while longer.
  const skips = (time: number) => {
    const { scene, startedAt } = loop(names)(time);
    return scene.id === 'd' ? { sceneId: 'c', turnedAt: startedAt - 5000 } : { sceneId: scene.id, turnedAt: startedAt };
  };
  const [skipped] = watched(long, (time) => ({ ...draws(time), ...skips(time) }), loop(names));
  for (const signs of [alone, blank, dark, picks, venue, nothing, skipped]) expect(troubleOf(signs, long)).toBeNull();
});
