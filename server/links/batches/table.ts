import { sql } from 'kysely';
import type { BatchLinkState } from '#contract/batches.ts';
import type { Reader, Writer } from '../../store/database.ts';
import type { LinkRow } from '../stored.ts';
import { endable } from '../table.ts';

declare module '../../store/tables.ts' {
  interface Tables {
    batches: BatchRow;
  }
}

export interface BatchRow {
  id: string;
  project_id: string;
  gallery_id: string;
  label: string;
  first_number: number;
  count: number;
  /** So many of its links are there. */
  made: number;
  /** What its links are made from (`batch.ts`), as JSON. */
  terms: string;
  made_by: string | null;
  made_by_name: string;
  created_at: number;
  updated_at: number;
}

/** A batch with how its codes are (a JSON list: unused, opened, void), its gallery's title, and the end that goes with its project. */
export interface CountedBatchRow extends BatchRow {
  states: string;
  gallery_title: string;
  project_ends: number | null;
}

const inState: Readonly<Record<BatchLinkState, ReturnType<typeof sql>>> = {
  unused: sql`(links.revoked_at IS NULL AND links.opens = 0)`,
  opened: sql`(links.revoked_at IS NULL AND links.opens > 0)`,
  void: sql`(links.revoked_at IS NOT NULL)`,
};

function counted(db: Reader) {
  return db
    .selectFrom('batches')
    .innerJoin('galleries', 'galleries.id', 'batches.gallery_id')
    .innerJoin('projects', 'projects.id', 'batches.project_id')
    .selectAll('batches')
    .select(['galleries.title as gallery_title', 'projects.ends_at as project_ends'])
    .select(
      sql<string>`(SELECT json_array(coalesce(sum(${inState.unused}), 0), coalesce(sum(${inState.opened}), 0),
        coalesce(sum(${inState.void}), 0)) FROM links WHERE links.batch_id = batches.id)`.as('states'),
    )
    .where('projects.deleted_at', 'is', null);
}

export function batchById(db: Reader, id: string): Promise<CountedBatchRow | undefined> {
  return counted(db).where('batches.id', '=', id).executeTakeFirst();
}

/** The batches of a project, newest first. */
export function batchesOfProject(db: Reader, projectId: string): Promise<CountedBatchRow[]> {
  return counted(db).where('batches.project_id', '=', projectId).orderBy('batches.id', 'desc').execute();
}

export async function insertBatchRow(writer: Writer, row: BatchRow): Promise<void> {
  await writer.insertInto('batches').values(row).execute();
}

/** The oldest batch of which links are still to be made; those wait whose gallery or project was deleted. */
export function unfinishedBatch(db: Reader): Promise<BatchRow | undefined> {
  return db
    .selectFrom('batches')
    .innerJoin('galleries', 'galleries.id', 'batches.gallery_id')
    .innerJoin('projects', 'projects.id', 'batches.project_id')
    .selectAll('batches')
    .whereRef('batches.made', '<', 'batches.count')
    .where('galleries.deleted_at', 'is', null)
    .where('projects.deleted_at', 'is', null)
    .orderBy('batches.id')
    .limit(1)
    .executeTakeFirst();
}

/** Whether there is a batch of which links are still to be made, be its gallery there or not. */
export async function anyUnfinished(db: Reader): Promise<boolean> {
  const row = await db.selectFrom('batches').select('id').whereRef('made', '<', 'count').limit(1).executeTakeFirst();
  return row !== undefined;
}

