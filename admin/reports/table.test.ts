import { expect, test } from 'vitest';
import { sorted } from './table.ts';

const rows = [
  [{ text: '沙盘 10' }, { text: '1,024', value: 1024 }],
  [{ text: '沙盘 9' }, { text: '—' }],
  [{ text: '' }, { text: '96', value: 96 }],
  [{ text: '门厅' }, { text: '96', value: 96 }],
];
const names = (column: number, down: boolean) => sorted(rows, { column, down }, 'zh-CN').map(([cell]) => cell?.text);

test('figures are sorted by their value, and what is not known comes last either way', () => {
  expect(names(1, true)).toEqual(['沙盘 10', '', '门厅', '沙盘 9']);
  expect(names(1, false)).toEqual(['', '门厅', '沙盘 10', '沙盘 9']);
});

test('names are sorted as people do, numbers within them by their size, the nameless last', () => {
  expect(names(0, false)).toEqual(['门厅', '沙盘 9', '沙盘 10', '']);
  expect(names(0, true)).toEqual(['沙盘 10', '沙盘 9', '门厅', '']);
});
