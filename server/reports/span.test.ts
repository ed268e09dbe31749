import { expect, test } from 'vitest';
import { dateIn } from '../links/days.ts';
import { daysBetween, plusDays, spanOf } from './span.ts';

const now = Date.parse('2026-11-21T16:30:00Z');

test('without a word it is thirty days until today, as the clocks of the zone have it', () => {
  expect(spanOf({}, now, 'Asia/Shanghai')).toMatchObject({
    ...{ from: '2026-10-24', to: '2026-11-22', first: 20261024, last: 20261122, count: 30 },
    before: { from: '2026-09-24', to: '2026-10-23', first: 20260924, last: 20261023 },
  });
  expect(spanOf({}, now, 'UTC').to).toBe('2026-11-21');
  expect(spanOf({ from: '2026-11-20' }, now, 'UTC')).toMatchObject({ from: '2026-11-20', to: '2026-11-21', count: 2 });
});

test('a day begins where the zone says, across changes of clocks and east of the date line', () => {
  const since = (day: string, zone: string) => new Date(spanOf({ from: day, to: day }, now, zone).since).toISOString();
  expect(since('2026-11-21', 'Asia/Shanghai')).toBe('2026-11-20T16:00:00.000Z');
  expect(since('2026-11-21', 'Pacific/Kiritimati')).toBe('2026-11-20T10:00:00.000Z');
  expect(since('2026-11-21', 'Pacific/Pago_Pago')).toBe('2026-11-21T11:00:00.000Z');
  expect(since('2026-03-29', 'Europe/Berlin')).toBe('2026-03-28T23:00:00.000Z');
  expect(since('2026-03-30', 'Europe/Berlin')).toBe('2026-03-29T22:00:00.000Z');
  expect(dateIn('Pacific/Kiritimati', now)).toBe('2026-11-22');
});

test('days are counted by the calendar', () => {
  expect(plusDays('2028-02-28', 2)).toBe('2028-03-01');
  expect(daysBetween('2026-12-31', '2027-01-01')).toBe(1);
  expect(spanOf({ from: '2016-11-21', to: '2026-11-21' }, now, 'UTC').count).toBe(3653);
  expect(() => spanOf({ from: '2016-11-20', to: '2026-11-21' }, now, 'UTC')).toThrow('ten years');
  expect(() => spanOf({ from: '2026-11-22', to: '2026-11-21' }, now, 'UTC')).toThrow('after it ends');
});

test.each([
  ['0000-01-01', '0000-01-02'],
  ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00Z'],
  ['0000-12-31T23:00:00Z', '0001-01-01T00:00:00Z'],
  ['9999-12-31', '9999-12-31'],
  ['9999-12-31T23:00:00Z', '9999-12-31T23:59:00Z'],
])('a span from %s to %s, in which no dates can be reckoned, is refused', (from, to) => {
  for (const zone of ['UTC', 'Asia/Shanghai', 'America/New_York'])
    expect(() => spanOf({ from, to }, now, zone)).toThrow('no such day');
});
