const colours = new Map<string, string>();
const kept = 6000;
const unknown = '#211f1d';

/** A photo's own colour, darkened, as its ThumbHash (base64) tells it in its first three bytes: what stands there until the photo does. */
export function colourOf(thumbhash: string | null): string {
  if (thumbhash === null) return unknown;
  const known = colours.get(thumbhash);
  if (known !== undefined) return known;
  if (colours.size >= kept) colours.clear();
  const colour = read(atob(thumbhash.slice(0, 4)));
  colours.set(thumbhash, colour);
  return colour;
}

/** Six bits each of lightness, yellow against blue, and red against green (https://evanw.github.io/thumbhash). */
function read(head: string): string {
  const bits = head.charCodeAt(0) | (head.charCodeAt(1) << 8) | (head.charCodeAt(2) << 16);
  const light = (bits & 63) / 63;
  const [yellow, red] = [((bits >> 6) & 63) / 31.5 - 1, ((bits >> 12) & 63) / 31.5 - 1];
  const blue = light - (2 / 3) * yellow;
  const sum = (3 * light - blue + red) / 2;
  const parts = [sum, sum - red, blue].map((part) => Math.round(Math.min(1, Math.max(0, part)) * 178));
  return parts.some(Number.isNaN) ? unknown : `rgb(${parts.join(' ')})`;
}
