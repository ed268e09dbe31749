import { sql } from 'kysely';
import type { Reader } from '../../store/database.ts';
import { inScope, jsonOf, type Scope } from '../scope/table.ts';
import type { Days, Span } from '../span.ts';

export interface PhotoRow {
  readonly photoId: string;
  readonly title: string;
  readonly edition: number;
  readonly width: number;
  readonly height: number;
  readonly thumbhash: string | null;
  readonly there: number;
  readonly visits: number;
  readonly views: number;
  readonly ms: number;
  readonly downloads: number;
  readonly saves: number;
}

/** `visits`: those that looked at one of its photos at least. */
export interface GallerySums {
  readonly galleryId: string;
  readonly visits: number;
  readonly views: number;
  readonly ms: number;
  readonly downloads: number;
}

/** What was looked at and saved on a day. */
export type LookedDay = readonly [day: number, views: number, ms: number, downloads: number, saves: number];

export interface Looked {
  readonly photos: readonly PhotoRow[];
  readonly galleries: readonly GallerySums[];
}

const sums = sql`sum(visits) AS visits, sum(views) AS views, sum(ms) AS ms, sum(downloads) AS downloads, sum(saves) AS saves`;

/** Holds of rows of the gallery that a report is narrowed to. */
function ofGallery({ galleryId }: Scope) {
  return galleryId === null ? sql`` : sql`AND gallery = (SELECT number FROM subjects WHERE id = ${galleryId})`;
}

/** What links of batches among those of a set looked at, as single rows; of them no photos are kept by the link. */
function ofBatches({ links, batches, galleryId }: Scope, { first, last }: Pick<Days, 'first' | 'last'>) {
  if (!batches) return sql``;
  // In this order, whatever the planner thinks of it: from the links to what hangs on them.
  const visits = sql`links CROSS JOIN visits ON visits.link_id = links.id AND visits.staff = 0`;
  const seen = sql`${visits} CROSS JOIN photo_views AS seen ON seen.visit_id = visits.id`;
  const saved = sql`${visits} CROSS JOIN downloads AS saved ON saved.visit_id = visits.id`;
  const own = sql`${links} AND links.batch_id IS NOT NULL ${galleryId === null ? sql`` : sql`AND gallery_id = ${galleryId}`}`;
  const on = (day: string) => sql`WHERE ${own} AND ${sql.ref(day)} BETWEEN ${first} AND ${last}`;
  return sql`
    UNION ALL SELECT seen.day, gallery_id, photo_id, 1, views, seen.ms, 0, 0 FROM ${seen} ${on('seen.day')} AND views > 0
    UNION ALL SELECT seen.saved_day, gallery_id, photo_id, 0, 0, 0, 0, 1 FROM ${seen} ${on('seen.saved_day')}
    UNION ALL SELECT saved.day, gallery_id, photo_id, 0, 0, 0, 1, 0 FROM ${saved} ${on('saved.day')}
    UNION ALL SELECT day, gallery_id, '', 1, 0, 0, 0, 0 FROM (
      SELECT min(seen.day) AS day, gallery_id FROM ${seen} WHERE ${own} AND views > 0
      GROUP BY visit_id, gallery_id) WHERE day BETWEEN ${first} AND ${last}`;
}

/** The galleries that were looked at, and the photos: those that were looked at most often or longest, the most views first. */
export function lookedAt(db: Reader, scope: Scope, days: Days, most: number): Promise<Looked> {
  const photo = sql`json_object('photoId', photo_id, 'edition', coalesce(edition, 1), 'width', coalesce(width, 0),
    'title', coalesce(iif(photos.title = '', photos.name, photos.title), ''), 'height', coalesce(height, 0),
    'thumbhash', thumbhash, 'there', photos.id IS NOT NULL AND photos.deleted_at IS NULL, 'visits', visits,
    'views', views, 'ms', ms, 'downloads', downloads, 'saves', saves)`;
  return jsonOf(
    db,
    sql`WITH single (day, gallery_id, photo_id, visits, views, ms, downloads, saves) AS (
        SELECT 0, gallery.id, coalesce(photo.id, ''), visits, views, ms, downloads, saves
        FROM (SELECT gallery, photo, ${sums} FROM photo_totals AS totals
          WHERE ${inScope(scope)} AND day BETWEEN ${days.first} AND ${days.last} ${ofGallery(scope)} GROUP BY gallery, photo)
        JOIN subjects AS gallery ON gallery.number = gallery LEFT JOIN subjects AS photo ON photo.number = photo
        ${ofBatches(scope, days)}),
      things AS MATERIALIZED (SELECT gallery_id, photo_id, ${sums} FROM single GROUP BY gallery_id, photo_id),
      ranked AS (SELECT photo_id, ${sums}, row_number() OVER (ORDER BY sum(views) DESC, sum(ms) DESC, photo_id) AS often,
          row_number() OVER (ORDER BY sum(ms) DESC, sum(views) DESC, photo_id) AS longest
        FROM things WHERE photo_id <> '' GROUP BY photo_id),
      chosen AS (SELECT * FROM ranked ORDER BY min(often, longest), often LIMIT ${most})
    SELECT json_object(
      'photos', (SELECT json_group_array(${photo} ORDER BY often) FROM chosen
        LEFT JOIN photos ON photos.id = photo_id LEFT JOIN originals ON originals.hash = photos.hash),
      'galleries', (SELECT json_group_array(json_object('galleryId', gallery_id, 'visits', seen, 'views', views, 'ms', ms,
          'downloads', downloads)) FROM (
        SELECT gallery_id, sum(CASE photo_id WHEN '' THEN visits ELSE 0 END) AS seen, sum(views) AS views, sum(ms) AS ms,
          sum(downloads) AS downloads FROM things GROUP BY gallery_id))) AS json`,
  );
}

/** What was looked at and saved in the gallery that a report is narrowed to, by the days of a span and of the one before it. */
export function lookedDays(db: Reader, scope: Scope, { before, last }: Span): Promise<LookedDay[]> {
  const days = { first: before.first, last };
  return jsonOf(
    db,
    sql`WITH single (day, gallery_id, photo_id, visits, views, ms, downloads, saves) AS (
        SELECT day, '', 'any', visits, views, ms, downloads, saves FROM photo_totals AS totals
        WHERE ${inScope(scope)} AND day BETWEEN ${days.first} AND ${days.last} AND photo > 0 ${ofGallery(scope)}
        ${ofBatches(scope, days)})
    SELECT json_group_array(json_array(day, views, ms, downloads, saves)) AS json
    FROM (SELECT day, ${sums} FROM single GROUP BY day)`,
  );
}
