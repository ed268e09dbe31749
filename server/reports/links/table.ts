import { sql } from 'kysely';
import type { Download } from '#contract/links.ts';
import { expiry } from '../../links/table.ts';
import type { Reader } from '../../store/database.ts';
import { jsonOf, type Scope } from '../scope/table.ts';
import type { Days } from '../span.ts';

/** One link with what became of it on some days; instants in UTC ms, of its whole life. */
export interface LinkSums {
  readonly linkId: string;
  readonly recipientId: string | null;
  /** '' where it has none. */
  readonly recipient: string;
  readonly honorific: string;
  readonly company: string;
  readonly audience: string | null;
  readonly placement: string | null;
  readonly forOne: number;
  readonly download: Download;
  readonly opens: number;
  readonly views: number;
  readonly downloads: number;
  readonly refused: number;
  readonly firstOpenAt: number | null;
  readonly lastOpenAt: number | null;
  /** What decides whether it opens now. */
  readonly revokedAt: number | null;
  readonly opensAt: number | null;
  readonly expiresAt: number | null;
  readonly maxOpens: number | null;
  readonly opensEver: number;
  /** 1: all galleries that it opened are deleted. */
  readonly empty: number;
}

export interface PlacementSums {
  readonly placement: string;
  readonly links: number;
  readonly opens: number;
  readonly downloads: number;
  readonly refused: number;
}

export interface LinksTold {
  /** Those that were opened most, then those that were not; links of batches and of screens only where something happened. */
  readonly top: readonly LinkSums[];
  /** Ids of links meant for one that were opened twice or more, the most first. */
  readonly cameBack: readonly string[];
  readonly placements: readonly PlacementSums[];
  readonly audiences: readonly {
    readonly audience: string | null;
    readonly links: number;
    readonly opened: number;
    readonly opens: number;
    readonly downloads: number;
  }[];
  /** Opens of links that open a gallery now. */
  readonly galleries: readonly (readonly [galleryId: string, opens: number])[];
  readonly partners: { readonly all: number; readonly opened: number; readonly downloaded: number };
}

/** Of each link of a gallery what was looked at and saved in it; of links of batches by the single events. */
function seenIn(galleryId: string, { first, last }: Days) {
  // In this order, whatever the planner thinks of it: from the few links to what hangs on them.
  const own = sql`link_galleries AS chapter CROSS JOIN links AS own ON own.id = chapter.link_id`;
  const batched = sql`${own} AND own.batch_id IS NOT NULL
    CROSS JOIN visits ON visits.link_id = own.id AND visits.staff = 0`;
  const there = sql`chapter.gallery_id = ${galleryId}`;
  return sql`
    SELECT own.id, sum(views) AS views, sum(downloads) AS downloads FROM ${own}
      CROSS JOIN subjects ON subjects.id = own.id CROSS JOIN photo_totals AS totals ON totals.subject = subjects.number
        AND day BETWEEN ${first} AND ${last} AND photo > 0
        AND gallery = (SELECT number FROM subjects WHERE id = ${galleryId})
      WHERE ${there} GROUP BY own.id
    UNION ALL SELECT own.id, sum(seen.views), 0 FROM ${batched} CROSS JOIN photo_views AS seen ON seen.visit_id = visits.id
      WHERE ${there} AND seen.day BETWEEN ${first} AND ${last} AND seen.gallery_id = ${galleryId} GROUP BY own.id
    UNION ALL SELECT own.id, 0, count(*) FROM ${batched} CROSS JOIN downloads AS saved ON saved.visit_id = visits.id
      WHERE ${there} AND saved.day BETWEEN ${first} AND ${last} AND saved.gallery_id = ${galleryId} GROUP BY own.id`;
}

