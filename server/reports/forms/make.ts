import type { Report } from '#contract/report.ts';
import type { ReportForm, ReportQuery } from '#contract/reports.ts';
import type { Actor } from '../../box/actor.ts';
import { type PaperTools, pdfBytes, pictureBytes } from './paper/paper.ts';
import { reportText } from './paper/summary.ts';
import { csvChunks, workbookBytes } from './sheets.ts';

/** A report in one of its forms, by what answers for that form as well; `query` is what the report was made of. */
export async function makeForm(
  tools: PaperTools,
  actor: Actor,
  report: Report,
  query: ReportQuery,
  form: ReportForm,
): Promise<Buffer | AsyncIterable<string>> {
  if (form === 'xlsx') return workbookBytes(tools, actor, report);
  if (form === 'csv') return csvChunks(tools.kit, actor, report, query, 'all');
  if (form === 'txt') return Buffer.from(reportText(report));
  return form === 'pdf' ? pdfBytes(tools, actor, report) : pictureBytes(tools, actor, report);
}
