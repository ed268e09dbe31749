import { expect, test } from 'vitest';
import { type Run, tableOf, withTable } from './table.ts';

const run = (bench: string, value: number): Run => ({
  when: '2026-11-21',
  machine: '2 × a core',
  load: '0.1 before, 1.0 after',
  quick: false,
  lines: [
    { bench, what: 'page', value, unit: 'ms', bare: 2, bareIs: 'bare', ratio: value / 2, limit: 1.2, ok: value <= 2.4 },
  ],
});
const empty = 'Words.\n<!-- bench:begin -->\n<!-- bench:end -->\nMore.\n';

test('a figure stands beside its counterpart, with what it may be at most and whether it is', () => {
  expect(tableOf(run('growth', 2))).toContain('| growth | page | 2 ms | 2 ms (bare) | 1 | ≤ 1.2 | kept |');
  expect(tableOf(run('growth', 4))).toContain('| 2 | ≤ 1.2 | **missed** |');
});

test('what ran anew takes the place of its rows, and rows of others stay', () => {
  const both = withTable(withTable(empty, run('growth', 2), ['growth']), run('opens', 3), ['opens']);
  const again = withTable(both, run('growth', 4), ['growth']);
  expect(again.match(/^\| (growth|opens) .*$/gm)?.map((line) => line.split('|')[3]?.trim())).toEqual(['3 ms', '4 ms']);
  expect(again.startsWith('Words.\n<!-- bench:begin -->\n')).toBe(true);
  expect(again.endsWith('<!-- bench:end -->\nMore.\n')).toBe(true);
});

test('a document without a place for the table is left alone', () => {
  expect(() => withTable('Words.', run('growth', 2), ['growth'])).toThrow('has no');
});
