import { sql } from 'kysely';
import type { Writer } from '../../store/database.ts';

declare module '../../store/tables.ts' {
  interface Tables {
    seen_photos: { visit_id: string; photo_id: string; edition: number; first_at: number };
  }
}

/** A photo that a visit was sent: when first, UTC ms. */
export type SeenRow = readonly [visitId: string, photoId: string, edition: number, firstAt: number];

/** Notes what visits saw, at most 1,000 in one write; what is noted already stays as it was first. */
export async function noteSeenPhotos(writer: Writer, rows: readonly SeenRow[]): Promise<void> {
  await sql`INSERT OR IGNORE INTO seen_photos (visit_id, photo_id, edition, first_at)
    SELECT visits.id, told.value ->> 1, told.value ->> 2, told.value ->> 3
    FROM json_each(${JSON.stringify(rows)}) AS told JOIN visits ON visits.id = told.value ->> 0`.execute(writer);
}
