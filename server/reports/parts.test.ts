import { expect, test } from 'vitest';
import type { PartRow } from './figures/table.ts';
import { partsOf } from './parts.ts';

const region = (part: string, count: number): PartRow => ['region', part, count, 0];
const rows = [
  region('CN/浙江/杭州', 40),
  region('CN/浙江/宁波', 10),
  region('CN/浙江', 5),
  region('CN', 3),
  region('CN/上海/上海', 20),
  region('US', 2),
  region('site', 30),
  region('', 7),
];

test('the share from elsewhere is of remote opens whose region is known; what may be home or not is no base', () => {
  const home = (region: string) => partsOf(rows, region).home;
  expect(home('CN/浙江/杭州')).toEqual({ region: 'CN/浙江/杭州', base: 72, away: 32 });
  expect(home('CN/浙江')).toEqual({ region: 'CN/浙江', base: 77, away: 22 });
  expect(home('CN')).toEqual({ region: 'CN', base: 80, away: 2 });
  expect(home('CN/浙')).toMatchObject({ away: 77 });
  expect(partsOf(rows, null).home).toBeNull();
});

test('regions stand by what is known of them, the most first, on site and unknown among them', () => {
  const { regions } = partsOf(rows, null);
  expect(regions.slice(0, 2)).toEqual([
    { key: 'CN/浙江/杭州', country: 'CN', province: '浙江', city: '杭州', opens: 40 },
    { key: 'site', country: '', province: '', city: '', opens: 30 },
  ]);
  expect(regions.find(({ key }) => key === 'unknown')?.opens).toBe(7);
  expect(regions.reduce((sum, { opens }) => sum + opens, 0)).toBe(117);
});

test('what was nothing in the span is in no list', () => {
  const told = partsOf(
    [
      ['device', 'phone', 0, 4],
      ['device', 'desktop', 2, 0],
      ['refusal', 'expired', 3, 0],
      ['refusal', 'something else', 3, 0],
    ],
    null,
  );
  expect(told.devices).toEqual([{ key: 'desktop', opens: 2 }]);
  expect(told.refusals).toEqual([{ reason: 'expired', count: 3 }]);
});
