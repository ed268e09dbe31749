import { basename } from 'node:path';
import type { ReportPlan, ReportPlanState } from '#contract/reports.ts';
import type { Actor } from '../../box/actor.ts';
import { audit } from '../../box/audit.ts';
import { hasMail } from '../../box/mail/mail.ts';
import { readSettings } from '../../box/settings.ts';
import type { Kit } from '../../kit.ts';
import { noProject, openProject } from '../../projects/project.ts';
import { projectRow } from '../../projects/table.ts';
import { Refusal } from '../../refusal.ts';
import { nextEvening } from './evenings.ts';
import { dashed } from './make.ts';
import { deletePlan, type FileRow, fileRow, filesOf, type PlanRow, planOf, putPlanRow } from './table.ts';

const mostShown = 200;

/** The plan of a project with what was made of it. Throws `not_found`. */
export async function readPlan(kit: Kit, projectId: string): Promise<ReportPlanState> {
  const { read } = kit.db;
  const [project, plan, files, mail] = await Promise.all([
    projectRow(read, projectId),
    planOf(read, projectId),
    filesOf(read, projectId, mostShown),
    hasMail(kit),
  ]);
  if (!project) throw noProject();
  const nextAt = project.archived ? null : (plan?.next_at ?? null);
  return {
    plan: plan ? toPlan(plan) : null,
    nextAt: nextAt === null ? null : new Date(nextAt).toISOString(),
    mail,
    files: files.map((row) => ({
      ...{ id: row.id, day: row.day, form: row.form, name: basename(row.name), bytes: row.bytes },
      madeAt: new Date(row.made_at).toISOString(),
      ...{ state: row.state, failure: row.failure },
      mailedAt: row.mailed_at === null ? null : new Date(row.mailed_at).toISOString(),
    })),
  };
}

/** Sets it: from the next evening on. Throws `not_found`, `project_archived`. */
export async function putPlan(kit: Kit, actor: Actor, projectId: string, plan: ReportPlan): Promise<ReportPlanState> {
  const { timeZone } = readSettings(kit);
  await kit.db.write(async (writer) => {
    const { title, ends_at } = await openProject(writer, projectId);
    const now = kit.clock.now();
    const until = plan.until === null ? null : Number(plan.until.replaceAll('-', ''));
    await putPlanRow(writer, {
      ...{ project_id: projectId, at: plan.at, until, locale: plan.locale, made_by: actor.id, updated_at: now },
      next_at: nextEvening({ at: plan.at, until, ends_at }, now, timeZone),
      forms: JSON.stringify([...new Set(plan.forms)]),
      mail_to: JSON.stringify([...new Set(plan.mailTo)]),
    });
    await audit(writer, kit, actor, 'report.plan', projectId, { title, at: plan.at, forms: plan.forms });
  });
  return readPlan(kit, projectId);
}

/** Takes it away; what was made stays. */
export async function removePlan(kit: Kit, actor: Actor, projectId: string): Promise<void> {
  await kit.db.write(async (writer) => {
    const { title } = await openProject(writer, projectId);
    if (await deletePlan(writer, projectId)) await audit(writer, kit, actor, 'report.stop', projectId, { title });
  });
}

/** A file that was made. Throws `not_found`. */
export async function readFileRow(kit: Kit, projectId: string, id: string): Promise<FileRow> {
  const row = await fileRow(kit.db.read, projectId, id);
  if (!row || row.bytes === 0) throw new Refusal('not_found', 'there is no such file');
  return row;
}

function toPlan({ at, forms, locale, mail_to, until }: PlanRow): ReportPlan {
  const lists = { forms: JSON.parse(forms), mailTo: JSON.parse(mail_to) } as Pick<ReportPlan, 'forms' | 'mailTo'>;
  return { at, locale, ...lists, until: until === null ? null : dashed(until) };
}
