import { html, nothing, type TemplateResult } from 'lit';
import { instantCell } from './cells.ts';
import { type Given, section } from './given.ts';
import type { Ranked } from './ranked-bars.ts';
import './ranked-bars.ts';

/** Galleries side by side, audiences, links. */
export function rankingSections(given: Given): TemplateResult {
  const { galleries: many, audiences: named } = given.report;
  const beside = [...(many.length > 0 ? [galleries(given)] : []), ...(named.length > 0 ? [audiences(given)] : [])];
  return html`
    ${beside.length === 0 ? nothing : html`<div class="part ${beside.length > 1 && !given.tables ? 'two' : 'stack'}">${beside}</div>`}
    <div class="part">${links(given)}</div>`;
}

function galleries(given: Given): TemplateResult {
  const { report, words } = given;
  const { reports, reportPage: own } = words;
  const { sections, columns, figure } = reports;
  const all = report.galleries.toSorted((a, b) => b.views - a.views);
  const nameOf = ({ title, there }: (typeof all)[number]) =>
    [title || reports.words.untitled, ...(there ? [] : [reports.words.gone])].join(words.admin.comma);
  const narrowed = ({ galleryId, there }: (typeof all)[number]) =>
    there ? { path: given.narrowed({ galleryId }) } : {};
  return section(given, {
    id: 'galleries',
    heading: report.project.kind === 'estate' ? sections.galleriesEstate : sections.galleries,
    chart: () =>
      html`<ranked-bars .words=${words} label=${sections.galleries} .rows=${all.map(
        (one): Ranked => ({
          name: nameOf(one),
          value: one.views,
          figure: own.looks(one.views),
          note: own.gallery(one.visits, one.views === 0 ? '' : reports.lasting(one.seconds / one.views), one.downloads),
          ...narrowed(one),
        }),
      )}></ranked-bars>`,
    table: () => ({
      columns: [
        { label: columns.gallery },
        { label: columns.opens, figure: true },
        { label: columns.visits, figure: true },
        { label: columns.views, figure: true },
        { label: reports.figures.viewSeconds, figure: true },
        { label: columns.downloads, figure: true },
      ],
      rows: all.map((one) => [
        { text: nameOf(one), ...narrowed(one) },
        { text: figure(one.opens), value: one.opens },
        { text: figure(one.visits), value: one.visits },
        { text: figure(one.views), value: one.views },
        { text: reports.lasting(one.seconds), value: one.seconds },
        { text: figure(one.downloads), value: one.downloads },
      ]),
    }),
  });
}

function audiences(given: Given): TemplateResult {
  const { report, words } = given;
  const { reports, reportPage: own } = words;
  const { sections, columns, figure } = reports;
  const all = report.audiences;
  const narrowed = (audience: string | null) => (audience === null ? {} : { path: given.narrowed({ audience }) });
  const nameOf = (one: (typeof all)[number]) => one.name || reports.words.noAudience;
  return section(given, {
    id: 'audiences',
    heading: sections.audiences,
    chart: () =>
      html`<ranked-bars .words=${words} label=${sections.audiences} .rows=${all.map(
        (one): Ranked => ({
          name: nameOf(one),
          value: one.opens,
          figure: reports.times(one.opens),
          note: own.audience(one.opened, one.links, one.visitors, one.downloads),
          ...narrowed(one.audience),
        }),
      )}></ranked-bars>`,
    table: () => ({
      columns: [
        { label: columns.audience },
        { label: columns.links, figure: true },
        { label: columns.opened, figure: true },
        { label: columns.opens, figure: true },
        { label: columns.visitors, figure: true },
        { label: columns.downloads, figure: true },
        { label: columns.savers, figure: true },
      ],
      rows: all.map((one) => [
        { text: nameOf(one), ...narrowed(one.audience) },
        ...[one.links, one.opened, one.opens, one.visitors, one.downloads, one.savers].map((value) =>
          value === null ? { text: reports.words.none } : { text: figure(value), value },
        ),
      ]),
    }),
  });
}

function links(given: Given): TemplateResult {
  const { report, words } = given;
  const { reports, reportPage: own } = words;
  const { sections, columns, figure } = reports;
  const all = report.links;
  const opened = all.filter(({ opens }) => opens > 0);
  const nameOf = ({ name, company }: (typeof all)[number]) =>
    [name || reports.words.unnamedLink, ...(company === '' || company === name ? [] : [company])].join(
      words.admin.comma,
    );
  const audience = new Map(report.audiences.map((one) => [one.audience, one.name]));
  return section(given, {
    id: 'links',
    heading: sections.links,
    chart: () =>
      html`<ranked-bars wide .words=${words} label=${sections.links} .rows=${opened.map(
        (one): Ranked => ({
          name: nameOf(one),
          value: one.opens,
          figure: reports.times(one.opens),
          note: own.link(reports.states[one.state], one.visitors, one.downloads, one.most),
          path: given.narrowed({ linkId: one.linkId }),
        }),
      )}></ranked-bars>`,
    table: () => ({
      columns: [
        { label: columns.name },
        { label: columns.gallery },
        { label: columns.audience },
        { label: columns.state },
        { label: columns.opens, figure: true },
        { label: columns.visitors, figure: true },
        { label: columns.views, figure: true },
        { label: columns.downloads, figure: true },
        { label: columns.refused, figure: true },
        { label: columns.lastOpenAt },
        { label: columns.most },
      ],
      rows: all.map((one) => [
        { text: nameOf(one), path: given.narrowed({ linkId: one.linkId }) },
        { text: one.gallery },
        { text: one.audience === null ? '' : (audience.get(one.audience) ?? one.audience) },
        { text: reports.states[one.state] },
        ...[one.opens, one.visitors, one.views, one.downloads, one.refused].map((value) => ({
          text: figure(value),
          value,
        })),
        instantCell(one.lastOpenAt, given),
        { text: one.most },
      ]),
    }),
    none:
      (given.tables ? all : opened).length === 0
        ? all.length === 0
          ? reports.empty.links
          : reports.empty.any
        : undefined,
  });
}
