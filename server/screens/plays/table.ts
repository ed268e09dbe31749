import { sql } from 'kysely';
import { sumsADay } from '#contract/plays-limit.ts';
import type { Reader, Writer } from '../../store/database.ts';

declare module '../../store/tables.ts' {
  interface Tables {
    plays: PlayRow;
    photo_plays: PhotoPlaysRow;
    item_plays: ItemPlaysRow;
  }
}

export interface PlayRow {
  screen_id: string;
  /** Made by the screen; a further part of a showing ends with `.NUMBER`. */
  id: string;
  at: number;
  ms: number;
  kind: string;
  scene_id: string;
  item_id: string;
  gallery_id: string | null;
  link_id: string | null;
  /** JSON. */
  photo_ids: string;
  fresh: number;
  offline: number;
}

/** What plays come to, by a thing and the day in the box's zone (`YYYY-MM-DD`) on which they began. */
interface Sum {
  day: string;
  screen_id: string;
  times: number;
  ms: number;
}
export interface PhotoPlaysRow extends Sum {
  photo_id: string;
}
export interface ItemPlaysRow extends Sum {
  item_id: string;
  kind: string;
  /** Of `ms`, what was while the box was away. */
  offline_ms: number;
}

/** Stores those that are new; gives their ids. */
export async function insertPlays(writer: Writer, rows: readonly PlayRow[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const added = await writer
    .insertInto('plays')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  return new Set(added.map(({ id }) => id));
}

/** Those of the days for which a screen has not told of as much as that yet. */
async function withRoom<T extends Sum>(writer: Writer, table: keyof typeof sumsADay, told: readonly T[]): Promise<T[]> {
  const room = new Map<string, boolean>();
  const dayOf = ({ screen_id, day }: Sum) => `${screen_id} ${day}`;
  for (const sum of told) {
    if (room.has(dayOf(sum))) continue;
    const { count } = await writer
      .selectFrom(table)
      .where('screen_id', '=', sum.screen_id)
      .where('day', '=', sum.day)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    room.set(dayOf(sum), count < sumsADay[table]);
  }
  return told.filter((sum) => room.get(dayOf(sum)));
}

/** Adds to the sums of photos. */
export async function addPhotoPlays(writer: Writer, told: readonly PhotoPlaysRow[]): Promise<void> {
  const rows = await withRoom(writer, 'photo_plays', told);
  if (rows.length === 0) return;
  await writer
    .insertInto('photo_plays')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['photo_id', 'day', 'screen_id']).doUpdateSet((sum) => ({
        times: sql<number>`${sum.ref('photo_plays.times')} + ${sum.ref('excluded.times')}`,
        ms: sql<number>`${sum.ref('photo_plays.ms')} + ${sum.ref('excluded.ms')}`,
      })),
    )
    .execute();
}

/** Adds to the sums of items. */
export async function addItemPlays(writer: Writer, told: readonly ItemPlaysRow[]): Promise<void> {
  const rows = await withRoom(writer, 'item_plays', told);
  if (rows.length === 0) return;
  await writer
    .insertInto('item_plays')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['item_id', 'day', 'screen_id', 'kind']).doUpdateSet((sum) => ({
        times: sql<number>`${sum.ref('item_plays.times')} + ${sum.ref('excluded.times')}`,
        ms: sql<number>`${sum.ref('item_plays.ms')} + ${sum.ref('excluded.ms')}`,
        offline_ms: sql<number>`${sum.ref('item_plays.offline_ms')} + ${sum.ref('excluded.offline_ms')}`,
      })),
    )
    .execute();
}

/** Days of one screen, the first and the last included, and whose photos may be told (null: all). */
export interface PlaysOf {
  readonly screenId: string;
  readonly first: string;
  readonly last: string;
  readonly projectIds: readonly string[] | null;
  readonly most: number;
}

/** Items by their time on the screen, the longest first. */
export async function itemsPlayed(read: Reader, { screenId, first, last }: PlaysOf) {
  return read
    .selectFrom('item_plays')
    .where('screen_id', '=', screenId)
    .where('day', '>=', first)
    .where('day', '<=', last)
    .groupBy(['item_id', 'kind'])
    .select(({ fn }) => [
      'item_id as itemId',
      'kind',
      fn.sum<number>('times').as('times'),
      fn.sum<number>('ms').as('ms'),
      fn.sum<number>('offline_ms').as('offlineMs'),
    ])
    .orderBy('ms', 'desc')
    .orderBy('item_id')
    .execute();
}

/** Photos by their time on the screen, the longest first, as far as they are still there. */
export async function photosPlayed(read: Reader, { screenId, first, last, projectIds, most }: PlaysOf) {
  return read
    .selectFrom('photo_plays')
    .innerJoin('photos', 'photos.id', 'photo_plays.photo_id')
    .where('screen_id', '=', screenId)
    .where('day', '>=', first)
    .where('day', '<=', last)
    .where('photos.deleted_at', 'is', null)
    .$if(projectIds !== null, (query) => query.where('photos.project_id', 'in', [...(projectIds ?? [])]))
    .groupBy('photo_id')
    .select(({ fn }) => [
      'photo_id as photoId',
      fn.sum<number>('times').as('times'),
      fn.sum<number>('photo_plays.ms').as('ms'),
    ])
    .orderBy('ms', 'desc')
    .orderBy('photo_id')
    .limit(most)
    .execute();
}

/** The last plays of a screen in a span of time (UTC ms), the newest first. */
export async function latestPlays(
  read: Reader,
  span: { readonly screenId: string; readonly from: number; readonly to: number; readonly most: number },
): Promise<PlayRow[]> {
  return read
    .selectFrom('plays')
    .selectAll()
    .where('screen_id', '=', span.screenId)
    .where('at', '>=', span.from)
    .where('at', '<', span.to)
    .orderBy('at', 'desc')
    .limit(span.most)
    .execute();
}

/** Which of these photos are there, in these projects (null: in any). */
export async function photosThere(
  read: Reader,
  ids: readonly string[],
  projectIds: readonly string[] | null,
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await read
    .selectFrom('photos')
    .select('id')
    .where('id', 'in', [...ids])
    .where('deleted_at', 'is', null)
    .$if(projectIds !== null, (query) => query.where('project_id', 'in', [...(projectIds ?? [])]))
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** The next screen by its id that has plays, removed ones too. */
export async function screenWithPlays(read: Reader, after: string): Promise<string | undefined> {
  const row = await read
    .selectFrom('plays')
    .select('screen_id')
    .where('screen_id', '>', after)
    .orderBy('screen_id')
    .limit(1)
    .executeTakeFirst();
  return row?.screen_id;
}

/** When the play was that has so many newer ones of its screen; nothing where there are fewer. */
export async function playBefore(read: Reader, screenId: string, newer: number): Promise<number | undefined> {
  const row = await read
    .selectFrom('plays')
    .select('at')
    .where('screen_id', '=', screenId)
    .orderBy('at', 'desc')
    .limit(1)
    .offset(newer)
    .executeTakeFirst();
  return row?.at;
}

/** Lets plays of a screen go that began before a time, so many at the most; gives how many. */
export async function deletePlays(writer: Writer, screenId: string, before: number, most: number): Promise<number> {
  const { numDeletedRows } = await writer
    .deleteFrom('plays')
    .where('screen_id', '=', screenId)
    .where('id', 'in', (old) =>
      old
        .selectFrom('plays')
        .select('id')
        .where('screen_id', '=', screenId)
        .where('at', '<', before)
        .orderBy('at')
        .limit(most),
    )
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}
