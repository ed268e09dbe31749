import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { forgiveGuesses, type GuessLimits, giveBackGuess, reserveGuesses } from './guesses.ts';
import { guessesOf } from './table.ts';
import { startRoom, type TestRoom } from './test-box.ts';

let room: TestRoom;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  room = await startRoom();
});
afterEach(async () => {
  vi.useRealTimers();
  await room.end();
  await room.remove();
});

const limits: GuessLimits = { most: 30, windowMs: 3_600_000, free: 30, firstWaitMs: 0, longestWaitMs: 0 };
const link = { name: 'link:summer', limits };
const phone = { name: 'visitor:1', limits: { ...limits, most: 5 } };
/** How many of so many guesses at once are judged. */
const judged = async (count: number, ...of: (typeof link)[]) => {
  const tries = await Promise.allSettled(Array.from({ length: count }, () => reserveGuesses(room.kit, ...of)));
  return tries.filter(({ status }) => status === 'fulfilled').length;
};

const failed = async (name: string) => (await guessesOf(room.kit.db.read, name))?.failed ?? 0;

test('of ten thousand guesses at a link, thirty an hour are judged', async () => {
  expect(await judged(10_000, link)).toBe(30);
  room.time.later(3_599_000);
  await expect(reserveGuesses(room.kit, link)).rejects.toMatchObject({
    code: 'too_many_attempts',
    facts: { retryAfter: 1 },
  });
  room.time.later(1000);
  expect(await judged(100, link)).toBe(30);
});

test('a guess that one limit refuses is not counted by the other', async () => {
  expect(await judged(20, link, phone)).toBe(5);
  expect(await failed(link.name)).toBe(5);
  expect(await failed(phone.name)).toBe(5);
});

test('a right guess is given back, or clears the wrong ones as well', async () => {
  await judged(4, phone);
  await room.kit.db.write((writer) => giveBackGuess(writer, phone.name));
  expect(await failed(phone.name)).toBe(3);
  await room.kit.db.write((writer) => forgiveGuesses(writer, phone.name));
  expect(await failed(phone.name)).toBe(0);
});

test('guesses and sessions of long ago are cleaned away, but not by a clock that may be wrong', async () => {
  await room.claim();
  await judged(4, phone);
  const left = async () => [
    (await room.kit.db.read.selectFrom('guesses').selectAll().execute()).length,
    (await room.kit.db.read.selectFrom('sessions').selectAll().execute()).length,
  ];
  room.time.later(60 * 86_400_000);
  vi.advanceTimersByTime(3_600_000);
  await new Promise((done) => setTimeout(done, 100));
  expect(await left()).toEqual([1, 1]);
  room.time.later(-40 * 86_400_000);
  await room.kit.db.write(async () => {});
  room.time.later(29 * 86_400_000);
  await room.kit.db.write(async () => {});
  room.time.later(29 * 86_400_000);
  vi.advanceTimersByTime(3_600_000);
  await vi.waitFor(async () => expect(await left()).toEqual([0, 0]));
});
