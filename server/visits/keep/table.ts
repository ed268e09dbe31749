import { sql } from 'kysely';
import type { Reader, Writer } from '../../store/database.ts';

/** What may go: opened or refused before this instant (UTC ms), on a day before that one (20261121). */
export interface Before {
  readonly at: number;
  readonly day: number;
}

/** The day (20261121) before which events are gone; undefined where none went yet. */
export async function keptDay(db: Reader): Promise<number | undefined> {
  const { rows } = await sql<{ day: number }>`SELECT day FROM events_kept`.execute(db);
  return rows[0]?.day;
}

/** Notes that events of days before this one go. */
export async function raiseKeptDay(writer: Writer, day: number): Promise<void> {
  await sql`INSERT INTO events_kept (id, day) VALUES (1, ${day})
    ON CONFLICT DO UPDATE SET day = max(day, excluded.day)`.execute(writer);
}

/** The oldest visits that may go, so many at most. */
export async function oldVisits(db: Reader, { at, day }: Before, most: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM visits
    WHERE opened_at < ${at} AND +day < ${day} AND +day > 0 ORDER BY opened_at LIMIT ${most}`.execute(db);
  return rows.map(({ id }) => id);
}

/** What hangs on visits, with the keys of its rows. */
const hanging = [
  ['photo_views', 'visit_id, photo_id'],
  ['downloads', 'visit_id, photo_id, edition'],
  ['seen_photos', 'visit_id, photo_id, edition'],
] as const;

/** Deletes what hangs on visits, then these, so many rows at most; gives how many, and how many visits were among them. */
export async function deleteVisits(
  writer: Writer,
  ids: readonly string[],
  most: number,
): Promise<{ rows: number; visits: number }> {
  const those = sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`;
  let rows = 0;
  const gone = ({ numAffectedRows }: { readonly numAffectedRows?: bigint }) => {
    rows += Number(numAffectedRows ?? 0);
    return Number(numAffectedRows ?? 0);
  };
  for (const [table, key] of hanging) {
    if (rows >= most) return { rows, visits: 0 };
    const keys = sql.raw(key);
    gone(
      await sql`DELETE FROM ${sql.table(table)} WHERE (${keys}) IN (SELECT ${keys} FROM ${sql.table(table)}
        WHERE visit_id IN ${those} LIMIT ${most - rows})`.execute(writer),
    );
  }
  if (rows >= most) return { rows, visits: 0 };
  const visits = gone(
    await sql`DELETE FROM visits WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)}) LIMIT ${most - rows})`.execute(
      writer,
    ),
  );
  return { rows, visits };
}

/** Deletes refusals that may go, so many at most; gives how many. */
export async function deleteRefusals(writer: Writer, { at, day }: Before, most: number): Promise<number> {
  const { numAffectedRows } = await sql`DELETE FROM refusals WHERE (link_id, visitor, reason, slot) IN (
    SELECT link_id, visitor, reason, slot FROM refusals WHERE at < ${at} AND day < ${day} LIMIT ${most})`.execute(
    writer,
  );
  return Number(numAffectedRows ?? 0);
}

/** Whether there are refusals that may go. */
export async function anyRefusals(db: Reader, { at, day }: Before): Promise<boolean> {
  const { rows } = await sql`SELECT 1 FROM refusals WHERE at < ${at} AND day < ${day} LIMIT 1`.execute(db);
  return rows.length > 0;
}

/** Takes the words out of what guests asked and was answered before an instant, so many at most; gives how many. */
export async function clearAnswered(writer: Writer, before: number, most: number): Promise<number> {
  let cleared = 0;
  for (const table of ['asks', 'hide_requests'] as const) {
    const { numAffectedRows } = await sql`UPDATE ${sql.table(table)} SET name = '', note = '' WHERE id IN (
      SELECT id FROM ${sql.table(table)} WHERE answered_at < ${before} AND state <> 'open' AND (name <> '' OR note <> '')
      LIMIT ${most - cleared})`.execute(writer);
    cleared += Number(numAffectedRows ?? 0);
    if (cleared >= most) break;
  }
  return cleared;
}
