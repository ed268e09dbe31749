import { expect, test } from 'vitest';
import { dayAfter } from './asked.ts';
import { dayBars, momentOfDay } from './days.ts';

const days = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ day: dayAfter('2026-01-01', at), opens: at + 1 }));

test('days are told as seen from today', () => {
  expect(momentOfDay('2026-11-20', '2026-11-21')).toMatchObject({ month: 11, day: 20, days: -1, thisYear: true });
  expect(momentOfDay('2025-12-31', '2026-01-01')).toMatchObject({ days: -1, thisYear: false });
});

test('each day is a bar, until there are so many that weeks stand together', () => {
  expect(dayBars(days(62))).toHaveLength(62);
  const bars = dayBars(days(100));
  expect(bars).toHaveLength(15);
  expect(bars[0]).toEqual({ from: '2026-01-01', to: '2026-01-02', opens: 3 });
  expect(bars.at(-1)).toMatchObject({ from: dayAfter('2026-01-01', 93), to: dayAfter('2026-01-01', 99) });
  expect(bars.reduce((sum, { opens }) => sum + opens, 0)).toBe(5050);
});
