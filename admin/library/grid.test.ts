import { expect, test } from 'vitest';
import type { Photo } from '#contract/photos.ts';
import { groupsOf } from './grid-groups.ts';
import { layOut, rowsBetween, stepFrom } from './grid-layout.ts';

const frame = { width: 1016, target: 104, gap: 4, head: 40, between: 20 };
const shapes = [1.5, 0.67, 1.78, 1, 2, 1.33, 0.75];
const ratios = Array.from({ length: 5000 }, (_, nr) => shapes[(nr * 5) % shapes.length] ?? 1);

test('rows run from edge to edge, with 4 px between photos and a height near the target', () => {
  const { rows } = layOut(ratios, [{ start: 0, end: 5000 }], frame);
  for (const row of rows.slice(0, -1)) {
    expect(row.xs[0]).toBe(0);
    expect((row.xs.at(-1) ?? 0) + (row.widths.at(-1) ?? 0)).toBe(1016);
    for (let nr = 1; nr < row.xs.length; nr += 1)
      expect(Math.abs((row.xs[nr] ?? 0) - (row.xs[nr - 1] ?? 0) - (row.widths[nr - 1] ?? 0) - 4)).toBeLessThanOrEqual(
        1,
      );
    expect(row.height).toBeGreaterThan(80);
    expect(row.height).toBeLessThan(131);
  }
});

test('every photo is in one row, and a lone last one is not blown up', () => {
  const { rows } = layOut(
    ratios.slice(0, 100),
    [
      { start: 0, end: 99 },
      { start: 99, end: 100 },
    ],
    frame,
  );
  expect(rows.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, nr) => start + nr))).toEqual(
    Array.from({ length: 100 }, (_, nr) => nr),
  );
  expect(rows.at(-1)?.height).toBe(104);
});

test('a panorama and a tower stay within reason, on a phone too', () => {
  const { rows } = layOut([8, 0.1, 1.5], [{ start: 0, end: 3 }], { ...frame, width: 358, target: 96 });
  for (const { widths, height } of rows) {
    expect(height).toBeGreaterThanOrEqual(60);
    for (const width of widths) expect(width).toBeGreaterThanOrEqual(40);
  }
});

test('only the rows near the view are drawn', () => {
  const layout = layOut(ratios, [{ start: 0, end: 5000 }], frame);
  const seen = rowsBetween(layout, 20_000, 20_800);
  expect(seen.length).toBeLessThan(12);
  expect(seen[0]?.y).toBeLessThanOrEqual(20_000);
  expect((seen.at(-1)?.y ?? 0) + (seen.at(-1)?.height ?? 0)).toBeGreaterThanOrEqual(20_800);
  expect(rowsBetween(layout, layout.height - 10, layout.height + 500).at(-1)?.end).toBe(5000);
});

test('arrows lead to the photo that is nearest across, and stop at the ends', () => {
  const layout = layOut(
    Array(30).fill(1),
    [
      { start: 0, end: 15 },
      { start: 15, end: 30 },
    ],
    { ...frame, width: 536 },
  );
  expect(layout.rows[0]?.end).toBe(5);
  expect(stepFrom(layout, 2, 'ArrowDown', 800)).toBe(7);
  expect(stepFrom(layout, 12, 'ArrowDown', 800)).toBe(17);
  expect(stepFrom(layout, 17, 'ArrowUp', 800)).toBe(12);
  expect(stepFrom(layout, 2, 'ArrowUp', 800)).toBe(2);
  expect(stepFrom(layout, 29, 'ArrowRight', 800)).toBe(29);
  expect(stepFrom(layout, 3, 'End', 800)).toBe(29);
  expect(stepFrom(layout, 28, 'Home', 800)).toBe(0);
  expect(stepFrom(layout, 0, 'PageDown', 420)).toBe(10);
});

function taken(at: string, uploadedBy = '陈涛'): Photo {
  return { uploadedAt: at, takenAt: null, uploadedBy } as Photo;
}

test('a group ends with the day where the box is, and with a pause of an hour', () => {
  const photos = [
    taken('2026-11-21T06:31:00Z'),
    taken('2026-11-21T05:40:00Z', '李雷'),
    taken('2026-11-21T05:00:00Z'),
    taken('2026-11-21T02:00:00Z'),
    // Midnight in Shanghai is 16:00 UTC.
    taken('2026-11-20T16:10:00Z'),
    taken('2026-11-20T15:50:00Z'),
  ];
  const groups = groupsOf(photos, 'uploaded', 'Asia/Shanghai', false);
  expect(groups.map(({ start, end, whole }) => [start, end, whole])).toEqual([
    [0, 3, true],
    [3, 4, true],
    [4, 5, true],
    [5, 6, false],
  ]);
  expect(groups[0]?.names).toEqual(['陈涛', '李雷']);
  expect(groups[0]?.from).toBe(Date.parse('2026-11-21T05:00:00Z'));
});
