import { type Wall, wallIn } from './wall.ts';

/** An instant as a clock on the wall there shows it, and how many days from today it lies. */
export interface Moment {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  /** Two figures each: `14:05`. */
  readonly clock: string;
  /** Calendar days from now: 0 today, 1 tomorrow, -1 yesterday. */
  readonly days: number;
  readonly thisYear: boolean;
}

/** What wall clock and calendar of a time zone show at an instant (UTC ms), seen from now (UTC ms). */
export function momentOf(at: number, now: number, timeZone: string): Moment {
  const there = wallIn(at, timeZone);
  const here = wallIn(now, timeZone);
  return {
    year: there.year,
    month: there.month,
    day: there.day,
    clock: `${two(there.hour)}:${two(there.minute)}`,
    days: dayNumber(there) - dayNumber(here),
    thisYear: there.year === here.year,
  };
}

/** The last day on which something is open that closes at an instant: midnight still belongs to the day before, as 24:00. */
export function lastMoment(closesAt: number, now: number, timeZone: string): Moment {
  const closing = momentOf(closesAt, now, timeZone);
  if (closing.clock !== '00:00') return closing;
  return { ...momentOf(closesAt - 1, now, timeZone), clock: '24:00' };
}

function dayNumber({ year, month, day }: Wall): number {
  return Math.round(Date.UTC(year, month - 1, day) / 86_400_000);
}

function two(figure: number): string {
  return String(figure).padStart(2, '0');
}
