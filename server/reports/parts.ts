import { RefusalReason, type Report } from '#contract/report.ts';
import type { PartRow } from './figures/table.ts';

/** With what and from where it was opened, and why phones were turned away: each adds up to its figure, the most first. */
export function partsOf(
  rows: readonly PartRow[],
  homeRegion: string | null,
): Pick<Report, 'devices' | 'systems' | 'apps' | 'regions' | 'home' | 'refusals'> {
  const of = (kind: string, unknown: string) => {
    const counts = new Map<string, number>();
    for (const [name, part, count] of rows) {
      if (name !== kind || count === 0) continue;
      const key = part === '' ? unknown : part;
      counts.set(key, (counts.get(key) ?? 0) + count);
    }
    return [...counts].map(([key, opens]) => ({ key, opens })).toSorted(mostFirst);
  };
  const regions = of('region', 'unknown').map(({ key, opens }) => ({ key, ...placeOf(key), opens }));
  return {
    devices: of('device', 'other'),
    systems: of('system', 'other'),
    apps: of('app', 'other'),
    regions,
    home: homeRegion === null ? null : homeOf(regions, homeRegion),
    refusals: of('refusal', '').flatMap(({ key, opens: count }) => {
      const reason = RefusalReason.safeParse(key).data;
      return reason === undefined ? [] : [{ reason, count }];
    }),
  };
}

function mostFirst(one: { key: string; opens: number }, other: { key: string; opens: number }): number {
  return other.opens - one.opens || one.key.localeCompare(other.key);
}

function placeOf(key: string): { country: string; province: string; city: string } {
  const [country = '', province = '', city = ''] = key === 'site' || key === 'unknown' ? [] : key.split('/');
  return { country, province, city };
}

/** Of remote opens, those from outside the home region; what is known less exactly than that may be either, and is no base. */
function homeOf(regions: Report['regions'], region: string): NonNullable<Report['home']> {
  let base = 0;
  let away = 0;
  for (const { key, country, opens } of regions) {
    if (country === '' || (region.startsWith(`${key}/`) && key !== region)) continue;
    base += opens;
    if (key !== region && !key.startsWith(`${region}/`)) away += opens;
  }
  return { region, base, away };
}
