import { lengthSql } from '../visits/totals/lengths.ts';

/** What a question is asked about. */
export interface About {
  /** Which links, in SQL. */
  readonly links: string;
  /** Its number among the subjects of totals. */
  readonly subject: number;
  /** First and last day, as 20261121. */
  readonly a: number;
  readonly b: number;
}

/** A question of the report, asked of the raw rows and of the totals: both give the same rows in the same order. */
export interface Question {
  readonly name: string;
  readonly raw: (about: About) => string;
  readonly totals: (about: About) => string;
}

const hours = Array.from({ length: 24 }, (_, hour) => hour);
const within = ({ links, a, b }: About, table = 'visits') =>
  `${table}.link_id IN (SELECT id FROM links WHERE ${links}) AND ${table}.day BETWEEN ${a} AND ${b}`;
const opened = (about: About) => `FROM visits WHERE ${within(about)} AND staff = 0`;
const saved = (about: About) =>
  `FROM downloads JOIN visits ON visits.id = downloads.visit_id WHERE ${within(about, 'downloads')} AND staff = 0`;
const looked = (about: About) =>
  `FROM visits JOIN photo_views ON photo_views.visit_id = visits.id WHERE ${within(about)} AND staff = 0`;
const summed = (table: string, { subject, a, b }: About) =>
  `FROM ${table} WHERE subject = ${subject} AND day BETWEEN ${a} AND ${b}`;
const summedPhotos = (about: About) =>
  `FROM photo_totals JOIN subjects ON subjects.number = photo_totals.photo
    WHERE subject = ${about.subject} AND day BETWEEN ${about.a} AND ${about.b} AND photo > 0`;
const parts = (about: About, kinds: string) =>
  `SELECT kind, part, sum(count) AS opens ${summed('part_totals', about)} AND kind IN (${kinds}) GROUP BY 1, 2 ORDER BY 1, 2`;

