/** A spreadsheet takes a cell that begins so for a formula, a Chinese one in full width too, or drops what it begins with. */
const risky = /^[=+\-@＝＋－＠\t\r\n]/u;
/** A telephone number, a postcode: a spreadsheet would round it, or drop its first noughts. */
const figuresAlone = /^(?:0\d+|\d{8,})$/;

/**
 * Rows as CSV in UTF-8: with the mark of order without which Excel misreads Chinese, and CRLF at the end of each row.
 * What could become a formula begins with `'`; long numbers begin with a tab, which keeps them text and is not seen.
 */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}

function cell(text: string): string {
  const safe = risky.test(text) ? `'${text}` : figuresAlone.test(text) ? `\t${text}` : text;
  return /["\t\r\n,;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
