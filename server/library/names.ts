export interface NameParts {
  readonly sku: string;
  readonly angle: string;
  readonly usage: string;
}

/** The parts of a file name of the form `SKU_angle_usage.ext` (`A1203_正面_详情.jpg`); undefined where it is not of that form. */
export function partsOfName(name: string): NameParts | undefined {
  const parts = stem(name)
    .split(/[_＿]/)
    .map((part) => part.trim());
  const [sku, angle, usage] = parts;
  if (parts.length !== 3 || !sku || !angle || !usage) return undefined;
  return { sku, angle, usage };
}

/** The name without its ending. */
export function stem(name: string): string {
  return name.replace(/\.[^.]{1,10}$/, '');
}

const longestName = 200;

/**
 * A file's name as it may be stored and shown: its last part, without control characters and marks that turn the
 * writing direction, at most 200 characters with its ending kept. It is never a path.
 */
export function tidyName(sent: string): string {
  const last = sent.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  const letters = [...plain];
  if (letters.length === 0) return 'photo';
  if (letters.length <= longestName) return plain;
  const ending = /\.[^.]{1,10}$/.exec(plain)?.[0] ?? '';
  return `${letters.slice(0, longestName - [...ending].length).join('')}${ending}`;
}

/** Text made comparable for searching: one width, one case. */
export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
