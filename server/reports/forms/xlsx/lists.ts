import type { ReportLink } from '#contract/report.ts';
import { dueDay } from '../due-day.ts';
import { count, day, duration, moment, text } from './cells.ts';
import { type Column, type Plan, table } from './sheet.ts';
import { audienceOf, type Telling, titleOf } from './told.ts';

export function galleries(name: string, { report, say, sheets, colour }: Telling): Plan {
  return table(name, colour, report.galleries, [
    { head: say.columns.rank, cell: (_, at) => count(at + 1) },
    { head: say.columns.gallery, cell: (gallery) => text(titleOf(say, gallery)) },
    { head: say.columns.opens, cell: ({ opens }) => count(opens), bars: true },
    { head: say.columns.visits, cell: ({ visits }) => count(visits) },
    { head: say.columns.views, cell: ({ views }) => count(views) },
    { head: sheets.seconds, cell: ({ seconds }) => duration(seconds) },
    { head: say.columns.downloads, cell: ({ downloads }) => count(downloads) },
  ]);
}

export function audiences(name: string, { report, say, colour }: Telling): Plan {
  return table(name, colour, report.audiences, [
    {
      head: say.columns.audience,
      cell: ({ audience, name: called }) => text(audience === null ? say.words.noAudience : called),
    },
    { head: say.columns.links, cell: ({ links }) => count(links) },
    { head: say.columns.opened, cell: ({ opened }) => count(opened) },
    { head: say.columns.opens, cell: ({ opens }) => count(opens), bars: true },
    { head: say.columns.visitors, cell: ({ visitors }) => count(visitors) },
    { head: say.columns.downloads, cell: ({ downloads }) => count(downloads) },
    { head: say.columns.savers, cell: ({ savers }) => count(savers) },
  ]);
}

/** Each link with what became of it. */
export function links(name: string, telling: Telling): Plan {
  return table(name, telling.colour, telling.report.links, linkColumns(telling));
}

/** Links meant for one that were opened again and again. */
export function cameBack(name: string, telling: Telling): Plan {
  return table(name, telling.colour, telling.report.cameBack, linkColumns(telling));
}

function linkColumns({ report, say }: Telling): Column<ReportLink>[] {
  const { timeZone } = report;
  return [
    { head: say.columns.name, cell: ({ name }) => text(name || say.words.unnamedLink) },
    { head: say.columns.company, cell: ({ company }) => text(company) },
    { head: say.columns.gallery, cell: ({ gallery }) => text(gallery) },
    { head: say.columns.audience, cell: ({ audience }) => text(audienceOf(report, audience)) },
    { head: say.columns.placement, cell: ({ placement }) => text(placement) },
    { head: say.columns.state, cell: ({ state }) => text(say.states[state]) },
    { head: say.words.forOne, cell: ({ forOne }) => text(forOne ? say.words.yes : say.words.no) },
    { head: say.columns.download, cell: ({ download }) => text(say.downloadKinds[download]) },
    { head: say.columns.opens, cell: ({ opens }) => count(opens), bars: true },
    { head: say.columns.visitors, cell: ({ visitors }) => count(visitors) },
    { head: say.columns.views, cell: ({ views }) => count(views) },
    { head: say.columns.downloads, cell: ({ downloads }) => count(downloads) },
    { head: say.columns.refused, cell: ({ refused }) => count(refused) },
    { head: say.columns.firstOpenAt, cell: ({ firstOpenAt }) => moment(firstOpenAt, timeZone) },
    { head: say.columns.lastOpenAt, cell: ({ lastOpenAt }) => moment(lastOpenAt, timeZone) },
    { head: say.columns.most, cell: ({ most }) => text(most) },
  ];
}

/** From sending to opening and saving; whose first open is empty has not opened. */
export function delivery(name: string, { report, say, colour }: Telling): Plan {
  const { timeZone } = report;
  const yes = (is: boolean) => text(is ? say.words.yes : say.words.no);
  return table(name, colour, report.delivery.rows, [
    { head: say.columns.name, cell: ({ name: called }) => text(called || say.words.unnamedLink) },
    { head: say.columns.company, cell: ({ company }) => text(company) },
    { head: say.columns.audience, cell: ({ audience }) => text(audienceOf(report, audience)) },
    { head: say.columns.gallery, cell: ({ gallery }) => text(gallery) },
    { head: say.columns.download, cell: ({ download }) => text(say.downloadKinds[download]) },
    { head: say.columns.sentAt, cell: ({ sentAt }) => moment(sentAt, timeZone) },
    { head: say.columns.noted, cell: ({ noted }) => yes(noted) },
    { head: say.columns.sentBy, cell: ({ sentBy }) => text(sentBy) },
    { head: say.columns.firstOpenAt, cell: ({ firstOpenAt }) => moment(firstOpenAt, timeZone) },
    { head: say.columns.firstDownloadAt, cell: ({ firstDownloadAt }) => moment(firstDownloadAt, timeZone) },
    { head: say.columns.daysToOpen, cell: ({ daysToOpen }) => count(daysToOpen) },
    { head: say.columns.daysToDownload, cell: ({ daysToDownload }) => count(daysToDownload) },
    { head: say.columns.dueAt, cell: (row) => day(dueDay(row, timeZone)) },
    { head: say.columns.verdict, cell: ({ verdict }) => text(say.verdicts[verdict]) },
  ]);
}
