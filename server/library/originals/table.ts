import { sql } from 'kysely';
import type { PhotoFormat, PhotoState } from '#contract/photos.ts';
import type { RefusalCode } from '#contract/problems.ts';
import type { Reader, Writer } from '../../store/database.ts';
import type { Derivative } from '../../store/files.ts';

declare module '../../store/tables.ts' {
  interface Tables {
    originals: OriginalRow;
    derivatives: DerivativeRow;
  }
}

/** One file, whatever photos show it. */
export interface OriginalRow {
  hash: string;
  format: PhotoFormat;
  bytes: number;
  width: number;
  height: number;
  taken_at: number | null;
  panorama: number;
  state: PhotoState;
  failure_code: RefusalCode | null;
  failure_detail: string | null;
  attempts: number;
  thumbhash: string | null;
  created_at: number;
  missing: number;
}

export interface DerivativeRow {
  hash: string;
  size: Derivative;
  type: string;
  width: number;
  height: number;
  bytes: number;
  sha256: string;
}

const unused = sql<boolean>`NOT EXISTS (SELECT 1 FROM photos WHERE photos.hash = originals.hash)
  AND NOT EXISTS (SELECT 1 FROM photo_editions WHERE photo_editions.hash = originals.hash)`;

/** Adds an original, or takes up again one that is there but failed or lost its file. True where sizes have to be made. */
export async function upsertOriginal(writer: Writer, row: OriginalRow): Promise<boolean> {
  const there = await writer
    .selectFrom('originals')
    .select(['state', 'missing'])
    .where('hash', '=', row.hash)
    .executeTakeFirst();
  if (!there) {
    await writer.insertInto('originals').values(row).execute();
    return true;
  }
  if (there.state === 'ready' && !there.missing) return false;
  await writer
    .updateTable('originals')
    .set({ state: 'processing', attempts: 0, missing: 0, failure_code: null, failure_detail: null })
    .where('hash', '=', row.hash)
    .execute();
  return true;
}

/** Originals whose sizes are still to be made, oldest first. */
export async function unfinished(db: Reader): Promise<string[]> {
  const rows = await db
    .selectFrom('originals')
    .select('hash')
    .where('state', '=', 'processing')
    .where('missing', '=', 0)
    .orderBy('created_at')
    .execute();
  return rows.map((row) => row.hash);
}

export async function updateOriginal(writer: Writer, hash: string, change: Partial<OriginalRow>): Promise<void> {
  await writer.updateTable('originals').set(change).where('hash', '=', hash).execute();
}

/** Counts a try and gives how many there were. */
export async function countAttempt(writer: Writer, hash: string): Promise<number> {
  const row = await writer
    .updateTable('originals')
    .set((original) => ({ attempts: original('attempts', '+', 1) }))
    .where('hash', '=', hash)
    .returning('attempts')
    .executeTakeFirst();
  return row?.attempts ?? 0;
}

/** Puts these in the place of what there is of the same sizes, all of one original. */
export async function replaceDerivatives(writer: Writer, rows: readonly DerivativeRow[]): Promise<void> {
  const hash = rows[0]?.hash;
  if (hash === undefined) return;
  const sizes = rows.map(({ size }) => size);
  await writer.deleteFrom('derivatives').where('hash', '=', hash).where('size', 'in', sizes).execute();
  await writer
    .insertInto('derivatives')
    .values([...rows])
    .execute();
}

export async function allHashes(db: Reader): Promise<Map<string, boolean>> {
  const rows = await db.selectFrom('originals').select(['hash', 'missing']).execute();
  return new Map(rows.map((row) => [row.hash, row.missing === 1]));
}

/** Files that no photo and no edition shows any more. */
export async function unusedHashes(db: Reader, limit: number): Promise<string[]> {
  const rows = await db.selectFrom('originals').select('hash').where(unused).limit(limit).execute();
  return rows.map((row) => row.hash);
}

/** Forgets a file if still nothing shows it; false where something does. */
export async function deleteOriginal(writer: Writer, hash: string): Promise<boolean> {
  const done = await writer.deleteFrom('originals').where('hash', '=', hash).where(unused).executeTakeFirst();
  return done.numDeletedRows === 1n;
}
