import { type Moment, momentOf } from '#words/moments.ts';

/** How a link ends, as its form has it. */
export type End = 'none' | 'days' | 'date' | 'project';

/** Days from today to a date of the box's zone (`2026-12-21`); undefined where it is none, or past. */
export function daysTo(date: string, now: number, zone: string): number | undefined {
  const [year, month, day] = date.split('-').map(Number);
  if (!year || !month || !day) return undefined;
  const today = momentOf(now, now, zone);
  const days = (Date.UTC(year, month - 1, day) - Date.UTC(today.year, today.month - 1, today.day)) / 86_400_000;
  return days >= 0 && days <= 3650 ? days : undefined;
}

/** A day as a field of dates has it: `2026-12-21`. */
export function dayText({ year, month, day }: Pick<Moment, 'year' | 'month' | 'day'>): string {
  return `${year}-${two(month)}-${two(day)}`;
}

/** The end of the day that is so many days from today there, UTC ms. Near enough for a sentence: the box settles it. */
export function endOfDays(days: number, now: number, zone: string): number {
  const at = now + days * 86_400_000;
  const [hours = 0, minutes = 0] = momentOf(at, at, zone).clock.split(':').map(Number);
  return Math.floor(at / 60_000) * 60_000 + (24 * 60 - hours * 60 - minutes) * 60_000;
}

function two(figure: number): string {
  return String(figure).padStart(2, '0');
}
