import { sql } from 'kysely';
import type { Reader } from '../../store/database.ts';

/**
 * What guests of links looked at most, by link: the title of a gallery where it opens several, else of a photo. Of totals,
 * so that it stays known. What was deleted is passed over; a link of which nothing was looked at is left out.
 */
export async function mostLooked(db: Reader, linkIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; title: string }>`
    WITH own AS (
      SELECT links.id, subjects.number, 1 < (SELECT count(*) FROM link_galleries JOIN galleries
          ON galleries.id = link_galleries.gallery_id AND galleries.deleted_at IS NULL
          WHERE link_galleries.link_id = links.id) AS several
      FROM links JOIN subjects ON subjects.id = links.id
      WHERE links.id IN (SELECT value FROM json_each(${JSON.stringify(linkIds)}))
    ), sums AS (
      SELECT own.id, several, iif(several, gallery, photo) AS thing, sum(views) AS views, sum(ms) AS ms
      FROM own JOIN photo_totals ON photo_totals.subject = own.number AND photo > 0
      GROUP BY own.id, thing HAVING sum(views) > 0
    ), named AS (
      SELECT sums.id, views, ms,
        coalesce(galleries.title, iif(photos.title = '', photos.name, photos.title)) AS title
      FROM sums JOIN subjects ON subjects.number = sums.thing
        LEFT JOIN galleries ON several AND galleries.id = subjects.id AND galleries.deleted_at IS NULL
        LEFT JOIN photos ON NOT several AND photos.id = subjects.id AND photos.deleted_at IS NULL
    ), placed AS (
      SELECT id, title, row_number() OVER (PARTITION BY id ORDER BY views DESC, ms DESC, title) AS place
      FROM named WHERE title IS NOT NULL
    )
    SELECT id, title FROM placed WHERE place = 1`.execute(db);
  return new Map(rows.map(({ id, title }) => [id, title]));
}

/** How often guests opened these links, by link; those that nobody opened are left out. Of totals as well. */
export async function opensOfLinks(db: Reader, linkIds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; opens: number }>`
    SELECT subjects.id, sum(opens) AS opens FROM subjects JOIN day_totals ON day_totals.subject = subjects.number
    WHERE subjects.id IN (SELECT value FROM json_each(${JSON.stringify(linkIds)}))
    GROUP BY subjects.id HAVING sum(opens) > 0`.execute(db);
  return new Map(rows.map(({ id, opens }) => [id, opens]));
}
