import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { TestSpecification } from 'vitest/node';
import { LongestFirst, long } from './longest-first.ts';
import { root } from './ready/processes.mjs';

const spec = (name: string, groupOrder = 0) =>
  ({ moduleId: `/box/${name}`, project: { name: 'p', config: { isolate: true, sequence: { groupOrder } } } }) as never;
const sort = async (...files: TestSpecification[]) => {
  const context = { cache: { getTestSpecificationResult: () => undefined } };
  return (await new LongestFirst(context as never).sort(files)).map(({ moduleId }) => moduleId.slice(5));
};

test('every file that is to start early is there', () => {
  expect(long.filter((name) => !existsSync(join(root, name)))).toEqual([]);
});

test('what takes long starts before the rest, within its group', async () => {
  const [first = '', second = ''] = long;
  expect(await sort(spec('a.test.ts'), spec(second), spec(first, 1), spec('b.test.ts', 1))).toEqual([
    second,
    'a.test.ts',
    first,
    'b.test.ts',
  ]);
});
