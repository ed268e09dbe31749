import { sql } from 'kysely';
import type { Reader, Writer } from '../../store/database.ts';
import type { Adding, Coming } from './adding.ts';
import { type DaySum, dayColumns, type PhotoSum } from './sums.ts';

declare module '../../store/tables.ts' {
  interface Tables {
    subjects: { number: number; id: string };
    totals_state: { id: number; made: number };
  }
}

/** Writes what was gathered, each table in one statement; it belongs into the write that stores what is counted. */
export async function addTotals(writer: Writer, adding: Adding): Promise<void> {
  const numbers = await numbersOf(writer, idsIn(adding));
  const number = (id: string) => numbers.get(id) as number;
  if (adding.days.size > 0) await addDays(writer, [...adding.days.values()], number);
  if (adding.parts.size > 0) {
    const told = [...adding.parts.values()].map(([subject, ...rest]) => [number(subject), ...rest]);
    await sql`INSERT INTO part_totals (subject, day, kind, part, count)
      SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each(${JSON.stringify(told)}) WHERE true
      ON CONFLICT DO UPDATE SET count = count + excluded.count`.execute(writer);
  }
  if (adding.photos.size > 0) await addPhotos(writer, [...adding.photos.values()], number);
  if (adding.lengths.size > 0) {
    const told = [...adding.lengths.values()]
      .filter(([, , , visits]) => visits !== 0)
      .map(([subject, ...rest]) => [number(subject), ...rest]);
    await sql`INSERT INTO length_totals (subject, day, seconds, visits)
      SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(${JSON.stringify(told)}) WHERE true
      ON CONFLICT DO UPDATE SET visits = visits + excluded.visits`.execute(writer);
  }
  if (adding.comings.length > 0) await addComings(writer, adding.comings, number);
  if (adding.downloads.size > 0) {
    const told = [...adding.downloads.values()].map(([subject, ...rest]) => [number(subject), ...rest]);
    await sql`UPDATE subject_visitors SET downloads = downloads + (told.value ->> 2)
      FROM json_each(${JSON.stringify(told)}) AS told
      WHERE subject = told.value ->> 0 AND visitor = told.value ->> 1`.execute(writer);
  }
}

function idsIn(adding: Adding): Set<string> {
  const ids = new Set<string>();
  for (const { subject } of adding.days.values()) ids.add(subject);
  for (const [subject] of adding.parts.values()) ids.add(subject);
  for (const [subject] of adding.lengths.values()) ids.add(subject);
  for (const { subject } of adding.comings) ids.add(subject);
  for (const [subject] of adding.downloads.values()) ids.add(subject);
  for (const { subject, gallery, photo } of adding.photos.values()) {
    ids.add(subject).add(gallery);
    if (photo !== null) ids.add(photo);
  }
  return ids;
}

/** The number of each subject; those that had none get one. */
async function numbersOf(writer: Writer, ids: ReadonlySet<string>): Promise<Map<string, number>> {
  const numbers = await numbersKnown(writer, ids);
  const fresh = [...ids].filter((id) => !numbers.has(id));
  if (fresh.length === 0) return numbers;
  const { rows } = await sql<{ id: string; number: number }>`
    INSERT INTO subjects (id) SELECT value FROM json_each(${JSON.stringify(fresh)}) RETURNING id, number`.execute(
    writer,
  );
  for (const { id, number } of rows) numbers.set(id, number);
  return numbers;
}

/** The numbers of subjects that totals are kept of. */
async function numbersKnown(db: Reader, ids: Iterable<string>): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; number: number }>`
    SELECT id, number FROM subjects WHERE id IN (SELECT value FROM json_each(${JSON.stringify([...ids])}))`.execute(db);
  return new Map(rows.map(({ id, number }) => [id, number]));
}

const dayList = sql.join(dayColumns.map((column) => sql.ref(column)));
const dayValues = sql.join(dayColumns.map((_, at) => sql`value ->> ${sql.lit(at + 2)}`));
const dayMore = sql.join(
  dayColumns.map((column) => sql`${sql.ref(column)} = ${sql.ref(column)} + excluded.${sql.ref(column)}`),
);

async function addDays(writer: Writer, days: readonly DaySum[], number: (id: string) => number): Promise<void> {
  const told = days.map(({ subject, day, columns }) => [
    ...[number(subject), day],
    ...dayColumns.map((column) => columns[column] ?? 0),
  ]);
  await sql`INSERT INTO day_totals (subject, day, ${dayList})
    SELECT value ->> 0, value ->> 1, ${dayValues} FROM json_each(${JSON.stringify(told)}) WHERE true
    ON CONFLICT DO UPDATE SET ${dayMore}`.execute(writer);
}

