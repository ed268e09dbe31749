import { sql } from 'kysely';
import type { Reader, Writer } from '../../../store/database.ts';

/** A visit from before it was kept who it was. */
export interface PastVisit {
  readonly id: string;
  readonly openedAt: number;
  readonly agent: string;
  readonly address: string;
  readonly onSite: number;
}

/** Whether the totals were ever made of what there was before them. */
export async function totalsMade(db: Reader): Promise<boolean> {
  const { rows } = await sql<{ made: number }>`SELECT made FROM totals_state`.execute(db);
  return rows[0]?.made === 1;
}
export async function noteTotalsMade(writer: Writer): Promise<void> {
  await sql`UPDATE totals_state SET made = 1`.execute(writer);
}

/** Some of the visits that have no day yet. */
export async function pastVisits(db: Reader, most: number): Promise<PastVisit[]> {
  const { rows } = await sql<PastVisit>`SELECT id, opened_at AS "openedAt", agent, address, on_site AS "onSite"
    FROM visits WHERE day = 0 LIMIT ${most}`.execute(db);
  return rows;
}

/** What is found out of a past visit, in the columns' order. */
export type Found = readonly [
  id: string,
  day: number,
  hour: number,
  device: string,
  system: string,
  app: string,
  region: string,
];

export async function fillVisits(writer: Writer, found: readonly Found[]): Promise<void> {
  await sql`UPDATE visits SET day = told.value ->> 1, hour = told.value ->> 2, device = told.value ->> 3,
      system = told.value ->> 4, app = told.value ->> 5, region = told.value ->> 6
    FROM json_each(${JSON.stringify(found)}) AS told WHERE visits.id = told.value ->> 0`.execute(writer);
}

/** The columns with an instant beside a day that is to be filled in. */
export const dated = [
  { table: 'photo_views', at: 'first_at', day: 'day' },
  { table: 'photo_views', at: 'saved_at', day: 'saved_day' },
  { table: 'downloads', at: 'at', day: 'day' },
  { table: 'asks', at: 'asked_at', day: 'day' },
] as const;

/** Between which instants (UTC ms) there is anything of a kind to be filled in; undefined where there is nothing. */
export async function spanOf(
  db: Reader,
  { table, at, day }: (typeof dated)[number],
): Promise<{ from: number; to: number } | undefined> {
  const { rows } = await sql<{ from: number | null; to: number | null }>`
    SELECT min(${sql.ref(at)}) AS "from", max(${sql.ref(at)}) AS "to" FROM ${sql.table(table)}
    WHERE coalesce(${sql.ref(day)}, 0) = 0`.execute(db);
  const { from, to } = rows[0] ?? { from: null, to: null };
  return from === null || to === null ? undefined : { from, to };
}

/** Fills in one day of a kind. */
export async function fillDay(
  writer: Writer,
  { table, at, day }: (typeof dated)[number],
  span: { readonly from: number; readonly to: number; readonly day: number },
): Promise<void> {
  await sql`UPDATE ${sql.table(table)} SET ${sql.ref(day)} = ${span.day}
    WHERE ${sql.ref(at)} >= ${span.from} AND ${sql.ref(at)} < ${span.to} AND coalesce(${sql.ref(day)}, 0) = 0`.execute(
    writer,
  );
}

/** Fills in what follows from other rows: how long visits looked, from which chapter was saved, when links were first opened. */
export async function fillRest(writer: Writer): Promise<void> {
  await sql`UPDATE photo_views SET ms = 0 WHERE views = 0 AND ms > 0`.execute(writer);
  await sql`UPDATE visits SET ms = coalesce((SELECT sum(ms) FROM photo_views WHERE visit_id = visits.id), 0)`.execute(
    writer,
  );
  await sql`UPDATE downloads SET gallery_id = coalesce(
      (SELECT gallery_id FROM photo_views AS seen WHERE seen.visit_id = downloads.visit_id AND seen.photo_id = downloads.photo_id),
      (SELECT chapter.gallery_id FROM link_galleries AS chapter JOIN gallery_photos AS held
        ON held.gallery_id = chapter.gallery_id AND held.photo_id = downloads.photo_id
        WHERE chapter.link_id = downloads.link_id ORDER BY chapter.position LIMIT 1),
      (SELECT gallery_id FROM link_galleries WHERE link_id = downloads.link_id ORDER BY position LIMIT 1), '')
    WHERE gallery_id = ''`.execute(writer);
  await sql`UPDATE links SET
    first_open_at = (SELECT min(opened_at) FROM visits WHERE link_id = links.id AND staff = 0),
    first_download_at = (SELECT min(at) FROM downloads WHERE link_id = links.id)`.execute(writer);
}
