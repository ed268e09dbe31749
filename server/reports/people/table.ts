import { sql } from 'kysely';
import type { Reader } from '../../store/database.ts';
import { jsonOf, type Scope } from '../scope/table.ts';
import type { Days } from '../span.ts';

/** Different visitors of a set of links on some days. */
export interface SetVisitors {
  readonly visitors: number;
  readonly returning: number;
  readonly savers: number;
  readonly days: readonly (readonly [day: number, visitors: number])[];
  readonly audiences: readonly (readonly [audience: string | null, visitors: number])[];
  readonly audienceSavers: readonly (readonly [audience: string | null, savers: number])[];
}

/** Days are those that the box's clocks showed then, in whatever zone. */
const marginMs = 86_400_000;

/** Counts them by the visits themselves: those of several links cannot be added up, since one may have opened two. */
export function setVisitors(db: Reader, scope: Scope, { first, last, since }: Days): Promise<SetVisitors> {
  const { links, galleryId } = scope;
  const within = galleryId === null ? sql`` : sql`AND saved.gallery_id = ${galleryId}`;
  return jsonOf(
    db,
    sql`WITH own AS MATERIALIZED (SELECT id, audience FROM links WHERE ${links}),
      came AS MATERIALIZED (
        SELECT own.audience, visitor, day, count(*) AS opens FROM own CROSS JOIN visits ON visits.link_id = own.id
          AND day BETWEEN ${first} AND ${last} AND staff = 0 GROUP BY visitor, day, own.audience),
      people AS MATERIALIZED (SELECT visitor, sum(opens) AS opens FROM came GROUP BY visitor),
      savers AS MATERIALIZED (
        SELECT DISTINCT own.audience, visitor FROM own CROSS JOIN downloads AS saved
          ON saved.link_id = own.id AND saved.at >= ${since - marginMs} AND saved.day BETWEEN ${first} AND ${last} ${within}
        CROSS JOIN visits ON visits.id = saved.visit_id AND visits.staff = 0
        WHERE NOT EXISTS (SELECT 1 FROM downloads AS saved WHERE saved.visit_id = visits.id
          AND saved.day < ${first} ${within}))
    SELECT json_object(
      'visitors', (SELECT count(*) FROM people),
      'returning', (SELECT count(*) FROM people WHERE opens > 1),
      'savers', (SELECT count(DISTINCT visitor) FROM savers),
      'days', (SELECT json_group_array(json_array(day, visitors)) FROM (
        SELECT day, count(DISTINCT visitor) AS visitors FROM came GROUP BY day)),
      'audiences', (SELECT json_group_array(json_array(audience, visitors)) FROM (
        SELECT audience, count(DISTINCT visitor) AS visitors FROM came GROUP BY audience)),
      'audienceSavers', (SELECT json_group_array(json_array(audience, savers)) FROM (
        SELECT audience, count(DISTINCT visitor) AS savers FROM savers GROUP BY audience))) AS json`,
  );
}

/** Of one link: an audience's sums by its totals. */
export interface AudienceSums {
  readonly audience: string;
  readonly opens: number;
  readonly downloads: number;
  readonly visitors: number;
  readonly savers: number;
}

/** The totals of a project's audiences on some days. */
export function audienceSums(db: Reader, projectId: string, { first, last }: Days): Promise<AudienceSums[]> {
  return jsonOf(
    db,
    sql`WITH own AS MATERIALIZED (SELECT number, substr(id, length(${projectId}) + 2) AS audience FROM subjects
        WHERE id > ${`${projectId}/`} AND id < ${`${projectId}0`})
    SELECT json_group_array(json_object('audience', audience, 'opens', opens, 'downloads', downloads,
      'visitors', visitors, 'savers', savers)) AS json
    FROM (SELECT audience, sum(opens) AS opens, sum(downloads) AS downloads,
        coalesce(sum((SELECT sum(count) FROM gap_totals AS gaps WHERE gaps.subject = number AND kind = 'open'
          AND gaps.day = days.day AND before1 < ${first})), 0) AS visitors,
        coalesce(sum((SELECT sum(count) FROM gap_totals AS gaps WHERE gaps.subject = number AND kind = 'save'
          AND gaps.day = days.day AND before1 < ${first})), 0) AS savers
      FROM own JOIN day_totals AS days ON days.subject = number AND days.day BETWEEN ${first} AND ${last}
      GROUP BY number)`,
  );
}
