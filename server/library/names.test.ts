import { expect, test } from 'vitest';
import { fold, partsOfName, tidyName } from './names.ts';

test.each([
  ['A1203_正面_详情.jpg', { sku: 'A1203', angle: '正面', usage: '详情' }],
  ['A-1_front_web.final.jpeg', { sku: 'A-1', angle: 'front', usage: 'web.final' }],
  ['A1203＿正面＿详情.PNG', { sku: 'A1203', angle: '正面', usage: '详情' }],
  ['IMG_0001.jpg', undefined],
  ['a_b_c_d.jpg', undefined],
  ['__.jpg', undefined],
  ['照片.jpg', undefined],
])('%s is taken apart into SKU, angle and usage, or not at all', (name, parts) => {
  expect(partsOfName(name)).toEqual(parts);
});

test.each([
  ['../../escape.jpg', 'escape.jpg'],
  ['..\\..\\escape.jpg', 'escape.jpg'],
  ['/etc/passwd.jpg', 'passwd.jpg'],
  ['new\nline.jpg', 'new line.jpg'],
  ['photo.jpg\u0000.svg', 'photo.jpg .svg'],
  ['evil\u202egpj.exe', 'evil gpj.exe'],
  ['', 'photo'],
  ['  ', 'photo'],
  ['ünï-日本-😀.jpg', 'ünï-日本-😀.jpg'],
])('the name %j is kept as %j', (sent, kept) => {
  expect(tidyName(sent)).toBe(kept);
});

test('a very long name keeps its ending', () => {
  const name = tidyName(`${'好'.repeat(500)}.jpeg`);
  expect([...name]).toHaveLength(200);
  expect(name.endsWith('好.jpeg')).toBe(true);
});

test('letters of full width and of either case are found alike', () => {
  expect(fold('ＡＢc')).toBe(fold('abC'));
});
