import { sql } from 'kysely';
import type { Reader, Writer } from '../../store/database.ts';

declare module '../../store/tables.ts' {
  interface Tables {
    screen_codes: ScreenCodeRow;
    screen_places: PlaceRow;
  }
}

/** A link that a screen made for one of its codes. */
export interface ScreenCodeRow {
  screen_id: string;
  slot: string;
  link_id: string;
  /** `leaving`: it was shown a moment ago; `spare`: nobody ever opened it, and nobody knows its address. */
  state: 'shown' | 'leaving' | 'spare';
  /** Since when it is that, UTC ms. */
  since: number;
}

/** Where codes are scanned: one item on one screen. The names are those of the last time it was shown. */
export interface PlaceRow {
  number: number;
  screen_id: string;
  item_id: string;
  screen_name: string;
  scene_kind: string;
  scene_name: string;
}

export function allScreenCodes(db: Reader): Promise<ScreenCodeRow[]> {
  return db.selectFrom('screen_codes').selectAll().orderBy('since').execute();
}

/** The codes that somebody may have scanned on a screen: those that are on it, and those that just left it. */
export function openScreenCodes(db: Reader, screenId: string): Promise<ScreenCodeRow[]> {
  return db
    .selectFrom('screen_codes')
    .selectAll()
    .where('screen_id', '=', screenId)
    .where('state', '!=', 'spare')
    .execute();
}

export async function putScreenCode(writer: Writer, row: ScreenCodeRow): Promise<void> {
  const { slot, state, since } = row;
  await writer
    .insertInto('screen_codes')
    .values(row)
    .onConflict((conflict) => conflict.columns(['screen_id', 'link_id']).doUpdateSet({ slot, state, since }))
    .execute();
}

export async function dropScreenCode(
  writer: Writer,
  { screen_id, link_id }: Pick<ScreenCodeRow, 'screen_id' | 'link_id'>,
): Promise<void> {
  await writer.deleteFrom('screen_codes').where('screen_id', '=', screen_id).where('link_id', '=', link_id).execute();
}

export function allPlaces(db: Reader): Promise<PlaceRow[]> {
  return db.selectFrom('screen_places').selectAll().execute();
}

/** Names places, each new one with the next number; gives the whole rows. */
export async function putPlaces(writer: Writer, places: readonly Omit<PlaceRow, 'number'>[]): Promise<PlaceRow[]> {
  const rows: PlaceRow[] = [];
  for (const { screen_id, item_id, ...names } of places) {
    rows.push(
      await writer
        .insertInto('screen_places')
        // A number is never given out twice: the rows stay.
        .values({ number: sql<number>`NULL`, screen_id, item_id, ...names })
        .onConflict((conflict) => conflict.columns(['screen_id', 'item_id']).doUpdateSet(names))
        .returningAll()
        .executeTakeFirstOrThrow(),
    );
  }
  return rows;
}

/** A place, and how often a link was opened from there. */
export interface PlaceOpens {
  readonly number: number;
  readonly screenId: string;
  readonly screenName: string;
  readonly sceneName: string;
  readonly opens: number;
}

/** From which places a link was opened, and how often; the most first. */
export async function placesOfLink(db: Reader, linkId: string): Promise<PlaceOpens[]> {
  const { rows } = await sql<PlaceOpens>`
    SELECT place.number, screen_id AS "screenId", screen_name AS "screenName", scene_name AS "sceneName",
      sum(part_totals.count) AS opens
    FROM subjects JOIN part_totals ON part_totals.subject = subjects.number AND kind = 'place'
      JOIN screen_places AS place ON place.number = CAST(part AS INTEGER)
    WHERE subjects.id = ${linkId} GROUP BY place.number ORDER BY opens DESC, place.number LIMIT 100`.execute(db);
  return rows;
}
