import { sql } from 'kysely';
import type { CodeAddress } from '#contract/screens.ts';
import type { Reader, Writer } from '../store/database.ts';
import type { Show } from './content.ts';

declare module '../store/tables.ts' {
  interface Tables {
    programmes: ProgrammeRow;
    screens: ScreenRow;
  }
}

export interface ProgrammeRow {
  id: string;
  /** JSON: `[{galleryId, linkId}]`. */
  shows: string;
  seconds: number;
  /** 1 where no other screen joins it by showing the same. */
  alone: number;
  /** What it plays instead of `shows`. */
  playlist_id: string | null;
  /** JSON: the programme that screens are told, and which photos it has had lately. */
  state: string;
  updated_at: number;
}

export interface ScreenRow {
  id: string;
  name: string;
  /** SHA-256 of the key, hex. */
  key_hash: string;
  programme_id: string;
  blank: number;
  code_address: CodeAddress;
  /** JSON of Pickup; null: it is no pickup station. */
  pickup: string | null;
  paired_at: number;
  paired_by: string | null;
  last_seen_at: number | null;
  updated_at: number;
}

export function allProgrammes(db: Reader): Promise<ProgrammeRow[]> {
  return db.selectFrom('programmes').selectAll().orderBy('id').execute();
}

/** What a programme shows, as it is stored; undefined where it is not stored yet. */
export async function storedShows(db: Reader, id: string): Promise<Show[] | undefined> {
  const row = await db.selectFrom('programmes').select('shows').where('id', '=', id).executeTakeFirst();
  return row && (JSON.parse(row.shows) as Show[]);
}

/** Changes what programmes show, of those alone that `edit` gives something else for. */
export async function editShows(
  writer: Writer,
  edit: (shows: readonly Show[]) => readonly Show[],
  now: number,
): Promise<void> {
  for (const row of await writer.selectFrom('programmes').select(['id', 'shows']).execute()) {
    const before = JSON.parse(row.shows) as Show[];
    const shows = edit(before);
    if (shows === before) continue;
    const change = { shows: JSON.stringify(shows), updated_at: now };
    await writer.updateTable('programmes').set(change).where('id', '=', row.id).execute();
  }
}

export function allScreens(db: Reader): Promise<ScreenRow[]> {
  return db.selectFrom('screens').selectAll().orderBy('id').execute();
}

export async function putProgrammeRow(writer: Writer, row: ProgrammeRow): Promise<void> {
  const { id: _, ...change } = row;
  await writer
    .insertInto('programmes')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(change))
    .execute();
}

/** Removes programmes that no screen has any more. */
export async function deleteUnusedProgrammes(writer: Writer): Promise<void> {
  await writer.deleteFrom('programmes').where(sql<boolean>`id NOT IN (SELECT programme_id FROM screens)`).execute();
}

export async function insertScreenRow(writer: Writer, row: ScreenRow): Promise<void> {
  await writer.insertInto('screens').values(row).execute();
}

export async function updateScreenRow(writer: Writer, id: string, change: Partial<ScreenRow>): Promise<void> {
  await writer.updateTable('screens').set(change).where('id', '=', id).execute();
}

export async function deleteScreenRow(writer: Writer, id: string): Promise<void> {
  await writer.deleteFrom('screens').where('id', '=', id).execute();
}

/** Notes when screens were last there, UTC ms. */
export async function noteLastSeen(writer: Writer, seen: readonly (readonly [string, number])[]): Promise<void> {
  for (const [id, last_seen_at] of seen) {
    await writer.updateTable('screens').set({ last_seen_at }).where('id', '=', id).execute();
  }
}
