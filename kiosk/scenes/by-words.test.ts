import { expect, test } from 'vitest';
import { wordsOf } from './by-words.ts';

test('a line breaks between words, never before a sign, nor between a figure and what it counts', () => {
  const text = '请 8 号客户到洽谈区，第 12 排的朋友请看大屏幕。';
  const words = wordsOf(text);
  expect(words.join('')).toBe(text);
  expect(words.length).toBeGreaterThan(5);
  for (const torn of ['客', '户', '屏', '，', '。', '号']) expect(words).not.toContain(torn);
  expect(words.every((word) => !/^[，。]/.test(word))).toBe(true);
  expect(wordsOf('Welcome')).toEqual(['Welcome']);
  expect(wordsOf('')).toEqual(['']);
});
