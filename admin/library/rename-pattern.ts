import type { Photo } from '#contract/photos.ts';
import { momentOf } from '#words/moments.ts';

const tokens = ['n', 'name', 'title', 'sku', 'angle', 'usage', 'date'] as const;
type Token = (typeof tokens)[number];
const longest = 200;

/** The first `{token}` of a pattern that means nothing; undefined where all are known. */
export function unknownToken(pattern: string): string | undefined {
  for (const [, token = ''] of pattern.matchAll(/\{([^{}]*)\}/g)) {
    if (!tokens.includes(token as Token)) return token;
  }
  return undefined;
}

export interface Renaming {
  readonly pattern: string;
  /** The first number. */
  readonly start: number;
  /** For `{date}`. */
  readonly zone: string;
}

/** The new names of photos, in their order: figures as wide as the last one, each file's ending as it was. */
export function renamed(photos: readonly Photo[], { pattern, start, zone }: Renaming): string[] {
  const digits = Math.max(2, String(start + photos.length - 1).length);
  return photos.map((photo, nr) => {
    const [, stem = photo.name, ending = ''] = /^(.*?)(\.[^.]{1,5})?$/s.exec(photo.name) ?? [];
    const values: Record<Token, string> = {
      n: String(start + nr).padStart(digits, '0'),
      name: stem,
      title: photo.title,
      sku: photo.sku ?? '',
      angle: photo.angle ?? '',
      usage: photo.usage ?? '',
      date: photo.takenAt === null ? '' : dateOf(Date.parse(photo.takenAt), zone),
    };
    const filled = pattern.replaceAll(/\{([^{}]*)\}/g, (whole, token: Token) => values[token] ?? whole);
    // What was left empty leaves no doubled or dangling signs behind.
    const tidy = filled
      .replaceAll(/([_\- ])[_\- ]*\1/g, '$1')
      .replaceAll(/^[_\- ]+|[_\- ]+$/g, '')
      .trim();
    return `${(tidy === '' ? stem : tidy).slice(0, longest - ending.length)}${ending}`;
  });
}

function dateOf(at: number, zone: string): string {
  const { year, month, day } = momentOf(at, at, zone);
  return `${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}`;
}
