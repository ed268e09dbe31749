import { createHash } from 'node:crypto';
import type { Settings } from '#contract/box.ts';
import { called } from '#contract/called.ts';
import { momentOf } from '#words/moments.ts';
import type { StoredLink } from './table.ts';

/** What is drawn into every picture under a link. */
export interface Mark {
  /** Another for whatever is drawn differently: 16 hex digits. */
  readonly key: string;
  readonly kind: 'brand' | 'recipient';
  /** What to write, best first: the first of these of which the font can write anything. */
  readonly names: readonly string[];
  /** The day of the link's making, in the box's zone: `2026-11-21`. */
  readonly date: string | null;
  /** The hash of the logo. */
  readonly logo: string | null;
}

/** Grows with each change of how marks are drawn, so that pictures from before are made anew. */
const drawing = 1;

/** What is written where the font can write nothing else. */
const ownName = 'Maiimg Box';

/** What a link is marked by. */
export type Marked = Pick<
  StoredLink,
  'watermark' | 'recipient' | 'label' | 'audienceNames' | 'createdAt' | 'projectLogo'
>;
export type MarkSettings = Pick<Settings, 'boxName' | 'locale' | 'timeZone' | 'logo'>;

/** The mark of a link's pictures; undefined where it has none. */
export function markOf(link: Marked, settings: MarkSettings): Mark | undefined {
  const facts = factsOf(link, settings);
  if (!facts) return undefined;
  const key = createHash('sha256')
    .update(JSON.stringify([drawing, facts.kind, facts.names, facts.date, facts.logo]))
    .digest('hex')
    .slice(0, 16);
  return { ...facts, key };
}

function factsOf(link: Marked, { boxName, locale, timeZone, logo }: MarkSettings): Omit<Mark, 'key'> | undefined {
  switch (link.watermark) {
    case 'off':
      return undefined;
    case 'brand':
      return { kind: 'brand', names: [boxName, ownName], date: null, logo: link.projectLogo ?? hashIn(logo) };
    case 'recipient': {
      const names = [
        link.recipient ? called(link.recipient) : '',
        link.label,
        link.audienceNames?.[locale] ?? '',
        boxName,
        ownName,
      ].filter((name) => name !== '');
      return { kind: 'recipient', names, date: dayOf(link.createdAt, timeZone), logo: null };
    }
  }
}

/** `/brand/HASH.webp` as settings have it. */
function hashIn(address: string | null): string | null {
  return address === null ? null : (/([0-9a-f]{64})\.webp$/.exec(address)?.[1] ?? null);
}

/** In figures alone, which are the same in every language. */
function dayOf(at: number, timeZone: string): string {
  const { year, month, day } = momentOf(at, at, timeZone);
  return [year, String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
}
