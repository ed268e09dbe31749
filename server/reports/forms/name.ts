import type { Report } from '#contract/report.ts';
import type { ReportForm } from '#contract/reports.ts';
import { words } from '#words/index.ts';
import { fileName } from '../../links/messages/mail.ts';

/** What the file of a report is called, in its language: a name that every system takes, with its ending. */
export function reportFileName(
  { project, about, from, to, locale }: Pick<Report, 'project' | 'about' | 'from' | 'to' | 'locale'>,
  form: ReportForm,
): string {
  const say = words(locale).reportSheets;
  // Each part has its own room, so that a long title leaves the days.
  const part = (name: string, most: number) => [...fileName(name)].slice(0, most).join('').trim();
  const name = say.file({
    project: part(project.title, 32),
    about: about.kind === 'project' ? '' : part(about.name, 16),
    from,
    to,
  });
  // Windows takes no name that begins or ends with a dot or a blank.
  return `${fileName(name).replace(/^[. ]+/, '') || 'report'}.${form}`;
}
