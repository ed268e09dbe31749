import { sql } from 'kysely';
import type { Reader, Writer } from '../../store/database.ts';

/*
 * What ties rows to a phone, in every room: this room forgets for all of them, since none of the others can know when
 * the last of it is gone.
 */

/** A phone whose records are being cut from it. */
export interface Forgetting {
  readonly visitor: string;
  /** Whose they are from now on: nobody's. */
  readonly fresh: string;
  /** Visits up to this place in the table are meant, and what else is from before this instant (UTC ms). */
  readonly row: number;
  readonly begunAt: number;
}

/** What was known of a phone a moment before it is forgotten. */
export interface Traces {
  readonly linkIds: readonly string[];
  /** Second browsers of it: by link. */
  readonly seconds: readonly (readonly [linkId: string, visitor: string])[];
  /** All visits up to here were looked at. */
  readonly row: number;
}

const json = (told: unknown) => sql`json_each(${JSON.stringify(told)})`;
const among = (ids: readonly (string | number)[]) => sql`(SELECT value FROM ${json(ids)})`;

/** Whose a visit of a link is; undefined where there is no such visit. */
export async function visitorOf(db: Reader, linkId: string, visitId: string): Promise<string | undefined> {
  const { rows } = await sql<{ visitor: string }>`
    SELECT visitor FROM visits WHERE id = ${visitId} AND link_id = ${linkId}`.execute(db);
  return rows[0]?.visitor;
}

/** The keys under which a link knows the same phone: those of its browsers. */
export async function keysOfPhone(db: Reader, linkId: string, visitor: string): Promise<string[]> {
  const { rows } = await sql<{ visitor: string }>`
    WITH phone AS (SELECT coalesce((SELECT device FROM link_visitors
      WHERE link_id = ${linkId} AND visitor = ${visitor}), ${visitor}) AS visitor)
    SELECT visitor FROM phone UNION SELECT ${visitor}
    UNION SELECT link_visitors.visitor FROM link_visitors JOIN phone ON phone.visitor = link_visitors.device
      WHERE link_id = ${linkId}`.execute(db);
  return rows.map((row) => row.visitor);
}

/** What phones wait for at closed pages. */
export async function waitingOf(
  db: Reader,
  visitors: readonly string[],
): Promise<{ readonly askId: string; readonly linkId: string; readonly projectId: string }[]> {
  const { rows } = await sql<{ askId: string; linkId: string; projectId: string }>`
    SELECT asks.id AS "askId", links.id AS "linkId", links.project_id AS "projectId"
    FROM asks JOIN links ON links.id = asks.link_id WHERE state = 'open' AND visitor IN ${among(visitors)}`.execute(db);
  return rows;
}

/** Where a phone was. Looks into each link, so it is asked outside of the write. */
export async function tracesOf(db: Reader, visitor: string): Promise<Traces> {
  const last = await sql<{ row: number }>`SELECT coalesce(max(rowid), 0) AS row FROM visits`.execute(db);
  const { rows } = await sql<{ id: string }>`
    SELECT links.id FROM links CROSS JOIN link_visitors AS own
    WHERE own.link_id = links.id AND own.visitor = ${visitor}`.execute(db);
  const linkIds = rows.map(({ id }) => id);
  const seconds = await sql<{ link: string; visitor: string }>`
    SELECT link_id AS link, visitor FROM link_visitors
    WHERE link_id IN ${among(linkIds)} AND device = ${visitor}`.execute(db);
  return {
    linkIds,
    seconds: seconds.rows.map((one) => [one.link, one.visitor]),
    row: last.rows[0]?.row ?? 0,
  };
}

/**
 * Begins: what counts phones (of its links, and in the totals) and its last `most` visits are nobody's from this write on,
 * so that whatever its phone opens later is a new phone's in each of them. False where it was begun before.
 */
