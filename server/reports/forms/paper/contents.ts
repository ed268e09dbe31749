import type { Report } from '#contract/report.ts';
import { percentOf } from '#contract/share.ts';
import type { Words } from '#words/index.ts';
import { wallIn } from '#words/wall.ts';
import type { Column } from './blocks/columns.ts';
import type { KeyFigure } from './blocks/figures.ts';
import type { Ranked } from './blocks/ranked.ts';

/** What the charts of a report say, in its own words: the same on paper and in the picture. */

/** How long the span is, in days. */
const daysIn = ({ from, to }: Pick<Report, 'from' | 'to'>): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;

/** The day of an instant in the report's zone, as the report writes days. */
export function dayOf(report: Report, instant: string): string {
  const { year, month, day } = wallIn(Date.parse(instant), report.timeZone);
  return `${year}-${two(month)}-${two(day)}`;
}
const two = (value: number) => String(value).padStart(2, '0');

/** When the report was made, with the zone's clock. */
export function madeAt(report: Report, { reports: say }: Words): string {
  const { hour, minute } = wallIn(Date.parse(report.madeAt), report.timeZone);
  return say.madeAt(`${say.day(dayOf(report, report.madeAt))} ${two(hour)}:${two(minute)}`);
}

/** The six figures that are read first. */
export function keyFiguresOf(report: Report, { reports: say, reportPaper: paper }: Words): KeyFigure[] {
  const { figures, refusals } = report;
  const known = (value: number | null, note: string) =>
    value === null ? { value: say.words.none, note: say.notes.unknown } : { value: say.figure(value), note };
  const reasons = refusals.slice(0, 2).map(({ reason, count }) => say.notes.part(say.reasons[reason], count));
  return [
    { name: say.short.opens, value: say.figure(figures.opens), note: againstBefore(report, say) },
    {
      name: say.short.visitors,
      ...known(figures.visitors, figures.returning ? say.notes.returning(figures.returning) : ''),
    },
    {
      name: say.short.downloads,
      value: say.figure(figures.downloads),
      note: figures.savers ? say.notes.savers(figures.savers) : say.notes.savedAlone,
    },
    {
      name: say.short.views,
      value: say.figure(figures.views),
      note: paper.viewsNote(say.lasting(figures.viewSeconds)),
    },
    {
      name: say.short.medianSeconds,
      value: figures.medianSeconds === null ? say.words.none : say.length(figures.medianSeconds),
      note: say.notes.median,
    },
    { name: say.short.refused, value: say.figure(figures.refused), note: say.notes.refused(reasons) },
  ];
}

function againstBefore(report: Report, say: Words['reports']): string {
  const { figures, before } = report;
  if (before === null) return '';
  const days = daysIn(report);
  if (before.opens === 0) return figures.opens === 0 ? '' : say.notes.firstTime(days);
  const change = Math.round(((figures.opens - before.opens) * 100) / before.opens);
  if (change === 0) return say.notes.same(days);
  return change > 0 ? say.notes.more(days, change) : say.notes.less(days, -change);
}

/** Opens by hour, with a label under every sixth. */
export function hourColumns({ hours }: Report): Column[] {
  return hours.map((value, hour) => ({ value, label: hour % 6 === 0 || hour === 23 ? String(hour) : '' }));
}

/** The hour with the most opens; '' where there are none. */
export function peakOf({ hours }: Report, { reports: say }: Words): string {
  const most = Math.max(0, ...hours);
  return most === 0 ? '' : say.notes.peak(say.hour(hours.indexOf(most)), most);
}

/** Opens by day, or by as many days together as make at most `most` bars; `each`: how many days a bar is. */
export function dayColumns(report: Report, { reports: say }: Words, most: number): { bars: Column[]; each: number } {
  const { days } = report;
  const each = Math.max(1, Math.ceil(days.length / most));
  const bars: { value: number; day: string }[] = [];
  for (let first = 0; first < days.length; first += each) {
    const together = days.slice(first, first + each);
    bars.push({ value: together.reduce((sum, { opens }) => sum + opens, 0), day: together[0]?.day ?? '' });
  }
  const labelled = new Set([0, 0.25, 0.5, 0.75, 1].map((share) => Math.round(share * (bars.length - 1))));
  return {
    each,
    bars: bars.map(({ value, day }, index) => ({ value, label: labelled.has(index) ? say.shortDay(day) : '' })),
  };
}

