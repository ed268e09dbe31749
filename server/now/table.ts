import { sql } from 'kysely';
import { contentAt } from '../galleries/table.ts';
import { galleriesFor, linksFor, type Sight } from '../links/recipients/table.ts';
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
  readonly sight: Sight;
  readonly most: number;
}

/** A link near its end or just over, and how often it may be opened yet: `inAll`, and by `shares` where each of so many phones has its own; null: without a limit. */
export interface EndingLink {
  readonly id: string;
  readonly inAll: number | null;
  readonly shares: number | null;
}

/** Links that are over or used up lately, or will be soon: under a fifth of their opens left; soonest first. Those of batches, and those that screens made, are left out. */
export async function endingLinks(db: Reader, { now, until, since, sight, most }: Ending): Promise<EndingLink[]> {
  // A code that is good for one open is meant to be used up.
  const usedUp = sql`("left" <= 0 AND opens + "left" > 1 AND last_open_at > ${since})`;
  const low = sql`("left" > 0 AND "left" * 5 < opens + "left")`;
  const { rows } = await sql<EndingLink>`
    WITH counted AS (
      SELECT links.id, opens, last_open_at, ${expiry} AS ends, max_opens - opens AS "inAll",
        iif(max_opens_per_visitor IS NULL OR max_devices IS NULL, NULL,
          coalesce((SELECT sum(max(0, max_opens_per_visitor + seen.extra - seen.opens))
            FROM link_visitors AS seen WHERE seen.link_id = links.id), 0)
          + max_opens_per_visitor * max(0, max_devices - (SELECT count(*)
            FROM link_visitors AS seen WHERE seen.link_id = links.id AND seen.device IS NULL AND seen.let_in = 0))) AS shares
      FROM links JOIN projects ON projects.id = links.project_id
      WHERE ${inWork(sight.projectIds)} AND ${linksFor(sight.maker)} AND revoked_at IS NULL
        AND batch_id IS NULL AND screen_id IS NULL
        AND (opens_at IS NULL OR opens_at <= ${now})
    ), ending AS (SELECT *, min(coalesce("inAll", 9e15), coalesce(shares, 9e15)) AS "left" FROM counted)
    SELECT id, "inAll", shares FROM ending
    WHERE coalesce(ends > ${since}, 1) AND (ends <= ${until} OR ${usedUp} OR ${low}) AND NOT ("left" <= 0 AND NOT ${usedUp})
    ORDER BY min(coalesce(ends, 9e15), iif(${usedUp}, 0, iif(${low}, ${now} + "left" * 60000, 9e15)))
    LIMIT ${most}`.execute(db);
  return rows;
}

/** Links at whose password was guessed too often, in the window that began after an instant; `since` is when it began. */
export async function guessedLinks(
  db: Reader,
  since: number,
  most: number,
  { projectIds, maker }: Sight,
): Promise<{ id: string; side: 'site' | 'tunnel'; since: number }[]> {
  const { rows } = await sql<{ id: string; side: 'site' | 'tunnel'; since: number }>`
    SELECT links.id, sides.value AS side, guesses.since
    FROM guesses JOIN json_each('["site", "tunnel"]') AS sides
      JOIN links ON guesses.name = 'link:' || links.id || ':' || sides.value
      JOIN projects ON projects.id = links.project_id
    WHERE guesses.name >= 'link:' AND guesses.name < 'link;' AND guesses.failed >= ${most} AND guesses.since > ${since}
      AND ${inWork(projectIds)} AND ${linksFor(maker)}
      AND links.revoked_at IS NULL AND links.password_hash IS NOT NULL
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

/** These galleries, the one whose photos changed longest ago first. */
export async function oldestFirst(db: Reader, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`SELECT galleries.id FROM galleries
    WHERE galleries.id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))
    ORDER BY ${contentAt}, galleries.id`.execute(db);
  return rows.map((row) => row.id);
}

/** Planned sets of photos of which none was there any more at their moment, after an instant; `at` is when. */
export async function missedSwaps(
  db: Reader,
  since: number,
  { projectIds, maker }: Sight,
): Promise<{ swapId: string; galleryId: string; projectId: string; title: string; at: number }[]> {
  const { rows } = await sql<{ swapId: string; galleryId: string; projectId: string; title: string; at: number }>`
    SELECT swaps.id AS "swapId", galleries.id AS "galleryId", projects.id AS "projectId", galleries.title,
      swaps.ended_at AS at
    FROM swaps JOIN galleries ON galleries.id = swaps.gallery_id AND galleries.deleted_at IS NULL
      JOIN projects ON projects.id = galleries.project_id
    WHERE swaps.state = 'missed' AND swaps.ended_at > ${since} AND ${inWork(projectIds)} AND ${galleriesFor(maker)}
    ORDER BY swaps.ended_at DESC`.execute(db);
  return rows;
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
