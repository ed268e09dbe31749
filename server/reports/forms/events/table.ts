import { type RawBuilder, sql } from 'kysely';
import type { Reader } from '../../../store/database.ts';
import type { Scope } from '../../scope/table.ts';

/*
 * Events as they are exported, a page at a time. Each page comes as one text of JSON, which SQLite makes beside the box's
 * own thread: row by row, a million of events would keep guests waiting for seconds.
 */

/** Days as 20261121, both included. */
export interface Days {
  readonly from: number;
  readonly to: number;
}

/** Which links are asked for, and in which of their galleries (null: in any) things count that happen in one. */
export type Asked = Pick<Scope, 'links' | 'galleryId'>;

/** One visit: its place in the table, and what all that happened in it has in common. */
export type VisitTuple = readonly [
  row: number,
  linkId: string,
  visitor: string,
  standIn: number,
  openedAt: number,
  day: number,
  device: string,
  system: string,
  app: string,
  region: string,
  onSite: number,
  place: number | null,
];
/** `day` and `savedDay` null: not in the span. */
export type ViewTuple = readonly [
  row: number,
  photoId: string,
  galleryId: string,
  views: number,
  ms: number,
  firstAt: number,
  viewed: 0 | 1,
  savedAt: number | null,
  saved: 0 | 1,
];
export type DownloadTuple = readonly [row: number, photoId: string, galleryId: string, at: number, how: string];
export type RefusalTuple = readonly [
  at: number,
  linkId: string,
  visitor: string,
  reason: string,
  slot: number,
  onSite: number,
  place: number | null,
];
export type AskTuple = readonly [
  id: string,
  linkId: string,
  visitor: string,
  standIn: number,
  at: number,
  kind: string,
];

/** Which visits of a page. */
export type Which =
  | { readonly rows: readonly number[] }
  | { readonly from: number; readonly to: number; readonly day: number };

async function tuples<T>(db: Reader, query: RawBuilder<unknown>): Promise<T[]> {
  const { rows } = await sql<{ told: string }>`${query}`.execute(db);
  return JSON.parse(rows[0]?.told ?? '[]') as T[];
}

const within = (column: string, { from, to }: Days) => sql<boolean>`${sql.ref(column)} BETWEEN ${from} AND ${to}`;
const inGallery = ({ galleryId }: Asked) => (galleryId === null ? sql`TRUE` : sql`gallery_id = ${galleryId}`);
const linksOf = ({ links }: Asked) => sql`(SELECT links.id FROM links WHERE ${links})`;
/** For rows that are found by something else than their link: a look at one link each, not a list of all of them. */
const counted = (column: string, asked: Asked) =>
  sql<boolean>`EXISTS (SELECT 1 FROM links WHERE links.id = ${sql.ref(column)} AND ${asked.links})`;

/** The days on which counted links were opened, by staff too, and how often. */
export async function openDays(
  db: Reader,
  asked: Asked,
  days: Days,
): Promise<{ readonly day: number; readonly opens: number }[]> {
  const { rows } = await sql<{ day: number; opens: number }>`SELECT day, count(*) AS opens FROM visits
    WHERE link_id IN ${linksOf(asked)} AND ${within('day', days)} GROUP BY day ORDER BY day`.execute(db);
  return rows;
}

/** The places in the table of all visits of counted links on these days, in order. */
export async function visitPlaces(db: Reader, asked: Asked, days: Days): Promise<number[]> {
  const places = await tuples<number>(
    db,
    sql`SELECT json_group_array(rowid) AS told FROM visits
      WHERE link_id IN ${linksOf(asked)} AND ${within('day', days)}`,
  );
  return places.sort((a, b) => a - b);
}

/** The first and the last of them. */
export async function visitRange(db: Reader, asked: Asked, days: Days): Promise<readonly [number, number]> {
  const { rows } = await sql<{ first: number | null; last: number | null }>`
    SELECT min(rowid) AS first, max(rowid) AS last FROM visits
    WHERE link_id IN ${linksOf(asked)} AND ${within('day', days)}`.execute(db);
  const { first, last } = rows[0] ?? { first: null, last: null };
  return [first ?? 0, last ?? -1];
}

/** Visits of guests, in the order of the table. */
export function visitTuples(db: Reader, asked: Asked, pick: Which): Promise<VisitTuple[]> {
  const which =
    'rows' in pick
      ? sql`visits.rowid IN (SELECT value FROM json_each(${JSON.stringify(pick.rows)}))`
      : sql`visits.rowid BETWEEN ${pick.from} AND ${pick.to} AND +day = ${pick.day} AND ${counted('visits.link_id', asked)}`;
  return tuples(
    db,
    sql`SELECT json_group_array(json_array(rowid, link_id, visitor, stand_in, opened_at, day, device, system, app,
        region, on_site, place) ORDER BY rowid) AS told FROM visits WHERE ${which} AND staff = 0`,
  );
}

