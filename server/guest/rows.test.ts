import { describe, expect, test } from 'vitest';
import { shapeOf, shapeRule } from './client/shape.ts';
import { rowsOf, widths } from './rows.ts';

const [phone] = widths;
const heights = (ratios: number[], width = phone as (typeof widths)[number]) =>
  rowsOf(ratios, width).map(({ count, ratio, empty }) => (width.px - 4 * (count - 1)) / (ratio + empty));

describe.each(widths)('on a page of $px px', (width) => {
  test.each([
    ['all landscape', Array(25).fill(1.5)],
    ['all upright', Array(25).fill(0.75)],
    ['mixed', [1.5, 0.75, 1.5, 1.78, 1.33, 3, 0.66, 1, 0.75, 2, 0.56, 1.5, 1.5, 0.75, 5, 0.4]],
  ])('%s photos each stand in one row, none much higher or lower than meant', (_, ratios) => {
    const rows = rowsOf(ratios, width);
    expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(ratios.length);
    for (const height of heights(ratios, width).slice(1)) {
      expect(height).toBeGreaterThan(width.height * 0.5);
      expect(height).toBeLessThan(width.height * 1.6);
    }
  });
});

test('on a phone a landscape opens the page alone, an upright one does not', () => {
  expect(rowsOf([1.5, 1.5, 1.5, 0.75], phone)[0]?.count).toBe(1);
  expect(rowsOf([0.75, 0.75, 0.75, 0.75], phone)[0]?.count).toBeGreaterThan(1);
});

test('a photo that is added at the end moves none that stand well before it', () => {
  const ratios = Array.from({ length: 24 }, (_, at) => [1.5, 0.75, 1.33, 1.78, 1.5, 1.5][at % 6] as number);
  const before = rowsOf(ratios, phone).map(({ count }) => count);
  const after = rowsOf([...ratios, 1.5], phone).map(({ count }) => count);
  expect(after.slice(0, before.length - 4)).toEqual(before.slice(0, -4));
});

test('the last photo does not grow to fill a row of its own', () => {
  expect(heights([1.5, 1.5, 1.5, 1.5, 1.5, 0.75, 1.5, 1.5, 0.6]).at(-1)).toBeLessThan(phone.height * 1.6);
});

test('an only photo is large, and still fits', () => {
  expect(heights([0.75])[0]).toBe(520);
  expect(heights([0.4])[0]).toBeCloseTo(620);
  expect(rowsOf([], phone)).toEqual([]);
});

test('a tile has the shape of its photo to a thousandth, however odd the numbers', () => {
  for (const [width, height] of [
    [6000, 4000],
    [3024, 4032],
    [1, 1],
    [4000, 2252],
    [1179, 2556],
  ] as const) {
    expect(Math.abs(shapeOf(width, height) / 1000 - width / height)).toBeLessThan(0.001);
  }
  expect(shapeOf(4000, 2)).toBe(5000);
  expect(shapeOf(1, 500_000)).toBe(400);
  expect(shapeOf(0, 0)).toBeGreaterThan(0);
  expect(shapeRule(1500)).toEqual([
    '[data-shape="1500"]{flex-grow:1500}',
    '.tile[data-shape="1500"]::before{padding-top:66.667%}',
  ]);
});
