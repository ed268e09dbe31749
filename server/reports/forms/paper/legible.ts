import type { Locale } from '#contract/common.ts';
import type { Report } from '#contract/report.ts';

/** Stands for a text of which nothing can be written. */
const unwritable = '—';

/** The report with nothing in its texts that the font has no glyph for, or that would turn or stack what stands around it. */
export function legible(report: Report, has: (codePoint: number) => boolean): Report {
  return eachText(report, (text) => written(text, has)) as Report;
}

function eachText(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((one) => eachText(one, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, eachText(one, change)]));
}

/**
 * A text as it can be written: accents are part of their letters, what the font lacks is taken apart where that helps and
 * left out where it does not (emoji, scripts that it has not), and so is whatever is not seen.
 */
export function written(text: string, has: (codePoint: number) => boolean): string {
  const hasOne = (character: string) => has(character.codePointAt(0) as number);
  const seen = [
    ...text
      .normalize('NFC')
      .replace(/\p{Cf}/gu, '')
      .replace(/\s+/gu, ' '),
  ].flatMap((character) => (hasOne(character) ? [character] : [...character.normalize('NFKD')].filter(hasOne)));
  const left = seen
    .filter((character) => !/[\p{C}\p{M}]/u.test(character))
    .join('')
    .replace(/ +/g, ' ')
    .trim();
  return left === '' && text.trim() !== '' ? unwritable : left;
}

const plain: Readonly<Record<string, string>> = { '‘': "'", '’': "'", '“': '"', '”': '"', '…': '...' };

/** The font's quotes and dots are as wide as Chinese characters, which is right among those alone. */
export function typeset(text: string, locale: Locale): string {
  return locale === 'en' ? text.replace(/[‘’“”…]/g, (sign) => plain[sign] ?? sign) : text;
}
