import { momentOf } from '#words/moments.ts';
import type { Given } from './given.ts';
import type { Cell } from './table.ts';

/** An instant (ISO 8601) as people say it, sorted by time; empty where there is none. */
export function instantCell(at: string | null, { words, zone, now }: Pick<Given, 'words' | 'zone' | 'now'>): Cell {
  return at === null
    ? { text: '' }
    : { text: words.admin.at(momentOf(Date.parse(at), now, zone)), value: Date.parse(at) };
}

/** Its day alone. */
export function dayOf(at: string, { words, zone, now }: Pick<Given, 'words' | 'zone' | 'now'>): string {
  return words.admin.onDay(momentOf(Date.parse(at), now, zone));
}
