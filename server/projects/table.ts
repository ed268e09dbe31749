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
  /** 1 where the box made it to try things with. */
  sample: number;
  brand_colour: string | null;
  logo_hash: string | null;
  created_at: number;
  updated_at: number;
  deleted_at: number | null;
}

/** `links` are those not revoked; `cover` is a JSON list of the ids of its newest photos. */
export type CountedProjectRow = ProjectRow & {
  photos: number;
  galleries: number;
  links: number;
  next_taps: number;
  cover: string;
};

function counted(db: Reader) {
  return db
    .selectFrom('projects')
    .selectAll()
    .select([
      sql<number>`(SELECT count(*) FROM photos WHERE project_id = projects.id AND deleted_at IS NULL)`.as('photos'),
      sql<number>`(SELECT count(*) FROM galleries WHERE project_id = projects.id AND deleted_at IS NULL)`.as(
        'galleries',
      ),
      sql<number>`(SELECT count(*) FROM links WHERE project_id = projects.id AND revoked_at IS NULL)`.as('links'),
      sql<number>`(SELECT coalesce(sum(taps), 0) FROM next_step_taps WHERE project_id = projects.id)`.as('next_taps'),
      sql<string>`(SELECT json_group_array(id) FROM (SELECT photos.id AS id FROM photos
        JOIN originals ON originals.hash = photos.hash AND originals.state = 'ready' AND originals.missing = 0
        WHERE photos.project_id = projects.id AND photos.deleted_at IS NULL AND photos.mark IS NOT 'rejected'
        ORDER BY photos.id DESC LIMIT 4))`.as('cover'),
    ])
    .where('deleted_at', 'is', null);
}

export function allProjects(db: Reader): Promise<CountedProjectRow[]> {
  return counted(db).orderBy('id', 'desc').execute();
}

export function oneProject(db: Reader, id: string): Promise<CountedProjectRow | undefined> {
  return counted(db).where('id', '=', id).executeTakeFirst();
}

/** The bare row, for rooms above that only ask whether it is there. */
export function projectRow(db: Reader, id: string): Promise<ProjectRow | undefined> {
  return db.selectFrom('projects').selectAll().where('id', '=', id).where('deleted_at', 'is', null).executeTakeFirst();
}

export async function insertProject(writer: Writer, row: ProjectRow): Promise<void> {
  await writer.insertInto('projects').values(row).execute();
}

/** Makes a project seen that was being put together. */
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
    .where('deleted_at', '>=', since)
    .where('deleted_at', '<=', until)
    .execute();
}
