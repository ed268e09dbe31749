import { sql } from 'kysely';
import type { Writer } from '../../store/database.ts';

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
  /** UTC ms. */
  at: number;
}

/** How many photos guests of a link saved. */
export const downloadsOfLink = sql<number>`(SELECT count(*) FROM downloads WHERE downloads.link_id = links.id)`;

/** Counts what was saved; gives the ids of the photos that were not counted before, in their order. */
export async function noteDownloads(writer: Writer, rows: readonly DownloadRow[]): Promise<string[]> {
  const told = JSON.stringify(rows);
  const { rows: noted } = await sql<{ photo_id: string }>`
    INSERT INTO downloads (visit_id, photo_id, edition, link_id, how, at)
    SELECT value ->> 'visit_id', value ->> 'photo_id', value ->> 'edition', value ->> 'link_id', value ->> 'how', value ->> 'at'
    FROM json_each(${told}) WHERE value ->> 'visit_id' IN (SELECT id FROM visits)
    ON CONFLICT DO NOTHING RETURNING photo_id`.execute(writer);
  const fresh = new Set(noted.map(({ photo_id }) => photo_id));
  return [...new Set(rows.map(({ photo_id }) => photo_id))].filter((id) => fresh.has(id));
}