async function addPhotos(writer: Writer, photos: readonly PhotoSum[], number: (id: string) => number): Promise<void> {
  const told = photos.map(({ subject, day, gallery, photo, visits, views, ms, downloads, saves }) => [
    ...[number(subject), day, number(gallery), photo === null ? 0 : number(photo)],
    ...[visits, views, ms, downloads, saves],
  ]);
  await sql`INSERT INTO photo_totals (subject, day, gallery, photo, visits, views, ms, downloads, saves)
    SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7, value ->> 8
    FROM json_each(${JSON.stringify(told)}) WHERE true
    ON CONFLICT DO UPDATE SET visits = visits + excluded.visits, views = views + excluded.views, ms = ms + excluded.ms,
      downloads = downloads + excluded.downloads, saves = saves + excluded.saves`.execute(writer);
}

/**
 * Notes who came, and when that visitor had come before: `gap_totals` tells why. Where one came twice in this write, the
 * second time is told after the first is noted.
 */
async function addComings(writer: Writer, comings: readonly Coming[], number: (id: string) => number): Promise<void> {
  const rounds: Coming[][] = [];
  const times = new Map<string, number>();
  for (const coming of comings) {
    const key = `${coming.kind} ${coming.subject} ${coming.visitor}`;
    const round = times.get(key) ?? 0;
    times.set(key, round + 1);
    rounds[round] ??= [];
    rounds[round].push(coming);
  }
  for (const round of rounds) {
    for (const kind of ['open', 'save'] as const) {
      const alike = round.filter((one) => one.kind === kind);
      if (alike.length === 0) continue;
      const told = JSON.stringify(alike.map(({ subject, visitor, at, day }) => [number(subject), visitor, at, day]));
      await (kind === 'open' ? addOpenComings(writer, told) : addSaveComings(writer, told));
    }
  }
}

async function addOpenComings(writer: Writer, told: string): Promise<void> {
  await sql`INSERT INTO gap_totals (subject, kind, day, before1, before2, count)
    SELECT value ->> 0 AS whose, 'open', value ->> 3, coalesce(known.day, 0) AS one, coalesce(known.before_day, 0) AS two,
      count(*)
    FROM json_each(${told}) LEFT JOIN subject_visitors AS known
      ON known.subject = value ->> 0 AND known.visitor = value ->> 1
    WHERE true GROUP BY whose, value ->> 3, one, two
    ON CONFLICT DO UPDATE SET count = count + excluded.count`.execute(writer);
  await sql`INSERT INTO subject_visitors (subject, visitor, first_at, last_at, opens, day)
    SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 2, 1, value ->> 3 FROM json_each(${told}) WHERE true
    ON CONFLICT DO UPDATE SET last_at = excluded.last_at, opens = opens + 1, before_day = day,
      day = excluded.day`.execute(writer);
}

/** The visitor's row is there since the visit was opened. */
async function addSaveComings(writer: Writer, told: string): Promise<void> {
  await sql`INSERT INTO gap_totals (subject, kind, day, before1, before2, count)
    SELECT value ->> 0 AS whose, 'save', value ->> 3, known.save_day, 0, count(*)
    FROM json_each(${told}) JOIN subject_visitors AS known
      ON known.subject = value ->> 0 AND known.visitor = value ->> 1
    WHERE true GROUP BY whose, value ->> 3, known.save_day
    ON CONFLICT DO UPDATE SET count = count + excluded.count`.execute(writer);
  await sql`UPDATE subject_visitors SET save_day = value ->> 3 FROM json_each(${told})
    WHERE subject = value ->> 0 AND visitor = value ->> 1`.execute(writer);
}

/** Notes when links were first opened (`first_open_at`) or saved from (`first_download_at`), where that is not known yet. */
export async function noteFirst(
  writer: Writer,
  column: 'first_open_at' | 'first_download_at',
  linkIds: readonly string[],
  at: number,
): Promise<void> {
  await sql`UPDATE links SET ${sql.ref(column)} = ${at}
    WHERE id IN (SELECT value FROM json_each(${JSON.stringify(linkIds)})) AND ${sql.ref(column)} IS NULL`.execute(
    writer,
  );
}
