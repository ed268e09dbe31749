import { sql } from 'kysely';
import type { Reader, Writer } from '../store/database.ts';

declare module '../store/tables.ts' {
  interface Tables {
    visits: VisitRow;
  }
}

export interface VisitRow {
  id: string;
  link_id: string;
  /** Keyed hash of the visitor's cookie, or of address and agent where there was none. */
  visitor: string;
  stand_in: number;
  nonce: string | null;
  /** The editions that the link's address and password had when it was opened. */
  link_edition: number;
  password_edition: number;
  opened_at: number;
  ends_at: number;
  last_seen_at: number;
  on_site: number;
  /** Cut to /24 or /48. */
  address: string;
  agent: string;
  /** Of the open, by the box's clocks: 20261121, 0 to 23. */
  day: number;
  hour: number;
  /** What it was opened with (`who/agent.ts`). */
  device: string;
  system: string;
  app: string;
  /** `site`, `CN/浙江/杭州`, `US`; '' where it is not known. */
  region: string;
  /** 1: by somebody of the house, and in no figure. */
  staff: number;
  /** Which place it was scanned at (`screens/codes/`); null where the address said none that there is. */
  place: number | null;
  /** How long it looked at photos, all told. */
  ms: number;
}

/** In this order they are told to the database, at any number in one statement. */
const columns = [
  'id',
  'link_id',
  'visitor',
  'stand_in',
  'nonce',
  'link_edition',
  'password_edition',
  'opened_at',
  'ends_at',
  'last_seen_at',
  'on_site',
  'address',
  'agent',
  'day',
  'hour',
  'device',
  'system',
  'app',
  'region',
  'staff',
  'place',
] as const satisfies readonly (keyof VisitRow)[];
const valuesOf = sql.join(columns.map((_, at) => sql`value ->> ${sql.lit(at)}`));

/** A visit as it is recorded. */
export type NewVisit = Omit<VisitRow, 'ms'>;

/** Records visits, in their order. */
export async function insertVisits(writer: Writer, rows: readonly NewVisit[]): Promise<void> {
  const told = JSON.stringify(rows.map((row) => columns.map((column) => row[column])));
  await sql`INSERT INTO visits (${sql.join(columns.map((column) => sql.ref(column)))})
    SELECT ${valuesOf} FROM json_each(${told}) ORDER BY key`.execute(writer);
}

/** Which of these numbers are places. */
export async function placesAmong(db: Reader, numbers: readonly number[]): Promise<Set<number>> {
  if (numbers.length === 0) return new Set();
  const { rows } = await sql<{ number: number }>`SELECT number FROM screen_places
    WHERE number IN (SELECT value FROM json_each(${JSON.stringify(numbers)}))`.execute(db);
  return new Set(rows.map(({ number }) => number));
}

/** Visits that were opened and last seen after these instants, and that no revocation of their link has ended: those seen last, so many at most, from the oldest on. */
export async function visitsSince(db: Reader, opened: number, seen: number, most: number): Promise<VisitRow[]> {
  const rows = await db
    .selectFrom('visits')
    .innerJoin('links', 'links.id', 'visits.link_id')
    .selectAll('visits')
    .where('links.revoked_at', 'is', null)
    .where('visits.opened_at', '>', opened)
    .where('visits.last_seen_at', '>', seen)
    .where(sql<boolean>`(links.ended_at IS NULL OR visits.opened_at > links.ended_at)`)
    .orderBy('visits.last_seen_at', 'desc')
    .limit(most)
    .execute();
  return rows.reverse();
}

/** Notes when visits were last seen, at most 1,000 in one write. */
export async function noteSeen(writer: Writer, seen: readonly (readonly [id: string, at: number])[]): Promise<void> {
  await sql`UPDATE visits SET last_seen_at = told.value ->> 1 FROM json_each(${JSON.stringify(seen)}) AS told
    WHERE visits.id = told.value ->> 0`.execute(writer);
}

/** One open, by its place in the table: rows are written in the order of time. */
export interface OpenRow {
  readonly row: number;
  readonly projectId: string;
  readonly visitor: string;
  /** UTC ms. */
  readonly openedAt: number;
}

/** The place behind which the visits since an instant are. */
export async function rowBefore(db: Reader, since: number): Promise<number> {
  const { rows } = await sql<{ row: number }>`
    SELECT rowid AS row FROM visits WHERE opened_at >= ${since} ORDER BY opened_at, rowid LIMIT 1`.execute(db);
  if (rows[0]) return rows[0].row - 1;
  const last = await sql<{ row: number | null }>`SELECT max(rowid) AS row FROM visits`.execute(db);
  return last.rows[0]?.row ?? 0;
}

/** The visits behind a place, in order, so many at most; those of the house are in no figure. */
export async function visitsAfter(db: Reader, row: number, most: number): Promise<OpenRow[]> {
  const { rows } = await sql<OpenRow>`
    SELECT visits.rowid AS row, links.project_id AS "projectId", visitor, opened_at AS "openedAt"
    FROM visits JOIN links ON links.id = visits.link_id
    WHERE visits.rowid > ${row} AND staff = 0 ORDER BY visits.rowid LIMIT ${most}`.execute(db);
  return rows;
}

/** How often each of these links was opened since an instant; those that were not are left out. */
export async function opensSince(db: Reader, since: number, linkIds: readonly string[]): Promise<Map<string, number>> {
  // The plus keeps the planner from looking through all visits that these links ever had.
  const { rows } = await sql<{ linkId: string; opens: number }>`
    SELECT link_id AS "linkId", count(*) AS opens FROM visits WHERE opened_at >= ${since}
      AND +link_id IN (SELECT value FROM json_each(${JSON.stringify(linkIds)})) GROUP BY +link_id`.execute(db);
  return new Map(rows.map(({ linkId, opens }) => [linkId, opens]));
}
