import type { Report } from '#contract/report.ts';
import { words } from '#words/index.ts';
import { csvCell, csvMark, csvRow } from '../../../http/csv.ts';
import type { Reader } from '../../../store/database.ts';
import { eventColumns, eventRows } from '../events/events.ts';
import type { Asked } from '../events/table.ts';
import { figureRows } from './figures.ts';

export type CsvRows = 'all' | 'figures' | 'events';

/**
 * A report as CSV (UTF-8 with its mark, CRLF), some rows at a time: its figures, one a row, then every event of the links
 * that are `asked` for, under one row of headings in the report's language. Of a part that is not wished there are no
 * columns either.
 */
export async function* reportCsv(db: Reader, report: Report, asked: Asked, rows: CsvRows): AsyncGenerator<string> {
  const { reports, reportSheets } = words(report.locale);
  const say = reportSheets.csv;
  const figures = rows === 'events' ? [] : [say.section, say.id, say.item, say.figure, say.value];
  const events = rows === 'figures' ? [] : eventColumns.map((column) => say[column]);
  yield csvMark + csvRow([...figures, ...events]);
  if (figures.length > 0) {
    const empty = events.map(() => '');
    let text = '';
    for (const { section, id, item, figure, value } of figureRows(report))
      text += csvRow([section, id, item, figure, value, ...empty]);
    yield text;
  }
  // The section, and nothing of what a figure has.
  if (events.length > 0)
    yield* eventRows(db, asked, report, figures.length > 0 ? `${csvCell(reports.sections.events)},,,,,` : '');
}
