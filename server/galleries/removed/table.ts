import { sql } from 'kysely';
import type { Reader, Writer } from '../../store/database.ts';
import type { GalleryRow, WholeGalleryRow } from '../table.ts';

/** A deleted gallery that can be had back. */
export type TrashedRow = GalleryRow & { deleted_at: number; deleted_why: 'hand' | 'clean_up' };

// What guests picked at a station was in no list before, and does not come back.
const trashed = sql<boolean>`deleted_at IS NOT NULL AND deleted_why IN ('hand', 'clean_up') AND picked_at_screen IS NULL`;

/** The bare row of a deleted gallery; those that went with their project come back with it, and not alone. */
export function trashedRow(db: Reader, id: string): Promise<TrashedRow | undefined> {
  const query = db.selectFrom('galleries').selectAll().where('id', '=', id).where(trashed);
  return query.executeTakeFirst() as Promise<TrashedRow | undefined>;
}

/** The deleted galleries of a project, last deleted first. */
export async function trashedGalleries(db: Reader, projectId: string): Promise<(TrashedRow & WholeGalleryRow)[]> {
  const query = db.selectFrom('galleries').selectAll().where('project_id', '=', projectId).where(trashed);
  const rows = (await query.orderBy('deleted_at', 'desc').orderBy('id', 'desc').execute()) as TrashedRow[];
  return rows.map((row) => ({ ...row, next_title: null, newest_at: row.content_at }));
}

/** The photos that a deleted gallery of this project would show again, those among them that went to the trash with it; in order, by gallery. */
export async function photosOfTrashed(db: Reader, projectId: string): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ gallery: string; id: string }>`
    SELECT galleries.id AS gallery, photos.id FROM galleries
      JOIN gallery_photos ON gallery_photos.gallery_id = galleries.id
      JOIN photos ON photos.id = gallery_photos.photo_id
        AND (photos.deleted_at IS NULL OR photos.deleted_at = galleries.deleted_at)
      JOIN originals ON originals.hash = photos.hash
    WHERE galleries.project_id = ${projectId} AND galleries.deleted_at IS NOT NULL
    ORDER BY galleries.id, CASE galleries.ordering WHEN 'manual' THEN gallery_photos.position END,
      coalesce(photos.taken_at, originals.taken_at, photos.uploaded_at), photos.id`.execute(db);
  const byGallery = Map.groupBy(rows, ({ gallery }) => gallery);
  return new Map([...byGallery].map(([gallery, of]) => [gallery, of.map(({ id }) => id)]));
}

/** The photos of a gallery that went to the trash with it. */
export async function photosGoneWith(db: Reader, galleryId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`SELECT photos.id FROM gallery_photos
      JOIN galleries ON galleries.id = gallery_photos.gallery_id
      JOIN photos ON photos.id = gallery_photos.photo_id AND photos.deleted_at = galleries.deleted_at
    WHERE gallery_photos.gallery_id = ${galleryId}`.execute(db);
  return rows.map(({ id }) => id);
}

/** Of a gallery's photos those that no other gallery holds; a deleted one holds nothing. */
export async function photosOnlyIn(db: Reader, galleryId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`SELECT photos.id FROM gallery_photos AS one
      JOIN photos ON photos.id = one.photo_id AND photos.deleted_at IS NULL
    WHERE one.gallery_id = ${galleryId} AND NOT EXISTS (SELECT 1 FROM gallery_photos AS other
      JOIN galleries ON galleries.id = other.gallery_id AND galleries.deleted_at IS NULL
      WHERE other.photo_id = one.photo_id AND other.gallery_id <> one.gallery_id)`.execute(db);
  return rows.map(({ id }) => id);
}

/** Deletes the galleries of a project with it, as they stand among each other; gives which. */
export async function dropGalleriesOf(writer: Writer, projectId: string, now: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    UPDATE galleries SET deleted_at = ${now}, deleted_why = 'project', updated_at = ${now}, version = version + 1
    WHERE project_id = ${projectId} AND deleted_at IS NULL RETURNING id`.execute(writer);
  return rows.map(({ id }) => id);
}

/** Brings back the galleries that were deleted with their project; gives which. */
export async function restoreGalleriesOf(writer: Writer, projectId: string, now: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    UPDATE galleries SET deleted_at = NULL, deleted_why = NULL, updated_at = ${now}, version = version + 1
    WHERE project_id = ${projectId} AND deleted_why = 'project' RETURNING id`.execute(writer);
  return rows.map(({ id }) => id);
}
