import { sql } from 'kysely';
import type { Reader, Writer } from '../../store/database.ts';

declare module '../../store/tables.ts' {
  interface Tables {
    clean_originals: CleanRow;
    saved_jpegs: SavedRow;
  }
}

export interface CleanRow {
  hash: string;
  /** By which rules it was looked through. */
  rules: number;
  crc: number;
  clean_crc: number;
  /** JSON. */
  patches: string;
}

export interface SavedRow {
  hash: string;
  bytes: number;
  crc: number;
}

export function cleanRow(db: Reader, hash: string): Promise<CleanRow | undefined> {
  return db.selectFrom('clean_originals').selectAll().where('hash', '=', hash).executeTakeFirst();
}

/** Keeps it, while there is such an original. */
export async function putCleanRow(writer: Writer, row: CleanRow): Promise<void> {
  await sql`INSERT OR REPLACE INTO clean_originals (hash, rules, crc, clean_crc, patches)
    SELECT hash, ${row.rules}, ${row.crc}, ${row.clean_crc}, ${row.patches} FROM originals WHERE hash = ${row.hash}`.execute(
    writer,
  );
}

export function savedRow(db: Reader, hash: string): Promise<SavedRow | undefined> {
  return db.selectFrom('saved_jpegs').selectAll().where('hash', '=', hash).executeTakeFirst();
}

/** Originals of which a JPEG to be saved was made. */
export async function savedHashes(db: Reader): Promise<Set<string>> {
  const rows = await db.selectFrom('saved_jpegs').select('hash').execute();
  return new Set(rows.map(({ hash }) => hash));
}

/** Keeps it, while there is such an original. */
export async function putSavedRow(writer: Writer, row: SavedRow): Promise<void> {
  await sql`INSERT OR REPLACE INTO saved_jpegs (hash, bytes, crc)
    SELECT hash, ${row.bytes}, ${row.crc} FROM originals WHERE hash = ${row.hash}`.execute(writer);
}
