import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makePhoto } from '../../testing/photos.ts';
import { type Ingest, startIngest } from './ingest.ts';

let folder: string;
let ingest: Ingest;
beforeAll(async () => {
  ingest = startIngest({ log: pino({ level: 'silent' }), jobs: 1 });
  folder = await mkdtemp(join(tmpdir(), 'maiimg-sheet-'));
});
afterAll(async () => {
  await ingest.stop();
  await rm(folder, { recursive: true });
});
const at = (name: string) => join(folder, name);

/** The colour of a pixel. */
async function colourAt(picture: Buffer, left: number, top: number): Promise<number[]> {
  const one = sharp(picture).extract({ left, top, width: 1, height: 1 }).removeAlpha();
  return [...(await one.raw().toBuffer())];
}
const farthest = (one: readonly number[], other: readonly number[]) =>
  Math.max(...one.map((level, channel) => Math.abs(level - (other[channel] as number))));

test('a small picture is a JPEG on white, no longer than it may be, with nothing that a camera noted', async () => {
  const alpha = await makePhoto({ width: 900, height: 300, format: 'webp', alpha: true, exif: { owner: 'SECRET' } });
  await writeFile(at('alpha.webp'), alpha);
  const jpeg = await ingest.small(at('alpha.webp'), 300);
  const { format, width, height, exif, hasAlpha } = await sharp(jpeg).metadata();
  expect([format, width, height, exif, hasAlpha]).toEqual(['jpeg', 300, 100, undefined, false]);
  expect(farthest(await colourAt(jpeg, 150, 50), [255, 255, 255])).toBeLessThan(8);
  const large = await ingest.small(at('alpha.webp'), 5000);
  expect((await sharp(large).metadata()).width).toBe(900);
  await writeFile(at('broken.webp'), alpha.subarray(0, 400));
  await expect(ingest.small(at('broken.webp'), 300)).rejects.toMatchObject({ code: 'photo_damaged' });
});

test('pictures lie on a sheet where they were put: one fills its place, another is whole in it', async () => {
  const background = { r: 30, g: 90, b: 200 };
  await sharp({ create: { width: 400, height: 200, channels: 3, background } })
    .webp()
    .toFile(at('blue.webp'));
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 300"><rect width="300" height="300" fill="#f0a020"/></svg>';
  const slot = { path: at('blue.webp'), width: 100, height: 100 };
  const picture = await ingest.sheet({
    ...{ svg, width: 300, height: 300 },
    pictures: [
      { ...slot, left: 10, top: 10, fit: 'fill' },
      { ...slot, left: 150, top: 150, fit: 'whole' },
      { ...slot, path: at('gone.webp'), left: 150, top: 10, fit: 'fill' },
    ],
  });
  const { format, width, height } = await sharp(picture).metadata();
  expect([format, width, height]).toEqual(['png', 300, 300]);
  const [blue, orange] = [
    [30, 90, 200],
    [240, 160, 32],
  ];
  const places = [
    [5, 5, orange],
    [12, 12, blue],
    [107, 107, blue],
    [112, 112, orange],
    [152, 152, blue],
    [247, 197, blue],
    // Half as high as its place.
    [200, 220, orange],
    [200, 60, orange],
  ] as const;
  for (const [x, y, wanted = []] of places) {
    expect([x, y, farthest(await colourAt(picture, x, y), wanted) < 10]).toEqual([x, y, true]);
  }
});

test('a sheet leads nowhere: neither files nor addresses that an SVG may name are read', async () => {
  await sharp({ create: { width: 50, height: 50, channels: 3, background: '#ff0000' } })
    .png()
    .toFile(at('red.png'));
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 60">
    <image href="file://${at('red.png')}" width="60" height="60"/><image href="${at('red.png')}" width="60" height="60"/></svg>`;
  const picture = await ingest.sheet({ svg, width: 60, height: 60, pictures: [] });
  expect(await colourAt(picture, 30, 30)).toEqual([255, 255, 255]);
});
