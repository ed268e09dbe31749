import { expect, test } from 'vitest';
import { Pace, roughly } from './upload-pace.ts';

test('how long it takes is told once it can be, by what went lately', () => {
  const pace = new Pace();
  pace.note(0, 0);
  expect(pace.seconds(1000)).toBeUndefined();
  for (let at = 0; at <= 2000; at += 500) pace.note(at, at * 10);
  expect(pace.seconds(100_000)).toBe(10);
  // The line has become slower: what was long ago counts no more.
  for (let at = 2500; at <= 60_000; at += 500) pace.note(at, 20_000 + (at - 2000));
  expect(pace.seconds(10_000)).toBe(10);
  pace.reset();
  expect(pace.seconds(1000)).toBeUndefined();
});

test('times are said roughly', () => {
  expect(roughly(1)).toEqual({ value: 5, unit: 'second' });
  expect(roughly(38)).toEqual({ value: 40, unit: 'second' });
  expect(roughly(58)).toEqual({ value: 1, unit: 'minute' });
  expect(roughly(600)).toEqual({ value: 10, unit: 'minute' });
  expect(roughly(7300)).toEqual({ value: 2, unit: 'hour' });
});
