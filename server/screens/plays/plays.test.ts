import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Play } from '#contract/screens.ts';
import { readSettings } from '../../box/settings.ts';
import { newId } from '../../ids.ts';
import { dateIn } from '../../links/days.ts';
import { type TestKit, testKit } from '../../testing/kit.ts';
import { openPlayBook, playsKept, prunePlays } from './plays.ts';

const day = 86_400_000;
const screenId = newId(1);
const [first, second] = [newId(2), newId(3)];
let made = 0;

function play(kit: TestKit, change: Partial<Play> = {}): Play {
  made += 1;
  return {
    id: `play-${String(made).padStart(6, '0')}`,
    sceneId: 'scene',
    itemId: 'item',
    kind: 'photo',
    galleryId: null,
    photoIds: [first],
    linkId: null,
    at: kit.clock.now() - 60_000,
    ms: 5000,
    fresh: false,
    offline: false,
    ...change,
  };
}

/** The sums as they are stored, and as they come of the plays. */
async function sums(kit: TestKit) {
  const zone = readSettings(kit).timeZone;
  const { read } = kit.db;
  const plays = await read.selectFrom('plays').selectAll().execute();
  const photos = new Map<string, [number, number]>();
  const items = new Map<string, [number, number, number]>();
  for (const { id, at, ms, item_id, kind, photo_ids, offline } of plays) {
    const times = id.includes('.') ? 0 : 1;
    for (const photo of new Set<string>(JSON.parse(photo_ids))) {
      const key = `${photo} ${dateIn(zone, at)}`;
      const [t, m] = photos.get(key) ?? [0, 0];
      photos.set(key, [t + times, m + ms]);
    }
    const key = `${item_id} ${kind} ${dateIn(zone, at)}`;
    const [t, m, o] = items.get(key) ?? [0, 0, 0];
    items.set(key, [t + times, m + ms, o + (offline ? ms : 0)]);
  }
  const keptPhotos = await read.selectFrom('photo_plays').selectAll().execute();
  const keptItems = await read.selectFrom('item_plays').selectAll().execute();
  return {
    count: plays.length,
    recomputed: [photos, items],
    stored: [
      new Map(keptPhotos.map((row) => [`${row.photo_id} ${row.day}`, [row.times, row.ms]])),
      new Map(keptItems.map((row) => [`${row.item_id} ${row.kind} ${row.day}`, [row.times, row.ms, row.offline_ms]])),
    ],
  };
}

test('what a screen tells is counted once, however often it tells it, and the sums agree with it', async () => {
  const kit = await testKit();
  const book = openPlayBook(kit);
  const told = [
    play(kit),
    play(kit, { photoIds: [first, second, first], offline: true, ms: 7000 }),
    play(kit, { kind: 'poster', photoIds: [], itemId: 'poster' }),
    play(kit, { at: kit.clock.now() - 3 * day }),
    play(kit, { id: 'play-long.2', ms: 600_000 }),
  ];
  const ids = told.map(({ id }) => id);
  expect(await book.told(screenId, told)).toEqual(ids);
  // Again, since the answer was lost; together with a new one, and with one that is in it twice.
  const late = play(kit);
  expect(await book.told(screenId, [...told, late, late])).toEqual([...ids, late.id, late.id]);
  const { count, stored, recomputed } = await sums(kit);
  expect(count).toBe(6);
  expect(stored).toEqual(recomputed);
  const today = dateIn(readSettings(kit).timeZone, kit.clock.now() - 60_000);
  expect(stored[0]?.get(`${second} ${today}`)).toEqual([1, 7000]);
  expect(stored[1]?.get(`item photo ${today}`)).toEqual([3, 617_000, 7000]);
  // Another screen speaks for itself.
  await book.told(newId(9), told);
  expect((await sums(kit)).count).toBe(11);
});