export async function beginForgetting(
  writer: Writer,
  { visitor, fresh, now }: { readonly visitor: string; readonly fresh: string; readonly now: number },
  before: Traces,
  most: number,
): Promise<boolean> {
  const { numAffectedRows } = await sql`INSERT INTO forgetting (visitor, fresh, row, begun_at)
    SELECT ${visitor}, ${fresh}, coalesce(max(rowid), 0), ${now} FROM visits WHERE true ON CONFLICT DO NOTHING`.execute(
    writer,
  );
  if (numAffectedRows !== 1n) return false;
  // It may have opened another link since it was looked for. By the place in the table: an index would be read as a whole.
  const { rows: since } = await sql<{ id: string }>`SELECT DISTINCT link_id AS id FROM visits NOT INDEXED
    WHERE rowid > ${before.row} AND visitor = ${visitor}`.execute(writer);
  const linkIds = [...new Set([...before.linkIds, ...since.map(({ id }) => id)])];
  await sql`UPDATE link_visitors SET visitor = ${fresh}, mark = NULL
    WHERE visitor = ${visitor} AND link_id IN ${among(linkIds)}`.execute(writer);
  await sql`UPDATE link_visitors SET device = ${fresh} WHERE device = ${visitor}
    AND (link_id, visitor) IN (SELECT value ->> 0, value ->> 1 FROM ${json(before.seconds)})`.execute(writer);
  // One that counts phones has few of them, and may have taken a second browser since.
  await sql`UPDATE link_visitors SET device = ${fresh} WHERE device = ${visitor}
    AND link_id IN (SELECT id FROM links WHERE max_devices IS NOT NULL AND id IN ${among(linkIds)})`.execute(writer);
  // A project's subjects are itself and `PROJECT/AUDIENCE`; an audience may have been another's then.
  await sql`UPDATE subject_visitors SET visitor = ${fresh} WHERE visitor = ${visitor} AND subject IN (
    SELECT number FROM subjects WHERE id IN ${among(linkIds)}
    UNION SELECT number FROM (SELECT DISTINCT project_id AS id FROM links WHERE id IN ${among(linkIds)}) AS own
      JOIN subjects ON subjects.id >= own.id AND subjects.id < own.id || '0')`.execute(writer);
  const { rows } = await sql<{ row: number }>`SELECT rowid AS row FROM visits
    WHERE visitor = ${visitor} AND link_id IN ${among(linkIds)} ORDER BY opened_at DESC LIMIT ${most}`.execute(writer);
  await forgetVisits(writer, { visitor, fresh, begunAt: now }, rows);
  return true;
}

async function forgetVisits(
  writer: Writer,
  { visitor, fresh, begunAt }: Omit<Forgetting, 'row'>,
  visits: readonly { readonly row: number }[],
): Promise<void> {
  // A visit that was under way ends: its pass opens nothing more, after a restart either.
  await sql`UPDATE visits SET visitor = ${fresh}, nonce = NULL, address = '', agent = '', ends_at = min(ends_at, ${begunAt})
    WHERE rowid IN ${among(visits.map(({ row }) => row))} AND visitor = ${visitor}`.execute(writer);
}

/** Those that are begun and not done. */
export async function forgettings(db: Reader): Promise<Forgetting[]> {
  const { rows } = await sql<Forgetting>`
    SELECT visitor, fresh, row, begun_at AS "begunAt" FROM forgetting ORDER BY begun_at`.execute(db);
  return rows;
}

export async function endForgetting(writer: Writer, visitor: string): Promise<void> {
  await sql`DELETE FROM forgetting WHERE visitor = ${visitor}`.execute(writer);
}

