import { expect, test } from 'vitest';
import { originOf } from './origin-of.ts';

test.each([
  ['https://photos.example.com', 'https://photos.example.com'],
  [' photos.example.com/ ', 'https://photos.example.com'],
  ['HTTP://Box.local:8090//', 'http://box.local:8090'],
  ['', null],
  ['https://photos.example.com/g', undefined],
  ['https://photos.example.com?a=1', undefined],
  ['me@example.com', undefined],
  ['two words', undefined],
  ['ftp://example.com', undefined],
])('%j is taken for %j', (typed, origin) => {
  expect(originOf(typed)).toBe(origin);
});
