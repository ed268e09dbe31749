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

test('what somebody says is the time is gone by, back too, through a restart, until the machine’s clock is set', async () => {
  const db = await testDatabase();
  const wall = source(now + 365 * day);
  const clock = makeClock(wall);
  await clock.load(db);
  expect(clock.now()).toBe(now + 365 * day);
  wall.time.wallMs = 0;
  expect(clock.trusted()).toBe(false);

  const also: string[] = [];
  await clock.set(db, now, async () => {
    also.push('noted');
  });
  expect({ also, at: clock.now(), trusted: clock.trusted() }).toEqual({ also: ['noted'], at: now, trusted: true });
  wall.time.wallMs += 60_000;
  wall.time.monotonicMs += 60_000;
  await db.write(clock.keep);
  expect(clock.now()).toBe(now + 60_000);

  const next = makeClock(source(1000));
  await next.load(db);
  expect(next.now()).toBe(now + 60_000);
  expect(next.trusted()).toBe(false);

  wall.time.wallMs = now + 20 * 60_000;
  expect({ at: clock.now(), trusted: clock.trusted() }).toEqual({ at: now + 20 * 60_000, trusted: true });
});

test('a machine whose clock nearly agrees with what was said is gone by, and one that is far off is not', async () => {
  const db = await testDatabase();
  const wall = source(now + 5000);
  const clock = makeClock(wall);
  await clock.load(db);
  await clock.set(db, now + 60_000, async () => {});
  wall.time.wallMs += 120_000;
  wall.time.monotonicMs += 120_000;
  expect(clock.now()).toBe(now + 125_000);
  await clock.set(db, now - 3 * 3_600_000, async () => {});
  expect({ at: clock.now(), trusted: clock.trusted() }).toEqual({ at: now - 3 * 3_600_000, trusted: true });
});

test('a time that could not be stored is not gone by', async () => {
  const db = await testDatabase();
  const clock = makeClock(source(now));
  await clock.load(db);
  await expect(clock.set(db, now - day, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(clock.now()).toBe(now);
});

test('for a day after somebody has set the time ahead nothing is deleted: it may have been a slip', async () => {
  const db = await testDatabase();
  const wall = source(now);
  const clock = makeClock(wall);
  await clock.load(db);
  await clock.set(db, now - 60_000, async () => {});
  expect(clock.mayDelete()).toBe(true);
  await clock.set(db, now + 20 * day, async () => {});
  expect({ trusted: clock.trusted(), mayDelete: clock.mayDelete() }).toEqual({ trusted: true, mayDelete: false });
  wall.time.wallMs += day - 1000;
  wall.time.monotonicMs += day - 1000;
  expect(clock.mayDelete()).toBe(false);
  wall.time.wallMs += 1000;
  wall.time.monotonicMs += 1000;
  expect(clock.mayDelete()).toBe(true);
});

test('of two who set it at once the second comes after the first, and one that cannot be stored spoils neither', async () => {
  const clock = makeClock(source(now));
  const db = await testDatabase({ beforeCommit: (writer) => clock.keep(writer) });
  await clock.load(db);
  const stored = async () => (await db.read.selectFrom('clock').select('mark').executeTakeFirst())?.mark;
  const seen: number[] = [];
  const note = async (_: unknown, before: number) => {
    seen.push(before);
  };
  const failing = () => Promise.reject(new Error('no'));
  const first = clock.set(db, now - 3 * day, failing);
  const second = clock.set(db, now - 2 * day, note);
  const third = clock.set(db, now + 20 * day, failing);
  await expect(first).rejects.toThrow('no');
  await second;
  // Committed beside it, with the mark.
  await Promise.all([expect(third).rejects.toThrow('no'), db.write(async () => {})]);
  // What each write keeps is what was stored, and what is gone by.
  await db.write(async () => {});
  expect({ seen, at: clock.now(), stored: await stored() }).toEqual({
    seen: [now],
    at: now - 2 * day,
    stored: now - 2 * day,
  });
  expect(clock.mayDelete()).toBe(true);
  await Promise.all([clock.set(db, now - 5 * day, note), clock.set(db, now - 4 * day, note)]);
  expect({ seen, at: clock.now() }).toEqual({
    seen: [now, now - 2 * day, now - 5 * day],
    at: now - 4 * day,
  });
});