/** The day with the most opens; '' where there are none. */
export function busiestDay({ days }: Report, { reports: say, reportPaper: paper }: Words): string {
  const most = Math.max(0, ...days.map(({ opens }) => opens));
  const day = days.find(({ opens }) => opens === most)?.day;
  return most === 0 || day === undefined ? '' : paper.mostOn(say.shortDay(day), most);
}

/** Rows with opens, the last ones together where there are more than `most`. */
function folded(
  rows: readonly Ranked[],
  most: number,
  rest: (count: number) => string,
  say: Words['reports'],
): Ranked[] {
  if (rows.length <= most) return [...rows];
  const others = rows.slice(most - 1);
  const value = others.reduce((sum, row) => sum + row.value, 0);
  return [...rows.slice(0, most - 1), { name: rest(others.length), value, said: say.figure(value) }];
}

type Keyed = 'devices' | 'systems' | 'apps';

/** Opens by device, system or app. */
export function keyedRows(
  report: Report,
  of: Keyed,
  { reports: say, reportPaper: paper }: Words,
  most: number,
): Ranked[] {
  const names: Readonly<Record<string, string>> = say[of];
  const rows = report[of].map(({ key, opens }) => ({
    name: names[key] ?? (key === '' ? say.words.unknown : key),
    value: opens,
    said: say.figure(opens),
  }));
  return folded(rows, most, () => paper.other, say);
}

export function regionRows(report: Report, { reports: say }: Words, most: number): Ranked[] {
  const rows = report.regions.map((region) => ({
    name: say.region(region),
    value: region.opens,
    said: say.figure(region.opens),
  }));
  return folded(rows, most, say.notes.rest, say);
}

/** From outside the home region; '' where there is none. */
export function awayNote({ home }: Report, { reports: say }: Words): string {
  if (home === null) return '';
  const region = say.regionOf(home.region);
  if (home.base === 0) return say.notes.awayNone(region);
  return say.notes.away(region, percentOf(home.away, home.base), home.away, home.base);
}

export function phonesNote({ figures: { phones, opens } }: Report, { reports: say }: Words): string {
  return opens === 0 ? '' : say.notes.phones(phones, percentOf(phones, opens));
}

export function galleryRows(report: Report, { reports: say, reportPaper: paper }: Words, most: number): Ranked[] {
  return report.galleries.slice(0, most).map(({ title, there, views, visits, seconds, downloads }) => ({
    name: there ? title || say.words.untitled : `${title || say.words.untitled} (${say.words.gone})`,
    value: views,
    said: say.times(views),
    note: paper.perGallery(visits, say.lasting(seconds), downloads),
  }));
}

export function audienceRows(report: Report, { reports: say, reportPaper: paper }: Words, most: number): Ranked[] {
  return report.audiences.slice(0, most).map(({ audience, name, links, opened, opens, downloads }) => ({
    name: audience === null ? say.words.noAudience : name,
    value: opens,
    said: say.times(opens),
    note: paper.perAudience(opened, links, downloads),
  }));
}

export function placementRows(report: Report, { reports: say, reportPaper: paper }: Words, most: number): Ranked[] {
  return report.placements.slice(0, most).map(({ placement, opens, downloads, refused }) => ({
    name: placement || say.words.noPlacement,
    value: opens,
    said: say.figure(opens),
    note: paper.perPlacement(downloads, refused),
  }));
}

export function placeRows(report: Report, { reports: say }: Words, most: number): Ranked[] {
  return report.places.slice(0, most).map(({ screenName, sceneName, sceneKind, opens }) => ({
    name: screenName,
    value: opens,
    said: say.figure(opens),
    note: sceneName || (say.scenes[sceneKind] ?? sceneKind),
  }));
}

export function refusalRows(report: Report, { reports: say }: Words): Ranked[] {
  return report.refusals.map(({ reason, count }) => ({
    name: say.reasons[reason],
    value: count,
    said: say.figure(count),
  }));
}

/** What a chart says, for those who have it read to them. */
export function told(
  title: string,
  rows: readonly { readonly name: string; readonly value: number }[],
  say: Words,
): string {
  const paper = say.reportPaper;
  return paper.chart(
    title,
    rows.filter(({ value }) => value > 0).map(({ name, value }) => paper.part(name, value)),
  );
}
