import { dayNumber } from '../../../visits/totals/local-time.ts';
import type { Days } from './table.ts';

const dayMs = 86_400_000;

/** The days of a report, and where rows are looked for that count in them. */
export interface Span {
  readonly days: Days;
  /**
   * Days of the visits in which something of the span may have happened: a visit lasts past midnight, and a zone that is
   * set anew may put what follows a day earlier.
   */
  readonly visits: Days;
  /** UTC ms, wide enough for any zone. */
  readonly first: number;
  readonly last: number;
}

/** `from`, `to`: `2026-11-21`, both included. */
export function spanOf({ from, to }: { readonly from: string; readonly to: string }): Span {
  const [first, last] = [Date.parse(from), Date.parse(to)];
  const number = (at: number) => dayNumber(new Date(at).toISOString().slice(0, 10));
  return {
    days: { from: number(first), to: number(last) },
    visits: { from: number(first - 2 * dayMs), to: number(last + dayMs) },
    first: first - 2 * dayMs,
    last: last + 3 * dayMs,
  };
}
