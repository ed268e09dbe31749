import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { AskedLinks } from '../../links/asked/table.ts';
import type { Reader } from '../../store/database.ts';

/**
 * What a report is about, as its queries ask: the links, and what of the totals is summed for them.
 */
export interface Scope {
  readonly projectId: string;
  /** Holds of its links, which the query calls `links`. */
  readonly links: RawBuilder<SqlBool>;
  /** The one subject whose totals are those of all its links; null: the links' own are added up; -1: it has none. */
  readonly subject: number | null;
  /** Only what was looked at and saved in this gallery counts; null: in any. */
  readonly galleryId: string | null;
  /** There may be links of batches in it, whose photos are kept for project and audience alone. */
  readonly batches: boolean;
}

/** Those of the links that have no audience. */
export function withoutAudience(scope: Scope): Scope {
  return { ...scope, subject: null, links: sql<SqlBool>`(${scope.links} AND links.audience IS NULL)` };
}

/** How many links are asked for, of how many of the project; one of them, and whether any is of a batch. */
export async function countLinks(
  db: Reader,
  { projectId, links }: { readonly projectId: string; readonly links: RawBuilder<SqlBool> },
): Promise<{ asked: number; all: number; one: string | null; batched: number }> {
  const { rows } = await sql<{ asked: number; all: number; one: string | null; batched: number }>`
    SELECT coalesce(sum(own), 0) AS asked, count(*) AS "all", min(CASE own WHEN 1 THEN id END) AS one,
      coalesce(max(own AND batch_id IS NOT NULL), 0) AS batched
    FROM (SELECT id, batch_id, ${links} AS own FROM links WHERE links.project_id = ${projectId})`.execute(db);
  return rows[0] as { asked: number; all: number; one: string | null; batched: number };
}

/** The number of a subject of totals; -1 where nothing was counted yet. */
export async function subjectNumber(db: Reader, id: string): Promise<number> {
  const { rows } = await sql<{ number: number }>`SELECT number FROM subjects WHERE id = ${id}`.execute(db);
  return rows[0]?.number ?? -1;
}

/** Holds of rows of totals that are summed; they are called `totals`. */
export function inScope({ subject, links }: Scope): RawBuilder<SqlBool> {
  return subject === null
    ? sql<SqlBool>`totals.subject IN (SELECT subjects.number FROM links JOIN subjects ON subjects.id = links.id WHERE ${links})`
    : sql<SqlBool>`totals.subject = ${subject}`;
}

/** What a query gave as one JSON text: a row costs far more on its way here than what stands in it. */
export async function jsonOf<T>(db: Reader, query: RawBuilder<{ json: string }>): Promise<T> {
  const { rows } = await query.execute(db);
  return JSON.parse(rows[0]?.json ?? 'null') as T;
}

/** Names of what a report is narrowed to; null where there is no such thing in the project. */
export async function askedNames(
  db: Reader,
  { projectId, galleryId, recipientId, linkId }: AskedLinks,
): Promise<{ gallery: string | null; recipient: string | null; link: number }> {
  const { rows } = await sql<{ gallery: string | null; recipient: string | null; link: number }>`SELECT
    (SELECT title FROM galleries WHERE id = ${galleryId ?? ''} AND project_id = ${projectId}) AS gallery,
    (SELECT name FROM recipients WHERE id = ${recipientId ?? ''} AND project_id = ${projectId}
      AND deleted_at IS NULL) AS recipient,
    EXISTS (SELECT 1 FROM links WHERE id = ${linkId ?? ''} AND project_id = ${projectId}) AS link`.execute(db);
  return rows[0] as { gallery: string | null; recipient: string | null; link: number };
}
