import { expect, test } from 'vitest';
import { tilesIn } from './tiles.ts';

const usual = [1.5, 1.5, 4 / 3, 2 / 3, 3 / 4, 16 / 9, 1.5, 2, 1];
const gap = 8;
const rooms = [
  { name: 'a lying wall', width: 1408, height: 1080 },
  { name: 'an upright wall', width: 1080, height: 1408 },
];
const one = (ratio: number, count: number) => Array.from({ length: count }, () => ratio);
/** Photos as cameras take them: all lying, all upright, or mixed in some order that is the same in each run. */
const sets = (count: number) => [
  one(1.5, count),
  one(2 / 3, count),
  Array.from({ length: count }, (_, index) => usual[(index * 7 + count) % usual.length] ?? 1),
  Array.from({ length: count }, (_, index) => usual[(index * index + 3 * count) % usual.length] ?? 1),
];

test.each(rooms)(
  'on $name every one of 1 to 40 photos has its place, the first the largest, and from 8 on they fill it',
  ({ width, height }) => {
    for (let count = 1; count <= 40; count += 1) {
      for (const ratios of sets(count)) {
        const { boxes, full } = tilesIn(ratios, width, height, gap);
        expect(boxes).toHaveLength(count);
        for (const [index, box] of boxes.entries()) {
          const shape = box.width / box.height;
          const ratio = ratios[index] ?? 0;
          const cut = 1 - Math.min(shape / ratio, ratio / shape);
          expect(cut).toBeLessThan(full ? 0.02001 : 0.0001);
          expect(Math.min(box.width, box.height)).toBeGreaterThan(40);
          expect(box.x).toBeGreaterThan(-0.01);
          expect(box.y).toBeGreaterThan(-0.01);
          expect(box.x + box.width).toBeLessThan(width + 0.01);
          expect(box.y + box.height).toBeLessThan(height + 0.01);
          const near = (other: typeof box) =>
            other.x < box.x + box.width + gap * 0.95 &&
            box.x < other.x + other.width + gap * 0.95 &&
            other.y < box.y + box.height + gap * 0.95 &&
            box.y < other.y + other.height + gap * 0.95;
          expect(boxes.slice(index + 1).filter(near)).toEqual([]);
        }
        const [first = 0, ...rest] = boxes.map((box) => box.width * box.height);
        if (count >= 8) {
          expect(full).toBe(true);
          expect(Math.max(...boxes.map((box) => box.x + box.width))).toBeCloseTo(width, 3);
          expect(Math.max(...boxes.map((box) => box.y + box.height))).toBeCloseTo(height, 3);
        }
        if (count > 2) expect(first).toBeGreaterThan(Math.max(...rest));
      }
    }
  },
);

test('the same photos have the same places however often they are asked for', () => {
  const ratios = sets(17)[2] ?? [];
  const first = tilesIn(ratios, 1408, 1080, gap);
  for (let other = 1; other < 60; other += 1) tilesIn(one(1 + other / 100, 3), 1408, 1080, gap);
  expect(tilesIn(ratios, 1408, 1080, gap)).toEqual(first);
});

test('one photo stands whole in the middle', () => {
  const { boxes, full } = tilesIn([2], 1408, 1080, gap);
  expect(full).toBe(false);
  expect(boxes).toEqual([{ x: 0, y: 188, width: 1408, height: 704 }]);
});
