import { expect, test, vi } from 'vitest';
import type { Play } from '#contract/screens.ts';
import { PlayLog, type Seen } from './play-log.ts';
import type { PlayStore } from './play-store.ts';

const minute = 60_000;

function memoryStore(): PlayStore & { all(): Play[] } {
  const plays = new Map<string, Play>();
  return {
    get count() {
      return plays.size;
    },
    put: async (play) => void plays.set(play.id, play),
    oldest: async (most) => [...plays.values()].slice(0, most),
    remove: async (ids) => {
      for (const id of ids) plays.delete(id);
    },
    clear: async () => plays.clear(),
    all: () => [...plays.values()],
  };
}

const seen = (id: string, change: Partial<Seen> = {}): Seen => ({
  scene: { id, itemId: 'item', kind: 'photo', galleryId: 'gallery', photoIds: [`${id}-photo`] },
  code: { linkId: 'link' },
  fresh: false,
  ...change,
});

function log(hand: (plays: readonly Play[]) => Promise<readonly string[]> = async () => []) {
  const store = memoryStore();
  let now = 0;
  const made = new PlayLog(store, hand, () => now);
  made.reach(true);
  return {
    made,
    store,
    on: (what: Seen | undefined, after: number) => {
      now += after;
      made.shown(what, 1_000_000 + now);
    },
    pass: (ms: number) => {
      now += ms;
    },
  };
}

test('each thing is noted with when it came on and for how long it was seen; darkness ends it', () => {
  const { on, store } = log();
  on(seen('a'), 0);
  on(seen('a'), 3000);
  on(seen('b', { fresh: true }), 2000);
  on(undefined, 4000);
  on(undefined, 60_000);
  on(seen('a'), 0);
  on(undefined, 1500);
  expect(store.all().map(({ sceneId, at, ms, fresh, linkId }) => [sceneId, at - 1_000_000, ms, fresh, linkId])).toEqual(
    [
      ['a', 0, 5000, false, 'link'],
      ['b', 5000, 4000, true, 'link'],
      ['a', 69_000, 1500, false, 'link'],
    ],
  );
  expect(new Set(store.all().map(({ id }) => id)).size).toBe(3);
});

test('what stays for long is noted while it is on, and told in parts of ten minutes', () => {
  const { on, store } = log();
  on(seen('a'), 0);
  for (let ticks = 0; ticks < 150; ticks += 1) on(seen('a'), 10_000);
  const before = store.all();
  expect(before.map(({ ms }) => ms)).toEqual([10 * minute, 10 * minute, 5 * minute]);
  on(undefined, 4000);
  const [first, second, third] = store.all();
  expect(store.all().map(({ ms }) => ms)).toEqual([10 * minute, 10 * minute, 5 * minute + 4000]);
  expect([second?.id, third?.id]).toEqual([`${first?.id}.1`, `${first?.id}.2`]);
});

test('the time without the box is noted as such, and so is a code that was taken off', () => {
  const { made, on, store } = log();
  on(seen('a'), 0);
  made.reach(false);
  on(seen('a'), 2000);
  on(seen('a', { code: null }), 3000);
  made.reach(true);
  on(seen('a', { code: null }), 4000);
  on(undefined, 1000);
  expect(store.all().map(({ ms, offline, linkId }) => [ms, offline, linkId])).toEqual([
    [2000, false, 'link'],
    [3000, true, 'link'],
    [4000, true, null],
    [1000, false, null],
  ]);
  const [first, ...parts] = store.all().map(({ id }) => id);
  expect(parts).toEqual([1, 2, 3].map((part) => `${first}.${part}`));
});

test('it is handed over until the box says that it has it, and what is on is not', async () => {
  const handed: string[][] = [];
  let answers = false;
  const { on, store, made, pass } = log(async (plays) => {
    handed.push(plays.map(({ sceneId }) => sceneId));
    if (!answers) throw new Error('nobody answers');
    return plays.map(({ id }) => id);
  });
  on(seen('a'), 0);
  on(seen('b'), 5000);
  on(seen('b'), 9000);
  await made.send();
  expect([handed, made.waiting]).toEqual([[['a']], 2]);
  pass(30_000);
  answers = true;
  made.reach(false);
  await made.send();
  expect(handed).toHaveLength(1);
  made.reach(true);
  await made.send();
  expect(handed).toEqual([['a'], ['a']]);
  expect(store.all().map(({ sceneId }) => sceneId)).toEqual(['b']);
  // Not at once again.
  on(undefined, 1000);
  await made.send();
  expect(handed).toHaveLength(2);
});

test('much is handed over in batches that the line takes; what another screen showed is nobody’s', async () => {
  vi.useFakeTimers();
  const handed: (readonly Play[])[] = [];
  const { on, made, store } = log(async (plays) => {
    handed.push(plays);
    return plays.map(({ id }) => id);
  });
  const photos = Array.from({ length: 60 }, (_, index) => `0198-${index}-4567-7890-0123456789ab`);
  const wall = (id: string) => seen(id, { scene: { ...seen(id).scene, kind: 'wall', photoIds: photos } });
  for (let index = 0; index < 500; index += 1) on(index % 10 ? seen(`${index}`) : wall(`${index}`), 3000);
  on(undefined, 3000);
  const sent = made.send();
  await vi.advanceTimersByTimeAsync(120_000);
  await sent;
  vi.useRealTimers();
  expect(handed.flat()).toHaveLength(500);
  expect(made.waiting).toBe(0);
  for (const batch of handed) {
    expect(batch.length).toBeLessThanOrEqual(200);
    expect(JSON.stringify(batch).length).toBeLessThan(60_000);
  }
  on(seen('a'), 0);
  on(seen('b'), 5000);
  await made.forget();
  on(undefined, 5000);
  expect(store.all()).toEqual([]);
});
