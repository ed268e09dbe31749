import type { Report } from '#contract/report.ts';
import { count, duration, share, text } from './cells.ts';
import { type Plan, table } from './sheet.ts';
import type { Telling } from './told.ts';

/** With what it was opened: three lists below each other, told apart by their kind. */
export function devices(name: string, { report, say, colour }: Telling): Plan {
  const lists = [
    { kind: say.sections.devices, counts: report.devices, called: say.devices },
    { kind: say.sections.systems, counts: report.systems, called: say.systems },
    { kind: say.sections.apps, counts: report.apps, called: say.apps },
  ];
  const rows = lists.flatMap(({ kind, counts, called }) => {
    const all = counts.reduce((sum, { opens }) => sum + opens, 0);
    return counts.map(({ key, opens }) => ({ kind, name: called[key] ?? (key || say.words.unknown), opens, all }));
  });
  return table(name, colour, rows, [
    { head: say.columns.kind, cell: ({ kind }) => text(kind) },
    { head: say.columns.name, cell: (row) => text(row.name) },
    { head: say.columns.opens, cell: ({ opens }) => count(opens), bars: true },
    { head: say.columns.share, cell: ({ opens, all }) => share(opens, all) },
  ]);
}

export function regions(name: string, { report, say, colour }: Telling): Plan {
  const all = report.regions.reduce((sum, { opens }) => sum + opens, 0);
  const provinceOf = ({ country, province }: Report['regions'][number]) =>
    province && say.regionOf(`${country}/${province}`);
  return table(name, colour, report.regions, [
    { head: say.columns.region, cell: (region) => text(say.region(region)) },
    { head: say.columns.country, cell: ({ country }) => text(country && say.country(country)) },
    { head: say.columns.province, cell: (region) => text(provinceOf(region)) },
    { head: say.columns.city, cell: ({ city }) => text(city) },
    { head: say.columns.opens, cell: ({ opens }) => count(opens), bars: true },
    { head: say.columns.share, cell: ({ opens }) => share(opens, all) },
  ]);
}

export function placements(name: string, { report, say, colour }: Telling): Plan {
  return table(name, colour, report.placements, [
    { head: say.columns.placement, cell: ({ placement }) => text(placement || say.words.noPlacement) },
    { head: say.columns.links, cell: ({ links }) => count(links) },
    { head: say.columns.opens, cell: ({ opens }) => count(opens), bars: true },
    { head: say.columns.downloads, cell: ({ downloads }) => count(downloads) },
    { head: say.columns.refused, cell: ({ refused }) => count(refused) },
  ]);
}

interface OnScreen {
  readonly kind: string;
  readonly number: number | null;
  readonly screen: string;
  readonly scene: string;
  readonly sceneKind: string;
  readonly opens: number | null;
  readonly times: number | null;
  readonly seconds: number | null;
}

/** What codes on screens brought, and what screens showed. */
export function screens(name: string, { report, say, sheets, colour }: Telling): Plan {
  const kindOf = (key: string) => say.scenes[key] ?? key;
  const scans = report.places.map(
    ({ number, screenName, sceneName, sceneKind, opens }): OnScreen => ({
      ...{ kind: say.sections.places, number, screen: screenName, scene: sceneName, sceneKind: kindOf(sceneKind) },
      ...{ opens, times: null, seconds: null },
    }),
  );
  const shown = report.screens.flatMap(({ name: screen, seconds, items }): OnScreen[] => [
    { kind: say.sections.screens, number: null, screen, scene: '', sceneKind: '', opens: null, times: null, seconds },
    ...items.map((item) => ({
      ...{ kind: say.sections.screens, number: null, screen, scene: item.name, sceneKind: kindOf(item.kind) },
      ...{ opens: null, times: item.times, seconds: item.seconds },
    })),
  ]);
  return table(
    name,
    colour,
    [...scans, ...shown],
    [
      { head: say.columns.kind, cell: ({ kind }) => text(kind) },
      { head: say.columns.number, cell: ({ number }) => count(number) },
      { head: say.columns.screen, cell: ({ screen }) => text(screen) },
      { head: say.columns.scene, cell: ({ scene }) => text(scene) },
      { head: sheets.sceneKind, cell: ({ sceneKind }) => text(sceneKind) },
      { head: say.columns.opens, cell: ({ opens }) => count(opens) },
      { head: say.columns.times, cell: ({ times }) => count(times) },
      { head: sheets.screenSeconds, cell: ({ seconds }) => duration(seconds) },
    ],
  );
}

export function refusals(name: string, { report, say, colour }: Telling): Plan {
  const all = report.refusals.reduce((sum, { count: times }) => sum + times, 0);
  return table(name, colour, report.refusals, [
    { head: say.columns.reason, cell: ({ reason }) => text(say.reasons[reason]) },
    { head: say.columns.count, cell: ({ count: times }) => count(times), bars: true },
    { head: say.columns.share, cell: ({ count: times }) => share(times, all) },
  ]);
}
