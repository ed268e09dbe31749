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

const formats = new Map<string, Intl.DateTimeFormat>();

/** What wall clock and calendar of a time zone show at an instant (UTC ms), seen from now (UTC ms). */
export function momentOf(at: number, now: number, timeZone: string): Moment {
  const there = parts(at, timeZone);
  const here = parts(now, timeZone);
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

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

function parts(at: number, timeZone: string): Parts {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
    formats.set(timeZone, format);
  }
  const found = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  return {
    year: found.year ?? 0,
    month: found.month ?? 0,
    day: found.day ?? 0,
    hour: found.hour ?? 0,
    minute: found.minute ?? 0,
  };
}

function dayNumber({ year, month, day }: Parts): number {
  return Math.round(Date.UTC(year, month - 1, day) / 86_400_000);
}

function two(figure: number): string {
  return String(figure).padStart(2, '0');
}
