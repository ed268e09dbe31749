/** A spreadsheet takes a cell that begins so for a formula, a Chinese one in full width too, or drops what it begins with. */
const risky = /^[=+\-@＝＋－＠\t\r\n]/u;
/** A telephone number, a postcode: a spreadsheet would round it, or drop its first noughts. */
const figuresAlone = /^(?:0\d+|\d{8,})$/;

/** Before the first row: without it Excel misreads Chinese. */
export const csvMark = '\ufeff';

/**
 * Rows as CSV in UTF-8: with the mark of order without which Excel misreads Chinese, and CRLF at the end of each row.
 * What could become a formula begins with `'`; long numbers begin with a tab, which keeps them text and is not seen.
 */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return `${csvMark}${rows.map(csvRow).join('')}`;
}

/** One row. Numbers are told as they are: nothing of a text is done to them. */
export function csvRow(row: readonly (string | number)[]): string {
  return `${row.map((cell) => (typeof cell === 'number' ? String(cell) : csvCell(cell))).join(',')}\r\n`;
}

/** One text as a cell. */
export function csvCell(text: string): string {
  const safe = risky.test(text) ? `'${text}` : figuresAlone.test(text) ? `\t${text}` : text;
  return /["\t\r\n,;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
