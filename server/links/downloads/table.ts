import { sql } from 'kysely';
import type { Reader, Writer } from '../../store/database.ts';

declare module '../../store/tables.ts' {
  interface Tables {
    downloads: DownloadRow;
  }
}

/** A photo that a guest saved: once a visit, however often and in whatever way. */
export interface DownloadRow {
  visit_id: string;
  photo_id: string;
  edition: number;
  link_id: string;
  how: 'save' | 'zip' | 'original';
  /** UTC ms, and the day by the box's clocks (20261121). */
  at: number;
  day: number;
  /** The chapter that it was saved from. */
  gallery_id: string;
}

/** How many photos guests of a link saved; of its totals, since single downloads are kept for some time only. */
export const downloadsOfLink = sql<number>`(SELECT coalesce(sum(day_totals.downloads), 0)
  FROM subjects JOIN day_totals ON day_totals.subject = subjects.number WHERE subjects.id = links.id)`;

/** A download that was not counted before. */
export type NewDownload = Pick<DownloadRow, 'visit_id' | 'photo_id' | 'gallery_id'>;

/** Counts what was saved, of visits that are there; gives what was not counted before, in no order. */
export async function noteDownloads(writer: Writer, rows: readonly DownloadRow[]): Promise<NewDownload[]> {
  const told = JSON.stringify(rows);
  const { rows: noted } = await sql<NewDownload>`
    INSERT INTO downloads (visit_id, photo_id, edition, link_id, how, at, day, gallery_id)
    SELECT value ->> 'visit_id', value ->> 'photo_id', value ->> 'edition', value ->> 'link_id', value ->> 'how',
      value ->> 'at', value ->> 'day', value ->> 'gallery_id'
    FROM json_each(${told}) WHERE value ->> 'visit_id' IN (SELECT id FROM visits)
    ON CONFLICT DO NOTHING RETURNING visit_id, photo_id, gallery_id`.execute(writer);
  return noted;
}

/** Whose visits these are, as totals ask. */
export interface Saver {
  readonly visitId: string;
  readonly linkId: string;
  readonly projectId: string;
  readonly audience: string | null;
  /** 1: the link is one of a batch. */
  readonly ofBatch: number;
  readonly visitor: string;
  readonly staff: number;
  /** 1: something was saved in it before. */
  readonly saved: number;
}

/** The visits of these ids that are there. */
export async function saversOf(db: Reader, visitIds: readonly string[]): Promise<Saver[]> {
  const { rows } = await sql<Saver>`
    SELECT visits.id AS "visitId", visits.link_id AS "linkId", links.project_id AS "projectId", links.audience,
      links.batch_id IS NOT NULL AS "ofBatch", visits.visitor, visits.staff,
      EXISTS (SELECT 1 FROM downloads WHERE downloads.visit_id = visits.id) AS saved
    FROM json_each(${JSON.stringify(visitIds)}) AS told JOIN visits ON visits.id = told.value
      JOIN links ON links.id = visits.link_id`.execute(db);
  return rows;
}
