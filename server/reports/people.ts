import type { Reader } from '../store/database.ts';
import { gapRows } from './figures/table.ts';
import { type Visitors, visitorsOf, visitorsOfSet } from './figures.ts';
import { type SetVisitors, setVisitors } from './people/table.ts';
import type { Scope } from './scope/table.ts';
import type { Days, Span } from './span.ts';

/** Different visitors of a span and, as far as totals tell, of the one before it. */
export interface People {
  readonly now: Visitors;
  readonly before: Visitors;
  /** Where they were counted by the visits themselves. */
  readonly set: SetVisitors | undefined;
}

/**
 * Different visitors: by the totals where one subject has them, else by the visits themselves. Of days before `kept`
 * (`2026-11-21`) these are gone, and visitors cannot be told apart any more.
 */
export async function peopleOf(db: Reader, scope: Scope, span: Span, kept: string | null): Promise<People> {
  const { subject, galleryId } = scope;
  // Totals tell who saved, and not from which gallery.
  const bySet = subject === null || (galleryId !== null && subject !== -1);
  const [gaps, set] = await Promise.all([
    subject === null ? undefined : gapRows(db, subject, span),
    bySet ? countedSet(db, scope, span, kept) : undefined,
  ]);
  const visitorsIn = (days: Days, counted: SetVisitors | undefined): Visitors => {
    if (gaps === undefined) return visitorsOfSet(counted);
    const visitors = visitorsOf(gaps, days);
    return bySet ? { ...visitors, savers: counted?.savers ?? null } : visitors;
  };
  return { now: visitorsIn(span, set), before: visitorsIn(span.before, undefined), set };
}

/** The visitors of a set of links by the visits themselves; undefined where some of these are gone. */
export async function countedSet(
  db: Reader,
  scope: Scope,
  days: Days,
  kept: string | null,
): Promise<SetVisitors | undefined> {
  return kept !== null && days.from < kept ? undefined : setVisitors(db, scope, days);
}