test('what cannot be, or is too old, is not counted, and need not be told again; what is to come ends now', async () => {
  const kit = await testKit();
  const book = openPlayBook(kit);
  const now = kit.clock.now();
  const told = [
    { ...play(kit), id: 'nonsense-1', ms: -1 },
    { ...play(kit), id: 'nonsense-2', photoIds: ['x'] },
    { ...play(kit), id: 'nonsense-3', more: 1 },
    play(kit, { id: 'older-than-that', at: now - 61 * day }),
    play(kit, { id: 'of-tomorrow', at: now + day, ms: 4000 }),
    'nothing',
  ];
  expect(await book.told(screenId, told)).toEqual([
    'nonsense-1',
    'nonsense-2',
    'nonsense-3',
    'older-than-that',
    'of-tomorrow',
  ]);
  const rows = await kit.db.read.selectFrom('plays').selectAll().execute();
  expect(rows.map(({ id }) => id)).toEqual(['of-tomorrow']);
  // It ends at the moment in which it was told.
  expect(rows[0]?.at).toBeGreaterThanOrEqual(now - 4000);
  expect(rows[0]?.at).toBeLessThanOrEqual(kit.clock.now() - 4000);
  await expect(book.told(screenId, { plays: [] })).rejects.toThrow();
  await expect(book.told(screenId, Array(201).fill(play(kit)))).rejects.toThrow();
});

test('a screen that says too much is not listened to for the rest of the minute', async () => {
  const kit = await testKit();
  const book = openPlayBook(kit);
  const batch = () => Array.from({ length: 200 }, () => play(kit));
  for (let round = 0; round < 45; round += 1) expect(await book.told(screenId, batch())).toHaveLength(200);
  expect(await book.told(screenId, batch())).toEqual([]);
  expect(await book.told(newId(9), batch())).toHaveLength(200);
  kit.time.advance(60_000);
  expect(await book.told(screenId, batch())).toHaveLength(200);
});

test('walls full of photos are kept whole, in writes of a bounded size', async () => {
  const kit = await testKit();
  const wall = () => Array.from({ length: 60 }, (_, index) => newId(10 + index + made * 60));
  const told = Array.from({ length: 40 }, () => play(kit, { kind: 'wall', photoIds: wall() }));
  let rows = 0;
  const { write } = kit.db;
  const counted: TestKit = {
    ...kit,
    db: {
      ...kit.db,
      write: (work) =>
        write(async (writer) => {
          const changes = async () =>
            (await sql<{ n: number }>`SELECT total_changes() AS n`.execute(writer)).rows[0]?.n ?? 0;
          const before = await changes();
          const done = await work(writer);
          rows = Math.max(rows, (await changes()) - before);
          return done;
        }),
    },
  };
  expect(await openPlayBook(counted).told(screenId, told)).toHaveLength(40);
  expect(rows).toBeLessThanOrEqual(1000);
  const { stored, recomputed, count } = await sums(kit);
  expect(count).toBe(40);
  expect(stored).toEqual(recomputed);
  expect(stored[0]?.size).toBe(2400);
});

test('after ninety days plays go and their sums stay; not while the clock cannot be trusted', async () => {
  const kit = await testKit();
  const book = openPlayBook(kit);
  await book.told(screenId, [play(kit), play(kit, { at: kit.clock.now() - 50 * day })]);
  kit.time.advance(41 * day);
  await book.told(screenId, [play(kit)]);
  const before = await sums(kit);
  expect(before.count).toBe(3);
  // It leapt ahead by more than a month: nobody knows whether that is right.
  expect(await prunePlays(kit)).toBe(0);
  kit.time.advance(day + 60_000);
  // Believed only when it has been seen to run on steadily.
  while (!kit.clock.mayDelete()) kit.time.advance(60_000);
  expect(await prunePlays(kit)).toBe(1);
  const after = await sums(kit);
  expect(after.count).toBe(2);
  expect(after.stored).toEqual(before.stored);
  expect(playsKept.ms).toBe(90 * day);
});
