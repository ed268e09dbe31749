import { sql } from 'kysely';
import type { Writer } from '../../store/database.ts';

declare module '../../store/tables.ts' {
  interface Tables {
    photo_views: {
      visit_id: string;
      photo_id: string;
      /** The chapter that showed it. */
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

/** So much longer than it runs a visit may have looked, ms: what a phone tells was measured by its own clock. */
const toleranceMs = 2000;
/** A look is one from so long on, ms. */
const viewMs = 500;

/**
 * Adds what visits looked at, at most 1,000 rows in one write, each of another photo of its visit. All that a visit looked
 * is never longer than the visit has run, and its looks are never more than fit into that: what is told beyond that adds
 * nothing.
 */
export async function addViews(writer: Writer, rows: readonly ViewRow[]): Promise<void> {
  await sql`INSERT INTO photo_views (visit_id, photo_id, gallery_id, edition, views, ms, first_at, last_at, saved_at)
    WITH told AS (
      SELECT value ->> 0 AS visit_id, value ->> 1 AS photo_id, value ->> 2 AS gallery_id, value ->> 3 AS edition,
        value ->> 4 AS views, value ->> 5 AS ms, value ->> 6 AS at, value ->> 7 AS saved_at, key AS place,
        coalesce(sum(value ->> 5) OVER (PARTITION BY value ->> 0 ORDER BY key
          ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before,
        coalesce(sum(value ->> 4) OVER (PARTITION BY value ->> 0 ORDER BY key
          ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS views_before
      FROM json_each(${JSON.stringify(rows)}))
    SELECT told.visit_id, photo_id, gallery_id, edition,
      max(0, min(told.views, (told.at - visits.opened_at + ${toleranceMs}) / ${viewMs} - told.views_before
        - (SELECT coalesce(sum(known.views), 0) FROM photo_views AS known WHERE known.visit_id = told.visit_id))),
      max(0, min(told.ms, told.at - visits.opened_at + ${toleranceMs} - told.before
        - (SELECT coalesce(sum(known.ms), 0) FROM photo_views AS known WHERE known.visit_id = told.visit_id))),
      at, at, saved_at
    FROM told JOIN visits ON visits.id = told.visit_id WHERE true ORDER BY told.place
    ON CONFLICT DO UPDATE SET gallery_id = excluded.gallery_id, edition = excluded.edition,
      views = views + excluded.views, ms = ms + excluded.ms, last_at = excluded.last_at,
      saved_at = coalesce(saved_at, excluded.saved_at)`.execute(writer);
}
