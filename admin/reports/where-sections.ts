import { html, nothing, type TemplateResult } from 'lit';
import { percentOf } from '#contract/share.ts';
import { href } from '../router.ts';
import { type Given, section, switchOf } from './given.ts';
import type { Ranked } from './ranked-bars.ts';
import './ranked-bars.ts';

const fewRegions = 6;

/** With what, from where, and by which codes it was opened. */
export function whereSections(given: Given): TemplateResult {
  return html`<div class="part ${given.tables ? 'stack' : 'three'}">${devices(given)}${regions(given)}${scans(given)}</div>`;
}

function devices(given: Given): TemplateResult {
  const { report, words } = given;
  const { reports, reportPage: own } = words;
  const kinds = {
    apps: [report.apps, reports.apps, reports.columns.app],
    devices: [report.devices, reports.devices, reports.columns.device],
    systems: [report.systems, reports.systems, reports.columns.system],
  } as const;
  const by =
    given.switched.devices === 'devices' || given.switched.devices === 'systems' ? given.switched.devices : 'apps';
  const [counts, names, column] = kinds[by];
  const { figures } = report;
  return section(given, {
    id: 'devices',
    heading: reports.sections.devices,
    beside: switchOf(
      given,
      'devices',
      own.devices.by,
      (['apps', 'devices', 'systems'] as const).map((value) => ({ value, label: own.devices[value] })),
      by,
    ),
    chart: () =>
      html`<ranked-bars .words=${words} label=${own.devices[by]} few="6" .rows=${counts.map(({ key, opens }) => bar(names[key] ?? key, opens, given))}></ranked-bars>`,
    table: () => ({
      columns: [
        { label: column },
        { label: reports.columns.opens, figure: true },
        { label: reports.columns.share, figure: true },
      ],
      rows: counts.map(({ key, opens }) => [{ text: names[key] ?? key }, ...counted(opens, given)]),
    }),
    note:
      figures.opens === 0
        ? nothing
        : html`<p class="small figures note">${reports.notes.phones(figures.phones, percentOf(figures.phones, figures.opens))}</p>`,
    none: counts.length === 0 ? reports.empty.any : undefined,
  });
}

function regions(given: Given): TemplateResult {
  const { report, words } = given;
  const { reports } = words;
  const all = report.regions;
  // One that is left over alone may as well be told by its name.
  const head = all.length > fewRegions ? all.slice(0, fewRegions - 1) : all;
  const rest = all.slice(head.length);
  const others = rest.reduce((sum, { opens }) => sum + opens, 0);
  return section(given, {
    id: 'regions',
    heading: reports.sections.regions,
    chart: () =>
      html`<ranked-bars .words=${words} label=${reports.sections.regions} few="6" .rows=${[
        ...head.map((region) => bar(reports.region(region), region.opens, given)),
        ...(rest.length === 0 ? [] : [bar(reports.notes.rest(rest.length), others, given)]),
      ]}></ranked-bars>`,
    table: () => ({
      columns: [
        { label: reports.columns.region },
        { label: reports.columns.province },
        { label: reports.columns.opens, figure: true },
        { label: reports.columns.share, figure: true },
      ],
      rows: all.map((region) => [
        { text: reports.region(region) },
        { text: region.province && reports.regionOf(`${region.country}/${region.province}`) },
        ...counted(region.opens, given),
      ]),
    }),
    note: homeNote(given),
    none: all.length === 0 ? reports.empty.regions : undefined,
  });
}

function homeNote({ report, words, owner }: Given): TemplateResult | typeof nothing {
  const { reports, reportPage: own } = words;
  const { home, figures } = report;
  if (figures.opens === 0) return nothing;
  const site =
    figures.onSite > 0 ? html`<p class="small figures">${reports.notes.siteOpens(figures.onSite)}</p>` : nothing;
  const where = home && reports.regionOf(home.region);
  const away =
    home && where !== null
      ? html`<p class="small figures">${
          home.base === 0
            ? reports.notes.awayNone(where)
            : reports.notes.away(where, percentOf(home.away, home.base), home.away, home.base)
        }</p>`
      : owner
        ? html`<p class="small"><a href=${href('/box/regions')}>${own.noHome}</a></p>`
        : nothing;
  return html`<div class="note">${away}${site}</div>`;
}

function scans(given: Given): TemplateResult {
  const { report, words } = given;
  const { reports, reportPage: own } = words;
  const { placements, places } = report;
  const both = placements.length > 0 && places.length > 0;
  const by =
    placements.length === 0 && places.length > 0
      ? 'places'
      : both && given.switched.scans === 'places'
        ? 'places'
        : 'placements';
  const nameOf = (placement: string) => placement || reports.words.noPlacement;
  const placeOf = ({ screenName, sceneName, sceneKind }: (typeof places)[number]) =>
    own.scanned(screenName, sceneName || (reports.scenes[sceneKind] ?? ''));
  const narrowed = (placement: string) => (placement === '' ? undefined : given.narrowed({ placement }));
  const rows: readonly Ranked[] =
    by === 'places'
      ? places.map((place) => bar(placeOf(place), place.opens, given))
      : placements.map(({ placement, links, opens, downloads, refused }) => {
          const path = narrowed(placement);
          return {
            ...bar(nameOf(placement), opens, given),
            note: own.placement(links, downloads, refused),
            ...(path !== undefined && { path }),
          };
        });
  return section(given, {
    id: 'scans',
    heading: reports.sections.placements,
    beside: both
      ? switchOf(
          given,
          'scans',
          own.scans.by,
          [
            { value: 'placements', label: own.scans.placements },
            { value: 'places', label: own.scans.places },
          ],
          by,
        )
      : nothing,
    chart: () => html`<ranked-bars .words=${words} label=${own.scans[by]} few="6" .rows=${rows}></ranked-bars>`,
    table: () =>
      by === 'places'
        ? {
            columns: [
              { label: reports.columns.screen },
              { label: reports.columns.scene },
              { label: reports.columns.opens, figure: true },
            ],
            rows: places.map(({ screenName, sceneName, sceneKind, opens }) => [
              { text: screenName },
              { text: sceneName || (reports.scenes[sceneKind] ?? '') },
              { text: reports.figure(opens), value: opens },
            ]),
          }
        : {
            columns: [
              { label: reports.columns.placement },
              { label: reports.columns.links, figure: true },
              { label: reports.columns.opens, figure: true },
              { label: reports.columns.downloads, figure: true },
              { label: reports.columns.refused, figure: true },
            ],
            rows: placements.map(({ placement, links, opens, downloads, refused }) => {
              const path = narrowed(placement);
              return [
                { text: nameOf(placement), ...(path !== undefined && { path }) },
                ...[links, opens, downloads, refused].map((value) => ({ text: reports.figure(value), value })),
              ];
            }),
          },
    none: rows.length === 0 ? reports.empty.placements : undefined,
  });
}

function bar(name: string, opens: number, { words }: Given): Ranked {
  return { name, value: opens, figure: words.reports.figure(opens) };
}

/** Opens, and their share of all. */
function counted(opens: number, { words, report }: Given) {
  const { figure, percent } = words.reports;
  return [
    { text: figure(opens), value: opens },
    { text: percent(percentOf(opens, report.figures.opens)), value: opens },
  ];
}
