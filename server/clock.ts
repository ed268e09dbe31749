import { sql } from 'kysely';
import type { Database, Writer } from './store/database.ts';

declare module './store/tables.ts' {
  interface Tables {
    clock: { id: number; mark: number };
  }
}

/** The machine's clock was lost, and then right again: effective time leapt ahead. */
export interface Step {
  /** Between these (UTC ms) things were dated too early … */
  readonly since: number;
  readonly until: number;
  /** … by so many ms. */
  readonly by: number;
}

/** The one clock that everything asks. */
export interface Clock {
  /** Effective time in UTC ms: never before what the box has seen, so that what expired stays expired. */
  now(): number;
  /** Milliseconds since some moment of this run, for durations; a change of the wall clock does not touch it. */
  monotonic(): number;
  /** False while the wall clock cannot be right; nothing is deleted then. */
  trusted(): boolean;
  /** Whether what is old enough may be deleted for good: not for a day after somebody has set the time ahead. */
  mayDelete(): boolean;
  /** What the machine's own clock says, right or wrong, in UTC ms. */
  machine(): number;
  /** Each leap of this run out of a time when the machine's clock was lost, in order. */
  steps(): readonly Step[];
  /**
   * Somebody who knows says what time it is (UTC ms): the box goes on from there, back too, and trusts it until the
   * machine's clock is set or the box restarts. Stored when it settles, in one write with what `also` notes, which is
   * told what time it was before. Of two at once the second comes after the first.
   */
  set(db: Database, at: number, also: (writer: Writer, before: number) => Promise<void>): Promise<void>;
}

/** Where time comes from: the machine, or a test. */
export interface TimeSource {
  wall(): number;
  monotonic(): number;
}

export const machineTime: TimeSource = { wall: () => Date.now(), monotonic: () => performance.now() };

/** No box of this release has lived before it was made (UTC ms): a clock of 1970 is corrected at least to this. */
export const released = Date.UTC(2026, 10, 21);
const toleratedBackMs = 120_000;
const toleratedAheadMs = 30 * 86_400_000;
/** A wall clock that has run steadily for so long after a great leap is believed. */
const believedAfterMs = 24 * 3_600_000;
/** A wall clock so close to what somebody said is right, and the better of the two. */
const agreedMs = 10 * 60_000;
/** A wall clock so far behind the mark has lost its battery: time then goes on from the mark by the monotonic clock. */
const lostBackMs = 24 * 3_600_000;

export interface KeptClock extends Clock {
  /** Loads the high-water mark; before it, the release's date stands in. */
  load(db: Database): Promise<void>;
  /** Raises the stored mark; joins each group of writes. */
  keep(writer: Writer): Promise<void>;
}

/**
 * Effective time is the later of the wall clock and a stored high-water mark. A wall clock that leaps more than 30 days
 * ahead counts for refusals, but does not move the mark until it has run steadily for a day: else one wrong battery
 * would end every link for ever.
 */
