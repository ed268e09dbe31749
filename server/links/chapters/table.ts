import { sql } from 'kysely';
import { contentAt } from '../../galleries/table.ts';
import type { Reader, Writer } from '../../store/database.ts';
import { linksFor, type Sight } from '../recipients/table.ts';

/** No visit runs longer (`visits/running.ts`). */
const visitsLastMs = 12 * 3_600_000;

/** Makes these the galleries that a link opens, in this order. */
export async function replaceChapters(writer: Writer, linkId: string, galleryIds: readonly string[]): Promise<void> {
  await writer.deleteFrom('link_galleries').where('link_id', '=', linkId).execute();
  await writer
    .insertInto('link_galleries')
    .values(galleryIds.map((gallery_id, position) => ({ link_id: linkId, gallery_id, position })))
    .execute();
}

/**
 * Puts a gallery right behind another one wherever that is opened; gives the links. Those of batches are left out, which
 * may be tens of thousands: they follow a moment later (`batches/growing.ts`). So are those that screens made and show no
 * more, but for the ones that a visit may still run on.
 */
export async function insertChapterAfter(
  writer: Writer,
  galleryId: string,
  nextId: string,
  now: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`SELECT links.id FROM link_galleries JOIN links ON links.id = link_id
    WHERE gallery_id = ${galleryId} AND links.batch_id IS NULL
      AND (links.screen_id IS NULL OR links.last_open_at > ${now - visitsLastMs}
        OR EXISTS (SELECT 1 FROM screen_codes WHERE screen_codes.link_id = links.id))`.execute(writer);
  const ids = rows.map(({ id }) => id);
  await insertChapterInto(writer, ids, galleryId, nextId);
  return ids;
}

/** The same for these links, which open the first gallery and not the second. */
export async function insertChapterInto(
  writer: Writer,
  linkIds: readonly string[],
  galleryId: string,
  nextId: string,
): Promise<void> {
  const these = sql`link_id IN (SELECT value FROM json_each(${JSON.stringify(linkIds)}))`;
  await sql`UPDATE link_galleries SET position = position + 1
    WHERE ${these} AND position > (
      SELECT one.position FROM link_galleries AS one
      WHERE one.link_id = link_galleries.link_id AND one.gallery_id = ${galleryId})`.execute(writer);
  await sql`INSERT INTO link_galleries (link_id, gallery_id, position)
    SELECT link_id, ${nextId}, position + 1 FROM link_galleries WHERE gallery_id = ${galleryId} AND ${these}`.execute(
    writer,
  );
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

/** Links whose photos were fresh last so many days ago that they may be overdue, in projects that are open; the oldest first. Those of batches, and those that screens made, are left out. */
export async function staleLinks(
  db: Reader,
  now: number,
  { projectIds, maker }: Sight,
  most: number,
): Promise<string[]> {
  const some =
    projectIds === null ? sql`` : sql`AND projects.id IN (SELECT value FROM json_each(${JSON.stringify(projectIds)}))`;
  // A day ends at midnight and may be an hour short: who asks looks more closely.
  const before = sql`${now + 3_600_000} - links.refresh_days * 86400000`;
  // By the galleries alone first, since a look at each of their photos costs more than all the rest.
  const { rows } = await sql<{ id: string }>`
    SELECT links.id, ${freshAt} AS fresh FROM links JOIN projects ON projects.id = links.project_id
    WHERE links.refresh_days IS NOT NULL AND links.revoked_at IS NULL AND links.batch_id IS NULL
      AND links.screen_id IS NULL
      AND projects.archived = 0 AND projects.deleted_at IS NULL ${some}
      AND ${linksFor(maker)} AND (SELECT max(galleries.content_at) ${opened}) <= ${before}
      AND coalesce(links.refreshed_at, 0) <= ${before} AND ${freshAt} <= ${before}
    ORDER BY fresh + links.refresh_days * 86400000 LIMIT ${most}`.execute(db);
  return rows.map((row) => row.id);
}
