import type { Report } from '#contract/report.ts';
import { words } from '#words/index.ts';
import { madeAt } from './contents.ts';

/** Whatever would turn the lines after it around, or is not seen. */
const unseen = /[\p{Cc}\p{Cf}\u2028\u2029]+/gu;
/** Joiners hold emoji together; a text is pasted where these can be seen. */
const joiner = '\u200d';

/** The delivery summary as text to paste: what it is of, four lines, and how they are counted. */
export function reportText(report: Report): string {
  const { reports: say, reportPaper } = words(report.locale);
  const { kind, name } = report.about;
  const counted = [...reportPaper.inShort(report.timeZone), reportPaper.notCounted];
  const lines = [
    say.summaryTitle(report.project.title),
    ...(kind === 'project' ? [] : [say.about.of(kind, name)]),
    say.span(report.from, report.to),
    '',
    ...report.summary,
    '',
    `${reportPaper.howCounted}${counted.join(report.locale === 'en' ? ' ' : '')}`,
    madeAt(report, words(report.locale)),
  ];
  return `${lines.map((line) => line.replace(unseen, (found) => (found === joiner ? found : ' '))).join('\n')}\n`;
}
