import { expect, test } from 'vitest';
import { renamed } from './rename.ts';

test.each([
  ['客厅', 'IMG_1.JPG', 'jpeg', '客厅.JPG'],
  ['客厅.jpeg', 'IMG_1.JPG', 'jpeg', '客厅.jpeg'],
  ['客厅.png', 'IMG_1.JPG', 'jpeg', '客厅.JPG'],
  ['客厅.HEIC', 'x.heic', 'jpeg', '客厅.jpg'],
  ['logo', 'a.png', 'png', 'logo.png'],
  ['logo.jpg', 'a.png', 'png', 'logo.png'],
  ['V1.2 正面', 'a.webp', 'webp', 'V1.2 正面.webp'],
  ['run.exe', 'a.jpg', 'jpeg', 'run.exe.jpg'],
  ['../../etc/passwd', 'a.jpg', 'jpeg', 'passwd.jpg'],
  ['.jpg', 'a.jpg', 'jpeg', 'photo.jpg'],
] as const)('%s, which was %s and is a %s, is called %s', (wish, before, format, name) => {
  expect(renamed(wish, before, format)).toBe(name);
});

test('a long name keeps its ending', () => {
  const name = renamed('长'.repeat(200), 'a.jpg', 'jpeg');
  expect([name.length, name.endsWith('.jpg')]).toEqual([200, true]);
});