/** One kind of rows: which are left of a phone, found outside of the write, and the write that cuts them from it. */
export interface Step {
  left(db: Reader, of: Forgetting, most: number): Promise<readonly object[]>;
  cut(writer: Writer, of: Forgetting, rows: readonly object[]): Promise<unknown>;
}
const step = <T extends object>(
  left: (db: Reader, of: Forgetting, most: number) => Promise<{ readonly rows: readonly T[] }>,
  cut: (writer: Writer, of: Forgetting, rows: readonly T[]) => Promise<unknown>,
): Step => ({
  left: async (db, of, most) => (await left(db, of, most)).rows,
  cut: (writer, of, rows) => cut(writer, of, rows as readonly T[]),
});

const idsOf = (rows: readonly { readonly id: string }[]) => among(rows.map(({ id }) => id));

/** What is left after the beginning, in any order, each as often as something of it is left. */
export const steps: readonly Step[] = [
  step<{ row: number }>(
    (db, { visitor, row }, most) =>
      sql<{ row: number }>`SELECT visits.rowid AS row FROM links CROSS JOIN visits
        WHERE visits.link_id = links.id AND visits.visitor = ${visitor} AND visits.rowid <= ${row}
        LIMIT ${most}`.execute(db),
    forgetVisits,
  ),
  step<{ link: string; reason: string; slot: number }>(
    (db, { visitor, begunAt }, most) =>
      sql<{ link: string; reason: string; slot: number }>`SELECT link_id AS link, reason, slot
        FROM links CROSS JOIN refusals
        WHERE refusals.link_id = links.id AND refusals.visitor = ${visitor} AND at <= ${begunAt} LIMIT ${most}`.execute(
        db,
      ),
    (writer, { visitor, fresh }, rows) =>
      sql`UPDATE refusals SET visitor = ${fresh} WHERE (link_id, visitor, reason, slot) IN (
        SELECT value ->> 'link', ${visitor}, value ->> 'reason', value ->> 'slot' FROM ${json(rows)})`.execute(writer),
  ),
  step<{ link: string; photo: string }>(
    (db, { visitor, begunAt }, most) =>
      sql<{ link: string; photo: string }>`SELECT link_id AS link, photo_id AS photo FROM links CROSS JOIN hearts
        WHERE hearts.link_id = links.id AND hearts.visitor = ${visitor} AND at <= ${begunAt} LIMIT ${most}`.execute(db),
    (writer, { visitor, fresh }, rows) =>
      sql`UPDATE hearts SET visitor = ${fresh}, line = '' WHERE (link_id, visitor, photo_id) IN (
        SELECT value ->> 'link', ${visitor}, value ->> 'photo' FROM ${json(rows)})`.execute(writer),
  ),
  step<{ id: string }>(
    (db, { visitor, begunAt }, most) =>
      sql<{
        id: string;
      }>`SELECT id FROM asks WHERE visitor = ${visitor} AND asked_at <= ${begunAt} LIMIT ${most}`.execute(db),
    async (writer, { fresh, begunAt }, rows) => {
      // What webhooks are not told yet has the name and the note in it.
      await sql`DELETE FROM hook_deliveries WHERE fact = 'asked' AND body -> 'ask' ->> 'id' IN ${idsOf(rows)}`.execute(
        writer,
      );
      // Whoever waits is nobody any more, so nobody is kept waiting.
      await sql`UPDATE asks SET visitor = ${fresh}, name = '', note = '', mark = '',
        answered_at = iif(state = 'open', ${begunAt}, answered_at), state = iif(state = 'open', 'lapsed', state)
        WHERE id IN ${idsOf(rows)}`.execute(writer);
    },
  ),
  step<{ id: string }>(
    (db, { visitor, begunAt }, most) =>
      sql<{ id: string }>`SELECT id FROM hide_requests
        WHERE visitor = ${visitor} AND asked_at <= ${begunAt} LIMIT ${most}`.execute(db),
    // That somebody wants to be seen no more still holds.
    (writer, { fresh }, rows) =>
      sql`UPDATE hide_requests SET visitor = ${fresh}, name = '', note = '' WHERE id IN ${idsOf(rows)}`.execute(writer),
  ),
];
