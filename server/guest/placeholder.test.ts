import sharp from 'sharp';
import { rgbaToThumbHash } from 'thumbhash';
import { expect, test } from 'vitest';
import { placeholderOf } from './placeholder.ts';

async function hashOf(colour: string, width = 60, height = 40): Promise<string> {
  const pixels = await sharp({ create: { width, height, channels: 4, background: colour } })
    .raw()
    .toBuffer();
  return Buffer.from(rgbaToThumbHash(width, height, pixels)).toString('base64');
}

test('a placeholder is a small picture in the colours and the shape of its photo', async () => {
  const { url } = placeholderOf(await hashOf('#c04020'), 'tile') ?? { url: '' };
  expect(url.length).toBeLessThan(300);
  const picture = sharp(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'));
  const { width = 0, height = 0, format } = await picture.metadata();
  expect(format).toBe('png');
  expect(width).toBeGreaterThan(height);
  const [red, , blue] = (await picture.stats()).channels.map(({ mean }) => mean) as [number, number, number];
  expect(red).toBeGreaterThan(blue + 80);
});

test('its colours are where they are in the photo', async () => {
  const [width, height] = [60, 40];
  const pixels = Buffer.alloc(width * height * 4, 255);
  for (let at = 0; at < width * height; at++)
    pixels.set([at % width < 30 ? 220 : 30, at < 20 * width ? 200 : 40, 90], at * 4);
  const hash = Buffer.from(rgbaToThumbHash(width, height, pixels)).toString('base64');
  for (const use of ['tile', 'cover'] as const) {
    const url = placeholderOf(hash, use)?.url ?? '';
    const { data, info } = await sharp(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'))
      .raw()
      .toBuffer({ resolveWithObject: true });
    const at = (x: number, y: number) => {
      const from = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels;
      return [data[from], data[from + 1]] as [number, number];
    };
    const [first, last] = [at(0.2, 0.2), at(0.8, 0.8)];
    expect(first[0]).toBeGreaterThan(150);
    expect(first[1]).toBeGreaterThan(150);
    expect(last[0]).toBeLessThan(100);
    expect(last[1]).toBeLessThan(100);
  }
});

test('words on a bright cover are known to be dark ones', async () => {
  expect(placeholderOf(await hashOf('#f4f4f0'), 'cover')?.bright).toBe(true);
  expect(placeholderOf(await hashOf('#202428'), 'cover')?.bright).toBe(false);
});

test('no hash, or one that is none, is no placeholder and no fault', () => {
  for (const hash of [null, '', 'AA==', 'not base64 at all', '"><script>', 'A'.repeat(400)]) {
    expect(() => placeholderOf(hash, 'tile')).not.toThrow();
  }
  expect(placeholderOf('', 'cover')).toBeNull();
  expect(placeholderOf('AA==', 'cover')).toBeNull();
});
