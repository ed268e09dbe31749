import { sql } from 'kysely';
import type { AskKind, AskState } from '#contract/asks.ts';
import { linksFor, type Sight } from '../links/recipients/table.ts';
import type { Reader, Writer } from '../store/database.ts';

declare module '../store/tables.ts' {
  interface Tables {
    asks: AskRow;
  }
}

/** Somebody asked for more; instants in UTC ms. */
export interface AskRow {
  id: string;
  link_id: string;
  /** Of the link's address at which the phone waits. */
  link_edition: number;
  visitor: string;
  stand_in: number;
  /** What the phone looks like: its system and its network. */
  mark: string;
  /** What kept it out when that was looked at last. */
  kind: AskKind;
  name: string;
  note: string;
  asked_at: number;
  /** The same by the box's clocks: 20261121. */
  day: number;
  state: AskState;
  answered_at: number | null;
  answered_by: string | null;
}
export type StoredAsk = AskRow & { readonly project_id: string };

/** One that waits, with what its link knows of the phone. */
export type WaitingAsk = StoredAsk & {
  /** Null where the link never saw the phone. */
  readonly opens: number | null;
  readonly extra: number | null;
  readonly last_at: number | null;
};

/** After so long without an answer an ask counts no more. */
export const waitsMs = 7 * 86_400_000;
/** Answered ones are kept for so long, so that a page that was put away still tells. */
const keptMs = 30 * 86_400_000;

/** Asks that wait: at the link's present address, in a project that is there, not too long. */
const waits = (now: number) => sql<boolean>`asks.state = 'open' AND asks.asked_at > ${now - waitsMs}
  AND asks.link_edition = links.edition AND projects.deleted_at IS NULL`;

export interface WhichAsks {
  readonly now: number;
  /** Null: of all projects. */
  readonly projectIds: readonly string[] | null;
  /** Of links for recipients only those whose recipients this account made; without one: all. */
  readonly maker?: string | null | undefined;
  readonly projectId?: string | undefined;
  readonly linkId?: string | undefined;
  readonly linkIds?: readonly string[] | undefined;
  readonly most?: number;
}

function asksOf(db: Reader, { projectIds, maker = null, projectId, linkId, linkIds }: Omit<WhichAsks, 'now'>) {
  let query = db
    .selectFrom('asks')
    .innerJoin('links', 'links.id', 'asks.link_id')
    .innerJoin('projects', 'projects.id', 'links.project_id')
    .selectAll('asks')
    .select('links.project_id')
    .where(linksFor(maker));
  if (projectIds !== null) query = query.where('links.project_id', 'in', [...projectIds]);
  if (projectId !== undefined) query = query.where('links.project_id', '=', projectId);
  if (linkId !== undefined) query = query.where('asks.link_id', '=', linkId);
  if (linkIds !== undefined) query = query.where('asks.link_id', 'in', [...linkIds]);
  return query;
}

/** Those that wait, oldest first. */
export async function waitingAsks(db: Reader, which: WhichAsks): Promise<WaitingAsk[]> {
  return asksOf(db, which)
    .leftJoin('link_visitors as own', (join) =>
      join.onRef('own.link_id', '=', 'asks.link_id').onRef('own.visitor', '=', 'asks.visitor'),
    )
    .select(['own.opens', 'own.extra', 'own.last_at'])
    .where(waits(which.now))
    .orderBy('asks.id')
    .limit(which.most ?? 1000)
    .execute();
}

/** Those of links in work (not in the archive) that wait. */
export async function waitingInWork(db: Reader, which: WhichAsks): Promise<StoredAsk[]> {
  return asksOf(db, which)
    .where(waits(which.now))
    .where('projects.archived', '=', 0)
    .orderBy('asks.id')
    .limit(which.most ?? 1000)
    .execute();
}

/** Those that were answered, newest answer first. */
export async function answeredAsks(db: Reader, which: WhichAsks): Promise<StoredAsk[]> {
  return asksOf(db, which)
    .where('asks.state', '<>', 'open')
    .where('projects.deleted_at', 'is', null)
    .orderBy('asks.answered_at', 'desc')
    .orderBy('asks.id', 'desc')
    .limit(which.most ?? 500)
    .execute();
}

