import { dayIn, lastStrike, nextStrike } from '../../galleries/strike.ts';

const dayMs = 86_400_000;

/** What of a plan says when its evenings are. */
export interface Evenings {
  /** `HH:MM` */
  readonly at: string;
  /** The last day, as 20261121; null: that on which the project ends. */
  readonly until: number | null;
  /** UTC ms; null: the project has no end. */
  readonly ends_at: number | null;
}

/** The next evening, UTC ms; null where the last one is over. Hours that a change of clocks leaves out are struck about then. */
export function nextEvening(plan: Evenings, now: number, zone: string): number | null {
  const next = nextStrike(now, plan.at, zone);
  return dayIn(zone, next) > lastDay(plan, zone) ? null : next;
}

/**
 * The evening whose report is due now: the last one that there was, however many were missed, since it tells all of them.
 * `struckAt`: when its hour struck, UTC ms; `day`: `2026-11-21`.
 */
export function dueEvening(
  plan: Evenings,
  now: number,
  zone: string,
): { readonly day: string; readonly struckAt: number } {
  const struckAt = lastStrike(now, plan.at, zone);
  const day = Math.min(dayIn(zone, struckAt), lastDay(plan, zone));
  return { day: new Date(day * dayMs).toISOString().slice(0, 10), struckAt };
}

/** Days since 1970-01-01. */
function lastDay({ until, ends_at }: Evenings, zone: string): number {
  if (until !== null) {
    const [year, month, day] = [Math.floor(until / 10_000), Math.floor(until / 100) % 100, until % 100];
    return Date.UTC(year, month - 1, day) / dayMs;
  }
  // What ends at midnight ends on the day before it.
  return ends_at === null ? Number.POSITIVE_INFINITY : dayIn(zone, ends_at - 1);
}
