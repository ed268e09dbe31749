import { html, nothing, type TemplateResult } from 'lit';
import { percentOf } from '#contract/share.ts';
import { lengthOf } from './asked.ts';
import { dayBars, momentOfDay } from './days.ts';
import { type Given, section } from './given.ts';
import './bar-chart.ts';
import './week-heat.ts';

/** When it was opened: by the hour, by the week, by the day. */
export function whenSections(given: Given): TemplateResult {
  const { report, words, tables } = given;
  const long = lengthOf(report.from, report.to) > 1;
  const days = long ? html`<div class="part">${tables ? daysTable(given) : daysChart(given)}</div>` : nothing;
  if (tables) return html`<div class="part two">${hoursTable(given)}${weekTable(given)}</div>${days}`;
  const { reports, reportPage: own } = words;
  const most = Math.max(...report.hours);
  const bars = report.hours.map((value, hour) => ({
    value,
    said: own.atHour(hour, value),
    ...([0, 6, 12, 18, 23].includes(hour) && { under: String(hour) }),
  }));
  const peak = reports.notes.peak(reports.hour(report.hours.indexOf(most)), most);
  return html`<div class="part two">
    <section><bar-chart heading=${reports.sections.hours} calm=${peak} .bars=${bars}></bar-chart></section>
    <section><week-heat .words=${words} heading=${reports.sections.week} .week=${report.week}></week-heat></section>
  </div>${days}`;
}

function daysChart({ report, words, today }: Given): TemplateResult {
  const { reports, reportPage: own } = words;
  const said = (day: string) => momentOfDay(day, today);
  const shown = dayBars(report.days);
  const highest = shown.reduce((best, bar) => (bar.opens > best.opens ? bar : best), { from: '', to: '', opens: -1 });
  const when = ({ from, to }: { from: string; to: string }) => own.span(said(from), said(to));
  // About six dates, the first and the last among them.
  const every = Math.max(1, Math.ceil((shown.length - 1) / 5));
  const bars = shown.map((bar, at) => ({
    value: bar.opens,
    said: own.onDays(when(bar), bar.opens),
    ...(((at % every === 0 && shown.length - 1 - at >= every) || at === shown.length - 1) && {
      under: own.dayUnder(said(bar.from)),
    }),
  }));
  const calm = highest.opens > 0 ? own.peakDay(when(highest), highest.opens) : '';
  return html`<section><bar-chart heading=${reports.sections.days} calm=${calm} .bars=${bars}></bar-chart></section>`;
}

function daysTable(given: Given): TemplateResult {
  const { report, words, today } = given;
  const { columns, figure, sections, words: said } = words.reports;
  return section(given, {
    id: 'days',
    heading: sections.days,
    chart: () => html``,
    table: () => ({
      columns: [
        { label: columns.day },
        { label: columns.opens, figure: true },
        { label: columns.visitors, figure: true },
        { label: columns.views, figure: true },
        { label: columns.downloads, figure: true },
        { label: columns.refused, figure: true },
      ],
      rows: report.days.map(({ day, opens, visitors, views, downloads, refused }) => [
        { text: words.reportPage.span(momentOfDay(day, today), momentOfDay(day, today)), value: Date.parse(day) },
        { text: figure(opens), value: opens },
        visitors === null ? { text: said.none } : { text: figure(visitors), value: visitors },
        { text: figure(views), value: views },
        { text: figure(downloads), value: downloads },
        { text: figure(refused), value: refused },
      ]),
    }),
  });
}

function hoursTable(given: Given): TemplateResult {
  const { report, words } = given;
  const { columns, figure, hour: said, percent, sections } = words.reports;
  return section(given, {
    id: 'hours',
    heading: sections.hours,
    chart: () => html``,
    table: () => ({
      columns: [
        { label: columns.hour },
        { label: columns.opens, figure: true },
        { label: columns.share, figure: true },
      ],
      rows: report.hours.map((opens, hour) => [
        { text: said(hour), value: hour },
        { text: figure(opens), value: opens },
        { text: percent(percentOf(opens, report.figures.opens)), value: opens },
      ]),
    }),
  });
}

function weekTable(given: Given): TemplateResult {
  const { report, words } = given;
  const { columns, figure, hour: said, sections, weekdays } = words.reports;
  return section(given, {
    id: 'week',
    heading: sections.week,
    chart: () => html``,
    table: () => ({
      columns: [{ label: columns.hour }, ...weekdays.map((label) => ({ label, figure: true as const }))],
      rows: report.hours.map((_, hour) => [
        { text: said(hour), value: hour },
        ...report.week.map((hours) => ({ text: figure(hours[hour] ?? 0), value: hours[hour] ?? 0 })),
      ]),
    }),
  });
}
