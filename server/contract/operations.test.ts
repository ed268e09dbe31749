import { expect, test } from 'vitest';
import { operations } from './operations.ts';

test('every operation has a name of its own', () => {
  const ids = operations.map(({ id }) => id);
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
});
