import { sql } from 'kysely';
import type { HookFact, HookForm } from '#contract/hooks.ts';
import type { Reader, Writer } from '../store/database.ts';

declare module '../store/tables.ts' {
  interface Tables {
    hooks: HookRow;
    hook_deliveries: DeliveryRow;
    told_links: { link_id: string; max_opens: number };
  }
}

export interface HookRow {
  id: string;
  name: string;
  form: HookForm;
  /** Under the box's key: the address holds a robot's key, the secret signs. */
  url_sealed: string;
  secret_sealed: string | null;
  /** JSON lists; projects null: all. */
  facts: string;
  project_ids: string | null;
  locale: 'zh-CN' | 'en';
  enabled: number;
  made_by: string;
  created_at: number;
  updated_at: number;
  last_at: number | null;
  last_ok: number | null;
  last_status: number | null;
  last_failure: string | null;
  last_said: string | null;
}
export type Last = Pick<HookRow, 'last_at' | 'last_ok' | 'last_status' | 'last_failure' | 'last_said'>;

/** What waits to be told; it goes when it was. */
export interface DeliveryRow {
  id: string;
  hook_id: string;
  fact: HookFact;
  /** JSON of `Told`. */
  body: string;
  state: 'waiting';
  attempts: number;
  next_at: number | null;
  status: number | null;
  failure: string | null;
  made_at: number;
  ended_at: number | null;
}

/** All webhooks, first made first. */
export function allHooks(db: Reader): Promise<HookRow[]> {
  return db.selectFrom('hooks').selectAll().orderBy('id').execute();
}

/** One of them, or nothing. */
export function hookById(db: Reader, id: string): Promise<HookRow | undefined> {
  return db.selectFrom('hooks').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function insertHook(writer: Writer, row: HookRow): Promise<void> {
  await writer.insertInto('hooks').values(row).execute();
}

export async function updateHook(writer: Writer, id: string, change: Partial<HookRow>): Promise<void> {
  await writer.updateTable('hooks').set(change).where('id', '=', id).execute();
}

/** Removes a webhook; what waits for it goes with it. */
export async function deleteHook(writer: Writer, id: string): Promise<void> {
  await writer.deleteFrom('hooks').where('id', '=', id).execute();
}

/** How much waits, by webhook. */
export async function waitingCounts(db: Reader): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; count: number }>`
    SELECT hook_id AS id, count(*) AS count FROM hook_deliveries GROUP BY hook_id`.execute(db);
  return new Map(rows.map(({ id, count }) => [id, count]));
}

const columns = ['id', 'hook_id', 'fact', 'body', 'state', 'attempts', 'next_at', 'made_at'] as const;

/** Writes what is to be told, in its order, for webhooks that are there; 1,000 at most in a write. */
export async function insertDeliveries(writer: Writer, rows: readonly DeliveryRow[]): Promise<void> {
  const told = JSON.stringify(rows.map((row) => columns.map((column) => row[column])));
  const values = sql.join(columns.map((_, at) => sql`value ->> ${sql.lit(at)}`));
  await sql`INSERT INTO hook_deliveries (${sql.join(columns.map((column) => sql.ref(column)))})
    SELECT ${values} FROM json_each(${told}) WHERE value ->> 1 IN (SELECT id FROM hooks) ORDER BY key`.execute(writer);
}

/** What waits longest for a webhook. */
export function waitingFor(db: Reader, hookId: string, most: number): Promise<DeliveryRow[]> {
  return db
    .selectFrom('hook_deliveries')
    .selectAll()
    .where('hook_id', '=', hookId)
    .orderBy('made_at')
    .orderBy('id')
    .limit(most)
    .execute();
}

/** Notes that something was not taken, and when it is tried again. */
export async function noteAttempt(
  writer: Writer,
  id: string,
  change: Pick<DeliveryRow, 'attempts' | 'next_at' | 'status' | 'failure'>,
): Promise<void> {
  await writer.updateTable('hook_deliveries').set(change).where('id', '=', id).execute();
}

/** Forgets what was told. */
export async function deleteDeliveries(writer: Writer, ids: readonly string[]): Promise<void> {
  await sql`DELETE FROM hook_deliveries WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`.execute(
    writer,
  );
}

/** Forgets what has waited since before an instant, 1,000 at most; gives how much. */
export async function deleteOlder(writer: Writer, hookId: string, before: number): Promise<number> {
  const { numAffectedRows } = await sql`DELETE FROM hook_deliveries WHERE id IN (SELECT id FROM hook_deliveries
    WHERE hook_id = ${hookId} AND made_at < ${before} ORDER BY made_at LIMIT 1000)`.execute(writer);
  return Number(numAffectedRows ?? 0n);
}

/** The opens that wait longest for a webhook. */
export function oldestOpens(db: Reader, hookId: string, most: number): Promise<DeliveryRow[]> {
  return db
    .selectFrom('hook_deliveries')
    .selectAll()
    .where('hook_id', '=', hookId)
    .where('fact', '=', 'opened')
    .orderBy('made_at')
    .orderBy('id')
    .limit(most)
    .execute();
}

/** Puts one in the place of another, where it stood in the row. */
export async function replaceBody(writer: Writer, id: string, body: string): Promise<void> {
  await writer.updateTable('hook_deliveries').set({ body }).where('id', '=', id).execute();
}

/** With how many opens in all links were told to be nearly used up. */
export async function toldMost(db: Reader, linkIds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ link_id: string; max_opens: number }>`SELECT link_id, max_opens FROM told_links
    WHERE link_id IN (SELECT value FROM json_each(${JSON.stringify(linkIds)}))`.execute(db);
  return new Map(rows.map((row) => [row.link_id, row.max_opens]));
}

export async function noteTold(writer: Writer, linkId: string, maxOpens: number): Promise<void> {
  await sql`INSERT INTO told_links (link_id, max_opens) SELECT id, ${maxOpens} FROM links WHERE id = ${linkId}
    ON CONFLICT (link_id) DO UPDATE SET max_opens = excluded.max_opens`.execute(writer);
}

/** Which of these visits are by somebody of the house. */
export async function visitsOfStaff(db: Reader, visitIds: readonly string[]): Promise<Set<string>> {
  if (visitIds.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`SELECT id FROM visits WHERE staff = 1
    AND id IN (SELECT value FROM json_each(${JSON.stringify(visitIds)}))`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

/** What guests said who ask for more. */
export async function asksById(
  db: Reader,
  ids: readonly string[],
): Promise<Map<string, { name: string; note: string }>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; name: string; note: string }>`SELECT id, name, note FROM asks
    WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`.execute(db);
  return new Map(rows.map(({ id, ...said }) => [id, said]));
}
