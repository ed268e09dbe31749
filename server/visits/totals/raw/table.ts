import { type RawBuilder, sql } from 'kysely';
import type { Reader, Writer } from '../../../store/database.ts';
import { lengthSql } from '../lengths.ts';
import { dayColumns } from '../sums.ts';

/*
 * Each table of totals as it follows from the single events: what the totals are made of where there were none, and what
 * tests and the box's own check compare them with. It reads all events, which takes seconds for each million.
 */

/** Links with each subject that totals are kept of for them; `own`: the link itself. */
const scopes = sql.raw(`(SELECT links.id AS link_id, subjects.number AS subject, subjects.id = links.id AS own,
    links.batch_id IS NOT NULL AS of_batch
  FROM links JOIN subjects ON subjects.id IN (links.id, links.project_id, links.project_id || '/' || links.audience))`);
const visits = sql.raw('visits JOIN scopes ON scopes.link_id = visits.link_id');
const hours = dayColumns.filter((column) => /^h\d+$/.test(column));
const sumsOf = (told: Readonly<Record<string, string>>) =>
  sql.raw(dayColumns.map((column) => `${told[column] ?? '0'} AS ${column}`).join(', '));

const dayRows = sql`WITH scopes AS ${scopes}, parts AS (
  SELECT subject, day, ${sumsOf({
    opens: 'staff = 0',
    on_site: 'staff = 0 AND on_site = 1',
    stand_ins: 'staff = 0 AND stand_in = 1',
    staff: 'staff',
    ...Object.fromEntries(hours.map((column) => [column, `staff = 0 AND hour = ${column.slice(1)}`])),
  })} FROM ${visits}
  UNION ALL SELECT subject, day, ${sumsOf({ refused: '1' })} FROM refusals JOIN scopes USING (link_id)
  UNION ALL SELECT subject, day, ${sumsOf({ asks: '1' })} FROM asks JOIN scopes USING (link_id)
  UNION ALL SELECT subject, seen.day, ${sumsOf({ views: 'seen.views', ms: 'seen.ms' })}
    FROM photo_views AS seen JOIN visits ON visits.id = visit_id AND staff = 0 JOIN scopes USING (link_id)
    WHERE seen.views > 0
  UNION ALL SELECT subject, saved_day, ${sumsOf({ saves: '1' })}
    FROM photo_views AS seen JOIN visits ON visits.id = visit_id AND staff = 0 JOIN scopes USING (link_id)
    WHERE saved_day IS NOT NULL
  UNION ALL SELECT subject, downloads.day, ${sumsOf({ downloads: '1' })}
    FROM downloads JOIN visits ON visits.id = visit_id AND staff = 0 JOIN scopes ON scopes.link_id = visits.link_id)
  SELECT subject, day, ${sql.raw(dayColumns.map((column) => `sum(${column}) AS ${column}`).join(', '))}
  FROM parts GROUP BY subject, day`;

const part = (kind: string, column: string) => sql`
  SELECT subject, day, ${sql.lit(kind)} AS kind, ${sql.raw(column)} AS part, count(*) AS count
  FROM ${visits} WHERE staff = 0 AND ${sql.raw(column)} IS NOT NULL GROUP BY subject, day, ${sql.raw(column)}`;
const partRows = sql`WITH scopes AS ${scopes}
  ${sql.join(
    [part('device', 'device'), part('system', 'system'), part('app', 'app'), part('region', 'region')],
    sql` UNION ALL `,
  )} UNION ALL ${part('place', 'CAST(place AS TEXT)')}
  UNION ALL SELECT subject, day, 'refusal', reason, count(*) FROM refusals JOIN scopes USING (link_id)
    GROUP BY subject, day, reason`;

