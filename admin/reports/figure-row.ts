import { html, nothing, type TemplateResult } from 'lit';
import { percentOf } from '#contract/share.ts';
import { lengthOf } from './asked.ts';
import { type Given, section } from './given.ts';

/** The five figures that are read first, each with its small line; as a table: all of them, beside those of the span before. */
export function figureRow(given: Given): TemplateResult {
  const { report, words, tables } = given;
  const { reports } = words;
  const { figures } = report;
  if (tables) return html`<div class="part top">${table(given)}</div>`;
  const { short, notes, figure } = reports;
  const saved = figures.savers === null ? notes.savedAlone : notes.savers(figures.savers);
  const all = [
    [short.opens, figure(figures.opens), compared(given)],
    [short.visitors, figures.visitors === null ? reports.words.none : figure(figures.visitors), visitorsNote(given)],
    [short.downloads, figure(figures.downloads), saved],
    [
      short.medianSeconds,
      figures.medianSeconds === null ? reports.words.none : reports.length(figures.medianSeconds),
      figures.medianSeconds === null ? reports.empty.photos : notes.median,
    ],
    [short.refused, figure(figures.refused), refusedNote(given)],
  ] as const;
  return html`<dl class="five">${all.map(
    ([name, value, note]) =>
      html`<div><dt class="small">${name}</dt><dd><strong class="figures">${value}</strong>${note === '' ? nothing : html`<span class="small figures">${note}</span>`}</dd></div>`,
  )}</dl>`;
}

/** Opens against the span before. */
function compared({ report, words, today }: Given): string {
  const { figures, before } = report;
  if (before === null) return '';
  const days = lengthOf(report.from, report.to);
  const single = days === 1;
  const isToday = report.to === today;
  const { versus } = words.reportPage;
  const { notes } = words.reports;
  if (before.opens === 0) {
    if (figures.opens === 0) return '';
    return single ? versus.none(isToday) : notes.firstTime(days);
  }
  const change = figures.opens - before.opens;
  if (change === 0) return single ? versus.same(isToday) : notes.same(days);
  // More than twice as many is more than 100 %.
  const percent =
    change > before.opens ? Math.round((change * 100) / before.opens) : percentOf(Math.abs(change), before.opens);
  if (change > 0) return single ? versus.more(isToday, percent) : notes.more(days, percent);
  return single ? versus.less(isToday, percent) : notes.less(days, percent);
}

function visitorsNote({ report: { figures }, words }: Given): string {
  const { notes } = words.reports;
  if (figures.visitors === null) return notes.unknown;
  if (figures.visitors === 0) return '';
  if (figures.returning) return notes.returning(figures.returning);
  return figures.newVisitors === null ? '' : notes.newVisitors(figures.newVisitors);
}

/** The two or three reasons that count most. */
function refusedNote({ report: { refusals }, words }: Given): string {
  const { notes, reasons } = words.reports;
  const most = refusals.filter(({ count }) => count > 0).toSorted((a, b) => b.count - a.count);
  return notes.refused(most.slice(0, 3).map(({ reason, count }) => notes.part(reasons[reason], count)));
}

const names = [
  ...([
    'opens',
    'visitors',
    'newVisitors',
    'returning',
    'standIns',
    'onSite',
    'phones',
    'views',
    'viewSeconds',
  ] as const),
  ...(['medianSeconds', 'downloads', 'savers', 'saves', 'asks', 'refused'] as const),
];

function table(given: Given): TemplateResult {
  const { report, words } = given;
  const { reports } = words;
  const { columns } = reports;
  const said = (name: (typeof names)[number], value: number | null) =>
    value === null
      ? { text: reports.words.none }
      : { text: /seconds$/i.test(name) ? reports.length(value) : reports.figure(value), value };
  return section(given, {
    id: 'figures',
    heading: reports.sections.figures,
    chart: () => html``,
    table: () => ({
      columns: [
        { label: columns.figure },
        { label: columns.value, figure: true },
        ...(report.before === null ? [] : [{ label: columns.before, figure: true as const }]),
      ],
      rows: names.map((name) => [
        { text: reports.figures[name] },
        said(name, report.figures[name]),
        ...(report.before === null ? [] : [said(name, report.before[name])]),
      ]),
    }),
  });
}
