import { expect, test } from 'vitest';
import { SettingsChange } from '#contract/box.ts';
import { distinct, nameBy, safeName } from './names.ts';

const facts = {
  project: '自然影像峰会',
  gallery: '主会场',
  date: '2026-11-21',
  number: '03',
  name: 'DSC_0001',
  title: '开幕式',
};

test.each([
  ['{name}', {}, 'DSC_0001.JPG'],
  ['{project} {date} {number}', {}, '自然影像峰会 2026-11-21 03.JPG'],
  ['{gallery}-{title}', {}, '主会场-开幕式.JPG'],
  // What has no date leaves no stump.
  ['{date}_{name}', { date: '' }, 'DSC_0001.JPG'],
  ['{gallery} - {date} - {number}', { date: '' }, '主会场 03.JPG'],
  ['{date}', { date: '' }, 'DSC_0001.JPG'],
  ['x/{name}', { name: '..\\..\\etc' }, 'x_.._.._etc.JPG'],
])('by %j', (template, more, name) => {
  expect(nameBy(template, { ...facts, ...more }, 'DSC_0001.JPG', 'jpeg')).toBe(name);
});

test.each([
  ['a.jpeg', 'jpeg', 'a.jpeg'],
  ['a.HEIC', 'jpeg', 'a.jpg'],
  ['a.png', 'jpeg', 'a.jpg'],
  ['a', 'webp', 'a.webp'],
  ['a.jpg', 'png', 'a.png'],
] as const)('%s handed out as %s is %s', (named, format, name) => {
  expect(nameBy('{name}', { ...facts, name: 'a' }, named, format)).toBe(name);
});

test.each([
  ['CON', '_CON'],
  ['com1.x', '_com1.x'],
  ['console', 'console'],
  ['a<b>:"c"/\\|?*', "a_b__'c'_____"],
  ['...hidden', 'hidden'],
  ['ends. . ', 'ends'],
  ['\u202egpj.exe\u0000\n', 'gpj.exe'],
  ['  a \t b  ', 'a b'],
  ['', 'photo'],
  ['...', 'photo'],
  ['e\u0301', 'é'],
])('%j is safe as %j', (typed, safe) => {
  expect(safeName(typed, 'photo')).toBe(safe);
});

test('a long name is cut between signs, within what every disk takes', () => {
  const cut = safeName('👨‍👩‍👧‍👦'.repeat(30), 'photo');
  expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(120);
  expect(cut).toBe('👨‍👩‍👧‍👦'.repeat(4));
  expect(safeName('照'.repeat(200), 'photo')).toBe('照'.repeat(40));
});

test('same names are numbered, also where only their case differs', () => {
  expect(distinct(['a.jpg', 'A.JPG', 'b.jpg', 'a.jpg', 'a (2).jpg', 'x/a.jpg'])).toEqual([
    'a.jpg',
    'A (2).JPG',
    'b.jpg',
    'a (3).jpg',
    'a (2) (2).jpg',
    'x/a.jpg',
  ]);
});

test('a template says what field it does not know, and takes braces that are none', () => {
  expect(SettingsChange.safeParse({ downloadName: '{name} {' }).success).toBe(true);
  const refused = SettingsChange.safeParse({ downloadName: '{name}-{nmae}' });
  expect(refused.error?.issues[0]?.message).toContain('{nmae}');
  expect(refused.error?.issues[0]?.message).toContain('{title}');
});
