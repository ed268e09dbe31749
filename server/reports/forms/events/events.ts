import { hash, randomBytes } from 'node:crypto';
import type { Report } from '#contract/report.ts';
import type { Words } from '#words/index.ts';
import { csvCell } from '../../../http/csv.ts';
import type { Reader } from '../../../store/database.ts';
import { localIso } from './local-iso.ts';
import { type Names, openNames } from './names.ts';
import { askPages, refusalPages, type VisitPage, visitPages } from './pages.ts';
import { spanOf } from './span.ts';
import type { Asked, DownloadTuple, ViewTuple, VisitTuple } from './table.ts';

/** The columns of events, in their order. */
export const eventColumns = [
  'time',
  'event',
  'visit',
  'visitor',
  'link',
  'recipient',
  'company',
  'audience',
  'placement',
  'gallery',
  'photo',
  'ms',
  'device',
  'system',
  'app',
  'region',
  'onSite',
  'place',
  'count',
  'detail',
  'noCookie',
] as const satisfies readonly (keyof Words['reportSheets']['csv'])[];

/** What an event may be; not told in other languages, so that a program reads any file. */
export type EventKind = 'open' | 'view' | 'save' | 'download' | 'refusal' | 'ask';

export type EventSpan = Pick<Report, 'from' | 'to' | 'timeZone' | 'locale'>;

/**
 * Every event that counts in a report's figures, a row each, as CSV without headings, some thousand rows at a time: visits
 * in the order of time, each with what was looked at, ticked and saved in it; then phones that were not let in, then those
 * who asked for more. `before` stands before each row. What the events count adds up to the figures, as far as they are
 * kept: opens by rows, views and downloads by `count`. A visitor's code means nothing outside this file.
 */
export async function* eventRows(
  db: Reader,
  asked: Asked,
  { from, to, timeZone, locale }: EventSpan,
  before = '',
): AsyncGenerator<string> {
  const span = spanOf({ from, to });
  const names = await openNames(db, locale === 'en');
  const timeOf = localIso(timeZone);
  const salt = randomBytes(16).toString('hex');
  // A letter first, so that no spreadsheet takes it for a number.
  const codeOf = (visitor: string) => `v${hash('sha256', salt + visitor).slice(0, 14)}`;
  const row = (at: number, kind: EventKind, visit: number | '', rest: string) =>
    `${before}${timeOf(at)},${kind},${visit},${rest}\r\n`;

  let number = 0;
  for await (const page of visitPages(db, asked, span)) {
    const looked = [...page.views, ...page.downloads];
    await names.learn({
      links: page.visits.map(([, linkId]) => linkId),
      photos: looked.map(([, photoId]) => photoId),
      galleries: looked.map(([, , galleryId]) => galleryId),
    });
    let text = '';
    for (const { visit, views, downloads } of together(page)) {
      const shared = sharedOf(names, visit, codeOf);
      const events: (readonly [at: number, kind: EventKind, rest: string])[] = [];
      const [, , , , openedAt, day] = visit;
      if (day >= span.days.from && day <= span.days.to) events.push([openedAt, 'open', shared.open]);
      for (const [, photoId, galleryId, count, ms, firstAt, viewed, savedAt, saved] of views) {
        const photo = `${names.gallery(galleryId)},${names.photo(photoId)}`;
        if (viewed) events.push([firstAt, 'view', shared.of(photo, ms, count, '')]);
        if (saved) events.push([savedAt ?? firstAt, 'save', shared.of(photo, '', 1, '')]);
      }
      for (const [, photoId, galleryId, at, how] of downloads) {
        const photo = `${names.gallery(galleryId)},${names.photo(photoId)}`;
        events.push([at, 'download', shared.of(photo, '', 1, how)]);
      }
      if (events.length === 0) continue;
      number += 1;
      if (events.length > 2) events.sort(([one], [other]) => one - other);
      for (const [at, kind, rest] of events) text += row(at, kind, number, rest);
    }
    if (text !== '') yield text;
  }
  for await (const page of refusalPages(db, asked, span)) {
    await names.learn({ links: page.map(([, linkId]) => linkId) });
    let text = '';
    for (const [at, linkId, visitor, reason, , onSite, place] of page) {
      const { cells, gallery } = names.link(linkId);
      const rest = `${codeOf(visitor)},${cells},${gallery},,,,,,,${onSite},${names.place(place)},1,${reason},`;
      text += row(at, 'refusal', '', rest);
    }
    yield text;
  }
  for await (const page of askPages(db, asked, span)) {
    await names.learn({ links: page.map(([, linkId]) => linkId) });
    let text = '';
    for (const [, linkId, visitor, standIn, at, kind] of page) {
      const { cells, gallery } = names.link(linkId);
      text += row(at, 'ask', '', `${codeOf(visitor)},${cells},${gallery},,,,,,,,,1,${kind},${standIn}`);
    }
    yield text;
  }
}

/** What all events of a visit have in common, put around what is their own. */
function sharedOf(names: Names, visit: VisitTuple, codeOf: (visitor: string) => string) {
  const [, linkId, visitor, standIn, , , device, system, app, region, onSite, place] = visit;
  const { cells, gallery } = names.link(linkId);
  const before = `${codeOf(visitor)},${cells}`;
  // As the report counts them.
  const after = `${device || 'other'},${system || 'other'},${app || 'other'},${csvCell(region || 'unknown')},${onSite},${names.place(place)}`;
  const of = (photo: string, ms: number | '', count: number, detail: string) =>
    `${before},${photo},${ms},${after},${count},${detail},${standIn}`;
  return { of, open: of(`${gallery},`, '', 1, '') };
}

/** Each visit of a page with its own; all three lists are in the order of the table. */
function* together({ visits, views, downloads }: VisitPage): Generator<{
  readonly visit: VisitTuple;
  readonly views: readonly ViewTuple[];
  readonly downloads: readonly DownloadTuple[];
}> {
  let view = 0;
  let download = 0;
  for (const visit of visits) {
    const [row] = visit;
    const [firstView, firstDownload] = [view, download];
    while (views[view]?.[0] === row) view += 1;
    while (downloads[download]?.[0] === row) download += 1;
    yield { visit, views: views.slice(firstView, view), downloads: downloads.slice(firstDownload, download) };
  }
}
