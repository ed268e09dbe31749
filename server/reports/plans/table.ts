import { sql } from 'kysely';
import type { Locale } from '#contract/common.ts';
import type { ReportFile, ReportForm } from '#contract/reports.ts';
import type { Reader, Writer } from '../../store/database.ts';

declare module '../../store/tables.ts' {
  interface Tables {
    report_plans: PlanRow;
    report_files: FileRow;
  }
}

export interface PlanRow {
  project_id: string;
  /** `HH:MM` in the box's zone. */
  at: string;
  /** UTC ms; null: no more. */
  next_at: number | null;
  /** The last day, as 20261121. */
  until: number | null;
  /** JSON lists. */
  forms: string;
  mail_to: string;
  locale: Locale;
  made_by: string;
  updated_at: number;
}
/** With what of its project says when it ends. */
export type StoredPlan = PlanRow & { readonly title: string; readonly ends_at: number | null };

export interface FileRow {
  id: string;
  project_id: string;
  /** `2026-11-21` */
  day: string;
  form: ReportForm;
  /** Its path in the folder of exports. */
  name: string;
  bytes: number;
  made_at: number;
  state: ReportFile['state'];
  failure: ReportFile['failure'];
  mailed_at: number | null;
}

/** Plans of projects that are there and not in the archive. */
function plansInWork(db: Reader) {
  return db
    .selectFrom('report_plans')
    .innerJoin('projects', 'projects.id', 'report_plans.project_id')
    .selectAll('report_plans')
    .select(['projects.title', 'projects.ends_at'])
    .where('projects.deleted_at', 'is', null)
    .where('projects.archived', '=', 0);
}

/** The plan of a project, or nothing; in the archive it rests. */
export function planOf(db: Reader, projectId: string): Promise<PlanRow | undefined> {
  return db.selectFrom('report_plans').selectAll().where('project_id', '=', projectId).executeTakeFirst();
}

/** Plans that may still come to something. */
export function allPlans(db: Reader): Promise<StoredPlan[]> {
  return plansInWork(db).execute();
}

/** Plans whose moment has come, the one that waits longest first. */
export function duePlans(db: Reader, now: number): Promise<StoredPlan[]> {
  return plansInWork(db).where('next_at', '<=', now).orderBy('next_at').execute();
}

/** When the next one is due; nothing where none is. */
export async function nextPlan(db: Reader): Promise<number | undefined> {
  const row = await plansInWork(db)
    .clearSelect()
    .select('next_at')
    .orderBy('next_at')
    .where('next_at', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return row?.next_at ?? undefined;
}

/** Sets the plan of a project in the place of what it was. */
export async function putPlanRow(writer: Writer, row: PlanRow): Promise<void> {
  const { project_id: _, ...rest } = row;
  await writer
    .insertInto('report_plans')
    .values(row)
    .onConflict((conflict) => conflict.column('project_id').doUpdateSet(rest))
    .execute();
}

/** Moves a plan on, unless it was changed meanwhile. */
export async function movePlan(
  writer: Writer,
  { project_id, updated_at }: PlanRow,
  next_at: number | null,
): Promise<void> {
  await writer
    .updateTable('report_plans')
    .set({ next_at })
    .where('project_id', '=', project_id)
    .where('updated_at', '=', updated_at)
    .execute();
}

/** False where there was none. */
export async function deletePlan(writer: Writer, projectId: string): Promise<boolean> {
  const done = await writer.deleteFrom('report_plans').where('project_id', '=', projectId).executeTakeFirst();
  return done.numDeletedRows > 0n;
}

/** What was made of a project's plan, newest first. */
export function filesOf(db: Reader, projectId: string, most: number): Promise<FileRow[]> {
  return db
    .selectFrom('report_files')
    .selectAll()
    .where('project_id', '=', projectId)
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute();
}

/** A file of a project, or nothing. */
export function fileRow(db: Reader, projectId: string, id: string): Promise<FileRow | undefined> {
  return db
    .selectFrom('report_files')
    .selectAll()
    .where('project_id', '=', projectId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Notes what was made, in the place of one of the same day and form. */
export async function putFileRow(writer: Writer, row: FileRow): Promise<void> {
  await writer
    .deleteFrom('report_files')
    .where('project_id', '=', row.project_id)
    .where('day', '=', row.day)
    .where('form', '=', row.form)
    .execute();
  await writer.insertInto('report_files').values(row).execute();
}

/** The folder in which the last file of a project lies; nothing where it has none. */
export async function folderOf(db: Reader, projectId: string): Promise<string | undefined> {
  const [last] = await filesOf(db, projectId, 1);
  return last?.name.split('/')[0];
}

/** Whether files of other projects lie in a folder of this name, however it is written. */
export async function isTaken(db: Reader, folder: string, projectId: string): Promise<boolean> {
  const { rows } = await sql<{ there: number }>`SELECT 1 AS there FROM report_files
    WHERE project_id <> ${projectId} AND lower(substr(name, 1, instr(name, '/') - 1)) = lower(${folder}) LIMIT 1`.execute(
    db,
  );
  return rows.length > 0;
}

/** Files that wait to be mailed, by project and day; `mailTo` is a JSON list, null where the plan is gone. */
export async function waitingFiles(
  db: Reader,
): Promise<(FileRow & { title: string; mail_to: string | null; locale: Locale | null })[]> {
  return db
    .selectFrom('report_files')
    .innerJoin('projects', 'projects.id', 'report_files.project_id')
    .leftJoin('report_plans', 'report_plans.project_id', 'report_files.project_id')
    .selectAll('report_files')
    .select(['projects.title', 'report_plans.mail_to', 'report_plans.locale'])
    .where('report_files.state', '=', 'waiting')
    .where('projects.deleted_at', 'is', null)
    .orderBy('report_files.made_at')
    .execute();
}

export async function updateFiles(writer: Writer, ids: readonly string[], change: Partial<FileRow>): Promise<void> {
  if (ids.length > 0)
    await writer
      .updateTable('report_files')
      .set(change)
      .where('id', 'in', [...ids])
      .execute();
}

/** Files from before an instant, and those of projects that were emptied; so many at most. */
export function spentFiles(db: Reader, before: number, most: number): Promise<FileRow[]> {
  return db
    .selectFrom('report_files')
    .innerJoin('projects', 'projects.id', 'report_files.project_id')
    .selectAll('report_files')
    .where((row) => row.or([row('made_at', '<', before), row('projects.deleted_at', '<=', 1)]))
    .limit(most)
    .execute();
}

export async function deleteFiles(writer: Writer, ids: readonly string[]): Promise<void> {
  if (ids.length > 0)
    await writer
      .deleteFrom('report_files')
      .where('id', 'in', [...ids])
      .execute();
}

/** Forgets the plans of projects that were emptied, with the addresses in them. */
export async function deleteSpentPlans(writer: Writer): Promise<void> {
  await sql`DELETE FROM report_plans WHERE project_id IN (SELECT id FROM projects WHERE deleted_at <= 1)`.execute(
    writer,
  );
}

/** The day of a project's first open, as 20261121; nothing where nobody has opened anything. */
export async function firstDay(db: Reader, projectId: string): Promise<number | undefined> {
  const { rows } = await sql<{ day: number | null }>`SELECT min(day) AS day FROM day_totals
    WHERE subject = (SELECT number FROM subjects WHERE id = ${projectId}) AND opens > 0`.execute(db);
  return rows[0]?.day ?? undefined;
}
