import { sql } from 'kysely';
import { type GalleryOrder, galleryLimit, type Inflow } from '#contract/galleries.ts';
import type { PhotoFormat, PhotoState } from '#contract/photos.ts';
import type { Reader, Writer } from '../store/database.ts';
import type { ShownGallery, ShownPhoto } from './shown.ts';

declare module '../store/tables.ts' {
  interface Tables {
    galleries: GalleryRow;
    gallery_photos: GalleryPhotoRow;
  }
}

export interface GalleryRow {
  id: string;
  project_id: string;
  title: string;
  inflow: Inflow;
  ordering: GalleryOrder;
  cover_photo_id: string | null;
  version: number;
  created_at: number;
  updated_at: number;
  deleted_at: number | null;
  /** The chapter in which it goes on. */
  next_id: string | null;
  /** `HH:MM` at which a new chapter begins each day; in all chapters that follow each other. */
  daily_at: string | null;
  /** The next instant at which that is so. */
  daily_next: number | null;
  /** The instant at which this chapter began by it. */
  day_at: number | null;
  /** When photos came in last, by hand, by upload or by a swap. */
  content_at: number;
  /** Whom a personal gallery's photos were chosen for. */
  recipient_id: string | null;
  /** 1: the clean-up leaves it. */
  kept: number;
  /** Why it was deleted: by hand, by the clean-up, or with its project. */
  deleted_why: 'hand' | 'clean_up' | 'project' | null;
  /** What stands below its title on screens. */
  line: string;
  /** 楼栋. */
  building: string;
  /** The station at which a guest picked it: it is in no list, and its link works as any. */
  picked_at_screen: string | null;
}

/** A gallery with what stands beside it. */
export interface WholeGalleryRow extends GalleryRow {
  next_title: string | null;
  /** When a photo was last added, replaced, or the set swapped. */
  newest_at: number;
}

/** What a new gallery may leave to the rule: it is a chapter of its own, as old as it is. */
type Usual =
  | 'next_id'
  | 'daily_at'
  | 'daily_next'
  | 'day_at'
  | 'content_at'
  | 'recipient_id'
  | 'kept'
  | 'deleted_why'
  | 'line'
  | 'building'
  | 'picked_at_screen';
export type NewGalleryRow = Omit<GalleryRow, Usual> & Partial<Pick<GalleryRow, Usual>>;

interface GalleryPhotoRow {
  gallery_id: string;
  photo_id: string;
  position: number;
  added_at: number;
}

/** When a gallery's photos were last added, replaced or swapped; a file's replacement is known of its photo alone. */
export const contentAt = sql<number>`max(galleries.content_at, coalesce((SELECT max(photo_editions.replaced_at)
  FROM gallery_photos JOIN photos ON photos.id = gallery_photos.photo_id AND photos.deleted_at IS NULL
    JOIN photo_editions ON photo_editions.photo_id = photos.id
  WHERE gallery_photos.gallery_id = galleries.id), 0))`;

function wholeGalleries(db: Reader) {
  return db
    .selectFrom('galleries')
    .selectAll()
    .select([
      sql<string | null>`(SELECT next.title FROM galleries AS next WHERE next.id = galleries.next_id)`.as('next_title'),
      contentAt.as('newest_at'),
    ])
    .where('deleted_at', 'is', null);
}

export function galleryRow(db: Reader, id: string): Promise<WholeGalleryRow | undefined> {
  return wholeGalleries(db).where('id', '=', id).executeTakeFirst();
}

/** Those that staff made; what guests picked at a station is none of them. */
export function galleriesOfProject(db: Reader, projectId: string): Promise<WholeGalleryRow[]> {
  return wholeGalleries(db)
    .where('project_id', '=', projectId)
    .where('picked_at_screen', 'is', null)
    .orderBy('id')
    .execute();
}

export async function insertGalleryRow(writer: Writer, row: NewGalleryRow): Promise<void> {
  const usual = { next_id: null, daily_at: null, daily_next: null, day_at: null, content_at: row.created_at };
  const rare = { recipient_id: null, kept: 0, deleted_why: null, line: '', building: '', picked_at_screen: null };
  await writer
    .insertInto('galleries')
    .values({ ...usual, ...rare, ...row })
    .execute();
}

