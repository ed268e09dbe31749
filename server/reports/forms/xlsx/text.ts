/** So much a cell of a workbook holds. */
const most = 32_767;
const unwritable = /[^\P{Cc}\t\n\r]|[\ufffe\uffff]|\p{Cs}/gu;

/**
 * A text as a cell of a workbook keeps it, to be read back as it was: without what XML has no room for, at most 32,767
 * letters. It needs no apostrophe before `=` or `+`: in a cell that is typed as text nothing is reckoned, and with the
 * format `@` it stays text also when somebody edits it.
 */
export function sheetText(text: string): string {
  const plain = text.replace(unwritable, '').replace(/\r\n?/g, '\n');
  // Spreadsheets read `_x0041_` as a letter by its number.
  const told = plain.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_');
  const whole = told in {} ? byNumber(told) : told;
  if (whole.length <= most) return whole;
  return whole
    .slice(0, most - 1)
    .replace(/[\ud800-\udbff]$|_x?[0-9a-f]{0,4}$/i, '')
    .concat('…');
}

/** write-excel-file 4.1.1 keeps texts in a plain object, and takes `constructor` for one that it knows already. */
function byNumber(text: string): string {
  return `_x${text.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}_${text.slice(1)}`;
}

/** How wide a text is, in figures of a spreadsheet's font: Chinese letters and pictures count twice. */
export function widthOf(text: string): number {
  let width = 0;
  for (const letter of text)
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u.test(
        letter,
      )
        ? 2
        : 1;
  return width;
}