/** One that still waits; undefined also where it was answered or lapsed. */
export async function waitingAsk(db: Reader, id: string, now: number): Promise<StoredAsk | undefined> {
  return asksOf(db, { projectIds: null }).where('asks.id', '=', id).where(waits(now)).executeTakeFirst();
}

/** Whether there is such an ask for somebody, however it stands. */
export async function isAsk(db: Reader, sight: Sight, id: string): Promise<boolean> {
  const row = await asksOf(db, sight)
    .where('asks.id', '=', id)
    .where('projects.deleted_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** The last ask of a phone at this address of a link. */
export async function lastAsk(
  db: Reader,
  { id, edition }: { readonly id: string; readonly edition: number },
  visitor: string,
): Promise<AskRow | undefined> {
  return db
    .selectFrom('asks')
    .selectAll()
    .where('visitor', '=', visitor)
    .where('link_id', '=', id)
    .where('link_edition', '=', edition)
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** How often a phone asked since an instant, at any link, and how many wait at this one. */
export async function howMany(
  db: Reader,
  linkId: string,
  visitor: string,
  since: number,
): Promise<{ ofPhone: number; atLink: number }> {
  const { rows } = await sql<{ ofPhone: number; atLink: number }>`SELECT
    (SELECT count(*) FROM asks WHERE visitor = ${visitor} AND asked_at > ${since}) AS "ofPhone",
    (SELECT count(*) FROM asks WHERE link_id = ${linkId} AND state = 'open') AS "atLink"`.execute(db);
  return rows[0] ?? { ofPhone: 0, atLink: 0 };
}

/** How many phones hold a place of a link that counts them. */
export async function placesTaken(db: Reader, linkId: string): Promise<number> {
  const { rows } = await sql<{ taken: number }>`SELECT count(*) AS taken FROM link_visitors
    WHERE link_id = ${linkId} AND device IS NULL AND let_in = 0`.execute(db);
  return rows[0]?.taken ?? 0;
}

/** The links at which somebody waits. */
export async function linksWaitedAt(db: Reader): Promise<string[]> {
  const rows = await db.selectFrom('asks').select('link_id').distinct().where('state', '=', 'open').execute();
  return rows.map((row) => row.link_id);
}

/** Adds one; what the same phone had waiting at the link, and counts no more, lapses with it. */
export async function insertAsk(writer: Writer, row: AskRow): Promise<void> {
  await writer
    .updateTable('asks')
    .set({ state: 'lapsed', answered_at: row.asked_at })
    .where('link_id', '=', row.link_id)
    .where('visitor', '=', row.visitor)
    .where('state', '=', 'open')
    .execute();
  await writer.insertInto('asks').values(row).execute();
}

/** Ends asks that wait. `by`: who of the staff; null where nobody did it by hand. */
export async function endAsks(
  writer: Writer,
  ids: readonly string[],
  how: { readonly state: Exclude<AskState, 'open'>; readonly by: string | null; readonly now: number },
): Promise<void> {
  if (ids.length === 0) return;
  await writer
    .updateTable('asks')
    .set({ state: how.state, answered_at: how.now, answered_by: how.by })
    .where('id', 'in', [...ids])
    .where('state', '=', 'open')
    .execute();
}

/** Notes what keeps these out now. */
export async function setKinds(writer: Writer, asks: readonly (readonly [id: string, kind: AskKind])[]): Promise<void> {
  for (const [id, kind] of asks) await writer.updateTable('asks').set({ kind }).where('id', '=', id).execute();
}

/** Asks that are open and wait no more: too old, at an address that is gone, or of a project that was deleted. */
export async function lapsedAsks(db: Reader, now: number, linkId?: string): Promise<StoredAsk[]> {
  return asksOf(db, { projectIds: null, linkId })
    .where('asks.state', '=', 'open')
    .where(sql<boolean>`NOT (${waits(now)})`)
    .limit(1000)
    .execute();
}

/** Forgets what was answered long ago; at most so many at once. */
export async function forgetAsks(writer: Writer, now: number): Promise<void> {
  await sql`DELETE FROM asks WHERE id IN
    (SELECT id FROM asks WHERE answered_at <= ${now - keptMs} LIMIT 1000)`.execute(writer);
}

/** Whether there is something to forget. */
export async function anyToForget(db: Reader, now: number): Promise<boolean> {
  const row = await db
    .selectFrom('asks')
    .select('id')
    .where('answered_at', '<=', now - keptMs)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