export const questions: readonly Question[] = [
  {
    name: 'opens by day',
    raw: (of) => `SELECT day, count(*) AS opens, sum(on_site) AS on_site, sum(stand_in) AS stand_ins ${opened(of)}
      GROUP BY day ORDER BY day`,
    totals: (of) => `SELECT day, opens, on_site, stand_ins ${summed('day_totals', of)} AND opens > 0 ORDER BY day`,
  },
  {
    name: 'opens by hour and weekday',
    raw: (of) => `SELECT day, ${hours.map((hour) => `sum(hour = ${hour}) AS h${hour}`)} ${opened(of)}
      GROUP BY day ORDER BY day`,
    totals: (of) =>
      `SELECT day, ${hours.map((hour) => `h${hour}`)} ${summed('day_totals', of)} AND opens > 0 ORDER BY day`,
  },
  {
    name: 'visitors, new and returning',
    raw: (of) => `SELECT coalesce(sum(n > 0), 0) AS visitors, coalesce(sum(n > 1), 0) AS again,
        coalesce(sum(n > 0 AND first >= ${of.a}), 0) AS fresh
      FROM (SELECT min(day) AS first, sum(day >= ${of.a}) AS n ${opened({ ...of, a: 0 })} GROUP BY visitor)`,
    totals: (of) => `SELECT coalesce(sum(CASE WHEN before1 < ${of.a} THEN count END), 0) AS visitors,
        coalesce(sum(CASE WHEN before1 >= ${of.a} AND before2 < ${of.a} THEN count END), 0) AS again,
        coalesce(sum(CASE WHEN before1 = 0 THEN count END), 0) AS fresh
      ${summed('gap_totals', of)} AND kind = 'open'`,
  },
  {
    name: 'visitors who saved',
    raw: (of) => `SELECT count(DISTINCT visitor) AS savers ${saved(of)}`,
    totals: (of) => `SELECT coalesce(sum(CASE WHEN before1 < ${of.a} THEN count END), 0) AS savers
      ${summed('gap_totals', of)} AND kind = 'save'`,
  },
  {
    name: 'devices and regions',
    raw: (of) =>
      `${['app', 'device', 'region', 'system']
        .map((kind) => `SELECT '${kind}' AS kind, ${kind} AS part, count(*) AS opens ${opened(of)} GROUP BY ${kind}`)
        .join(' UNION ALL ')} ORDER BY 1, 2`,
    totals: (of) => parts(of, `'device', 'system', 'app', 'region'`),
  },
  {
    name: 'scans on screens',
    raw: (of) => `SELECT 'place' AS kind, CAST(place AS TEXT) AS part, count(*) AS opens ${opened(of)}
      AND place IS NOT NULL GROUP BY place ORDER BY 2`,
    totals: (of) => parts(of, `'place'`),
  },
  {
    name: 'refusals by reason',
    raw: (of) => `SELECT 'refusal' AS kind, reason AS part, count(*) AS opens FROM refusals
      WHERE ${within(of, 'refusals')} GROUP BY reason ORDER BY 2`,
    totals: (of) => parts(of, `'refusal'`),
  },
  {
    name: 'photos by looks',
    raw: (of) => `SELECT photo_id AS id, sum(photo_views.views) AS views, sum(photo_views.ms) AS ms, count(*) AS visits
      ${looked(of)} GROUP BY photo_id ORDER BY photo_id`,
    totals: (of) => `SELECT id, sum(views) AS views, sum(ms) AS ms, sum(visits) AS visits ${summedPhotos(of)}
      GROUP BY photo HAVING sum(visits) > 0 ORDER BY id`,
  },
  {
    name: 'photos by downloads',
    raw: (of) => `SELECT photo_id AS id, count(*) AS downloads ${saved(of)} GROUP BY photo_id ORDER BY photo_id`,
    totals: (of) => `SELECT id, sum(downloads) AS downloads ${summedPhotos(of)}
      GROUP BY photo HAVING sum(downloads) > 0 ORDER BY id`,
  },
  {
    name: 'galleries by visits',
    raw: (of) => `SELECT photo_views.gallery_id AS id, count(DISTINCT photo_views.visit_id) AS visits ${looked(of)}
      GROUP BY photo_views.gallery_id ORDER BY 1`,
    totals: (of) => `SELECT id, sum(visits) AS visits FROM photo_totals JOIN subjects ON subjects.number = gallery
      WHERE subject = ${of.subject} AND day BETWEEN ${of.a} AND ${of.b} AND photo = 0 GROUP BY gallery ORDER BY id`,
  },
  {
    name: 'how long visits looked',
    raw: (of) =>
      `SELECT ${lengthSql('ms')} AS seconds, count(*) AS visits ${opened(of)} AND ms > 0 GROUP BY 1 ORDER BY 1`,
    totals: (of) => `SELECT seconds, sum(visits) AS visits ${summed('length_totals', of)} GROUP BY 1 ORDER BY 1`,
  },
  {
    name: 'links by opens and visitors',
    raw: (of) => `SELECT link_id AS id, count(*) AS opens, count(DISTINCT visitor) AS visitors ${opened(of)}
      GROUP BY link_id ORDER BY link_id`,
    // By a look for each link: grouped, all their rows would be sorted first.
    totals: (of) => `SELECT id, opens, visitors FROM (SELECT links.id, (SELECT sum(opens) FROM day_totals
          WHERE subject = subjects.number AND day BETWEEN ${of.a} AND ${of.b}) AS opens,
        (SELECT sum(count) FROM gap_totals WHERE subject = subjects.number AND kind = 'open'
          AND day BETWEEN ${of.a} AND ${of.b} AND before1 < ${of.a}) AS visitors
      FROM links JOIN subjects ON subjects.id = links.id WHERE ${of.links})
      WHERE opens > 0 ORDER BY id`,
  },
];