/** Of links of a batch there are no photos by the link. */
const photoScopes = sql.raw('NOT (own AND of_batch)');
const photoRows = sql`WITH scopes AS ${scopes}, parts AS (
  SELECT subject, seen.day, gallery_id, photo_id, 1 AS visits, seen.views, seen.ms, 0 AS downloads, 0 AS saves
    FROM photo_views AS seen JOIN visits ON visits.id = visit_id AND staff = 0 JOIN scopes USING (link_id)
    WHERE ${photoScopes} AND seen.views > 0
  UNION ALL SELECT subject, saved_day, gallery_id, photo_id, 0, 0, 0, 0, 1
    FROM photo_views JOIN visits ON visits.id = visit_id AND staff = 0 JOIN scopes USING (link_id)
    WHERE ${photoScopes} AND saved_day IS NOT NULL
  UNION ALL SELECT subject, downloads.day, gallery_id, photo_id, 0, 0, 0, 1, 0
    FROM downloads JOIN visits ON visits.id = visit_id AND staff = 0 JOIN scopes ON scopes.link_id = visits.link_id
    WHERE ${photoScopes}
  UNION ALL SELECT subject, min(seen.day), gallery_id, NULL, 1, 0, 0, 0, 0
    FROM photo_views AS seen JOIN visits ON visits.id = visit_id AND staff = 0 JOIN scopes USING (link_id)
    WHERE ${photoScopes} AND seen.views > 0 GROUP BY subject, visit_id, gallery_id)
  SELECT subject, day, gallery.number AS gallery, coalesce(photo.number, 0) AS photo, sum(visits) AS visits,
    sum(views) AS views, sum(ms) AS ms, sum(downloads) AS downloads, sum(saves) AS saves
  FROM parts JOIN subjects AS gallery ON gallery.id = gallery_id LEFT JOIN subjects AS photo ON photo.id = photo_id
  GROUP BY subject, day, gallery.number, photo.number`;

const lengthRows = sql`WITH scopes AS ${scopes}
  SELECT subject, day, ${sql.raw(lengthSql('ms'))} AS seconds, count(*) AS visits
  FROM ${visits} WHERE staff = 0 AND ms > 0 GROUP BY 1, 2, 3`;

const gapRows = sql`WITH scopes AS ${scopes}, comings AS (
  SELECT subject, 'open' AS kind, visitor, day FROM ${visits} WHERE staff = 0
  UNION ALL SELECT subject, 'save', visitor, min(downloads.day) FROM downloads
    JOIN visits ON visits.id = visit_id AND staff = 0 JOIN scopes ON scopes.link_id = visits.link_id
    GROUP BY subject, visit_id), gaps AS (
  SELECT subject, kind, day, coalesce(lag(day) OVER own, 0) AS before1,
    CASE kind WHEN 'open' THEN coalesce(lag(day, 2) OVER own, 0) ELSE 0 END AS before2
  FROM comings WINDOW own AS (PARTITION BY subject, kind, visitor ORDER BY day))
  SELECT subject, kind, day, before1, before2, count(*) AS count FROM gaps GROUP BY 1, 2, 3, 4, 5`;

const visitorRows = sql`WITH scopes AS ${scopes}, opens AS (
  SELECT subject, visitor, opened_at, day, lag(day) OVER own AS before_day,
    row_number() OVER (PARTITION BY subject, visitor ORDER BY opened_at DESC, visits.rowid DESC) AS last
  FROM ${visits} WHERE staff = 0 WINDOW own AS (PARTITION BY subject, visitor ORDER BY opened_at, visits.rowid)),
saves AS (
  SELECT subject, visitor, count(*) AS downloads FROM downloads JOIN visits ON visits.id = visit_id AND staff = 0
    JOIN scopes ON scopes.link_id = visits.link_id GROUP BY 1, 2),
save_days AS (
  SELECT subject, visitor, max(day) AS save_day FROM (
    SELECT subject, visitor, min(downloads.day) AS day FROM downloads JOIN visits ON visits.id = visit_id AND staff = 0
      JOIN scopes ON scopes.link_id = visits.link_id GROUP BY subject, visit_id) GROUP BY 1, 2)
  SELECT subject, visitor, min(opened_at) AS first_at, max(opened_at) AS last_at, count(*) AS opens,
    coalesce(max(downloads), 0) AS downloads, max(CASE last WHEN 1 THEN day END) AS day,
    coalesce(max(CASE last WHEN 1 THEN before_day END), 0) AS before_day, coalesce(max(save_day), 0) AS save_day
  FROM opens LEFT JOIN saves USING (subject, visitor) LEFT JOIN save_days USING (subject, visitor) GROUP BY 1, 2`;

