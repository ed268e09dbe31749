import { expect, test } from 'vitest';
import { endOfDay, lastDayBefore } from './days.ts';

test('a day ends at midnight by the clocks of the zone', () => {
  expect(endOfDay('2026-12-21', 'Asia/Shanghai')).toBe('2026-12-21T16:00:00.000Z');
  expect(endOfDay('2026-12-31', 'UTC')).toBe('2027-01-01T00:00:00.000Z');
});

test('the day on which the clocks change ends where they then stand', () => {
  expect(endOfDay('2026-03-28', 'Europe/Berlin')).toBe('2026-03-28T23:00:00.000Z');
  expect(endOfDay('2026-03-29', 'Europe/Berlin')).toBe('2026-03-29T22:00:00.000Z');
});

test('the day of an end is told again as it was given', () => {
  for (const zone of ['Asia/Shanghai', 'America/New_York', 'UTC', 'Asia/Kolkata']) {
    expect(lastDayBefore(endOfDay('2026-11-01', zone), zone)).toBe('2026-11-01');
  }
});