export function makeClock(source: TimeSource = machineTime): KeptClock {
  // A new box has seen no time yet: it believes the wall clock, unless that is from before it was made.
  let mark = Math.max(released, source.wall());
  let leap: { wall: number; monotonic: number } | undefined;
  let lost: { mark: number; monotonic: number } | undefined;
  /** By the monotonic clock; what was said may have been a slip. */
  let deletesFrom = Number.NEGATIVE_INFINITY;
  let told: { mark: number; wall: number; monotonic: number } | undefined;
  let loaded = false;
  const steps: Step[] = [];
  const found = (since: number, until: number, at: number) => {
    if (at - until > toleratedBackMs) steps.push({ since, until, by: at - until });
  };

  const seen = () => {
    const wall = source.wall();
    if (told) {
      const passed = Math.floor(source.monotonic() - told.monotonic);
      const stepped = Math.abs(wall - told.wall - passed) > toleratedBackMs;
      const agreed = Math.abs(wall - told.mark - passed) < agreedMs;
      if (!stepped && !agreed) {
        mark = Math.max(mark, told.mark + passed);
        return mark;
      }
      told = undefined;
    }
    if (wall < mark - lostBackMs) {
      lost ??= { mark, monotonic: source.monotonic() };
      mark = Math.max(mark, lost.mark + Math.floor(source.monotonic() - lost.monotonic));
      return wall;
    }
    if (lost) found(lost.mark, lost.mark + Math.floor(source.monotonic() - lost.monotonic), wall);
    lost = undefined;
    if (wall - mark <= toleratedAheadMs) {
      leap = undefined;
      mark = Math.max(mark, wall);
      return wall;
    }
    const monotonic = source.monotonic();
    const steady = leap && Math.abs(wall - leap.wall - (monotonic - leap.monotonic)) < toleratedBackMs;
    if (!leap || !steady) leap = { wall, monotonic };
    else if (monotonic - leap.monotonic >= believedAfterMs) {
      leap = undefined;
      mark = wall;
    }
    return wall;
  };

  let setting: Promise<void> = Promise.resolve();
  const set: Clock['set'] = async (db, at, also) => {
    const from = Math.max(seen(), mark);
    const before = { mark, leap, lost, told, deletesFrom };
    try {
      await db.write(async (writer) => {
        await sql`INSERT INTO clock (id, mark) VALUES (1, ${at}) ON CONFLICT (id) DO UPDATE SET mark = excluded.mark`.execute(
          writer,
        );
        await also(writer, from);
        // Before the commit, since the mark joins it, and the old one would be stored again; and not before all else
        // has gone well, since the mark joins the writes beside this one too.
        if (at - from > toleratedBackMs) deletesFrom = source.monotonic() + believedAfterMs;
        mark = at;
        leap = undefined;
        lost = undefined;
        told = { mark: at, wall: source.wall(), monotonic: source.monotonic() };
      });
    } catch (error) {
      ({ mark, leap, lost, told, deletesFrom } = before);
      throw error;
    }
    if (before.lost) found(before.lost.mark, from, at);
  };

  const trusted = () => seen() >= mark - toleratedBackMs && leap === undefined;

  return {
    now: () => Math.max(seen(), mark),
    monotonic: () => source.monotonic(),
    machine: () => source.wall(),
    steps: () => {
      seen();
      return steps;
    },
    trusted,
    mayDelete: () => trusted() && source.monotonic() >= deletesFrom,
    set: (db, at, also) => {
      // One after another: what is put back where one could not be stored must not be another's.
      const mine = setting.then(() => set(db, at, also));
      setting = mine.catch(() => {});
      return mine;
    },
    load: async (db) => {
      const row = await db.read.selectFrom('clock').select('mark').executeTakeFirst();
      if (row) mark = Math.max(released, row.mark);
      leap = undefined;
      lost = undefined;
      steps.length = 0;
      loaded = true;
    },
    keep: async (writer) => {
      // Before the first migration there is no table to keep it in.
      if (!loaded) return;
      seen();
      await sql`INSERT INTO clock (id, mark) VALUES (1, ${mark}) ON CONFLICT (id) DO UPDATE SET mark = max(mark, excluded.mark)`.execute(
        writer,
      );
    },
  };
}

/** Gives what does a write once for each step of a box's clock, and settles when that is done, however many ask at once. */
export function oncePerStep(
  work: (writer: Writer, step: Step) => Promise<void>,
): (kit: { readonly clock: Clock; readonly db: Database }) => Promise<void> {
  const boxes = new WeakMap<Clock, { done: number; running: Promise<void> | undefined }>();
  return async ({ clock, db }) => {
    const steps = clock.steps();
    const box = boxes.get(clock) ?? { done: 0, running: undefined };
    boxes.set(clock, box);
    const rest = async () => {
      for (let step = steps[box.done]; step; step = steps[box.done]) {
        const one = step;
        await db.write((writer) => work(writer, one));
        box.done += 1;
      }
    };
    if (box.done >= steps.length) return;
    box.running ??= rest().finally(() => {
      box.running = undefined;
    });
    await box.running;
  };
}
