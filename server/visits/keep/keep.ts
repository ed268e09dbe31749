import { setTimeout as pause } from 'node:timers/promises';
import { readSettings } from '../../box/settings.ts';
import type { Kit } from '../../kit.ts';
import { dayText, localTime } from '../totals/local-time.ts';
import { totalsMade } from '../totals/past/table.ts';
import { anyRefusals, clearAnswered, deleteRefusals, deleteVisits, keptDay, oldVisits, raiseKeptDay } from './table.ts';

const dayMs = 86_400_000;
const rowsAWrite = 1000;
/** Visits that are looked for at once; what hangs on each goes with it. */
const visitsAtOnce = 200;
/** Between two writes, so that opens that press meanwhile go first. */
const pauseMs = 10;

export interface Pruned {
  visits: number;
  refusals: number;
}

/**
 * Lets go of visits and refusals, whole days of them, that are older than the settings say, with all that hangs on them;
 * of what guests asked and was answered before, the words. Totals, and what each link and total knows of its visitors, stay.
 * Small writes with pauses; nothing while the clock cannot be trusted, or before there are totals. May be cut off and run
 * again.
 */
export async function pruneEvents(kit: Kit): Promise<Pruned> {
  const gone: Pruned = { visits: 0, refusals: 0 };
  const { read } = kit.db;
  if (!kit.clock.mayDelete() || !(await totalsMade(read))) return gone;
  const { keepEventsDays, timeZone } = readSettings(kit);
  const at = kit.clock.now() - keepEventsDays * dayMs;
  const before = { at, day: localTime(timeZone, at).day };

  for (;;) {
    const ids = await oldVisits(read, before, visitsAtOnce);
    if (ids.length === 0) break;
    let rows = rowsAWrite;
    while (rows >= rowsAWrite) {
      const deleted = await kit.db.write(async (writer) => {
        // In the same write as the first of them: nobody counts by events that are half gone.
        await raiseKeptDay(writer, before.day);
        return deleteVisits(writer, ids, rowsAWrite);
      });
      rows = deleted.rows;
      gone.visits += deleted.visits;
      await pause(pauseMs);
      if (!kit.clock.mayDelete()) return gone;
    }
  }
  while (await anyRefusals(read, before)) {
    gone.refusals += await kit.db.write(async (writer) => {
      await raiseKeptDay(writer, before.day);
      return deleteRefusals(writer, before, rowsAWrite);
    });
    await pause(pauseMs);
  }
  while ((await kit.db.write((writer) => clearAnswered(writer, at, rowsAWrite))) >= rowsAWrite) await pause(pauseMs);
  return gone;
}

/**
 * The first day of which every event is still there, `2026-11-21`; null where none went yet. A visit looks on after
 * midnight, so that it is the day after the first one whose opens are there.
 */
export async function keptFrom({ db }: Pick<Kit, 'db'>): Promise<string | null> {
  const day = await keptDay(db.read);
  if (day === undefined) return null;
  return new Date(Date.parse(dayText(day)) + dayMs).toISOString().slice(0, 10);
}
