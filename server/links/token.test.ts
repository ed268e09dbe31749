import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { openKeys } from '../keys.ts';
import { testFolder } from '../testing/database.ts';
import { canonicalToken, tokenFor, tokenHash, tokenOf } from './token.ts';

test('a token is 26 letters that nobody misreads, and 130 bits of them', async () => {
  const keys = await openKeys(await testFolder());
  const tokens = Array.from({ length: 50_000 }, (_, index) => tokenOf(keys, `link ${index}`, 1));

  expect(new Set(tokens).size).toBe(tokens.length);
  expect(tokens.filter((token) => !/^[0-9a-hjkmnp-tv-z]{26}$/.test(token))).toEqual([]);
  // Each letter at each place is equally likely: 5 bits a place. 1,562 expected, 39 the deviation.
  for (let place = 0; place < 26; place += 1) {
    const counts = new Map<string, number>();
    for (const token of tokens) counts.set(token[place] as string, (counts.get(token[place] as string) ?? 0) + 1);
    expect(counts.size).toBe(32);
    const furthest = Math.max(...[...counts.values()].map((count) => Math.abs(count - tokens.length / 32)));
    expect(furthest).toBeLessThan(6 * 40);
  }
});

test('a token follows from the box, the link and its edition alone', async () => {
  const keys = await openKeys(await testFolder());
  const others = await openKeys(await testFolder());

  expect(tokenOf(keys, 'a', 1)).toBe(tokenOf(keys, 'a', 1));
  expect(tokenOf(keys, 'a', 2)).not.toBe(tokenOf(keys, 'a', 1));
  expect(tokenOf(keys, 'b', 1)).not.toBe(tokenOf(keys, 'a', 1));
  expect(tokenOf(others, 'a', 1)).not.toBe(tokenOf(keys, 'a', 1));
});

test('the token takes exactly the first 130 bits of the keyed hash', async () => {
  const keys = await openKeys(await testFolder());
  const bits = [...keys.mac('tokens', 'a 1')].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const letters = '0123456789abcdefghjkmnpqrstvwxyz';
  const expected = Array.from(
    { length: 26 },
    (_, at) => letters[Number.parseInt(bits.slice(5 * at, 5 * at + 5), 2)],
  ).join('');

  expect(tokenOf(keys, 'a', 1)).toBe(expected);
});

test('a token is known in capitals and with the letters that people mix up', () => {
  expect(canonicalToken('0123456789ABCDEFGHJKMNPQRS')).toBe('0123456789abcdefghjkmnpqrs');
  expect(canonicalToken('OoIiLl6789abcdefghjkmnpqrs')).toBe('0011116789abcdefghjkmnpqrs');
});

test.each([
  '',
  '0123456789abcdefghjkmnpqr',
  '0123456789abcdefghjkmnpqrst',
  '0123456789abcdefghjkmnpqru',
  '../../../../etc/passwd/././',
  '照片照片照片照片照片照片照片照片照片照片照片照片照片',
])('what is no token names nothing: %s', (text) => {
  expect(canonicalToken(text)).toBeUndefined();
});

test('a link that was made with another key shows no token', async () => {
  const [keys, others] = [await openKeys(await testFolder()), await openKeys(await testFolder())];
  const link = { id: 'a', edition: 1, tokenHash: tokenHash(tokenOf(keys, 'a', 1)) };

  expect(tokenFor(keys, link)).toBe(tokenOf(keys, 'a', 1));
  expect(tokenFor(others, link)).toBeUndefined();
  expect(link.tokenHash).toBe(
    createHash('sha256')
      .update(tokenOf(keys, 'a', 1))
      .digest('hex'),
  );
});