const visitorColumns = [
  ...['subject', 'visitor', 'first_at', 'last_at', 'opens', 'downloads'],
  ...['day', 'before_day', 'save_day'],
];
/** Each table with its columns and what it should hold; `robots` is kept nowhere else. */
const tables: Readonly<Record<string, { readonly columns: readonly string[]; readonly rows: RawBuilder<unknown> }>> = {
  day_totals: { columns: ['subject', 'day', ...dayColumns], rows: dayRows },
  part_totals: { columns: ['subject', 'day', 'kind', 'part', 'count'], rows: partRows },
  photo_totals: {
    columns: ['subject', 'day', 'gallery', 'photo', 'visits', 'views', 'ms', 'downloads', 'saves'],
    rows: photoRows,
  },
  length_totals: { columns: ['subject', 'day', 'seconds', 'visits'], rows: lengthRows },
  gap_totals: { columns: ['subject', 'kind', 'day', 'before1', 'before2', 'count'], rows: gapRows },
  subject_visitors: { columns: visitorColumns, rows: visitorRows },
};

/** How a table of totals differs from what the events say. */
export interface Difference {
  readonly table: string;
  /** Rows that are there and should not be; that should be and are not. */
  readonly odd: number;
  readonly missing: number;
}

/** The totals of links that are there; those of a deleted project go bit by bit. */
const ofLinks = sql`subject IN (SELECT subjects.number FROM subjects JOIN links ON links.id = subjects.id
  JOIN projects ON projects.id = links.project_id AND projects.deleted_at IS NULL)`;

/**
 * The tables of totals that differ from the events; robots are kept as totals alone. `of links`: what must hold in
 * any box, since a project's own totals keep what was counted of links that are gone, and asks go a month after their
 * answer.
 */
export async function differences(db: Reader, which: 'all' | 'of links'): Promise<Difference[]> {
  const only = which === 'all' ? sql`1` : ofLinks;
  const found: Difference[] = [];
  for (const [table, { columns, rows }] of Object.entries(tables)) {
    const told = columns.filter((column) => column !== 'robots' && (which === 'all' || column !== 'asks'));
    const sums = told.filter((column) => (dayColumns as readonly string[]).includes(column) || column === 'visits');
    // A sum that went back to nothing is none.
    const some = sql.raw(
      sums.length > 0 && table !== 'photo_totals' && table !== 'subject_visitors' ? sums.join(' + ') : '1',
    );
    const list = sql.raw(told.join(', '));
    const is = sql`SELECT ${list} FROM ${sql.raw(table)} WHERE ${some} <> 0 AND ${only}`;
    const should = sql`SELECT ${list} FROM (${rows}) WHERE ${only}`;
    const { rows: counts } = await sql<{ odd: number; missing: number }>`SELECT
      (SELECT count(*) FROM (${is} EXCEPT ${should})) AS odd,
      (SELECT count(*) FROM (${should} EXCEPT ${is})) AS missing`.execute(db);
    const { odd, missing } = counts[0] as { odd: number; missing: number };
    if (odd + missing > 0) found.push({ table, odd, missing });
  }
  return found;
}

/** Makes all totals anew of the events that there are, in one write; what robots fetched is kept. */
export async function remake(writer: Writer): Promise<void> {
  await sql`INSERT OR IGNORE INTO subjects (id)
    SELECT id FROM links UNION SELECT project_id FROM links
    UNION SELECT project_id || '/' || audience FROM links WHERE audience IS NOT NULL
    UNION SELECT photo_id FROM photo_views UNION SELECT gallery_id FROM photo_views
    UNION SELECT photo_id FROM downloads UNION SELECT gallery_id FROM downloads`.execute(writer);
  await sql`CREATE TEMP TABLE robots_kept AS SELECT subject, day, robots FROM day_totals WHERE robots > 0`.execute(
    writer,
  );
  for (const [table, { columns, rows }] of Object.entries(tables)) {
    await sql`DELETE FROM ${sql.raw(table)}`.execute(writer);
    await sql`INSERT INTO ${sql.raw(table)} (${sql.raw(columns.join(', '))}) ${rows}`.execute(writer);
  }
  await sql`INSERT INTO day_totals (subject, day, robots) SELECT subject, day, robots FROM robots_kept WHERE true
    ON CONFLICT DO UPDATE SET robots = excluded.robots`.execute(writer);
  await sql`DROP TABLE robots_kept`.execute(writer);
}
