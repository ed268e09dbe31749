import type { Moment } from '#words/moments.ts';

/** A day (`2026-11-21`) as words say it, seen from today (a day too). */
export function momentOfDay(day: string, today: string): Moment {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return {
    year,
    month,
    day: date,
    clock: '',
    days: Math.round((Date.parse(day) - Date.parse(today)) / 86_400_000),
    thisYear: today.startsWith(`${day.slice(0, 4)}-`),
  };
}

/** What was counted on one day, or on several that stand as one bar. */
export interface DayBar {
  readonly from: string;
  readonly to: string;
  readonly opens: number;
}

/** Days as bars: one each, or weeks together where they would be too thin to be told apart. */
export function dayBars(days: readonly { readonly day: string; readonly opens: number }[]): DayBar[] {
  const together = days.length > 62 ? 7 : 1;
  const bars: DayBar[] = [];
  // From the last day back, so that it is the first bar that may be a short one.
  for (let end = days.length; end > 0; end -= together) {
    const some = days.slice(Math.max(0, end - together), end);
    const opens = some.reduce((sum, { opens }) => sum + opens, 0);
    bars.unshift({ from: some[0]?.day ?? '', to: some.at(-1)?.day ?? '', opens });
  }
  return bars;
}
