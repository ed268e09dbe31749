import { expect, test } from 'vitest';
import { makeClock } from './clock.ts';
import { testDatabase } from './testing/database.ts';

const day = 86_400_000;
const now = Date.UTC(2027, 0, 10, 12);

function source(start: number) {
  const time = { wallMs: start, monotonicMs: 0 };
  return { time, wall: () => time.wallMs, monotonic: () => time.monotonicMs };
}

test('a box that boots in 1970 goes on from the stored mark, and deletes nothing', async () => {
  const db = await testDatabase();
  const before = makeClock(source(now));
  await before.load(db);
  await db.write(before.keep);

  const lost = source(0);
  const after = makeClock(lost);
  await after.load(db);
  expect(after.now()).toBe(now);
  expect(after.trusted()).toBe(false);
  lost.time.wallMs += day;
  lost.time.monotonicMs += day;
  expect(after.now()).toBe(now + day);

  lost.time.wallMs = now + 2 * day;
  expect(after.now()).toBe(now + 2 * day);
  expect(after.trusted()).toBe(true);
});

test('time never goes back where the wall clock is put back a little', () => {
  const wall = source(now);
  const clock = makeClock(wall);
  clock.now();
  wall.time.wallMs -= 60_000;
  expect(clock.now()).toBe(now);
  expect(clock.trusted()).toBe(true);
  wall.time.wallMs -= 10 * 60_000;
  expect(clock.trusted()).toBe(false);
});

test('a leap of a year ahead counts for refusals but is not believed, and can be taken back', async () => {
  const db = await testDatabase();
  const wall = source(now);
  const clock = makeClock(wall);
  await clock.load(db);
  clock.now();
  wall.time.wallMs = now + 365 * day;
  expect(clock.now()).toBe(now + 365 * day);
  expect(clock.trusted()).toBe(false);
  await db.write(clock.keep);
  wall.time.wallMs = now + 1000;
  expect(clock.now()).toBe(now + 1000);
  expect(clock.trusted()).toBe(true);
});

test('a leap that has held for a day is believed: the box lay in a cupboard', () => {
  const wall = source(now);
  const clock = makeClock(wall);
  clock.now();
  wall.time.wallMs = now + 60 * day;
  clock.now();
  wall.time.wallMs += day;
  wall.time.monotonicMs += day;
  expect(clock.trusted()).toBe(true);
  wall.time.wallMs = now;
  expect(clock.now()).toBe(now + 61 * day);
});
