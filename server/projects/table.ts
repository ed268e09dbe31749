import { sql } from 'kysely';
import type { ProjectKind } from '#contract/projects.ts';
import type { Step } from '../clock.ts';
import type { Reader, Writer } from '../store/database.ts';

declare module '../store/tables.ts' {
  interface Tables {
    projects: ProjectRow;
  }
}

export interface ProjectRow {
  id: string;
  kind: ProjectKind;
  title: string;
  ends_at: number | null;
  archived: number;
  archived_at: number | null;
  /** 1: a guest's wish that a photo be hidden is carried out at once. */
  hide_at_once: number;
  /** 1 where the box made it to try things with. */
  sample: number;
  brand_colour: string | null;
  logo_hash: string | null;
  /** By when what was sent should be opened and saved, `YYYY-MM-DD`; null: by each link's end. */
  due_on: string | null;
  created_at: number;
  updated_at: number;
  /**
   * UTC ms: in the trash since then. Before it was made: it is being put together, and nobody has seen it, or the trash
   * is being emptied of it (1). 0: that is done, and all that is left is what its printed codes need to say that they
   * were withdrawn.
   */
  deleted_at: number | null;
}

/** The `deleted_at` of a project that is being put together at this moment; one that was cut off goes with the trash. */
export function unseenSince(now: number): number {
  return now - 1;
}

/** `links` are those not revoked, those of batches and those that screens made left out; `cover` is a JSON list of the ids of its newest photos. */
export type CountedProjectRow = ProjectRow & {
  photos: number;
  galleries: number;
  links: number;
  next_taps: number;
  cover: string;
};

/** What of a project counts: what is there, or what would be there again were it taken out of the trash. */
const counts = {
  there: {
    galleries: sql`deleted_at IS NULL AND picked_at_screen IS NULL`,
    links: sql`batch_id IS NULL AND screen_id IS NULL AND revoked_at IS NULL`,
  },
  trash: {
    galleries: sql`deleted_why = 'project' AND picked_at_screen IS NULL`,
    links: sql`screen_id IS NULL AND (revoked_at IS NULL OR revoked_why = 'project')`,
  },
} as const;

function counted(db: Reader, where: keyof typeof counts = 'there') {
  const { galleries, links } = counts[where];
  const query = db
    .selectFrom('projects')
    .selectAll()
    .select([
      sql<number>`(SELECT count(*) FROM photos WHERE project_id = projects.id AND deleted_at IS NULL)`.as('photos'),
      sql<number>`(SELECT count(*) FROM galleries WHERE project_id = projects.id AND ${galleries})`.as('galleries'),
      sql<number>`(SELECT count(*) FROM links WHERE project_id = projects.id AND ${links})`.as('links'),
      sql<number>`(SELECT coalesce(sum(taps), 0) FROM next_step_taps WHERE project_id = projects.id)`.as('next_taps'),
      sql<string>`(SELECT json_group_array(id) FROM (SELECT photos.id AS id FROM photos
        JOIN originals ON originals.hash = photos.hash AND originals.state = 'ready' AND originals.missing = 0
        WHERE photos.project_id = projects.id AND photos.deleted_at IS NULL AND photos.mark IS NOT 'rejected'
        ORDER BY photos.id DESC LIMIT 4))`.as('cover'),
    ]);
  return where === 'there' ? query.where('deleted_at', 'is', null) : query.whereRef('deleted_at', '>=', 'created_at');
}

export function allProjects(db: Reader): Promise<CountedProjectRow[]> {
  return counted(db).orderBy('id', 'desc').execute();
}

export function oneProject(db: Reader, id: string): Promise<CountedProjectRow | undefined> {
  return counted(db).where('id', '=', id).executeTakeFirst();
}

/** Deleted projects, last deleted first. */
export function trashedProjects(db: Reader): Promise<CountedProjectRow[]> {
  return counted(db, 'trash').orderBy('deleted_at', 'desc').orderBy('id', 'desc').execute();
}

/** The bare row of a deleted project. */
export function trashedRow(db: Reader, id: string): Promise<ProjectRow | undefined> {
  return db
    .selectFrom('projects')
    .selectAll()
    .where('id', '=', id)
    .whereRef('deleted_at', '>=', 'created_at')
    .executeTakeFirst();
}

/** Projects that lie in the trash since before an instant, and of which it was not emptied yet. */
export async function spentProjects(db: Reader, before: number): Promise<string[]> {
  const rows = await db
    .selectFrom('projects')
    .select('id')
    .where('deleted_at', '>', 0)
    .where('deleted_at', '<', before)
    .execute();
  return rows.map(({ id }) => id);
}

/** From here on a project is being emptied and cannot be brought back; false where somebody was first. */
export async function spendProject(writer: Writer, id: string, before: number): Promise<boolean> {
  const done = await writer
    .updateTable('projects')
    .set({ deleted_at: 1 })
    .where('id', '=', id)
    .where('deleted_at', '>', 0)
    .where('deleted_at', '<', before)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** Leaves of a deleted project what its printed codes need: that it was there, and in whose colours they say so. */
export async function emptyProject(writer: Writer, id: string): Promise<void> {
  await writer
    .updateTable('projects')
    .set({ title: '', ends_at: null, deleted_at: 0 })
    .where('id', '=', id)
    .where('deleted_at', 'is not', null)
    .execute();
}

/** The bare row, for rooms above that only ask whether it is there. */
export function projectRow(db: Reader, id: string): Promise<ProjectRow | undefined> {
  return db.selectFrom('projects').selectAll().where('id', '=', id).where('deleted_at', 'is', null).executeTakeFirst();
}

export async function insertProject(writer: Writer, row: ProjectRow): Promise<void> {
  await writer.insertInto('projects').values(row).execute();
}

/** Makes a project seen that was being put together, or lay in the trash. */
export async function showProject(writer: Writer, id: string): Promise<void> {
  await writer.updateTable('projects').set({ deleted_at: null }).where('id', '=', id).execute();
}

/** False where there is no such project. */
export async function updateProject(writer: Writer, id: string, change: Partial<ProjectRow>): Promise<boolean> {
  const done = await writer
    .updateTable('projects')
    .set(change)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** A project's brand, also where it was deleted: its links still say so in its colours. */
export function brandRow(db: Reader, id: string): Promise<Pick<ProjectRow, 'brand_colour' | 'logo_hash'> | undefined> {
  return db.selectFrom('projects').select(['brand_colour', 'logo_hash']).where('id', '=', id).executeTakeFirst();
}

/** Moves the times of projects that were deleted while the machine's clock was lost. */
export async function moveDeleted(writer: Writer, { since, until, by }: Step): Promise<void> {
  await writer
    .updateTable('projects')
    .set((row) => ({ deleted_at: row('deleted_at', '+', by) }))
    .whereRef('deleted_at', '>=', 'created_at')
    .where('deleted_at', '>=', since)
    .where('deleted_at', '<=', until)
    .execute();
}
