import { sql } from 'kysely';
import { galleryLimit } from '#contract/galleries.ts';
import { expiry } from '../links/table.ts';
import type { Reader } from '../store/database.ts';

/** Only what is in these projects; null: in all. Those in the archive and those that were deleted are left out. */
function inWork(projectIds: readonly string[] | null) {
  const some =
    projectIds === null ? sql`` : sql`AND projects.id IN (SELECT value FROM json_each(${JSON.stringify(projectIds)}))`;
  return sql`projects.archived = 0 AND projects.deleted_at IS NULL ${some}`;
}

export interface Ending {
  readonly now: number;
  /** Ends up to this instant count. */
  readonly until: number;
  /** What is over or used up counts where that happened after this instant. */
  readonly since: number;
  readonly projectIds: readonly string[] | null;
  readonly most: number;
}

/** Ids of links that are over or used up lately, or will be soon: under a fifth of their opens left; soonest first. */
export async function endingLinks(db: Reader, { now, until, since, projectIds, most }: Ending): Promise<string[]> {
  // A code that is good for one open is meant to be used up.
  const usedUp = sql`(max_opens > 1 AND opens >= max_opens AND last_open_at > ${since})`;
  const low = sql`(opens < max_opens AND (max_opens - opens) * 5 < max_opens)`;
  const { rows } = await sql<{ id: string }>`
    SELECT links.id FROM links JOIN projects ON projects.id = links.project_id
    WHERE ${inWork(projectIds)} AND revoked_at IS NULL AND (opens_at IS NULL OR opens_at <= ${now})
      AND coalesce(${expiry} > ${since}, 1) AND (${expiry} <= ${until} OR ${usedUp} OR ${low})
      AND NOT coalesce(opens >= max_opens AND NOT ${usedUp}, 0)
    ORDER BY min(coalesce(${expiry}, 9e15), iif(${usedUp}, 0, iif(${low}, ${now} + (max_opens - opens) * 60000, 9e15)))
    LIMIT ${most}`.execute(db);
  return rows.map(({ id }) => id);
}

/** Links at whose password was guessed too often, in the window that began after an instant; `since` is when it began. */
export async function guessedLinks(
  db: Reader,
  since: number,
  most: number,
  projectIds: readonly string[] | null,
): Promise<{ id: string; side: 'site' | 'tunnel'; since: number }[]> {
  const { rows } = await sql<{ id: string; side: 'site' | 'tunnel'; since: number }>`
    SELECT links.id, sides.value AS side, guesses.since
    FROM guesses JOIN json_each('["site", "tunnel"]') AS sides
      JOIN links ON guesses.name = 'link:' || links.id || ':' || sides.value
      JOIN projects ON projects.id = links.project_id
    WHERE guesses.name >= 'link:' AND guesses.name < 'link;' AND guesses.failed >= ${most} AND guesses.since > ${since}
      AND ${inWork(projectIds)} AND links.revoked_at IS NULL AND links.password_hash IS NOT NULL
    ORDER BY guesses.since`.execute(db);
  return rows;
}

/** The titles of these galleries. */
export async function galleryTitles(db: Reader, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('galleries')
    .select(['id', 'title'])
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.id, row.title]));
}

/** Galleries into which photos flow and which have had no room for more since they were filled after an instant. */
export async function filledGalleries(
  db: Reader,
  since: number,
  projectIds: readonly string[] | null,
): Promise<{ id: string; projectId: string; title: string; at: number }[]> {
  const { rows } = await sql<{ id: string; projectId: string; title: string; at: number; photos: number }>`
    SELECT galleries.id, galleries.project_id AS "projectId", galleries.title, max(gallery_photos.added_at) AS at,
      count(*) AS photos
    FROM galleries JOIN projects ON projects.id = galleries.project_id
      JOIN gallery_photos ON gallery_photos.gallery_id = galleries.id
      JOIN photos ON photos.id = gallery_photos.photo_id AND photos.deleted_at IS NULL
    WHERE ${inWork(projectIds)} AND galleries.deleted_at IS NULL AND galleries.inflow = 'append'
      AND galleries.updated_at > ${since}
    GROUP BY galleries.id HAVING photos >= ${galleryLimit} AND at > ${since} ORDER BY at DESC`.execute(db);
  return rows.map(({ id, projectId, title, at }) => ({ id, projectId, title, at }));
}

/** How many photos that came after an instant could not be prepared, by project; those withdrawn since are not counted. */
export async function failedPhotos(
  db: Reader,
  since: number,
  projectIds: readonly string[] | null,
): Promise<{ projectId: string; projectTitle: string; count: number }[]> {
  const { rows } = await sql<{ projectId: string; projectTitle: string; count: number }>`
    SELECT projects.id AS "projectId", projects.title AS "projectTitle", count(*) AS count
    FROM originals JOIN photos ON photos.hash = originals.hash AND photos.deleted_at IS NULL
      JOIN projects ON projects.id = photos.project_id
    WHERE originals.state = 'failed' AND photos.uploaded_at > ${since} AND ${inWork(projectIds)}
    GROUP BY projects.id ORDER BY max(photos.uploaded_at) DESC`.execute(db);
  return rows;
}

export interface NewestRow {
  readonly id: string;
  readonly uploaded_at: number;
  readonly uploaded_by: string | null;
}

/** The photos that came last and can be shown, newest first. */
export async function newestPhotos(
  db: Reader,
  projectIds: readonly string[] | null,
  most: number,
): Promise<NewestRow[]> {
  const { rows } = await sql<NewestRow>`
    SELECT photos.id, photos.uploaded_at, photos.uploaded_by
    FROM photos JOIN projects ON projects.id = photos.project_id
      JOIN originals ON originals.hash = photos.hash AND originals.state = 'ready'
    WHERE photos.deleted_at IS NULL AND ${inWork(projectIds)}
    ORDER BY photos.uploaded_at DESC, photos.id DESC LIMIT ${most}`.execute(db);
  return rows;
}

/** How many photos the same person brought in a span, its ends included. */
export async function broughtBetween(
  db: Reader,
  by: string | null,
  from: number,
  to: number,
  projectIds: readonly string[] | null,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM photos JOIN projects ON projects.id = photos.project_id
    WHERE photos.deleted_at IS NULL AND photos.uploaded_at BETWEEN ${from} AND ${to}
      AND photos.uploaded_by IS ${by} AND ${inWork(projectIds)}`.execute(db);
  return rows[0]?.count ?? 0;
}
