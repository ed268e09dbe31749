import { expect, test } from 'vitest';
import { endOfDay } from './days.ts';

const end = (now: string, days: number, zone: string) => new Date(endOfDay(Date.parse(now), days, zone)).toISOString();

test.each([
  // A box in Shanghai: it is already the 22nd there.
  ['2026-11-21T16:30:00Z', 0, 'Asia/Shanghai', '2026-11-22T16:00:00.000Z'],
  ['2026-11-21T15:59:59.999Z', 0, 'Asia/Shanghai', '2026-11-21T16:00:00.000Z'],
  ['2026-11-21T16:00:00Z', 7, 'Asia/Shanghai', '2026-11-29T16:00:00.000Z'],
  ['2026-12-31T12:00:00Z', 1, 'UTC', '2027-01-02T00:00:00.000Z'],
  ['2028-02-28T12:00:00Z', 1, 'UTC', '2028-03-01T00:00:00.000Z'],
  // Clocks go forward on 8 March and back on 1 November 2026: days of 23 and of 25 hours.
  ['2026-03-07T12:00:00Z', 1, 'America/New_York', '2026-03-09T04:00:00.000Z'],
  ['2026-10-31T12:00:00Z', 1, 'America/New_York', '2026-11-02T05:00:00.000Z'],
  ['2026-11-01T05:30:00Z', 0, 'America/New_York', '2026-11-02T05:00:00.000Z'],
  // Midnight of 29 March 2026 does not exist in Beirut: the day begins at 01:00.
  ['2026-03-28T12:00:00Z', 0, 'Asia/Beirut', '2026-03-28T22:00:00.000Z'],
  // In Santiago the clock goes from 24:00 back to 23:00 on 4 April 2026.
  ['2026-04-04T12:00:00Z', 0, 'America/Santiago', '2026-04-05T04:00:00.000Z'],
  // The ends of the world.
  ['2026-06-01T00:00:00Z', 0, 'Pacific/Kiritimati', '2026-06-01T10:00:00.000Z'],
  ['2026-06-01T00:00:00Z', 0, 'Pacific/Pago_Pago', '2026-06-01T11:00:00.000Z'],
  ['2026-06-01T12:00:00Z', 0, 'Asia/Kathmandu', '2026-06-01T18:15:00.000Z'],
])('made at %s for %i days in %s, a link ends at %s', (now, days, zone, expected) => {
  expect(end(now, days, zone)).toBe(expected);
});

test('far days end in their zone too', () => {
  expect(end('2026-11-21T00:00:00Z', 3650, 'Europe/Berlin')).toBe('2036-11-18T23:00:00.000Z');
});