/** Changes a gallery and raises its version. */
export async function updateGallery(writer: Writer, id: string, change: Partial<GalleryRow>): Promise<void> {
  await writer
    .updateTable('galleries')
    .set(change)
    .set((gallery) => ({ version: gallery('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

/**
 * The order in which a gallery shows its photos: by hand, or by capture time, and by upload where there is none.
 * A photo in the trash keeps its place, and is not shown.
 */
const inOrder = sql`FROM gallery_photos
  JOIN galleries ON galleries.id = gallery_photos.gallery_id
  JOIN photos ON photos.id = gallery_photos.photo_id AND photos.deleted_at IS NULL
  JOIN originals ON originals.hash = photos.hash`;
const byOrder = sql`ORDER BY
  CASE galleries.ordering WHEN 'manual' THEN gallery_photos.position END,
  coalesce(photos.taken_at, originals.taken_at, photos.uploaded_at), photos.id`;

/** The ids of a gallery's photos in the order shown. */
export async function photoIdsOf(db: Reader, galleryId: string): Promise<string[]> {
  const { rows } = await sql<{
    id: string;
  }>`SELECT photos.id AS id ${inOrder} WHERE gallery_photos.gallery_id = ${galleryId} ${byOrder}`.execute(db);
  return rows.map((row) => row.id);
}

/** The same for every gallery of a project, in one query. */
export async function photoIdsOfProject(db: Reader, projectId: string): Promise<Map<string, string[]>> {
  const { rows } = await sql<{
    gallery: string;
    id: string;
  }>`SELECT gallery_photos.gallery_id AS gallery, photos.id AS id ${inOrder}
    WHERE galleries.project_id = ${projectId} AND galleries.deleted_at IS NULL
      AND galleries.picked_at_screen IS NULL ${byOrder}`.execute(db);
  const ids = new Map<string, string[]>();
  for (const { gallery, id } of rows) ids.set(gallery, [...(ids.get(gallery) ?? []), id]);
  return ids;
}

/** Which of these photos belong to the project and are not in the trash. */
export async function photosInProject(db: Reader, projectId: string, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom('photos')
    .select('id')
    .where('id', 'in', [...ids])
    .where('project_id', '=', projectId)
    .where('deleted_at', 'is', null)
    .execute();
  return new Set(rows.map((row) => row.id));
}

/** Makes these the gallery's photos, in this order. Photos in the trash keep their places, so that they can come back. */
export async function replaceGalleryPhotos(
  writer: Writer,
  galleryId: string,
  ids: readonly string[],
  now: number,
): Promise<void> {
  await writer
    .deleteFrom('gallery_photos')
    .where('gallery_id', '=', galleryId)
    .where(sql<boolean>`NOT EXISTS (SELECT 1 FROM photos WHERE photos.id = photo_id AND photos.deleted_at IS NOT NULL)`)
    .execute();
  if (ids.length === 0) return;
  await writer
    .insertInto('gallery_photos')
    .values(ids.map((photo_id, position) => ({ gallery_id: galleryId, photo_id, position, added_at: now })))
    .execute();
}

/** Adds photos behind the others; one that lay in the trash with its place kept moves to the end. */
export async function addGalleryPhotos(
  writer: Writer,
  galleryId: string,
  ids: readonly string[],
  now: number,
): Promise<void> {
  const last = await writer
    .selectFrom('gallery_photos')
    .select(({ fn }) => fn.max('position').as('position'))
    .where('gallery_id', '=', galleryId)
    .executeTakeFirst();
  let position = last?.position ?? -1;
  for (const photo_id of ids) {
    position += 1;
    await writer
      .insertInto('gallery_photos')
      .values({ gallery_id: galleryId, photo_id, position, added_at: now })
      .onConflict((conflict) => conflict.columns(['gallery_id', 'photo_id']).doUpdateSet({ position, added_at: now }))
      .execute();
  }
}

export async function removeGalleryPhotos(writer: Writer, galleryId: string, ids: readonly string[]): Promise<void> {
  if (ids.length > 0)
    await writer
      .deleteFrom('gallery_photos')
      .where('gallery_id', '=', galleryId)
      .where('photo_id', 'in', [...ids])
      .execute();
}

/** A place that a photo has in a gallery. */
export type PhotoPlace = Pick<GalleryRow, 'id' | 'project_id' | 'title' | 'recipient_id' | 'picked_at_screen'> & {
  readonly photo_id: string;
};

/** Which galleries hold which of these photos, in the trash or not; those that guests picked among them. */
export function galleriesOfPhotos(db: Reader, photoIds: readonly string[]): Promise<PhotoPlace[]> {
  return db
    .selectFrom('gallery_photos')
    .innerJoin('galleries', 'galleries.id', 'gallery_photos.gallery_id')
    .select(['galleries.id', 'galleries.project_id', 'galleries.title', 'galleries.recipient_id'])
    .select(['galleries.picked_at_screen', 'gallery_photos.photo_id'])
    .where('gallery_photos.photo_id', 'in', [...photoIds])
    .where('galleries.deleted_at', 'is', null)
    .orderBy('galleries.id')
    .execute();
}

interface ShownRow extends Omit<ShownPhoto, 'panorama' | 'format' | 'state'> {
  format: PhotoFormat;
  state: PhotoState;
  panorama: number;
}

/** A gallery as guests see it, in one snapshot of the database. */
export async function shownGallery(db: Reader, id: string): Promise<ShownGallery | undefined> {
  const { rows } = await sql<{
    projectId: string;
    title: string;
    version: number;
    line: string;
    building: string;
    coverPhotoId: string | null;
    photos: string;
  }>`
    SELECT g.project_id AS "projectId", g.title, g.version, g.line, g.building, g.cover_photo_id AS "coverPhotoId", (
      SELECT coalesce(json_group_array(json(shown.photo)), '[]') FROM (
        SELECT json_object(
          'id', photos.id, 'hash', photos.hash, 'edition', photos.edition, 'name', photos.name, 'title', photos.title,
          'caption', photos.caption, 'format', originals.format, 'bytes', originals.bytes, 'width', originals.width,
          'height', originals.height, 'thumbhash', originals.thumbhash,
          'takenAt', coalesce(photos.taken_at, originals.taken_at),
          'panorama', coalesce(photos.panorama, originals.panorama), 'state', originals.state) AS photo
        ${inOrder}
        WHERE gallery_photos.gallery_id = g.id AND photos.hidden_at IS NULL
          AND originals.state <> 'failed' AND originals.missing = 0
        ${byOrder} LIMIT ${galleryLimit}
      ) AS shown
    ) AS photos
    FROM galleries AS g WHERE g.id = ${id} AND g.deleted_at IS NULL`.execute(db);
  const row = rows[0];
  if (!row) return undefined;
  const photos = (JSON.parse(row.photos) as ShownRow[]).map(
    (photo): ShownPhoto => ({ ...photo, panorama: photo.panorama === 1 }),
  );
  return { ...row, id, photos };
}
