import type { Report } from '#contract/report.ts';
import type { ReportForm } from '#contract/reports.ts';
import type { Words } from '#words/index.ts';
import type { MenuItem } from '../parts/admin-menu.ts';
import { copyText } from '../parts/copy-text.ts';
import { calendar, copy, download, printer } from '../parts/icons.ts';
import { notify, notifyRefused } from '../parts/notice.ts';
import { saveFile } from '../parts/save-file.ts';
import { askReport, type ReportAsk, reportAddress } from './calls.ts';

export type ExportAct = ReportForm | 'print' | 'plan';

/** What may be made of a report; `plan`: whether one may also be had every evening. */
export function exportItems({ reportPage: own }: Words, plan: boolean): MenuItem[] {
  const { forms, print } = own.exports;
  return [
    ...(['xlsx', 'csv', 'pdf', 'png'] as const).map((value) => ({ value, label: forms[value], icon: download })),
    { value: 'txt', label: forms.txt, icon: copy },
    { value: 'print', label: print, icon: printer },
    ...(plan ? [{ value: 'plan', label: own.exports.plan, icon: calendar }] : []),
  ];
}

/** Makes one form of what the page shows, and saves or copies it. */
export async function makeExport(form: ReportForm, report: Report, asked: ReportAsk, words: Words): Promise<void> {
  const own = words.reportPage.exports;
  const { project, from, to } = report;
  if (form === 'txt') {
    const done = await copyText(report.summary.join('\n'));
    return notify(done ? { text: own.copied } : { text: words.reportPage.noCopy, failed: true });
  }
  const name = `${own.name(project.title.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, ' '), from, to)}.${form}`;
  if (form === 'csv') {
    // As long as there are events: the browser writes it to disk while it comes.
    const link = document.createElement('a');
    link.href = reportAddress(project.id, form, asked);
    link.download = name;
    return link.click();
  }
  notify({ text: own.making(own.forms[form]) });
  try {
    saveFile(name, await askReport(project.id, form, asked));
    notify({ text: own.made(name) });
  } catch (error) {
    notifyRefused(error, words);
  }
}

/** Copies the sentence at the head of the page. */
export async function copySentence(sentence: string, { reportPage: own }: Words): Promise<void> {
  const done = await copyText(sentence);
  notify(done ? { text: own.sentenceCopied } : { text: own.noCopy, failed: true });
}