/** So many more of its links are there; false where it had another number of them than `before`, or its gallery is gone. */
export async function growMade(
  writer: Writer,
  { id, gallery_id, made }: Pick<BatchRow, 'id' | 'gallery_id' | 'made'>,
  more: number,
  now: number,
): Promise<boolean> {
  const { numUpdatedRows } = await writer
    .updateTable('batches')
    .set({ made: made + more, updated_at: now })
    .where('id', '=', id)
    .where('made', '=', made)
    .where(sql<boolean>`EXISTS (SELECT 1 FROM galleries WHERE galleries.id = ${gallery_id} AND deleted_at IS NULL)`)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Batches whose gallery goes on in a next chapter. */
export function batchesOfChapters(db: Reader): Promise<BatchRow[]> {
  return db
    .selectFrom('batches')
    .innerJoin('galleries', 'galleries.id', 'batches.gallery_id')
    .selectAll('batches')
    .where('galleries.next_id', 'is not', null)
    .where('galleries.deleted_at', 'is', null)
    .orderBy('batches.id')
    .execute();
}

/** Notes which galleries all links of a batch were given. */
export async function noteChapters(
  writer: Writer,
  id: string,
  chapters: readonly string[],
  now: number,
): Promise<void> {
  await sql`UPDATE batches SET terms = json_set(terms, '$.chapters', json(${JSON.stringify(chapters)})), updated_at = ${now}
    WHERE id = ${id}`.execute(writer);
}

/** Links of a batch that open a gallery and not the chapter in which it goes on. */
export async function withoutChapter(
  db: Reader,
  batchId: string,
  galleryId: string,
  nextId: string,
  most: number,
): Promise<{ id: string; last_open_at: number | null }[]> {
  const { rows } = await sql<{ id: string; last_open_at: number | null }>`SELECT links.id, last_open_at
    FROM links JOIN link_galleries AS one ON one.link_id = links.id AND one.gallery_id = ${galleryId}
    WHERE batch_id = ${batchId} AND NOT EXISTS (
      SELECT 1 FROM link_galleries AS next WHERE next.link_id = links.id AND next.gallery_id = ${nextId})
    LIMIT ${most}`.execute(db);
  return rows;
}

/** What differs among the links of a batch. */
export interface OwnRow {
  readonly id: string;
  readonly tokenHash: string;
  readonly number: number;
  readonly issue: number;
  readonly passwordSealed: string | null;
}
/** What they have in common. */
export type SharedRow = Omit<LinkRow, 'id' | 'token_hash' | 'number' | 'issue' | 'password_sealed'>;

/** Makes links that are alike, with two statements whatever their number; they open these galleries, in this order. */
export async function insertAlike(
  writer: Writer,
  shared: SharedRow,
  own: readonly OwnRow[],
  galleryIds: readonly string[],
): Promise<void> {
  const columns = Object.keys(shared) as (keyof SharedRow)[];
  const told = JSON.stringify(own.map((one) => [one.id, one.tokenHash, one.number, one.issue, one.passwordSealed]));
  await sql`INSERT INTO links (id, token_hash, number, issue, password_sealed, ${sql.join(columns.map((name) => sql.ref(name)))})
    SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4,
      ${sql.join(columns.map((name) => sql`${shared[name]}`))} FROM json_each(${told})`.execute(writer);
  await sql`INSERT INTO link_galleries (link_id, gallery_id, position)
    SELECT link.value ->> 0, chapter.value, chapter.key
    FROM json_each(${told}) AS link JOIN json_each(${JSON.stringify(galleryIds)}) AS chapter`.execute(writer);
}

export interface Page {
  readonly state?: BatchLinkState | undefined;
  readonly number?: number | undefined;
  /** Only what comes behind this one. */
  readonly after?: { readonly number: number; readonly issue: number } | undefined;
  readonly most: number;
}
/** `phones`: on how many it was opened. */
export interface ListedRow {
  readonly id: string;
  readonly number: number;
  readonly issue: number;
  readonly phones: number;
}

/** Links of a batch by number and issue. */
export async function batchLinkPage(db: Reader, batchId: string, page: Page): Promise<ListedRow[]> {
  const { state, number, after, most } = page;
  const { rows } = await sql<ListedRow>`SELECT id, number, issue,
      (SELECT count(*) FROM link_visitors WHERE link_id = links.id AND device IS NULL AND opens > 0) AS phones
    FROM links WHERE batch_id = ${batchId}
      ${state === undefined ? sql`` : sql`AND ${inState[state]}`}
      ${number === undefined ? sql`` : sql`AND number = ${number}`}
      ${after === undefined ? sql`` : sql`AND (number, issue) > (${after.number}, ${after.issue})`}
    ORDER BY number, issue LIMIT ${most}`.execute(db);
  return rows;
}

/** What of a code is printed. */
export type PrintedRow = Pick<LinkRow, 'id' | 'edition' | 'token_hash' | 'label' | 'issue'> & { number: number };

/** The codes of a batch that open something, or are to, by number. */
export async function printedRows(db: Reader, batchId: string): Promise<PrintedRow[]> {
  const { rows } = await sql<PrintedRow>`SELECT id, edition, token_hash, label, number, issue
    FROM links WHERE batch_id = ${batchId} AND revoked_at IS NULL ORDER BY number, issue`.execute(db);
  return rows;
}

/** Codes that are to be void: of these numbers, or so many of those that nobody has opened. */
export type ToVoid = { readonly numbers: readonly number[] } | { readonly unused: number };

/** Ends codes of a batch, also while its gallery lies in the trash; gives which were not void before. */
export async function voidCodes(
  writer: Writer,
  batchId: string,
  which: ToVoid,
  now: number,
): Promise<{ id: string; number: number }[]> {
  const some =
    'numbers' in which
      ? sql`number IN (SELECT value FROM json_each(${JSON.stringify(which.numbers)})) AND ${endable}`
      : sql`${endable} AND opens = 0 ORDER BY number LIMIT ${which.unused}`;
  const { rows } = await sql<{ id: string; number: number }>`
    UPDATE links SET revoked_at = coalesce(revoked_at, ${now}), revoked_why = 'void', ended_at = ${now}, updated_at = ${now}
    WHERE id IN (SELECT id FROM links WHERE batch_id = ${batchId} AND ${some}) RETURNING id, number`.execute(writer);
  return rows;
}

/** How often each of these numbers was given out. */
export async function issuesOf(db: Reader, batchId: string, numbers: readonly number[]): Promise<Map<number, number>> {
  const { rows } = await sql<{ number: number; issue: number }>`SELECT number, max(issue) AS issue FROM links
    WHERE batch_id = ${batchId} AND number IN (SELECT value FROM json_each(${JSON.stringify(numbers)}))
    GROUP BY number`.execute(db);
  return new Map(rows.map(({ number, issue }) => [number, issue]));
}
