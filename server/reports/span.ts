import { dateIn, startOfDay } from '../links/days.ts';
import { invalid } from '../refusal.ts';
import { dayNumber } from '../visits/totals/local-time.ts';

const dayMs = 86_400_000;
/** As long as nobody says from when. */
const shownDays = 30;
/** Ten years. */
const mostDays = 3653;
/** Days around which dates can be reckoned, in any zone. */
const known = { first: '1970-01-01', last: '9000-12-31' } as const;

/** Whole days, both included, as they are told (`2026-11-21`) and as they are stored (20261121). */
export interface Days {
  readonly from: string;
  readonly to: string;
  readonly first: number;
  readonly last: number;
  /** The first instant of it in the box's zone, UTC ms. */
  readonly since: number;
}

/** A span with as many days right before it. */
export interface Span extends Days {
  readonly count: number;
  readonly before: Days;
}

/**
 * Reads a span of days in a zone; an instant stands for its day. Without `to`: until today, without `from`: 30 days.
 * Throws `invalid_input` where it ends before it begins, is longer than ten years, or is of no time that there are clocks for.
 */
export function spanOf(
  asked: { readonly from?: string | undefined; readonly to?: string | undefined },
  now: number,
  zone: string,
): Span {
  const to = asked.to === undefined ? dateIn(zone, now) : dayOf(asked.to, zone);
  const from = asked.from === undefined ? plusDays(to, 1 - shownDays) : dayOf(asked.from, zone);
  for (const [field, day] of [
    ['to', to],
    ['from', from],
  ] as const)
    if (day < known.first || day > known.last) throw invalid(field, (say) => say.noDay);
  if (from > to) throw invalid(asked.from === undefined ? 'to' : 'from', (say) => say.spanBackwards);
  const count = daysBetween(from, to) + 1;
  if (count > mostDays) throw invalid('from', (say) => say.spanLong);
  const before = days(plusDays(from, -count), plusDays(from, -1), zone);
  return { ...days(from, to, zone), count, before };
}

/** So many days after a day, `2026-11-21`. */
export function plusDays(day: string, count: number): string {
  return new Date(Date.parse(day) + count * dayMs).toISOString().slice(0, 10);
}

/** Calendar days from one to another: 1 from a day to the next. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs);
}

/** The first instant of a day in a zone, UTC ms. */
export function beginning(day: string, zone: string): number {
  // Noon in London is the next day already where the sun rises first.
  const noon = Date.parse(`${day}T12:00:00Z`);
  return startOfDay(dateIn(zone, noon) === day ? noon : noon - dayMs / 2, zone);
}

function dayOf(edge: string, zone: string): string {
  if (!edge.includes('T')) return edge;
  const year = new Date(edge).getUTCFullYear();
  // Behind the year 9999 a day has more figures; nobody means one.
  return year < 1 || year > 9998 ? edge.slice(0, 10) : dateIn(zone, Date.parse(edge));
}

function days(from: string, to: string, zone: string): Days {
  return { from, to, first: dayNumber(from), last: dayNumber(to), since: beginning(from, zone) };
}
