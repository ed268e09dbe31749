/** Places are numbered in letters that keep a QR code small: figures and capitals. */
const base = 36;
/** More than there will ever be, and each a number that a database holds. */
const form = /^[0-9a-z]{1,6}$/i;

/** What stands behind an address for a place of this number. */
export function placeText(number: number): string {
  return number.toString(base).toUpperCase();
}

/** The number of a place that an address says; undefined where it says none. Whether there is such a place is another question. */
export function placeNumber(text: string | undefined): number | undefined {
  return text !== undefined && form.test(text) ? Number.parseInt(text, base) : undefined;
}
