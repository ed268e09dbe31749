import type { Now } from '#contract/now.ts';
import type { Kit } from '../kit.ts';
import { hourIn, startOfDay } from '../links/days.ts';
import { rowBefore, visitsAfter } from '../visits/table.ts';

const quarterMs = 900_000;
const rowsARead = 10_000;

/** The visits of the day that runs, for one project or for all. */
interface Count {
  readonly hours: Map<number, number>;
  readonly visitors: Set<string>;
}
interface Tally {
  readonly since: number;
  readonly zone: string;
  /** The last visit that was counted. */
  row: number;
  readonly all: Count;
  readonly projects: Map<string, Count>;
}

export interface Today {
  /** The visits of today in a zone, hour by hour from the first one with a visit to the one that runs. */
  read(zone: string, projectIds: readonly string[] | null): Promise<Now['visits']>;
}

/** Counts the day's visits on from where it stopped the last time, since at an event there are a hundred thousand of them. */
export function openToday({ db, clock }: Pick<Kit, 'db' | 'clock'>): Today {
  let tally: Tally | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  const catchUp = async (since: number, zone: string): Promise<Tally> => {
    if (tally?.since !== since || tally.zone !== zone) {
      tally = { since, zone, row: await rowBefore(db.read, since), all: emptyCount(), projects: new Map() };
    }
    const hourOf = hoursFrom(since, zone);
    for (;;) {
      const rows = await visitsAfter(db.read, tally.row, rowsARead);
      for (const { row, projectId, visitor, openedAt } of rows) {
        tally.row = row;
        if (openedAt < since) continue;
        const ofProject = tally.projects.get(projectId) ?? emptyCount();
        tally.projects.set(projectId, ofProject);
        const hour = hourOf(openedAt);
        for (const { hours, visitors } of [tally.all, ofProject]) {
          hours.set(hour, (hours.get(hour) ?? 0) + 1);
          visitors.add(visitor);
        }
      }
      if (rows.length < rowsARead) return tally;
    }
  };

  return {
    read: async (zone, projectIds) => {
      const now = clock.now();
      // One after the other, so that no visit is counted twice.
      const counted = turn.catch(() => {}).then(() => catchUp(startOfDay(now, zone), zone));
      turn = counted;
      const { all, projects } = await counted;
      const count = projectIds === null ? all : together(projectIds.flatMap((id) => projects.get(id) ?? []));
      const current = hourIn(zone, now);
      const first = Math.min(current, ...count.hours.keys());
      const last = Math.max(current, ...count.hours.keys());
      const hours = Array.from({ length: last - first + 1 }, (_, at) => ({
        hour: first + at,
        opens: count.hours.get(first + at) ?? 0,
      }));
      const opens = hours.reduce((sum, hour) => sum + hour.opens, 0);
      return { opens, visitors: count.visitors.size, hours };
    },
  };
}

function emptyCount(): Count {
  return { hours: new Map(), visitors: new Set() };
}

/** A phone that was at several projects is one visitor. */
function together(counts: readonly Count[]): Count {
  const [only] = counts;
  if (only && counts.length === 1) return only;
  const sum = emptyCount();
  for (const { hours, visitors } of counts) {
    for (const [hour, opens] of hours) sum.hours.set(hour, (sum.hours.get(hour) ?? 0) + opens);
    for (const visitor of visitors) sum.visitors.add(visitor);
  }
  return sum;
}

/** The hour by the zone's own clock: a day may have 23 or 25 hours, and some zones are a quarter of an hour off. */
function hoursFrom(since: number, zone: string): (instant: number) => number {
  const known = new Map<number, number>();
  return (instant) => {
    const quarter = Math.floor((instant - since) / quarterMs);
    const hour = known.get(quarter) ?? hourIn(zone, since + quarter * quarterMs);
    known.set(quarter, hour);
    return hour;
  };
}
