import { type CsvError, parse } from 'csv-parse/sync';
import { invalid } from '../../refusal.ts';

/** A row as a spreadsheet numbers it: 1 is the first of the file, empty ones count. */
export interface CsvRow {
  readonly row: number;
  readonly cells: readonly string[];
}

const separators = [',', ';', '\t'] as const;

/**
 * The rows of a CSV that have anything in them, its first one with the headings; as many empty ones are passed over as it
 * may have `most` others. Throws `invalid_input` for more, and where its quotes do not fit.
 */
export function readCsv(text: string, most: number): CsvRow[] {
  // Excel's own way to say it, in a line of its own.
  const [line = '', said] = /^sep=([,;\t])\r?\n/i.exec(text) ?? [];
  const body = text.slice(line.length);
  const before = line === '' ? 0 : 1;
  let rows: string[][];
  try {
    rows = parse(body, {
      delimiter: said ?? separatorOf(body),
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      // A million of empty lines would take a second, in which nobody is served.
      to: 2 * most + 2,
      trim: true,
    });
  } catch (error) {
    const { records } = error as CsvError & { records?: number };
    if (records === undefined) throw error;
    throw invalid('file', (say) => say.quotes(records + before + 1));
  }
  const told = rows
    .map((cells, at) => ({ row: at + before + 1, cells }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  if (told.length > most + 1 || rows.length > 2 * most + 1) throw invalid('file', (say) => say.rows(most));
  return told;
}

/** What stands most often between the headings. */
function separatorOf(text: string): string {
  const [headings = ''] = /[^\r\n]+/.exec(text.replaceAll(/"[^"]*"/g, '')) ?? [];
  const counts = separators.map((each) => headings.split(each).length);
  return separators[counts.indexOf(Math.max(...counts))] ?? ',';
}
