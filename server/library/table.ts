import { sql } from 'kysely';
import type { Mark } from '#contract/photos.ts';
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
  mark: Mark | null;
  /** UTC ms; null: guests and screens are shown it. */
  hidden_at: number | null;
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
  > & {
    /** The account's name, or the API key's; null where it is gone. */
    uploader: string | null;
  };

const photoColumns = [
  'id',
  'project_id',
  'photos.hash',
  'edition',
  'name',
  'title',
  'caption',
  'tags',
  'hidden_at',
  'sku',
  'angle',
  'usage',
  'matched',
  'mark',
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

/** Whoever deleted a project deleted its photos with it; they are back as soon as it is. */
const inProject = sql<boolean>`(SELECT projects.deleted_at FROM projects WHERE projects.id = photos.project_id) IS NULL`;

/**
 * Photos with the facts of their originals; those in the trash instead where that is asked for. Of a deleted project
 * there are neither.
 */
export function wholePhotos(db: Reader, where: 'library' | 'trash' = 'library') {
  return db
    .selectFrom('photos')
    .innerJoin('originals', 'originals.hash', 'photos.hash')
    .select([...photoColumns, ...originalColumns])
    .select([
      sql<number | null>`coalesce(photos.taken_at, originals.taken_at)`.as('taken_at'),
      sql<number>`coalesce(photos.panorama, originals.panorama)`.as('panorama'),
      sql<string | null>`coalesce((SELECT username FROM accounts WHERE accounts.id = photos.uploaded_by),
        (SELECT api_keys.name FROM api_keys WHERE api_keys.id = photos.uploaded_by))`.as('uploader'),
    ])
    .where('photos.deleted_at', where === 'library' ? 'is' : 'is not', null)
    .where(inProject);
}

export function photosById(
  db: Reader,
  ids: readonly string[],
  where: 'library' | 'trash' = 'library',
): Promise<WholePhotoRow[]> {
  return wholePhotos(db, where)
    .where('photos.id', 'in', [...ids])
    .execute();
}

export async function insertPhoto(writer: Writer, row: PhotoRow): Promise<void> {
  await writer.insertInto('photos').values(row).execute();
}

/** The bare row; undefined where it is not there, in the trash, or of a deleted project. */
export function photoRow(db: Reader, id: string): Promise<PhotoRow | undefined> {
  return db
    .selectFrom('photos')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .where(inProject)
    .executeTakeFirst();
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

/** The bare rows of a project's photos; those that are in the trash, or elsewhere, are left out. */
export function photoRows(db: Reader, projectId: string, ids: readonly string[]): Promise<PhotoRow[]> {
  return db
    .selectFrom('photos')
    .selectAll()
    .where('id', 'in', [...ids])
    .where('project_id', '=', projectId)
    .where('deleted_at', 'is', null)
    .execute();
}

/** Stores what staff set of photos, in one statement, so that guests' opens don't wait for hundreds. */
export async function updateWords(writer: Writer, rows: readonly PhotoRow[]): Promise<void> {
  await sql`UPDATE photos SET name = new.value ->> 'name', title = new.value ->> 'title', caption = new.value ->> 'caption',
      tags = new.value ->> 'tags', sku = new.value ->> 'sku', angle = new.value ->> 'angle', usage = new.value ->> 'usage',
      matched = new.value ->> 'matched', taken_at = new.value ->> 'taken_at', panorama = new.value ->> 'panorama',
      mark = new.value ->> 'mark', hidden_at = new.value ->> 'hidden_at', search = new.value ->> 'search', updated_at = new.value ->> 'updated_at'
    FROM json_each(${JSON.stringify(rows)}) AS new WHERE photos.id = new.value ->> 'id'`.execute(writer);
}

/** Puts photos of a project into the trash; gives those that were not there yet. */
export async function trashPhotos(
  writer: Writer,
  projectId: string,
  ids: readonly string[],
  now: number,
): Promise<{ id: string; name: string }[]> {
  const rows = await writer
    .updateTable('photos')
    .set({ deleted_at: now })
    .where('id', 'in', [...ids])
    .where('project_id', '=', projectId)
    .where('deleted_at', 'is', null)
    .returning(['id', 'name'])
    .execute();
  return inOrder(rows, ids);
}

/**
 * Takes photos of a project out of the trash; gives those that were in it, and beside them those that stay there, since
 * the project has their file again as another photo.
 */
export async function untrashPhotos(
  writer: Writer,
  projectId: string,
  ids: readonly string[],
): Promise<{ back: { id: string; name: string }[]; duplicates: { photoId: string; of: string }[] }> {
  const of = writer.selectFrom('photos').select(['id', 'hash', 'name']).where('project_id', '=', projectId);
  const asked = await of
    .where('id', 'in', [...ids])
    .where('deleted_at', 'is not', null)
    .execute();
  const there = await of
    .where('hash', 'in', [...new Set(asked.map(({ hash }) => hash))])
    .where('deleted_at', 'is', null)
    .orderBy('id', 'desc')
    .execute();
  const shown = new Map(there.map(({ hash, id }) => [hash, id]));
  const back: { id: string; name: string }[] = [];
  const duplicates: { photoId: string; of: string }[] = [];
  for (const { id, hash, name } of inOrder(asked, ids)) {
    const other = shown.get(hash);
    if (other === undefined) back.push({ id, name });
    else duplicates.push({ photoId: id, of: other });
    shown.set(hash, other ?? id);
  }
  const backIds = back.map(({ id }) => id);
  await writer.updateTable('photos').set({ deleted_at: null }).where('id', 'in', backIds).execute();
  return { back, duplicates };
}

/** Photos in the trash of a project, last withdrawn first; from after the last one of the page before. */
export function trashPage(
  db: Reader,
  projectId: string,
  after: { readonly at: number; readonly id: string } | undefined,
  limit: number,
): Promise<WholePhotoRow[]> {
  let query = wholePhotos(db, 'trash').where('project_id', '=', projectId);
  if (after) query = query.where(sql<boolean>`(deleted_at, id) < (${after.at}, ${after.id})`);
  return query.orderBy('deleted_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
}

/** SQLite returns changed rows in whatever order it met them. */
function inOrder<T extends { readonly id: string }>(rows: readonly T[], ids: readonly string[]): T[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return [...new Set(ids)].flatMap((id) => byId.get(id) ?? []);
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
