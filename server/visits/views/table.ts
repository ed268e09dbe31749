import { sql } from 'kysely';
import type { Reader, Writer } from '../../store/database.ts';

declare module '../../store/tables.ts' {
  interface Tables {
    photo_views: {
      visit_id: string;
      photo_id: string;
      /** The chapter that showed it when anything was told of it first. */
      gallery_id: string;
      edition: number;
      views: number;
      /** Milliseconds on screen, all told. */
      ms: number;
      /** UTC ms. */
      first_at: number;
      last_at: number;
      /** When its guest first ticked it as saved by a long press, UTC ms. */
      saved_at: number | null;
      /** Of its first view (20261121), or of the tick where there was none; of the tick. */
      day: number;
      saved_day: number | null;
    };
  }
}

/** What a visit looked at since that was noted last, in the columns' order; `at` UTC ms. */
export type ViewRow = readonly [
  visitId: string,
  photoId: string,
  galleryId: string,
  edition: number,
  views: number,
  ms: number,
  at: number,
  savedAt: number | null,
];

/** What a told row adds, and what is known of its photo and its visit before it. */
export interface Believed {
  /** The place of the row among those that were told. */
  readonly place: number;
  readonly views: number;
  readonly ms: number;
  /** The chapter and the day under which the photo stands in this visit; null where nothing of it is known. */
  readonly galleryId: string | null;
  readonly day: number | null;
  readonly viewsBefore: number;
  readonly savedBefore: number;
  readonly linkId: string;
  readonly projectId: string;
  readonly audience: string | null;
  /** 1: the link is one of a batch. */
  readonly ofBatch: number;
  readonly visitDay: number;
  readonly visitMs: number;
  readonly staff: number;
}

/** So much longer than it runs a visit may have looked, ms: what a phone tells was measured by its own clock. */
const toleranceMs = 2000;
/** A look is one from so long on, ms. */
const viewMs = 500;

/**
 * What of that which visits told is believed, in the order in which it was told: all that a visit looked is never longer
 * than the visit has run, and its looks are never more than fit into that. Rows of visits that are gone are left out.
 */
export async function believed(db: Reader, rows: readonly ViewRow[]): Promise<Believed[]> {
  const { rows: told } = await sql<Believed>`
    WITH told AS (
      SELECT value ->> 0 AS visit_id, value ->> 1 AS photo_id, value ->> 4 AS views, value ->> 5 AS ms,
        value ->> 6 AS at, key AS place,
        coalesce(sum(value ->> 5) OVER (PARTITION BY value ->> 0 ORDER BY key
          ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before,
        coalesce(sum(value ->> 4) OVER (PARTITION BY value ->> 0 ORDER BY key
          ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS views_before
      FROM json_each(${JSON.stringify(rows)}))
    SELECT told.place,
      max(0, min(told.views, (told.at - visits.opened_at + ${toleranceMs}) / ${viewMs} - told.views_before
        - (SELECT coalesce(sum(known.views), 0) FROM photo_views AS known WHERE known.visit_id = told.visit_id))) AS views,
      max(0, min(told.ms, told.at - visits.opened_at + ${toleranceMs} - told.before - visits.ms)) AS ms,
      own.gallery_id AS "galleryId", own.day, coalesce(own.views, 0) AS "viewsBefore",
      own.saved_at IS NOT NULL AS "savedBefore", visits.link_id AS "linkId", links.project_id AS "projectId",
      links.audience, links.batch_id IS NOT NULL AS "ofBatch", visits.day AS "visitDay", visits.ms AS "visitMs",
      visits.staff
    FROM told JOIN visits ON visits.id = told.visit_id JOIN links ON links.id = visits.link_id
      LEFT JOIN photo_views AS own ON own.visit_id = told.visit_id AND own.photo_id = told.photo_id
    ORDER BY told.place`.execute(db);
  return told;
}

/** A row as it is added; `day` and `savedDay` as 20261121. */
export type AddedView = readonly [...ViewRow, day: number, savedDay: number | null];

/** Adds what is believed, at most 1,000 rows in one write, each of another photo of its visit. */
export async function addViewRows(writer: Writer, rows: readonly AddedView[]): Promise<void> {
  await sql`INSERT INTO photo_views
      (visit_id, photo_id, gallery_id, edition, views, ms, first_at, last_at, saved_at, day, saved_day)
    SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 6,
      value ->> 7, value ->> 8, value ->> 9
    FROM json_each(${JSON.stringify(rows)}) WHERE true ORDER BY key
    ON CONFLICT DO UPDATE SET edition = excluded.edition, views = views + excluded.views, ms = ms + excluded.ms,
      last_at = excluded.last_at, saved_at = coalesce(saved_at, excluded.saved_at),
      day = CASE WHEN views = 0 THEN excluded.day ELSE day END,
      saved_day = coalesce(saved_day, excluded.saved_day)`.execute(writer);
}

/** Which galleries visits have looked at anything of, as `VISIT GALLERY`. */
export async function galleriesSeen(db: Reader, visitIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ key: string }>`
    SELECT DISTINCT visit_id || ' ' || gallery_id AS key FROM photo_views
    WHERE visit_id IN (SELECT value FROM json_each(${JSON.stringify(visitIds)})) AND views > 0`.execute(db);
  return new Set(rows.map(({ key }) => key));
}

/** Adds to how long visits looked at photos, ms. */
export async function addVisitMs(writer: Writer, more: ReadonlyMap<string, number>): Promise<void> {
  await sql`UPDATE visits SET ms = ms + (told.value ->> 1) FROM json_each(${JSON.stringify([...more])}) AS told
    WHERE visits.id = told.value ->> 0`.execute(writer);
}
