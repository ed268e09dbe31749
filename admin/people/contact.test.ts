import { expect, test } from 'vitest';
import { addressOf } from './contact.ts';

test('a contact is called or written to only where it is a number or a mail address', () => {
  expect(addressOf('138 0013 8000')).toBe('tel:13800138000');
  expect(addressOf('+86 (0)755-8888-0000')).toBe('tel:+86075588880000');
  expect(addressOf(' li@example.com ')).toBe('mailto:li@example.com');
  const copied = 'li@example.com?bcc=x%40evil.example';
  for (const other of ['wx: fang1990', 'li@example', '138', '王芳 13800138000', 'javascript:alert(1)', copied, ''])
    expect(addressOf(other)).toBeUndefined();
});
