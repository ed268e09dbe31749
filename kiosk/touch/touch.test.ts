import { describe, expect, test } from 'vitest';
import { shotAt } from '#contract/shot-at.ts';
import { counted, labelled, stretchesOf } from './bars.ts';
import { colourOf } from './colour.ts';
import { gridOf, rowsBetween } from './rows.ts';

const zone = 'Asia/Shanghai';
const minute = 60_000;
/** 14:05 in Shanghai. */
const now = Date.UTC(2026, 4, 1, 6, 5);

describe('the grid', () => {
  const measures = { width: 1080, tallest: 600, gap: 8 };
  const photos = (count: number) =>
    Array.from({ length: count }, (_, id) => ({ id, width: [1500, 667, 1778, 1000][id % 4] as number, height: 1000 }));

  test('rows go from edge to edge, photos whole, none taller than a hand', () => {
    const { rows, height } = gridOf(photos(60), measures);
    for (const { tiles, height: high } of rows) {
      const last = tiles.at(-1);
      expect(Math.round((last?.left ?? 0) + (last?.width ?? 0))).toBe(1080);
      expect(high).toBeLessThanOrEqual(750);
      for (const { photo, width } of tiles) expect(width / high).toBeCloseTo(photo.width / photo.height, 5);
    }
    expect(rows.flatMap(({ tiles }) => tiles.map(({ photo }) => photo.id))).toEqual(photos(60).map(({ id }) => id));
    expect((rows.at(-1)?.top ?? 0) + (rows.at(-1)?.height ?? 0)).toBe(height);
  });

  test('what comes in front moves no photo but those at the top to another row', () => {
    const before = photos(40).map((photo) => ({ ...photo, id: photo.id + 100 }));
    const fresh = { id: 1, width: 1500, height: 1000 };
    const rowsOf = (list: typeof before) =>
      gridOf(list, measures).rows.map(({ tiles }) => tiles.map(({ photo }) => photo.id));
    const [old, grown] = [rowsOf(before), rowsOf([fresh, ...before])];
    expect(grown.slice(-(old.length - 2))).toEqual(old.slice(2));
  });

  test('one photo alone keeps its shape, and of thousands a few rows are drawn', () => {
    const [row] = gridOf([{ width: 667, height: 1000 }], measures).rows;
    expect([row?.height, Math.round(row?.tiles[0]?.width ?? 0)]).toEqual([750, 500]);
    const grid = gridOf(photos(5000), measures);
    const seen = rowsBetween(grid, 100_000, 101_200);
    expect(seen.length).toBeLessThan(8);
    expect(seen[0]?.top).toBeLessThanOrEqual(100_000);
    expect((seen.at(-1)?.top ?? 0) + (seen.at(-1)?.height ?? 0)).toBeGreaterThanOrEqual(101_200);
    expect(gridOf([], measures)).toEqual({ rows: [], height: 0 });
  });
});

describe('the bars', () => {
  test('stand for ten minutes each, by the clock on the wall, up to the newest photo', () => {
    const times = Array.from({ length: 100 }, (_, nr) => now - nr * 2 * minute);
    const { bars, step } = stretchesOf(times, zone);
    expect(step).toBe(10 * minute);
    expect(bars.at(-1)).toEqual({ from: now - 5 * minute, to: now + 5 * minute, photos: 3 });
    expect(bars.reduce((sum, { photos }) => sum + photos, 0)).toBe(100);
    // 12:00 and 13:00 and 14:00 stand on full hours; the first says where it begins.
    const said = labelled({ bars, step }, zone, 5).map((place) =>
      new Date((bars[place]?.from ?? 0) + 8 * 60 * minute).toISOString().slice(11, 16),
    );
    expect(said.slice(-3)).toEqual(['12:00', '13:00', '14:00']);
  });

  test('days become days, and a camera with a wrong clock squeezes nobody', () => {
    const days = Array.from({ length: 200 }, (_, nr) => now - nr * 3 * 60 * minute);
    expect(stretchesOf(days, zone).step).toBe(1440 * minute);
    const lost = [...Array.from({ length: 99 }, (_, nr) => now - nr * minute), Date.UTC(2001, 0, 1)];
    const { bars, step } = stretchesOf(lost, zone);
    expect(step).toBe(10 * minute);
    expect(bars.reduce((sum, { photos }) => sum + photos, 0)).toBe(100);
    expect(stretchesOf([], zone).bars).toEqual([]);
    expect(counted(bars, [now]).reduce((sum, { photos }) => sum + photos, 0)).toBe(1);
  });

  test('a camera that is ahead is not believed', () => {
    expect(shotAt({ takenAt: now + 60 * minute, cameAt: now })).toBe(now);
    expect(shotAt({ takenAt: now - 60 * minute, cameAt: now })).toBe(now - 60 * minute);
    expect(shotAt({ takenAt: null, cameAt: now })).toBe(now);
  });
});

test('a photo that is not there yet has its own colour', () => {
  // Of the ThumbHash example that its author gives.
  expect(colourOf('1QcSHQRnh493V4dIh4eXh1h4kJUI')).toMatch(/^rgb\(\d+ \d+ \d+\)$/);
  expect(colourOf(null)).toBe('#211f1d');
});
