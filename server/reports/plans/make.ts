import { stat } from 'node:fs/promises';
import type { Report } from '#contract/report.ts';
import type { ReportForm } from '#contract/reports.ts';
import { words } from '#words/index.ts';
import type { Actor } from '../../box/actor.ts';
import { hasMail } from '../../box/mail/mail.ts';
import { readSettings } from '../../box/settings.ts';
import { newId } from '../../ids.ts';
import type { Kit } from '../../kit.ts';
import { Refusal } from '../../refusal.ts';
import { readReport } from '../report.ts';
import { dueEvening } from './evenings.ts';
import { type Content, chooseFolder, exported, writeExport } from './folder.ts';
import { type FileRow, filesOf, firstDay, putFileRow, type StoredPlan } from './table.ts';

/** Draws a report in one of its forms; the very functions that answer for it. */
export type DrawForm = (
  actor: Actor,
  report: Report,
  query: { readonly from: string; readonly to: string; readonly lang: Report['locale'] },
  form: ReportForm,
) => Promise<Content>;

export interface Making {
  readonly draw: DrawForm;
  /** Whether the disk has room for what can be made again. */
  readonly roomy: () => boolean;
  /** The box ends: what is not begun yet is left to the next start. */
  readonly stopping?: () => boolean;
}

/** A report that is made by itself tells all of the project. */
const box: Actor = { id: 'box', name: 'box', role: 'owner', projectIds: null, by: 'session' };

/**
 * Makes the files of the evening that is due: of all days since the first open, up to that evening's. Those that are there
 * already stay. Gives how many are not there yet, those that could not be made each with its row that says so.
 */
export async function makeEvening(kit: Kit, { draw, roomy, stopping }: Making, plan: StoredPlan): Promise<number> {
  const { timeZone } = readSettings(kit);
  const { day, struckAt } = dueEvening(plan, kit.clock.now(), timeZone);
  const { project_id: projectId, locale } = plan;
  const forms = JSON.parse(plan.forms) as ReportForm[];
  const there = await madeSince(kit, projectId, day, struckAt);
  const missing = forms.filter((form) => !there.has(form));
  if (missing.length === 0) return 0;

  const say = words(locale).reportPlan;
  const folder = await chooseFolder(kit.db.read, { id: projectId, title: plan.title }, say.unnamed);
  const first = await firstDay(kit.db.read, projectId);
  const from = first === undefined ? day : ([dashed(first), day].toSorted()[0] ?? day);
  const query = { from, to: day, lang: locale };
  const mailed = (JSON.parse(plan.mail_to) as string[]).length > 0 && (await hasMail(kit));
  let report: Report | undefined;
  let failed = 0;
  for (const [nr, form] of missing.entries()) {
    if (stopping?.()) return failed + missing.length - nr;
    const name = `${folder}/${say.file(day)}.${form}`;
    const row = (bytes: number, failure: FileRow['failure']): FileRow => ({
      ...{ id: newId(kit.clock.now()), project_id: projectId, day, form, name, bytes, made_at: kit.clock.now() },
      state: failure ? 'failed' : mailed ? 'waiting' : 'made',
      ...{ failure, mailed_at: null },
    });
    try {
      if (!roomy()) throw new Refusal('disk_full', 'the disk is full');
      // Of one moment, so that all the forms have the same figures.
      report ??= await readReport(kit, box, projectId, query);
      const bytes = await writeExport(kit, name, await draw(box, report, query, form));
      await kit.db.write((writer) => putFileRow(writer, row(bytes, null)));
    } catch (error) {
      failed += 1;
      const full =
        (error as NodeJS.ErrnoException).code === 'ENOSPC' || (error instanceof Refusal && error.code === 'disk_full');
      kit.log.error({ err: error, projectId, form }, 'the report of an evening could not be made');
      await kit.db.write((writer) => putFileRow(writer, row(0, full ? 'disk_full' : 'fault')));
    }
  }
  return failed;
}

/** Which forms of a day were made since its hour struck, and are still on the disk. */
async function madeSince(kit: Kit, projectId: string, day: string, struckAt: number): Promise<Set<ReportForm>> {
  const found = new Set<ReportForm>();
  for (const row of await filesOf(kit.db.read, projectId, 20)) {
    if (row.day !== day || row.made_at < struckAt || row.bytes === 0) continue;
    if (await stat(exported(kit, row.name)).catch(() => undefined)) found.add(row.form);
  }
  return found;
}

/** `2026-11-21` of 20261121. */
export function dashed(day: number): string {
  return String(day).replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');
}
