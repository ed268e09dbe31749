import { sql } from 'kysely';
import { contentAt } from '../../galleries/table.ts';
import type { Reader, Writer } from '../../store/database.ts';

/** Makes these the galleries that a link opens, in this order. */
export async function replaceChapters(writer: Writer, linkId: string, galleryIds: readonly string[]): Promise<void> {
  await writer.deleteFrom('link_galleries').where('link_id', '=', linkId).execute();
  await writer
    .insertInto('link_galleries')
    .values(galleryIds.map((gallery_id, position) => ({ link_id: linkId, gallery_id, position })))
    .execute();
}

/** Puts a gallery right behind another one wherever that is opened; gives the links. */
export async function insertChapterAfter(writer: Writer, galleryId: string, nextId: string): Promise<string[]> {
  await sql`UPDATE link_galleries SET position = position + 1
    WHERE link_id IN (SELECT link_id FROM link_galleries WHERE gallery_id = ${galleryId}) AND position > (
      SELECT one.position FROM link_galleries AS one
      WHERE one.link_id = link_galleries.link_id AND one.gallery_id = ${galleryId})`.execute(writer);
  const { rows } = await sql<{ link_id: string }>`
    INSERT INTO link_galleries (link_id, gallery_id, position)
    SELECT link_id, ${nextId}, position + 1 FROM link_galleries WHERE gallery_id = ${galleryId}
    RETURNING link_id`.execute(writer);
  return rows.map((row) => row.link_id);
}

const opened = sql`FROM link_galleries
  JOIN galleries ON galleries.id = link_galleries.gallery_id AND galleries.deleted_at IS NULL
  WHERE link_galleries.link_id = links.id`;

/**
 * Of a link whose photos are to be kept fresh: when any of its galleries changed last (a photo added or replaced, a set
 * swapped), or staff said that it is still right; null for all others, of which nobody asks.
 */
export const freshAt = sql<number | null>`CASE WHEN links.refresh_days IS NOT NULL THEN
  max((SELECT max(${contentAt}) ${opened}), coalesce(links.refreshed_at, 0)) END`;

/** Links whose photos were fresh last so many days ago that they may be overdue, in projects that are open; the oldest first. */
export async function staleLinks(
  db: Reader,
  now: number,
  projectIds: readonly string[] | null,
  most: number,
): Promise<string[]> {
  const some =
    projectIds === null ? sql`` : sql`AND projects.id IN (SELECT value FROM json_each(${JSON.stringify(projectIds)}))`;
  // A day ends at midnight and may be an hour short: who asks looks more closely.
  const before = sql`${now + 3_600_000} - links.refresh_days * 86400000`;
  // By the galleries alone first, since a look at each of their photos costs more than all the rest.
  const { rows } = await sql<{ id: string }>`
    SELECT links.id, ${freshAt} AS fresh FROM links JOIN projects ON projects.id = links.project_id
    WHERE links.refresh_days IS NOT NULL AND links.revoked_at IS NULL
      AND projects.archived = 0 AND projects.deleted_at IS NULL ${some}
      AND (SELECT max(galleries.content_at) ${opened}) <= ${before}
      AND coalesce(links.refreshed_at, 0) <= ${before} AND ${freshAt} <= ${before}
    ORDER BY fresh + links.refresh_days * 86400000 LIMIT ${most}`.execute(db);
  return rows.map((row) => row.id);
}
