import { html, nothing, type TemplateResult } from 'lit';
import { warning } from '../parts/icons.ts';
import { href } from '../router.ts';
import { type Given, section, switchOf } from './given.ts';
import type { Ranked } from './ranked-bars.ts';
import { ranked } from './top-photos.ts';
import './ranked-bars.ts';

/** Links that will be used up within a day, with the way to give them more. */
export function soonBand({ report, words, projectId }: Given): TemplateResult | typeof nothing {
  if (report.soon.length === 0) return nothing;
  const { reportPage: own, reports } = words;
  return html`<ul class="warned" aria-label=${own.soon.label}>${report.soon.map(
    ({
      linkId,
      name,
      opensLeft,
      minutes,
    }) => html`<li>${warning}<p><strong>${own.soon.text(name || reports.words.unnamedLink, opensLeft)}</strong>${words.admin.comma}${reports.soon(minutes)}</p>
      <a class="button dense" href=${href(`/projects/${projectId}/links/${linkId}`)}>${own.soon.act}</a></li>`,
  )}</ul>`;
}

/** The photos that were looked at most; `longest`: by how long. */
export function photosSection(given: Given, longest: boolean, turn: (longest: boolean) => void): TemplateResult {
  const { report, words, projectId } = given;
  const { reports, reportPage: own } = words;
  const { columns, figure, sections } = reports;
  const all = ranked(report.photos, longest);
  const options = [
    { value: 'most', label: own.photos.most },
    { value: 'longest', label: own.photos.longest },
  ];
  const turning = { ...given, turn: (_: string, to: string) => turn(to === 'longest') };
  return html`<div class="part">${section(given, {
    id: 'photos',
    heading: longest ? sections.longest : sections.photos,
    beside:
      all.length === 0 ? nothing : switchOf(turning, 'photos', own.photos.by, options, longest ? 'longest' : 'most'),
    chart: () =>
      html`<top-photos .words=${words} .projectId=${projectId} .photos=${report.photos} ?longest=${longest}></top-photos>`,
    table: () => ({
      columns: [
        { label: columns.photo },
        { label: columns.views, figure: true },
        { label: columns.visits, figure: true },
        { label: reports.figures.viewSeconds, figure: true },
        { label: columns.downloads, figure: true },
        { label: columns.saves, figure: true },
        { label: columns.screen, figure: true },
      ],
      rows: all.map((photo) => [
        {
          text: [photo.title || reports.words.untitled, ...(photo.there ? [] : [reports.words.gone])].join(
            words.admin.comma,
          ),
          ...(photo.there && { path: `/projects/${projectId}?photo=${photo.photoId}` }),
        },
        { text: figure(photo.views), value: photo.views },
        { text: figure(photo.visits), value: photo.visits },
        { text: reports.lasting(photo.seconds), value: photo.seconds },
        { text: figure(photo.downloads), value: photo.downloads },
        { text: figure(photo.saves), value: photo.saves },
        { text: photo.screenSeconds === 0 ? '' : reports.lasting(photo.screenSeconds), value: photo.screenSeconds },
      ]),
    }),
    none: all.length === 0 ? reports.empty.photos : undefined,
  })}</div>`;
}

/** What screens showed, and why phones were turned away. */
export function restSections(given: Given): TemplateResult | typeof nothing {
  const { screens: shown, refusals: refused, about } = given.report;
  const some = [
    ...(about.kind === 'project' ? [screens(given)] : []),
    ...(refused.length > 0 ? [refusals(given)] : []),
  ];
  if (some.length === 0 || (shown.length === 0 && refused.length === 0)) return nothing;
  return html`<div class="part ${some.length > 1 ? 'two' : ''}">${some}</div>`;
}

function screens(given: Given): TemplateResult {
  const { report, words } = given;
  const { reports, reportPage: own } = words;
  const { columns, sections } = reports;
  const several = report.screens.length > 1;
  return section(given, {
    id: 'screens',
    heading: sections.screens,
    chart: () =>
      html`${report.screens.map(
        ({
          name,
          seconds,
          items,
        }) => html`<h3>${name}</h3><p class="small figures">${own.screenTotal(reports.lasting(seconds))}</p>
        <ranked-bars .words=${words} label=${name} few=${several ? 4 : 8} .rows=${items.map(
          (item): Ranked => ({
            name: item.name || (reports.scenes[item.kind] ?? ''),
            value: item.seconds,
            figure: own.shown(reports.lasting(item.seconds), item.times),
          }),
        )}></ranked-bars>`,
      )}`,
    table: () => ({
      columns: [
        { label: columns.screen },
        { label: columns.scene },
        { label: columns.kind },
        { label: columns.times, figure: true },
        { label: reports.figures.viewSeconds, figure: true },
      ],
      rows: report.screens.flatMap((screen) =>
        screen.items.map((item) => [
          { text: screen.name },
          { text: item.name || (reports.scenes[item.kind] ?? '') },
          { text: reports.scenes[item.kind] ?? '' },
          { text: reports.figure(item.times), value: item.times },
          { text: reports.lasting(item.seconds), value: item.seconds },
        ]),
      ),
    }),
    none: report.screens.length === 0 ? reports.empty.screens : undefined,
  });
}

function refusals(given: Given): TemplateResult {
  const { report, words } = given;
  const { reasons, columns, figure, sections } = words.reports;
  const all = report.refusals.toSorted((a, b) => b.count - a.count);
  return section(given, {
    id: 'refusals',
    heading: sections.refusals,
    chart: () =>
      html`<ranked-bars .words=${words} label=${sections.refusals} .rows=${all.map(({ reason, count }): Ranked => ({ name: reasons[reason], value: count, figure: figure(count) }))}></ranked-bars>`,
    table: () => ({
      columns: [{ label: columns.reason }, { label: columns.count, figure: true }],
      rows: all.map(({ reason, count }) => [{ text: reasons[reason] }, { text: figure(count), value: count }]),
    }),
  });
}