/** What was looked at and ticked in these visits in the span. */
export function viewTuples(db: Reader, asked: Asked, rows: readonly number[], days: Days): Promise<ViewTuple[]> {
  const viewed = sql`(seen.views > 0 AND ${within('seen.day', days)})`;
  const saved = sql`(seen.saved_day IS NOT NULL AND ${within('seen.saved_day', days)})`;
  return tuples(
    db,
    sql`SELECT json_group_array(json_array(visits.rowid, photo_id, gallery_id, views, seen.ms, first_at,
        ${viewed}, saved_at, ${saved}) ORDER BY visits.rowid, first_at) AS told
      FROM json_each(${JSON.stringify(rows)}) CROSS JOIN visits ON visits.rowid = value
      CROSS JOIN photo_views AS seen ON seen.visit_id = visits.id WHERE (${viewed} OR ${saved}) AND ${inGallery(asked)}`,
  );
}

/** What was saved in these visits in the span. */
export function downloadTuples(
  db: Reader,
  asked: Asked,
  rows: readonly number[],
  days: Days,
): Promise<DownloadTuple[]> {
  return tuples(
    db,
    sql`SELECT json_group_array(json_array(visits.rowid, photo_id, gallery_id, at, how) ORDER BY visits.rowid, at) AS told
      FROM json_each(${JSON.stringify(rows)}) CROSS JOIN visits ON visits.rowid = value
      CROSS JOIN downloads ON downloads.visit_id = visits.id WHERE ${within('downloads.day', days)} AND ${inGallery(asked)}`,
  );
}

/** Phones that were not let in, in the order of time, behind one of them; `first`, `last`: instants about the span. */
export function refusalTuples(
  db: Reader,
  asked: Asked,
  { days, first, last }: { readonly days: Days; readonly first: number; readonly last: number },
  after: RefusalTuple | undefined,
  most: number,
): Promise<RefusalTuple[]> {
  const [at, linkId, visitor, reason, slot] = after ?? [first, '', '', '', 0];
  return tuples(
    db,
    sql`SELECT json_group_array(json_array(at, link_id, visitor, reason, slot, on_site, place)) AS told FROM (
      SELECT at, link_id, visitor, reason, slot, on_site, place FROM refusals
      WHERE (at, link_id, visitor, reason, slot) > (${at}, ${linkId}, ${visitor}, ${reason}, ${slot}) AND at <= ${last}
        AND ${within('day', days)} AND ${counted('refusals.link_id', asked)}
      ORDER BY at, link_id, visitor, reason, slot LIMIT ${most})`,
  );
}

/** Those who asked for more, in their order, behind an id. */
export function askTuples(db: Reader, asked: Asked, days: Days, after: string, most: number): Promise<AskTuple[]> {
  return tuples(
    db,
    sql`SELECT json_group_array(json_array(id, link_id, visitor, stand_in, asked_at, kind)) AS told FROM (
      SELECT id, link_id, visitor, stand_in, asked_at, kind FROM asks
      WHERE id > ${after} AND ${within('day', days)} AND ${counted('asks.link_id', asked)} ORDER BY id LIMIT ${most})`,
  );
}

/** What is told of links beside their names. */
export interface LinkFacts {
  readonly id: string;
  readonly recipient: string | null;
  readonly company: string | null;
  readonly audience: string | null;
  readonly placement: string | null;
}

export async function linkFacts(db: Reader, ids: readonly string[]): Promise<LinkFacts[]> {
  const { rows } = await sql<LinkFacts>`
    SELECT links.id, recipients.name AS recipient, recipients.company, links.audience, links.placement
    FROM links LEFT JOIN recipients ON recipients.id = links.recipient_id
    WHERE links.id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`.execute(db);
  return rows;
}

/** What photos or galleries are called; nothing of those that are gone. */
export async function titles(
  db: Reader,
  of: 'photos' | 'galleries',
  ids: readonly string[],
): Promise<Map<string, string>> {
  const title = of === 'photos' ? sql`iif(title = '', name, title)` : sql`title`;
  const { rows } = await sql<{ id: string; title: string }>`SELECT id, ${title} AS title FROM ${sql.table(of)}
    WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`.execute(db);
  return new Map(rows.map(({ id, title: called }) => [id, called]));
}

/** Where on screens codes hang, by their numbers. */
export async function placeNames(db: Reader): Promise<Map<number, string>> {
  const { rows } = await sql<{ number: number; name: string }>`SELECT number,
    screen_name || iif(scene_name = '', '', ' · ' || scene_name) AS name FROM screen_places`.execute(db);
  return new Map(rows.map(({ number, name }) => [number, name]));
}
