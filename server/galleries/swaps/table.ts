import { sql } from 'kysely';
import type { Reader, Writer } from '../../store/database.ts';

declare module '../../store/tables.ts' {
  interface Tables {
    swaps: SwapRow;
  }
}

export interface SwapRow {
  id: string;
  gallery_id: string;
  /** JSON: ids in their order. */
  photo_ids: string;
  /** JSON: what the gallery held when it was planned. */
  held: string;
  at: number;
  state: 'planned' | 'done' | 'missed';
  /** The name of whoever planned it. */
  made_by: string;
  made_at: number;
  ended_at: number | null;
}

export async function insertSwap(writer: Writer, row: SwapRow): Promise<void> {
  await writer.insertInto('swaps').values(row).execute();
}

/** What is planned for a gallery, and what ended after an instant, in the order of its time. */
export function swapsOf(db: Reader, galleryId: string, endedAfter: number): Promise<SwapRow[]> {
  return db
    .selectFrom('swaps')
    .selectAll()
    .where('gallery_id', '=', galleryId)
    .where((swap) => swap.or([swap('state', '=', 'planned'), swap('ended_at', '>', endedAfter)]))
    .orderBy('at')
    .orderBy('id')
    .execute();
}

export function swapRow(db: Reader, id: string): Promise<SwapRow | undefined> {
  return db.selectFrom('swaps').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function updateSwap(writer: Writer, id: string, change: Partial<SwapRow>): Promise<void> {
  await writer.updateTable('swaps').set(change).where('id', '=', id).execute();
}

export async function deleteSwap(writer: Writer, id: string): Promise<void> {
  await writer.deleteFrom('swaps').where('id', '=', id).execute();
}

/** In galleries that are there, of projects that are open. */
const planned = sql`FROM swaps JOIN galleries ON galleries.id = swaps.gallery_id AND galleries.deleted_at IS NULL
  JOIN projects ON projects.id = galleries.project_id AND projects.archived = 0 AND projects.deleted_at IS NULL
  WHERE swaps.state = 'planned'`;

/** Those that are due, in the order in which they are to happen. */
export async function dueSwaps(db: Reader, now: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT swaps.id ${planned} AND swaps.at <= ${now} ORDER BY swaps.at, swaps.id`.execute(db);
  return rows.map((row) => row.id);
}

/** When the next one is due; undefined where none is planned. */
export async function nextSwap(db: Reader): Promise<number | undefined> {
  const { rows } = await sql<{ at: number | null }>`SELECT min(swaps.at) AS at ${planned}`.execute(db);
  return rows[0]?.at ?? undefined;
}
