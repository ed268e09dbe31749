import { expect, test } from 'vitest';
import { words } from '#words/index.ts';
import { sheetNames } from './names.ts';

test('names of sheets are such as Excel takes', () => {
  expect(sheetNames(['a/b\\c:d*e?f[g]', "'quoted'", '', 'History', 'same', 'SAME'])).toEqual([
    'a b c d e f g',
    'quoted',
    '_',
    'History_',
    'same',
    'SAME 2',
  ]);
  const long = '很长的名字'.repeat(10);
  const names = sheetNames([long, long, `${'x'.repeat(30)}👍`]);
  for (const name of names) expect(name.length).toBeLessThanOrEqual(31);
  expect(new Set(names).size).toBe(3);
  expect(names[2]).toBe('x'.repeat(30));
});

test.each(['zh-CN', 'en'] as const)('the box’s own names of sheets stay as they are (%s)', (locale) => {
  const own = Object.values(words(locale).reports.sheets);
  expect(sheetNames(own)).toEqual(own);
});
