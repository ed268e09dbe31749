import { sql } from 'kysely';
import type { Download, Watermark } from '#contract/links.ts';
import type { ProjectKind } from '#contract/projects.ts';
import type { Reader, Writer } from '../../store/database.ts';

declare module '../../store/tables.ts' {
  interface Tables {
    audiences: AudienceRow;
  }
}

export interface AudienceRow {
  id: string;
  kind: ProjectKind;
  name_zh: string;
  name_en: string;
  max_opens: number | null;
  download: Download;
  watermark: Watermark;
  expires_in_days: number | null;
  expires_with_project: number;
  refresh_days: number | null;
  visit_seconds: number | null;
  max_devices: number | null;
  password_asked: number;
  position: number;
}

export function allAudiences(db: Reader): Promise<AudienceRow[]> {
  return db.selectFrom('audiences').selectAll().orderBy('kind').orderBy('position').orderBy('id').execute();
}

export function audienceById(db: Reader, id: string): Promise<AudienceRow | undefined> {
  return db.selectFrom('audiences').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Adds a preset behind the others, or changes one in its place. */
export async function putAudienceRow(writer: Writer, row: Omit<AudienceRow, 'position'>): Promise<void> {
  const position = sql<number>`(SELECT coalesce(max(position), -1) + 1 FROM audiences)`;
  const { id: _, ...change } = row;
  await writer
    .insertInto('audiences')
    .values({ ...row, position })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(change))
    .execute();
}

export async function deleteAudienceRow(writer: Writer, id: string): Promise<void> {
  await writer.deleteFrom('audiences').where('id', '=', id).execute();
}

/** A link that follows a preset; instants in UTC ms. */
export interface Follower {
  readonly id: string;
  readonly audience: string;
  readonly meant_for: 'one' | 'many';
  readonly project_id: string;
  readonly created_at: number;
  readonly opens_at: number | null;
  readonly project_end: number | null;
}

/** The links that still have the terms of these presets and are not revoked, of all projects that there are. */
export async function followersOf(db: Reader, id?: string): Promise<Follower[]> {
  let query = db
    .selectFrom('links')
    .innerJoin('projects', 'projects.id', 'links.project_id')
    .select(['links.id', 'links.audience', 'links.meant_for', 'links.project_id', 'links.created_at'])
    .select(['links.opens_at', 'projects.ends_at as project_end'])
    .where('links.follows', '=', 1)
    .where('links.audience', 'is not', null)
    .where('links.revoked_at', 'is', null)
    .where('projects.deleted_at', 'is', null)
    .orderBy('links.id');
  if (id !== undefined) query = query.where('links.audience', '=', id);
  return (await query.execute()) as Follower[];
}
