import type { Figures, Report } from '#contract/report.ts';
import { medianOf } from '../visits/totals/lengths.ts';
import { dayNumber } from '../visits/totals/local-time.ts';
import { type DayColumn, dayColumns } from '../visits/totals/sums.ts';
import type { DayRow, GapRow, LengthRow, PartRow } from './figures/table.ts';
import type { SetVisitors } from './people/table.ts';
import type { LookedDay } from './photos/table.ts';
import { type Days, plusDays, type Span } from './span.ts';

/** What is known of different visitors; null where it cannot be known any more. */
export interface Visitors extends Pick<Figures, 'visitors' | 'newVisitors' | 'returning' | 'savers'> {
  /** By the day (20261121). */
  readonly byDay: ReadonlyMap<number, number> | null;
}

/** The sums of one day by their names. */
type Sums = Readonly<Record<DayColumn | 'day', number>>;

/** Rows of days, named; of a gallery what was looked at and saved in it. */
export function daySums(rows: readonly DayRow[], looked: readonly LookedDay[] | null): Sums[] {
  const named = rows.map(
    ([day, ...sums]) =>
      ({ day, ...Object.fromEntries(dayColumns.map((column, at) => [column, sums[at] ?? 0])) }) as Sums,
  );
  if (looked === null) return named;
  const seen = new Map(looked.map(([day, views, ms, downloads, saves]) => [day, { views, ms, downloads, saves }]));
  const nothing = { views: 0, ms: 0, downloads: 0, saves: 0 };
  return named.map((sums) => ({ ...sums, ...(seen.get(sums.day) ?? nothing) }));
}

/** The visitors of a span of days of one subject. */
export function visitorsOf(rows: readonly GapRow[], { first, last }: Days): Visitors {
  const within = rows.filter(([, day]) => day >= first && day <= last);
  const opens = within.filter(([kind]) => kind === 'open');
  const sum = (of: readonly GapRow[], at: 3 | 4 | 5) => of.reduce((all, row) => all + row[at], 0);
  return {
    visitors: sum(opens, 3),
    returning: sum(opens, 4),
    newVisitors: sum(opens, 5),
    savers: sum(
      within.filter(([kind]) => kind === 'save'),
      3,
    ),
    byDay: new Map(opens.map(([, day, own]) => [day, own])),
  };
}

/** The visitors of a set of links; undefined: they cannot be known any more. */
export function visitorsOfSet(set: SetVisitors | undefined): Visitors {
  if (set === undefined) return { visitors: null, returning: null, newVisitors: null, savers: null, byDay: null };
  const { visitors, returning, savers, days } = set;
  // Who of them opened none of its links before would take a look at all who ever did.
  return { visitors, returning, newVisitors: null, savers, byDay: new Map(days) };
}

/** The figures of a span, or of the one before it. */
export function figuresOf(
  sums: readonly Sums[],
  days: Days,
  told: {
    readonly visitors: Visitors;
    readonly parts: readonly PartRow[];
    readonly lengths: readonly LengthRow[];
    readonly before: boolean;
  },
): Figures {
  const within = sums.filter(({ day }) => day >= days.first && day <= days.last);
  const sum = (column: DayColumn) => within.reduce((all, one) => all + (one[column] ?? 0), 0);
  const { visitors, newVisitors, returning, savers } = told.visitors;
  const phones = told.parts.find(([kind, part]) => kind === 'device' && part === 'phone');
  const lengths = told.lengths.map(([seconds, now, before]) => ({ seconds, visits: told.before ? before : now }));
  return {
    opens: sum('opens'),
    visitors,
    newVisitors,
    returning,
    standIns: sum('stand_ins'),
    onSite: sum('on_site'),
    views: sum('views'),
    viewSeconds: secondsOf(sum('ms')),
    medianSeconds: medianOf(lengths),
    downloads: sum('downloads'),
    savers,
    saves: sum('saves'),
    asks: sum('asks'),
    refused: sum('refused'),
    phones: (told.before ? phones?.[3] : phones?.[2]) ?? 0,
  };
}

/** Each day of the span, the hours of all days, and the hours of each day of the week. */
export function timesOf(
  sums: readonly Sums[],
  span: Span,
  { byDay }: Visitors,
): Pick<Report, 'days' | 'hours' | 'week' | 'leftOut'> {
  const byNumber = new Map(sums.map((one) => [one.day, one]));
  const hours: number[] = Array(24).fill(0);
  const week: number[][] = Array.from({ length: 7 }, () => Array(24).fill(0));
  const leftOut = { staff: 0, robots: 0 };
  const days = Array.from({ length: span.count }, (_, at) => {
    const day = plusDays(span.from, at);
    const number = dayNumber(day);
    const one = byNumber.get(number);
    const ofWeek = week[(new Date(day).getUTCDay() + 6) % 7] as number[];
    leftOut.staff += one?.staff ?? 0;
    leftOut.robots += one?.robots ?? 0;
    for (const hour of hours.keys()) {
      const opens = one?.[`h${hour}`] ?? 0;
      hours[hour] = (hours[hour] as number) + opens;
      ofWeek[hour] = (ofWeek[hour] as number) + opens;
    }
    return {
      day,
      opens: one?.opens ?? 0,
      visitors: byDay === null ? null : (byDay.get(number) ?? 0),
      views: one?.views ?? 0,
      downloads: one?.downloads ?? 0,
      refused: one?.refused ?? 0,
    };
  });
  return { days, hours, week, leftOut };
}

/** Of milliseconds, to the tenth. */
export function secondsOf(ms: number): number {
  return Math.round(ms / 100) / 10;
}
