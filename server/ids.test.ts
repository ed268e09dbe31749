import { expect, test } from 'vitest';
import { Id } from '#contract/common.ts';
import { newId } from './ids.ts';

test('ids are UUIDv7 in the order they were made, however many in a millisecond', () => {
  const ids = Array.from({ length: 10_000 }, () => newId(1_800_000_000_000));
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.toSorted()).toEqual(ids);
  expect(ids.every((id) => Id.safeParse(id).success && id[14] === '7')).toBe(true);
  expect(newId(1_800_000_100_000).slice(0, 13)).toBe(
    (1_800_000_100_000)
      .toString(16)
      .padStart(12, '0')
      .replace(/^(.{8})/, '$1-'),
  );
});