/** What became of links on some days, and sums by where they hang, whom they are for and what they open. */
export function linksTold(
  db: Reader,
  { links, galleryId }: Scope,
  days: Days,
  most: { readonly links: number; readonly back: number; readonly placements: number },
): Promise<LinksTold> {
  const { first, last } = days;
  const looked =
    galleryId === null
      ? sql`'' AS id, 0 AS views, 0 AS downloads WHERE false`
      : sql`id, sum(views) AS views, sum(downloads) AS downloads FROM (${seenIn(galleryId, days)}) GROUP BY id`;
  const [views, downloads] =
    galleryId === null
      ? [sql`coalesce(sum(days.views), 0)`, sql`coalesce(sum(days.downloads), 0)`]
      : [sql`coalesce(max(looked.views), 0)`, sql`coalesce(max(looked.downloads), 0)`];
  return jsonOf(
    db,
    sql`WITH looked AS MATERIALIZED (SELECT ${looked}),
      own AS MATERIALIZED (SELECT links.id, links.audience, links.placement, links.recipient_id, links.revoked_at,
          links.meant_for = 'one' AND links.batch_id IS NULL AND links.screen_id IS NULL AS personal,
          links.batch_id IS NULL AND links.screen_id IS NULL AS single,
          coalesce(sum(days.opens), 0) AS opens, ${views} AS views, ${downloads} AS downloads,
          coalesce(sum(days.refused), 0) AS refused
        FROM links LEFT JOIN subjects ON subjects.id = links.id
          LEFT JOIN day_totals AS days ON days.subject = subjects.number AND days.day BETWEEN ${first} AND ${last}
          LEFT JOIN looked ON looked.id = links.id
        WHERE ${links} GROUP BY links.id),
      counting AS (SELECT * FROM own WHERE revoked_at IS NULL OR opens > 0),
      top AS (SELECT id FROM own WHERE single OR opens > 0 OR refused > 0
        ORDER BY opens DESC, views DESC, id LIMIT ${most.links}),
      back AS MATERIALIZED (SELECT id, opens FROM own WHERE personal AND opens > 1
        ORDER BY opens DESC, views DESC, id LIMIT ${most.back})
    SELECT json_object(
      'top', (SELECT json_group_array(json_object('linkId', own.id, 'recipientId', recipients.id,
          'recipient', coalesce(recipients.name, ''), 'honorific', coalesce(recipients.honorific, ''), 'company', coalesce(recipients.company, ''),
          'audience', own.audience, 'placement', own.placement, 'forOne', links.meant_for = 'one',
          'download', links.download, 'opens', own.opens, 'views', own.views, 'downloads', own.downloads,
          'refused', own.refused, 'firstOpenAt', links.first_open_at, 'lastOpenAt', links.last_open_at,
          'revokedAt', links.revoked_at, 'opensAt', links.opens_at, 'expiresAt', ${expiry},
          'maxOpens', links.max_opens, 'opensEver', links.opens,
          'empty', NOT EXISTS (SELECT 1 FROM link_galleries AS chapter JOIN galleries
            ON galleries.id = chapter.gallery_id AND galleries.deleted_at IS NULL WHERE chapter.link_id = links.id))
          ORDER BY own.opens DESC, own.views DESC, own.id)
        FROM own JOIN links ON links.id = own.id
          LEFT JOIN recipients ON recipients.id = own.recipient_id AND recipients.deleted_at IS NULL
        WHERE own.id IN (SELECT id FROM top UNION SELECT id FROM back)),
      'cameBack', (SELECT json_group_array(id) FROM back),
      'placements', (SELECT json_group_array(json_object('placement', placement, 'links', links, 'opens', opens,
          'downloads', downloads, 'refused', refused)) FROM (
        SELECT placement, count(*) AS links, sum(opens) AS opens, sum(downloads) AS downloads, sum(refused) AS refused
        FROM counting WHERE placement IS NOT NULL GROUP BY placement ORDER BY opens DESC, placement
        LIMIT ${most.placements})),
      'audiences', (SELECT json_group_array(json_object('audience', audience, 'links', links, 'opened', opened,
          'opens', opens, 'downloads', downloads)) FROM (
        SELECT audience, count(*) AS links, sum(opens > 0) AS opened, sum(opens) AS opens, sum(downloads) AS downloads
        FROM counting GROUP BY audience)),
      'galleries', (SELECT json_group_array(json_array(gallery_id, opens)) FROM (
        SELECT gallery_id, sum(opens) AS opens FROM link_galleries JOIN own ON own.id = link_id GROUP BY gallery_id)),
      'partners', (SELECT json_object('all', count(DISTINCT recipient_id),
          'opened', count(DISTINCT CASE WHEN opens > 0 THEN recipient_id END),
          'downloaded', count(DISTINCT CASE WHEN downloads > 0 THEN recipient_id END)) FROM counting)) AS json`,
  );
}

/** Different visitors of links on some days, by link. */
export async function linkVisitors(
  db: Reader,
  linkIds: readonly string[],
  { first, last }: Days,
): Promise<Map<string, number>> {
  const rows = await jsonOf<[string, number][]>(
    db,
    // By a look for each link: grouped, all their rows would be sorted first.
    sql`SELECT json_group_array(json_array(subjects.id, coalesce((SELECT sum(count) FROM gap_totals AS gaps
        WHERE gaps.subject = subjects.number AND gaps.kind = 'open' AND gaps.day BETWEEN ${first} AND ${last}
          AND gaps.before1 < ${first}), 0))) AS json
      FROM json_each(${JSON.stringify(linkIds)}) AS told CROSS JOIN subjects ON subjects.id = told.value`,
  );
  return new Map(rows);
}

/** What guests of links looked at most on some days, by link: a gallery where it opens several, else a photo. */
export async function mostOf(
  db: Reader,
  linkIds: readonly string[],
  { first, last }: Days,
): Promise<Map<string, string>> {
  const rows = await jsonOf<[string, string][]>(
    db,
    sql`WITH own AS MATERIALIZED (SELECT value AS id, number, (SELECT count(*) FROM link_galleries AS chapter
          JOIN galleries ON galleries.id = gallery_id AND galleries.deleted_at IS NULL WHERE link_id = value) > 1 AS several
        FROM json_each(${JSON.stringify(linkIds)}) JOIN subjects ON subjects.id = value),
      sums AS (SELECT own.id, several, iif(several, gallery, photo) AS thing, sum(views) AS views, sum(ms) AS ms
        FROM own CROSS JOIN photo_totals AS totals ON totals.subject = number AND day BETWEEN ${first} AND ${last}
          AND photo > 0 GROUP BY own.id, thing),
      ranked AS (SELECT id, several, thing, row_number() OVER (PARTITION BY id ORDER BY views DESC, ms DESC, thing) AS rank
        FROM sums WHERE views > 0)
    SELECT json_group_array(json_array(ranked.id, iif(several, galleries.title,
        iif(photos.title = '', photos.name, photos.title)))) AS json
    FROM ranked JOIN subjects ON subjects.number = thing
      LEFT JOIN galleries ON galleries.id = subjects.id LEFT JOIN photos ON photos.id = subjects.id WHERE rank = 1`,
  );
  return new Map(rows.map(([id, title]) => [id, title ?? '']));
}
