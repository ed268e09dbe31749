import { expect, test } from 'vitest';
import { nextTitle } from './chapter.ts';
import { splitByTime, splitByWord } from './split.ts';
import { lastStrike, nextStrike } from './strike.ts';

const minute = 60_000;
const shots = (...minutes: number[]) => minutes.map((at, nr) => ({ id: String(nr).padStart(4, '0'), at: at * minute }));
const sizes = (parts: readonly (readonly unknown[])[]) => parts.map(({ length }) => length);

test('photos are parted at the pauses, and what is too much at the longest pauses in it', () => {
  const morning = Array.from({ length: 10 }, (_, nr) => nr);
  const talk = Array.from({ length: 40 }, (_, nr) => 100 + nr + (nr >= 18 ? 5 : 0));
  expect(sizes(splitByTime(shots(...morning, ...talk)))).toEqual([10, 18, 22]);
  // Nothing but one long row: as few as hold them all.
  expect(sizes(splitByTime(shots(...Array.from({ length: 75 }, (_, nr) => nr))))).toEqual([25, 25, 25]);
  // The odd one or two join their neighbours, if there is room.
  expect(sizes(splitByTime(shots(0, 1, 2, 60, 120, 121, 122, 123)))).toEqual([4, 4]);
  expect(sizes(splitByTime(shots(...Array.from({ length: 25 }, (_, nr) => nr), 90)))).toEqual([25, 1]);
  for (let count = 1; count < 160; count += 7) {
    const photos = shots(...Array.from({ length: count }, (_, nr) => nr * ((nr * 7) % 11)));
    const parts = splitByTime(photos);
    expect(parts.every(({ length }) => length > 0 && length <= 25)).toBe(true);
    expect(parts.flat().length).toBe(count);
  }
});

test('words are put in the order of their numbers, those without one last, and more than fit are counted on', () => {
  const photos = shots(...Array.from({ length: 30 }, (_, nr) => nr));
  const word = (photo: { id: string }) => (Number(photo.id) < 26 ? 'A10' : Number(photo.id) < 28 ? 'A9' : null);
  const groups = splitByWord(photos, word);
  expect(groups.map((group) => [group.word, sizes(group.parts)])).toEqual([
    ['A9', [2]],
    ['A10', [25, 1]],
    [null, [2]],
  ]);
});

test('chapters are counted on, and a number that belongs to a name stays one', () => {
  const none = new Set<string>();
  expect(nextTitle('主会场', undefined, none)).toBe('主会场 2');
  expect(nextTitle('主会场 2', '主会场', none)).toBe('主会场 3');
  expect(nextTitle('主会场 3', '主会场 2', none)).toBe('主会场 4');
  expect(nextTitle('Hall 7', undefined, none)).toBe('Hall 7 2');
  expect(nextTitle('Hall 7', 'Hall 6 a', none)).toBe('Hall 7 2');
  expect(nextTitle('主会场', undefined, new Set(['主会场 2']))).toBe('主会场 3');
  expect(nextTitle('长'.repeat(120), undefined, none)).toHaveLength(120);
});

test('an hour strikes by the clocks of the zone, also on days of 23 and of 25 hours', () => {
  const at = (text: string) => Date.parse(text);
  expect(nextStrike(at('2026-11-21T04:00:00+08:00'), '04:00', 'Asia/Shanghai')).toBe(at('2026-11-22T04:00:00+08:00'));
  expect(lastStrike(at('2026-11-21T04:00:00+08:00'), '04:00', 'Asia/Shanghai')).toBe(at('2026-11-21T04:00:00+08:00'));
  expect(lastStrike(at('2026-11-21T03:59:00+08:00'), '04:00', 'Asia/Shanghai')).toBe(at('2026-11-20T04:00:00+08:00'));
  expect(nextStrike(at('2026-03-28T12:00:00+01:00'), '04:00', 'Europe/Berlin')).toBe(at('2026-03-29T04:00:00+02:00'));
  expect(nextStrike(at('2026-10-24T12:00:00+02:00'), '04:00', 'Europe/Berlin')).toBe(at('2026-10-25T04:00:00+01:00'));
  // 02:30 is left out on that day.
  const left = nextStrike(at('2026-03-28T12:00:00+01:00'), '02:30', 'Europe/Berlin');
  expect(Math.abs(left - at('2026-03-29T03:00:00+02:00'))).toBeLessThanOrEqual(30 * minute);
});
