import { expect, test } from 'vitest';
import { called } from './called.ts';

test('an honorific stands where its own language puts it, and once', () => {
  expect(called({ name: '王芳', honorific: '女士' })).toBe('王芳女士');
  expect(called({ name: 'Anna Berg', honorific: 'Ms' })).toBe('Ms Anna Berg');
  expect(called({ name: 'Ruiz', honorific: 'Señor' })).toBe('Señor Ruiz');
  expect(called({ name: '山田', honorific: 'さま' })).toBe('山田さま');
  expect(called({ name: 'Ms Chen', honorific: 'Ms' })).toBe('Ms Chen');
  expect(called({ name: '李先生', honorific: '先生' })).toBe('李先生');
  expect(called({ name: '影像周刊', honorific: '' })).toBe('影像周刊');
});
