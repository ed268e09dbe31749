import type { Reader } from '../../../store/database.ts';
import type { Span } from './span.ts';
import {
  type Asked,
  type AskTuple,
  askTuples,
  type DownloadTuple,
  downloadTuples,
  openDays,
  type RefusalTuple,
  refusalTuples,
  type ViewTuple,
  type VisitTuple,
  viewTuples,
  visitPlaces,
  visitRange,
  visitTuples,
  type Which,
} from './table.ts';

/** Some visits with all that happened in them, in the order of the table. */
export interface VisitPage {
  readonly visits: readonly VisitTuple[];
  readonly views: readonly ViewTuple[];
  readonly downloads: readonly DownloadTuple[];
}

/**
 * So many rows a page should have: a millisecond of work, in which nobody else is answered. Larger ones outlive the young
 * part of the heap, and cost half as much again in collections.
 */
const wished = 300;
/** Places of so many visits are held at once; a day with more is gone through in the order of the table. */
const held = 30_000;

/** The visits of counted links that count in a span, page by page, in the order of time. `most`: places held at once. */
export async function* visitPages(db: Reader, asked: Asked, span: Span, most = held): AsyncGenerator<VisitPage> {
  let size = 300;
  const which = picks(db, asked, span, most, () => size);
  const next = async (): Promise<VisitPage | undefined> => {
    for (;;) {
      const { value: one, done } = await which.next();
      if (done) return undefined;
      const visits = await visitTuples(db, asked, one);
      const rows = visits.map(([row]) => row);
      const views = rows.length === 0 ? [] : await viewTuples(db, asked, rows, span.days);
      const downloads = rows.length === 0 ? [] : await downloadTuples(db, asked, rows, span.days);
      const all = visits.length + views.length + downloads.length;
      size = Math.max(20, Math.min(10_000, size * 2, Math.round((size * wished) / Math.max(1, all))));
      if (all > 0) return { visits, views, downloads };
    }
  };
  let coming = next();
  for (;;) {
    const page = await coming;
    if (!page) return;
    // The database looks for the next while this one is written; whoever goes away meanwhile leaves it behind.
    coming = next();
    coming.catch(() => {});
    yield page;
  }
}

/** Which visits to fetch next; `size` says how many. */
async function* picks(db: Reader, asked: Asked, span: Span, most: number, size: () => number): AsyncGenerator<Which> {
  for (const { from, to, opens } of await spells(db, asked, span, most)) {
    if (opens <= most) {
      const places = await visitPlaces(db, asked, { from, to });
      for (let at = 0; at < places.length; ) {
        const rows = places.slice(at, at + size());
        at += rows.length;
        yield { rows };
      }
      continue;
    }
    const [first, last] = await visitRange(db, asked, { from, to });
    for (let at = first; at <= last; ) {
      const end = Math.min(last, at + size() - 1);
      yield { from: at, to: end, day: from };
      at = end + 1;
    }
  }
}

/** Days one after another with so few visits together that their places can be held, and days with more alone. */
async function spells(
  db: Reader,
  asked: Asked,
  span: Span,
  most: number,
): Promise<{ readonly from: number; readonly to: number; readonly opens: number }[]> {
  const all: { from: number; to: number; opens: number }[] = [];
  for (const { day, opens } of await openDays(db, asked, span.visits)) {
    const last = all.at(-1);
    if (last && last.opens + opens <= most) {
      last.to = day;
      last.opens += opens;
    } else all.push({ from: day, to: day, opens });
  }
  return all;
}

/** Phones that were not let in, page by page, in the order of time. */
export async function* refusalPages(db: Reader, asked: Asked, span: Span): AsyncGenerator<RefusalTuple[]> {
  let after: RefusalTuple | undefined;
  for (;;) {
    const page = await refusalTuples(db, asked, span, after, wished);
    if (page.length > 0) yield page;
    if (page.length < wished) return;
    after = page.at(-1);
  }
}

/** Those who asked for more, page by page, in the order of time. */
export async function* askPages(db: Reader, asked: Asked, span: Span): AsyncGenerator<AskTuple[]> {
  let after = '';
  for (;;) {
    const page = await askTuples(db, asked, span.days, after, wished);
    if (page.length > 0) yield page;
    if (page.length < wished) return;
    after = page.at(-1)?.[0] ?? '';
  }
}
