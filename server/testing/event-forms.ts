import readWorkbook from 'read-excel-file/node';

/** A row of a table by its headings. */
export type Row = Readonly<Record<string, unknown>>;

/** Rows of a CSV by its headings; throws where rows are not as long as those. */
export function csvRows(text: string): Readonly<Record<string, string>>[] {
  if (!text.startsWith('\ufeff')) throw new Error('Excel takes it for another encoding');
  const rows: string[][] = [];
  // A cell is plain or between quotes, in which a quote is doubled; behind it stands a comma, or the end of its row.
  for (const [, quoted, plain = '', end = ''] of text.slice(1).matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    const row = rows.at(-1);
    const cell = quoted === undefined ? plain : quoted.replaceAll('""', '"');
    if (row === undefined) rows.push([cell]);
    else row.push(cell);
    if (end === '\r\n') rows.push([]);
  }
  rows.pop();
  const [head = [], ...body] = rows;
  return body.map((row) => {
    if (row.length !== head.length) throw new Error(`a row of ${row.length} cells under ${head.length} headings`);
    return Object.fromEntries(head.map((name, at) => [name, row[at] as string]));
  });
}

/** The sheets of a workbook: what stands under the headings in the row `heads` says, or the first. */
export async function workbookRows(
  bytes: Buffer,
  heads: Readonly<Record<string, number>> = {},
): Promise<ReadonlyMap<string, readonly Row[]>> {
  const sheets = await readWorkbook(bytes);
  return new Map(
    sheets.map(({ sheet, data }) => {
      const [names = [], ...rows] = data.slice(heads[sheet] ?? 0);
      return [sheet, rows.map((row) => Object.fromEntries(row.map((cell, at) => [String(names[at] ?? at), cell])))];
    }),
  );
}

/** The seconds of a cell that is a length: the library takes it for a date, so long after the day from which workbooks count. */
export function secondsIn(cell: unknown): unknown {
  return cell instanceof Date ? Math.round((cell.getTime() - Date.UTC(1899, 11, 30)) / 100) / 10 : cell;
}
