import type { Figures, Report } from '#contract/report.ts';
import { count, day, duration, lines, moment, type SheetCell, share, tenths, text } from './cells.ts';
import { heading, type Plan } from './sheet.ts';
import type { Telling } from './told.ts';

/** How each figure is written. */
const kinds: Record<keyof Figures, (value: number | null) => SheetCell> = {
  opens: count,
  visitors: count,
  newVisitors: count,
  returning: count,
  standIns: count,
  onSite: count,
  views: count,
  viewSeconds: duration,
  medianSeconds: duration,
  downloads: count,
  savers: count,
  saves: count,
  asks: count,
  refused: count,
  phones: count,
};
const order = Object.keys(kinds) as (keyof Figures)[];

/** What the report is about, its figures against those of the span before, the delivery, and what is running out. */
export function overview(name: string, telling: Telling): Plan {
  const { report, say, sheets, colour } = telling;
  const big = text(report.project.title || say.title);
  const about = say.about.of(report.about.kind, report.about.name);
  const top: SheetCell[][] = [
    [big && { ...big, fontWeight: 'bold', fontSize: 16, height: 26 }],
    [text(`${about} · ${say.span(report.from, report.to)} · ${say.zone(report.timeZone)}`)],
    [text(report.sentence)],
    [text(sheets.madeAt), moment(report.madeAt, report.timeZone)],
  ];
  const head = [sheets.section, say.columns.figure, say.columns.value, say.columns.before, sheets.change];
  const rows = [
    ...figures(telling),
    ...partners(telling),
    ...delivery(telling),
    ...others(telling),
    ...runningOut(telling),
  ];
  return {
    name,
    rows: [
      ...top,
      head.map((title) => heading(title, colour)),
      ...rows,
      [],
      ...report.summary.map((line) => [text(line)]),
    ],
    head: top.length + 1,
    filterTo: top.length + 1 + rows.length,
    widths: [18, 36, 18, 18, 12],
    bars: [],
    pictures: [],
  };
}

function figures({ report, say }: Telling): SheetCell[][] {
  const { figures: now, before } = report;
  const section = text(say.sections.figures);
  const rows = order.map((figure) => {
    const cell = kinds[figure];
    const [value, past] = [now[figure], before?.[figure] ?? null];
    return [section, text(say.figures[figure]), cell(value), before ? cell(past) : null, change(value, past)];
  });
  const phones = (of: Figures | null) => of && share(of.phones, of.opens);
  return [...rows, [section, text(`${say.figures.phones} (${say.columns.share})`), phones(now), phones(before), null]];
}

/** By how much more or less than before; empty where there was nothing, of which nothing can be a share. */
function change(value: number | null, past: number | null): SheetCell {
  if (value === null || past === null || past === 0) return null;
  const cell = share(value - past, past);
  return cell && { ...cell, format: '+0.0%;-0.0%;0.0%' };
}

/** Recipients (家) in the span. */
function partners({ report, say, sheets }: Telling): SheetCell[][] {
  const named = Object.entries(sheets.partners) as [keyof Report['partners'], string][];
  return named.map(([key, name]) => [text(say.sections.figures), text(name), count(report.partners[key])]);
}

function delivery({ report, say, sheets }: Telling): SheetCell[][] {
  const { dueOn, links, opened, downloaded, recipients, recipientsOpened, recipientsDownloaded, ...medians } =
    report.delivery;
  const section = text(say.sections.delivery);
  const named: [name: string, cell: SheetCell][] = [
    [sheets.delivery.dueOn, day(dueOn)],
    [sheets.delivery.links, count(links)],
    [sheets.delivery.opened, count(opened)],
    [sheets.delivery.downloaded, count(downloaded)],
    [sheets.delivery.recipients, count(recipients)],
    [sheets.delivery.recipientsOpened, count(recipientsOpened)],
    [sheets.delivery.recipientsDownloaded, count(recipientsDownloaded)],
    [sheets.delivery.medianDaysToOpen, tenths(medians.medianDaysToOpen)],
    [sheets.delivery.medianDaysToDownload, tenths(medians.medianDaysToDownload)],
  ];
  return named.map(([name, cell]) => [section, text(name), cell]);
}

/** From outside the home region, and what is in no figure. */
function others({ report, say, sheets }: Telling): SheetCell[][] {
  const { home, leftOut } = report;
  const regions = text(say.sections.regions);
  const away = home && sheets.away(say.regionOf(home.region));
  return [
    ...(home && away
      ? [
          [regions, text(sheets.awayBase), count(home.base)],
          [regions, text(away), count(home.away)],
          [regions, text(`${away} (${say.columns.share})`), share(home.away, home.base)],
        ]
      : []),
    [text(sheets.leftOut), text(sheets.staff), count(leftOut.staff)],
    [text(sheets.leftOut), text(sheets.robots), count(leftOut.robots)],
  ];
}

function runningOut({ report, say }: Telling): SheetCell[][] {
  return report.soon.map(({ name, opensLeft, minutes }) => [
    text(say.sections.soon),
    text(name),
    count(opensLeft),
    null,
    null,
    text(say.soon(minutes)),
  ]);
}

/** What each figure is, what is left out, and where regions come from. */
export function notes(name: string, { report, say, sheets, colour }: Telling): Plan {
  const about: [string, string][] = [
    [say.columns.figure, say.columns.definition],
    [sheets.section, say.about.of(report.about.kind, report.about.name)],
    [sheets.span, `${report.from} – ${report.to}`],
    [sheets.zone, report.timeZone],
    [sheets.sheetDates, sheets.datesAreLocal(report.timeZone)],
    [sheets.emptyCells, sheets.emptyMeans],
    [sheets.leftOut, say.leftOut(report.leftOut.staff, report.leftOut.robots)],
    ...(report.keptFrom === null ? [] : [[sheets.kept, say.keptFrom(say.day(report.keptFrom))] as [string, string]]),
    [sheets.lists, sheets.listsEnd],
  ];
  const [head = ['', ''], ...first] = about;
  const all = [...report.definitions.map(({ name: what, text: how }) => [what, how] as const), ...first];
  return {
    name,
    rows: [head.map((title) => heading(title, colour)), ...all.map(([what, how]) => [lines(what), lines(how)])],
    head: 1,
    filterTo: null,
    widths: [22, 90],
    bars: [],
    pictures: [],
  };
}
