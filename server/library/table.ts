import { sql } from 'kysely';
import type { PhotoState } from '#contract/photos.ts';
import type { Reader, Writer } from '../store/database.ts';
import type { OriginalRow } from './originals/table.ts';

declare module '../store/tables.ts' {
  interface Tables {
    photos: PhotoRow;
    photo_editions: EditionRow;
  }
}

export interface PhotoRow {
  id: string;
  project_id: string;
  hash: string;
  edition: number;
  name: string;
  title: string;
  caption: string;
  tags: string;
  sku: string | null;
  angle: string | null;
  usage: string | null;
  /** 1 where the name has the form SKU_angle_usage. */
  matched: number;
  taken_at: number | null;
  panorama: number | null;
  search: string;
  uploaded_by: string | null;
  uploaded_at: number;
  updated_at: number;
  deleted_at: number | null;
}

interface EditionRow {
  photo_id: string;
  edition: number;
  hash: string;
  name: string;
  replaced_at: number;
}

/** A photo with the facts of its original; what staff set goes before what the camera said. */
export type WholePhotoRow = Omit<PhotoRow, 'search' | 'panorama'> &
  Pick<
    OriginalRow,
    'format' | 'bytes' | 'width' | 'height' | 'state' | 'failure_code' | 'failure_detail' | 'thumbhash' | 'panorama'
  >;

const photoColumns = [
  'id',
  'project_id',
  'photos.hash',
  'edition',
  'name',
  'title',
  'caption',
  'tags',
  'sku',
  'angle',
  'usage',
  'matched',
  'uploaded_by',
  'uploaded_at',
  'updated_at',
  'deleted_at',
] as const;
const originalColumns = [
  'format',
  'bytes',
  'width',
  'height',
  'state',
  'failure_code',
  'failure_detail',
  'thumbhash',
] as const;

function wholePhotos(db: Reader) {
  return db
    .selectFrom('photos')
    .innerJoin('originals', 'originals.hash', 'photos.hash')
    .select([...photoColumns, ...originalColumns])
    .select([
      sql<number | null>`coalesce(photos.taken_at, originals.taken_at)`.as('taken_at'),
      sql<number>`coalesce(photos.panorama, originals.panorama)`.as('panorama'),
    ])
    .where('deleted_at', 'is', null);
}

export function photosById(db: Reader, ids: readonly string[]): Promise<WholePhotoRow[]> {
  return wholePhotos(db)
    .where('id', 'in', [...ids])
    .execute();
}

export interface Found {
  readonly projectId: string;
  readonly terms: readonly string[];
  readonly sku?: string | undefined;
  readonly angle?: string | undefined;
  readonly usage?: string | undefined;
  readonly state?: PhotoState | undefined;
  readonly matched?: boolean | undefined;
  readonly galleryId?: string | undefined;
  readonly before?: string | undefined;
  readonly limit: number;
}

/** A page of a project's photos, newest first; `before` is the id of the last one of the page before. */
export function searchRows(db: Reader, found: Found): Promise<WholePhotoRow[]> {
  let query = wholePhotos(db).where('project_id', '=', found.projectId).orderBy('id', 'desc').limit(found.limit);
  // Parts of words, since Chinese has no blanks: every term must be somewhere in the photo's words.
  for (const term of found.terms) query = query.where(sql<boolean>`instr(search, ${term}) > 0`);
  if (found.sku !== undefined) query = query.where('sku', '=', found.sku);
  if (found.angle !== undefined) query = query.where('angle', '=', found.angle);
  if (found.usage !== undefined) query = query.where('usage', '=', found.usage);
  if (found.state !== undefined) query = query.where('state', '=', found.state);
  if (found.matched !== undefined) query = query.where('matched', '=', found.matched ? 1 : 0);
  if (found.galleryId !== undefined) {
    query = query.where(
      sql<boolean>`id IN (SELECT photo_id FROM gallery_photos WHERE gallery_id = ${found.galleryId})`,
    );
  }
  if (found.before !== undefined) query = query.where('id', '<', found.before);
  return query.execute();
}

export async function insertPhoto(writer: Writer, row: PhotoRow): Promise<void> {
  await writer.insertInto('photos').values(row).execute();
}

/** The bare row; undefined where it is not there or in the trash. */
export function photoRow(db: Reader, id: string): Promise<PhotoRow | undefined> {
  return db.selectFrom('photos').selectAll().where('id', '=', id).where('deleted_at', 'is', null).executeTakeFirst();
}

/** Photos of a project as they are stored, oldest first, from after this id on. */
export function photoRowsAfter(db: Reader, projectId: string, after: string, limit: number): Promise<PhotoRow[]> {
  return db
    .selectFrom('photos')
    .selectAll()
    .where('project_id', '=', projectId)
    .where('deleted_at', 'is', null)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
}

export async function insertPhotos(writer: Writer, rows: readonly PhotoRow[]): Promise<void> {
  await writer
    .insertInto('photos')
    .values([...rows])
    .execute();
}

/** The photo of a project that shows this very file, if there is one. */
export async function photoOfHash(writer: Writer, projectId: string, hash: string): Promise<string | undefined> {
  const row = await writer
    .selectFrom('photos')
    .select('id')
    .where('hash', '=', hash)
    .where('project_id', '=', projectId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  return row?.id;
}

export async function updatePhoto(writer: Writer, id: string, change: Partial<PhotoRow>): Promise<void> {
  await writer.updateTable('photos').set(change).where('id', '=', id).execute();
}

export async function keepEdition(writer: Writer, row: EditionRow): Promise<void> {
  await writer.insertInto('photo_editions').values(row).execute();
}

/** The photos, of whatever project, that show this file now. */
export function photosOfHash(db: Reader, hash: string): Promise<{ id: string; project_id: string }[]> {
  return db
    .selectFrom('photos')
    .select(['id', 'project_id'])
    .where('hash', '=', hash)
    .where('deleted_at', 'is', null)
    .execute();
}

/** Photos that lie in the trash since before an instant, or whose project was deleted before it. */
export async function spentPhotos(db: Reader, before: number, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('photos')
    .select('id')
    .where((photo) =>
      photo.or([
        photo('deleted_at', '<', before),
        photo(
          'project_id',
          'in',
          photo.selectFrom('projects').select('projects.id').where('projects.deleted_at', '<', before),
        ),
      ]),
    )
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}

export async function deletePhotos(writer: Writer, ids: readonly string[]): Promise<void> {
  await writer
    .deleteFrom('photos')
    .where('id', 'in', [...ids])
    .execute();
}
