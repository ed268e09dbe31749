import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { expect, test } from 'vitest';
import { boundaryOf, mendPartNames, TooManyParts } from './part-names.ts';

const part = (name: string, data: string) =>
  `--x-y\r\nContent-Disposition: form-data; name="photos"; filename="${name}"\r\nContent-Type: image/jpeg\r\n\r\n${data}\r\n`;

async function through(body: Buffer, size: number): Promise<string> {
  const chunks = Array.from({ length: Math.ceil(body.length / size) }, (_, n) =>
    body.subarray(n * size, (n + 1) * size),
  );
  const out = await Readable.from(chunks).pipe(mendPartNames('x-y')).toArray();
  return Buffer.concat(out as Buffer[]).toString('latin1');
}

test.each([1, 2, 7, 64, 100_000])(
  'in chunks of %i bytes, names are mended and files left as they are',
  async (size) => {
    const data = 'a\0b--x-\r\nfilename=""\0--x';
    const body = Buffer.from(
      `${part('photo\0.svg', data)}${part('\xe7\x85\xa7\x1b[2J\x7f\rb\tc.jpg', data)}${part('', data)}${part('plain.jpg', data)}--x-y--\r\n`,
      'latin1',
    );
    const expected = `${part('photo .svg', data)}${part('\xe7\x85\xa7 [2J  b\tc.jpg', data)}${part('photo', data)}${part('plain.jpg', data)}--x-y--\r\n`;
    expect(await through(body, size)).toBe(expected);
  },
);

test('a body that is no multipart at all passes as it came', async () => {
  expect(await through(Buffer.from('nothing like it'), 4)).toBe('nothing like it');
  expect(await through(Buffer.from(`--x-y${'h'.repeat(40_000)}`), 1000)).toHaveLength(40_005);
});

test.each([
  ['fields', part('a.jpg', '')],
  ['bare boundaries', '--x-y\r\n'],
  ['boundaries without a head', '--x-y\r\n\r\n\r\n'],
])('of %s beyond the most that are taken none is passed on', async (_, one) => {
  const sent = async (parts: number, size: number) => {
    const body = Buffer.from(`${one.repeat(parts)}--x-y--\r\n`);
    const chunks = Array.from({ length: Math.ceil(body.length / size) }, (_, n) =>
      body.subarray(n * size, (n + 1) * size),
    );
    let passed = 0;
    const mend = mendPartNames('x-y', 30);
    mend.on('data', (chunk: Buffer) => {
      passed += chunk.length;
    });
    await pipeline(chunks, mend);
    return passed === body.length;
  };
  for (const size of [3, 65_536]) {
    expect(await sent(30, size)).toBe(true);
    await expect(sent(32, size)).rejects.toThrow(TooManyParts);
    await expect(sent(100_000, 65_536)).rejects.toThrow(TooManyParts);
  }
});

test('what only looks like a boundary inside of a file is no part', async () => {
  const body = Buffer.from(`${part('a.jpg', 'x--x-y'.repeat(100))}--x-y--\r\n`);
  for (const size of [1, 5, 65_536]) {
    const chunks = Array.from({ length: Math.ceil(body.length / size) }, (_, n) =>
      body.subarray(n * size, (n + 1) * size),
    );
    const out = await Readable.from(chunks).pipe(mendPartNames('x-y', 1)).toArray();
    expect(Buffer.concat(out as Buffer[]).equals(body)).toBe(true);
  }
});

test('the boundary is found however it is written', () => {
  expect(boundaryOf('multipart/form-data; boundary=abc')).toBe('abc');
  expect(boundaryOf('multipart/form-data; charset=utf-8; Boundary="a b"')).toBe('a b');
  expect(boundaryOf('multipart/form-data')).toBeUndefined();
});
