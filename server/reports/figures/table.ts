import { sql } from 'kysely';
import type { Reader } from '../../store/database.ts';
import { dayColumns } from '../../visits/totals/sums.ts';
import { inScope, jsonOf, type Scope } from '../scope/table.ts';
import type { Span } from '../span.ts';

/** A day (20261121), then its sums in the order of `dayColumns`. */
export type DayRow = readonly number[];

const daySums = sql.join(dayColumns.map((column) => sql`sum(${sql.ref(column)})`));

/** The days of a span and of the one before it on which anything was counted. */
export function dayRows(db: Reader, scope: Scope, { before, last }: Span): Promise<DayRow[]> {
  return jsonOf(
    db,
    sql`SELECT json_group_array(json(line)) AS json FROM (SELECT json_array(day, ${daySums}) AS line
      FROM day_totals AS totals WHERE ${inScope(scope)} AND day BETWEEN ${before.first} AND ${last}
      GROUP BY day ORDER BY day)`,
  );
}

/** Of a day: different visitors of its own; those who count for the span, and of them who came twice, and who were new. */
export type GapRow = readonly [
  kind: 'open' | 'save',
  day: number,
  own: number,
  visitors: number,
  returning: number,
  fresh: number,
];

/** Different visitors of one subject, by the days of a span and of the one before it (`gap_totals`). */
export function gapRows(db: Reader, subject: number, { first, before, last }: Span): Promise<GapRow[]> {
  return jsonOf(
    db,
    sql`SELECT json_group_array(json_array(kind, day, own, visitors, back, fresh)) AS json FROM (
      SELECT kind, day, sum(CASE WHEN before1 < day THEN count ELSE 0 END) AS own,
        sum(CASE WHEN before1 < edge THEN count ELSE 0 END) AS visitors,
        sum(CASE WHEN before1 >= edge AND before2 < edge THEN count ELSE 0 END) AS back,
        sum(CASE WHEN before1 = 0 THEN count ELSE 0 END) AS fresh
      FROM (SELECT kind, day, before1, before2, count,
          CASE WHEN day >= ${first} THEN ${first} ELSE ${before.first} END AS edge
        FROM gap_totals WHERE subject = ${subject} AND kind IN ('open', 'save')
          AND day BETWEEN ${before.first} AND ${last})
      GROUP BY kind, day)`,
  );
}

/** Of opens and refusals, how many with what, in the span and, of devices alone, in the one before it. */
export type PartRow = readonly [kind: string, part: string, count: number, before: number];

export function partRows(db: Reader, scope: Scope, { first, before, last }: Span): Promise<PartRow[]> {
  const kind = (name: string, from: number) => sql`
    SELECT kind, part, sum(CASE WHEN day >= ${first} THEN count ELSE 0 END) AS now,
      sum(CASE WHEN day < ${first} THEN count ELSE 0 END) AS before
    FROM part_totals AS totals WHERE ${inScope(scope)} AND kind = ${sql.lit(name)} AND day BETWEEN ${from} AND ${last}
    GROUP BY part`;
  const kinds = ['system', 'app', 'region', 'refusal'].map((name) => kind(name, first));
  return jsonOf(
    db,
    sql`SELECT json_group_array(json_array(kind, part, now, before)) AS json
      FROM (${sql.join([kind('device', before.first), ...kinds], sql` UNION ALL `)})`,
  );
}

export interface PlaceOpens {
  readonly number: number;
  readonly screenName: string;
  readonly sceneName: string;
  readonly sceneKind: string;
  readonly opens: number;
}

/** Opens by the places on screens at which codes were scanned, the most first. */
export function placeRows(db: Reader, scope: Scope, { first, last }: Span, most: number): Promise<PlaceOpens[]> {
  return jsonOf(
    db,
    sql`SELECT json_group_array(json_object('number', number, 'screenName', screen_name, 'sceneName', scene_name,
        'sceneKind', scene_kind, 'opens', opens)) AS json
      FROM (SELECT number, screen_name, scene_name, scene_kind, opens
        FROM (SELECT CAST(part AS INTEGER) AS place, sum(count) AS opens FROM part_totals AS totals
          WHERE ${inScope(scope)} AND kind = 'place' AND day BETWEEN ${first} AND ${last} GROUP BY part)
        JOIN screen_places ON number = place ORDER BY opens DESC, number LIMIT ${most})`,
  );
}

/** Visits by how long they looked, in order: in the span, in the one before it. */
export type LengthRow = readonly [seconds: number, visits: number, before: number];

export function lengthRows(db: Reader, scope: Scope, { first, before, last }: Span): Promise<LengthRow[]> {
  return jsonOf(
    db,
    sql`SELECT json_group_array(json_array(seconds, now, before)) AS json
      FROM (SELECT seconds, sum(CASE WHEN day >= ${first} THEN visits ELSE 0 END) AS now,
          sum(CASE WHEN day < ${first} THEN visits ELSE 0 END) AS before
        FROM length_totals AS totals WHERE ${inScope(scope)} AND day BETWEEN ${before.first} AND ${last}
        GROUP BY seconds ORDER BY seconds)`,
  );
}

/** By how often a project was opened before a day, ever. */
export async function openedBefore(db: Reader, scope: Scope, first: number): Promise<boolean> {
  const { rows } = await sql<{ ever: number }>`SELECT EXISTS (SELECT 1 FROM day_totals AS totals
    WHERE ${inScope(scope)} AND day < ${first} AND opens > 0) AS ever`.execute(db);
  return rows[0]?.ever === 1;
}
