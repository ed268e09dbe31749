import { sql } from 'kysely';
import type { Reader, Writer } from '../../store/database.ts';
import type { GalleryRow } from '../table.ts';

/** Chapters that follow each other; no more are looked at than a venue could ever fill. */
const longest = 10_000;

/** A gallery and the chapters that follow it, in order. */
export async function chainFrom(db: Reader, id: string): Promise<GalleryRow[]> {
  const { rows } = await sql<GalleryRow>`
    WITH RECURSIVE chain (id, nr) AS (
      SELECT ${id}, 0 UNION ALL
      SELECT galleries.next_id, nr + 1 FROM galleries JOIN chain ON galleries.id = chain.id
      WHERE galleries.next_id IS NOT NULL AND nr < ${longest})
    SELECT galleries.* FROM chain JOIN galleries ON galleries.id = chain.id
    WHERE galleries.deleted_at IS NULL ORDER BY nr`.execute(db);
  return rows;
}

/** The ids of a gallery, of all chapters that follow it, and of those that it follows. */
export async function chainAround(db: Reader, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    WITH RECURSIVE chain (id) AS (
      SELECT ${id} UNION
      SELECT other.id FROM chain JOIN galleries AS one ON one.id = chain.id
        JOIN galleries AS other ON other.id = one.next_id OR other.next_id = one.id)
    SELECT galleries.id FROM chain JOIN galleries ON galleries.id = chain.id
    WHERE galleries.deleted_at IS NULL ORDER BY galleries.id`.execute(db);
  return rows.map((row) => row.id);
}

/** The chapters in which galleries of a project go on, by gallery. */
export async function nextChapters(db: Reader, projectId: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('galleries')
    .select(['id', 'next_id'])
    .where('project_id', '=', projectId)
    .where('next_id', 'is not', null)
    .where('deleted_at', 'is', null)
    .execute();
  return new Map(rows.map(({ id, next_id }) => [id, next_id as string]));
}

/** The titles of a project's galleries, and that of the chapter before this one. */
export async function titlesAround(
  db: Reader,
  { id, project_id }: Pick<GalleryRow, 'id' | 'project_id'>,
): Promise<{ taken: Set<string>; before: string | undefined }> {
  const rows = await db
    .selectFrom('galleries')
    .select(['title', 'next_id'])
    .where('project_id', '=', project_id)
    .where('deleted_at', 'is', null)
    .execute();
  return {
    taken: new Set(rows.map(({ title }) => title)),
    before: rows.find(({ next_id }) => next_id === id)?.title,
  };
}

/** Changes how a gallery stands among chapters; nobody's work on what it holds is touched by it. */
export async function placeInChain(
  writer: Writer,
  ids: readonly string[],
  change: Partial<Pick<GalleryRow, 'next_id' | 'daily_at' | 'daily_next'>>,
): Promise<void> {
  if (ids.length > 0)
    await writer
      .updateTable('galleries')
      .set(change)
      .where('id', 'in', [...ids])
      .execute();
}

/** Takes a gallery out of its chapters: those before it go on in those behind it. */
export async function leaveChain(writer: Writer, { id, next_id, daily_next }: GalleryRow): Promise<void> {
  // The one that is the last now keeps the hour, and begins no chapter before it.
  const change = next_id === null ? { next_id, daily_next } : { next_id };
  await writer.updateTable('galleries').set(change).where('next_id', '=', id).execute();
  await writer.updateTable('galleries').set({ next_id: null, daily_next: null }).where('id', '=', id).execute();
}

/** Where chapters begin by the hour: the last of those that follow each other, in projects that are open. */
const daily = sql`FROM galleries JOIN projects ON projects.id = galleries.project_id
  AND projects.archived = 0 AND projects.deleted_at IS NULL
  WHERE galleries.daily_next IS NOT NULL AND galleries.next_id IS NULL AND galleries.deleted_at IS NULL`;

/** Galleries after which a new chapter is due, with the hour at which. */
export async function dueDays(db: Reader, now: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT galleries.id ${daily} AND galleries.daily_next <= ${now} ORDER BY galleries.daily_next, galleries.id`.execute(
    db,
  );
  return rows.map((row) => row.id);
}

/** Galleries whose hour is yet to come, with it. */
export async function comingDays(
  db: Reader,
  now: number,
): Promise<{ id: string; daily_at: string; daily_next: number }[]> {
  const { rows } = await sql<{ id: string; daily_at: string; daily_next: number }>`
    SELECT galleries.id, galleries.daily_at, galleries.daily_next ${daily} AND galleries.daily_next > ${now}`.execute(
    db,
  );
  return rows;
}

/** The next instant at which a chapter begins by the hour; undefined where none does. */
export async function nextDay(db: Reader): Promise<number | undefined> {
  const { rows } = await sql<{ at: number | null }>`SELECT min(galleries.daily_next) AS at ${daily}`.execute(db);
  return rows[0]?.at ?? undefined;
}
