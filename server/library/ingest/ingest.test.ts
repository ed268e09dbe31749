import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import exifr from 'exifr';
import { pino } from 'pino';
import sharp from 'sharp';
import { thumbHashToAverageRGBA } from 'thumbhash';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cutOff, jpegClaiming, makeUltraHdr, pngClaiming, strangers } from '../../testing/bad-files.ts';
import {
  corners,
  farthest,
  gpano,
  makePanorama,
  makePhoto,
  readCorners,
  readWalls,
  wallColours,
} from '../../testing/photos.ts';
import { type Ingest, type Rendered, startIngest } from './ingest.ts';
import { loneBytes, weighPano } from './weight.ts';

let folder: string;
let ingest: Ingest;
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maiimg-ingest-'));
  ingest = startIngest({ log: pino({ level: 'silent' }), jobs: 2 });
});
afterAll(async () => {
  await ingest.stop();
  await rm(folder, { recursive: true });
});

async function put(data: Uint8Array): Promise<string> {
  const path = join(folder, `${++count}`);
  await writeFile(path, data);
  return path;
}

const look = async (data: Uint8Array, localZone = 'Asia/Shanghai') => ingest.inspect(await put(data), { localZone });

interface Made extends Rendered {
  readonly files: Record<'thumb' | 'screen' | 'kiosk', Buffer>;
}

async function make(data: Uint8Array): Promise<Made> {
  const source = await put(data);
  const into = { thumb: `${source}-thumb`, screen: `${source}-screen`, kiosk: `${source}-kiosk` };
  const rendered = await ingest.render({ source, into });
  return {
    ...rendered,
    files: {
      thumb: await readFile(into.thumb),
      screen: await readFile(into.screen),
      kiosk: await readFile(into.kiosk),
    },
  };
}

/** Bytes that only metadata has. */
const marks = ['Exif', 'EXIF', 'http://ns.adobe.com', 'ICC_PROFILE', 'ICCP', 'XMP ', 'Photoshop', 'MPF\0', 'Zhang'];

async function expectBare(files: Readonly<Record<string, Buffer>>): Promise<void> {
  for (const [size, file] of Object.entries(files)) {
    const found = marks.filter((mark) => file.includes(mark));
    expect(found, size).toEqual([]);
    const { exif, xmp, icc, iptc, orientation } = await sharp(file).metadata();
    expect({ exif, xmp, icc, iptc, orientation }, size).toEqual({});
  }
  if (files.kiosk)
    expect(
      await exifr.parse(files.kiosk, { tiff: true, xmp: true, icc: true, iptc: true, jfif: false }),
    ).toBeUndefined();
}

describe('a photo’s sizes', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('are upright where the camera noted orientation %d', async (orientation) => {
    const data = await makePhoto({ width: 500, height: 300, orientation });
    expect(await look(data)).toMatchObject({ width: 500, height: 300 });

    const { files, sizes } = await make(data);

    for (const size of ['thumb', 'screen', 'kiosk'] as const) {
      expect(farthest(await readCorners(files[size]), corners), size).toBeLessThan(12);
      expect(sizes[size].width, size).toBeGreaterThan(sizes[size].height);
    }
  });

  test.each([
    { profile: 'srgb', within: 6 },
    { profile: 'p3', within: 6 },
    { profile: 'cmyk', within: 24 },
  ] as const)('have the colours of sRGB from $profile', async ({ profile, within }) => {
    const { files } = await make(await makePhoto({ width: 640, height: 480, profile, quality: 95 }));
    for (const file of Object.values(files))
      expect(farthest(await readCorners(file), corners)).toBeLessThanOrEqual(within);
  });

  test('have the colours of sRGB from 16-bit pixels, with a wide profile and without one', async () => {
    for (const profile of ['srgb', 'p3'] as const) {
      const { files } = await make(await makePhoto({ width: 640, height: 480, format: 'png', deep: true, profile }));
      for (const file of Object.values(files))
        expect(farthest(await readCorners(file), corners), profile).toBeLessThanOrEqual(6);
    }
  });

  test('of a gray photo are gray', async () => {
    const { files } = await make(await makePhoto({ width: 640, height: 480, profile: 'gray' }));
    for (const file of Object.values(files)) {
      const { topLeft, bottomRight } = await readCorners(file);
      expect(Math.max(...topLeft) - Math.min(...topLeft)).toBeLessThanOrEqual(3);
      expect(bottomRight[0]).toBeGreaterThan(topLeft[0] + 50);
    }
  });

  test.each(['png', 'webp'] as const)('of a cut-out %s stand on white', async (format) => {
    const { files } = await make(await makePhoto({ width: 640, height: 480, format, alpha: true, quality: 95 }));
    for (const file of Object.values(files)) {
      const { data, info } = await sharp(file).raw().toBuffer({ resolveWithObject: true });
      const middle = (Math.floor(info.height * 0.6) * info.width + Math.floor(info.width / 2)) * info.channels;
      expect(info.channels).toBe(3);
      expect(Math.min(...data.subarray(middle, middle + 3))).toBeGreaterThan(248);
      expect(farthest(await readCorners(file), corners)).toBeLessThanOrEqual(12);
    }
  });

  test.each(['jpeg', 'png', 'webp'] as const)('carry nothing but pixels from a %s', async (format) => {
    const data = await makePhoto({
      width: 640,
      height: 480,
      format,
      profile: 'p3',
      orientation: 6,
      exif: {
        takenAt: '2026:05:17 18:04:59',
        offset: '+08:00',
        owner: 'Zhang',
        gps: { latitude: '31/1 14/1 0/1', longitude: '121/1 28/1 0/1' },
      },
      xmp: '<x:xmpmeta xmlns:x="adobe:ns:meta/"><owner>Zhang http://ns.adobe.com/xap/1.0/</owner></x:xmpmeta>',
    });
    expect(data.includes('Zhang')).toBe(true);
    await expectBare((await make(data)).files);
  });

  test('fit 400, 1600 and 3840, and are described as they are on disk', async () => {
    const { files, sizes } = await make(await makePhoto({ width: 4200, height: 2800 }));
    for (const [size, width, height, type] of [
      ['thumb', 400, 267, 'image/webp'],
      ['screen', 1600, 1067, 'image/webp'],
      ['kiosk', 3840, 2560, 'image/jpeg'],
    ] as const) {
      const file = files[size];
      expect(await sharp(file).metadata()).toMatchObject({ width, height, format: type.slice(6) });
      expect(sizes[size]).toEqual({
        width,
        height,
        type,
        bytes: file.length,
        sha256: createHash('sha256').update(file).digest('hex'),
      });
    }
  });

  test('are never larger than the photo', async () => {
    const { sizes } = await make(await makePhoto({ width: 500, height: 320 }));
    expect(sizes).toMatchObject({
      thumb: { width: 400, height: 256 },
      screen: { width: 500, height: 320 },
      kiosk: { width: 500, height: 320 },
    });
  });

  test.each([
    [1, 1],
    [9000, 2],
    [3, 9000],
  ])('of %d × %d pixels are at least one pixel each way', async (width, height) => {
    const { sizes } = await make(await makePhoto({ width, height, format: 'png' }));
    for (const size of Object.values(sizes)) expect(Math.min(size.width, size.height)).toBeGreaterThanOrEqual(1);
  });

  test('replace older ones, and leave no other file', async () => {
    const source = await put(await makePhoto({ width: 300, height: 200 }));
    const into = { thumb: `${source}-thumb`, screen: `${source}-screen`, kiosk: `${source}-kiosk` };
    await writeFile(into.thumb, 'old');
    await ingest.render({ source, into });
    expect((await readFile(into.thumb)).toString('latin1', 8, 12)).toBe('WEBP');
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});

describe('a panorama', () => {
  const pano = async (data: Uint8Array) => {
    const source = await put(data);
    const size = await ingest.pano(source, `${source}-pano`, false);
    return { size, file: await readFile(`${source}-pano`) };
  };

  test('shows every wall where it was, carries nothing but pixels, and is described as it is on disk', async () => {
    const data = await makePanorama({ width: 600 });
    const { size, file } = await pano(data);
    expect(farthest(await readWalls(file), wallColours)).toBeLessThanOrEqual(8);
    await expectBare({ pano: file });
    const sha256 = createHash('sha256').update(file).digest('hex');
    // Never larger than the photo.
    expect(size).toEqual({ width: 600, height: 300, type: 'image/webp', bytes: file.length, sha256 });
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('is 6144 pixels wide at the most, and smaller where it could not be read beside its pixels', async () => {
    const create = { width: 6600, height: 3300, channels: 3, background: '#326482' } as const;
    const { file } = await pano(await sharp({ create }).jpeg().toBuffer());
    expect(await sharp(file).metadata()).toMatchObject({ format: 'webp', width: 6144, height: 3072 });
    const mib = 1024 ** 2;
    const large = { width: 12_000, height: 6000 };
    expect(weighPano(85 * mib, large).edge).toBe(6144);
    expect(weighPano(loneBytes, large)).toEqual({ edge: 3840, bytes: loneBytes });
    for (const render of [85, 200, 450, 505])
      expect(weighPano(render * mib, large).bytes).toBeLessThanOrEqual(loneBytes);
  });

  test('that cannot be read to its end is refused, and leaves nothing', async () => {
    const source = await put(cutOff(await makePanorama({ width: 800, seed: 3 }), 0.6));
    await expect(ingest.pano(source, `${source}-pano`, true)).rejects.toMatchObject({ code: 'photo_damaged' });
    expect((await readdir(folder)).filter((name) => name.startsWith(`${count}-`))).toEqual([]);
  });
});

test('the ThumbHash has the photo’s colour', async () => {
  const red = await sharp({ create: { width: 900, height: 600, channels: 3, background: { r: 200, g: 40, b: 40 } } })
    .jpeg()
    .toBuffer();
  const { r, g, b, a } = thumbHashToAverageRGBA(Buffer.from((await make(red)).thumbhash, 'base64'));
  expect([r * 255, g * 255, b * 255].map((level) => Math.round(level / 25))).toEqual([8, 2, 2]);
  expect(a).toBe(1);
});

describe('a look at a photo', () => {
  test.each(['jpeg', 'png', 'webp'] as const)('tells when a %s was taken', async (format) => {
    const exif = { takenAt: '2026:05:17 18:04:59', fraction: '25', offset: '+09:00' };
    const data = await makePhoto({ width: 60, height: 40, format, exif });
    expect(await look(data)).toEqual({
      format,
      width: 60,
      height: 40,
      takenAt: Date.parse('2026-05-17T09:04:59.250Z'),
      panorama: false,
    });
  });

  test('reads a time without an offset on the venue’s clock', async () => {
    const data = await makePhoto({ width: 60, height: 40, exif: { takenAt: '2026:05:17 18:04:59' } });
    expect((await look(data, 'Europe/Berlin')).takenAt).toBe(Date.parse('2026-05-17T16:04:59Z'));
  });

  test.each([
    ['no TIFF structure', 6, 60],
    ['a list that begins beyond the end', 10, 14],
    ['a list without end', 14, 16],
  ])('takes a broken note for none: %s', async (_how, from, to) => {
    const data = await makePhoto({ width: 60, height: 40, exif: { takenAt: '2026:05:17 18:04:59' } });
    const at = data.indexOf('Exif\0\0');
    data.fill(0xff, at + from, at + to);
    expect(await look(data)).toMatchObject({ format: 'jpeg', width: 60 });
    expect((await make(data)).sizes.thumb.width).toBe(60);
  });

  const packet = (how: string) =>
    `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description xmlns:GPano="http://ns.google.com/photos/1.0/panorama/" ${how}</x:xmpmeta>`;
  const inFull = { FullPanoWidthPixels: 6000, FullPanoHeightPixels: 3000 };
  const cropped = (width: number, height: number) =>
    gpano({ ...inFull, CroppedAreaImageWidthPixels: width, CroppedAreaImageHeightPixels: height });
  test.each([
    ['an attribute', packet('GPano:ProjectionType="equirectangular"/>'), 600, true],
    [
      'an element',
      packet('><GPano:ProjectionType> equirectangular</GPano:ProjectionType></rdf:Description>'),
      600,
      true,
    ],
    ['the word of its camera alone', packet('GPano:UsePanoramaViewer="True"/>'), 600, true],
    ['another projection', gpano({ ProjectionType: 'cylindrical' }), 600, false],
    ['a shape that is no sphere', gpano(), 900, false],
    ['a camera that wants no viewer', gpano({ UsePanoramaViewer: 'False' }), 600, false],
    ['words that are no facts', packet('>equirectangular</rdf:Description>'), 600, false],
    // The picture may have been made smaller since: only the shares count.
    ['a crop that is all of it', cropped(6000, 3000), 600, true],
    ['a crop that lost a line', cropped(6000, 2998), 600, true],
    ['half of a sphere of the same shape', cropped(3000, 1500), 600, false],
    ['a sphere without its floor', cropped(6000, 2400), 600, false],
  ])('knows a panorama by %s', async (_how, xmp, width, panorama) => {
    expect(await look(await makePhoto({ width, height: 300, xmp }))).toMatchObject({ panorama });
  });

  test('goes by content, not by name', async () => {
    const path = join(folder, 'portrait.gif');
    await writeFile(path, await makePhoto({ width: 60, height: 40, format: 'webp' }));
    expect(await ingest.inspect(path, { localZone: 'UTC' })).toMatchObject({ format: 'webp' });
  });

  test('fails for a zone that does not exist, with no verdict on the photo', async () => {
    const data = await makePhoto({ width: 60, height: 40, exif: { takenAt: '2026:05:17 18:04:59' } });
    await expect(look(data, 'Venus/Noon')).rejects.not.toHaveProperty('facts');
  });

  test('fails for a file that is not there, with no verdict on the photo', async () => {
    const gone = join(folder, 'gone');
    await expect(ingest.inspect(gone, { localZone: 'UTC' })).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('what phones and cameras write', () => {
  test('an Ultra HDR photo is taken with its notes and shown as on any screen', async () => {
    const data = await makeUltraHdr({ takenAt: '2026:05:17 18:04:59', offset: '+08:00' });
    // libvips, left to itself, takes another way with these.
    expect((await sharp(data).metadata()).gainMap).toBeDefined();

    expect(await look(data)).toMatchObject({ width: 640, height: 480, takenAt: Date.parse('2026-05-17T10:04:59Z') });
    const { files } = await make(data);
    expect(farthest(await readCorners(files.kiosk), corners)).toBeLessThan(12);
    await expectBare(files);
  });

  test('data after the end of the photo does no harm', async () => {
    const photo = await makePhoto({ width: 640, height: 480 });
    const data = Buffer.concat([photo, Buffer.alloc(300_000, 'motion picture')]);
    expect(await look(data)).toMatchObject({ format: 'jpeg' });
    expect((await make(data)).files.kiosk.includes('motion')).toBe(false);
  });

  test('a JPEG that libjpeg warns about is taken', async () => {
    const photo = await makePhoto({ width: 640, height: 480 });
    // Some phones note a range of coefficients that a baseline scan cannot have.
    const scan = photo.indexOf(Buffer.from([0xff, 0xda]));
    photo[scan + 3 + 3 + 3 * 2] = 0;
    await expect(sharp(photo, { failOn: 'warning' }).raw().toBuffer()).rejects.toThrow('Invalid SOS');
    expect((await make(photo)).sizes.kiosk.width).toBe(640);
  });
});

describe('what is no good photo is refused, with its reason', () => {
  test.each([
    ['empty', 'file_empty', undefined],
    ['byte', 'not_a_photo', 'text'],
    ['text', 'not_a_photo', 'text'],
    ['html', 'not_a_photo', 'html'],
    ['pdf', 'not_a_photo', 'pdf'],
    ['film', 'not_a_photo', 'mp4'],
    ['noise', 'not_a_photo', undefined],
    ['svg', 'format_not_accepted', 'svg'],
    ['gif', 'format_not_accepted', 'gif'],
    ['heic', 'format_not_accepted', 'heic'],
    ['avif', 'format_not_accepted', 'avif'],
    ['tiff', 'format_not_accepted', 'tiff'],
    ['magicThenNoise', 'photo_unreadable', undefined],
  ] as const)('%s: %s', async (name, code, format) => {
    await expect(look(strangers[name])).rejects.toMatchObject({
      name: 'Refusal',
      code,
      facts: format ? { format } : {},
    });
  });

  test.each(['jpeg', 'png', 'webp'] as const)(
    'a %s that broke off: photo_damaged, already at the first look',
    async (format) => {
      const photo = await makePhoto({ width: 640, height: 480, format, exif: { owner: 'Zhang' } });
      for (const share of [0.1, 0.5, 0.999]) {
        await expect(look(cutOff(photo, share)), `${share}`).rejects.toMatchObject({ code: 'photo_damaged' });
      }
    },
  );

  test('a PNG with a byte that differs: photo_damaged, when it is decoded', async () => {
    const photo = await makePhoto({ width: 640, height: 480, format: 'png' });
    photo[Math.floor(photo.length / 2)] = ~(photo[Math.floor(photo.length / 2)] as number);
    await expect(make(photo)).rejects.toMatchObject({ code: 'photo_damaged' });
  });

  test('more than 120 million pixels: too_many_pixels, before any is decoded', async () => {
    await expect(look(pngClaiming(12_000, 10_001))).rejects.toMatchObject({
      code: 'too_many_pixels',
      facts: { width: 12_000, height: 10_001 },
    });
    await expect(look(pngClaiming(12_000, 10_000))).resolves.toMatchObject({ width: 12_000 });
    await expect(look(await jpegClaiming(12_000, 10_001))).rejects.toMatchObject({ code: 'too_many_pixels' });
    await expect(make(pngClaiming(12_000, 10_001))).rejects.toMatchObject({ code: 'too_many_pixels' });
  });

  test('a photo that can only be decoded whole, and is too large for that: too_many_pixels', async () => {
    await expect(look(await jpegClaiming(12_000, 9_000, { progressive: true }))).rejects.toMatchObject({
      code: 'too_many_pixels',
    });
    await expect(look(await jpegClaiming(12_000, 9_000))).resolves.toMatchObject({ width: 12_000 });
    await expect(look(pngClaiming(9_000, 9_000, { interlaced: true, deep: true }))).rejects.toMatchObject({
      code: 'too_many_pixels',
    });
    await expect(look(pngClaiming(9_000, 9_000, { deep: true }))).resolves.toMatchObject({ width: 9_000 });
  });

  test('a JPEG whose scan is said to begin behind the end of the file: photo_damaged', async () => {
    const photo = await makePhoto({ width: 64, height: 48 });
    photo.writeUInt16BE(0xff00, photo.indexOf(Buffer.from([0xff, 0xda])) + 2);
    await expect(look(photo)).rejects.toMatchObject({ code: 'photo_damaged' });
  });

  test('a large progressive JPEG with stray bytes among its markers: too_many_pixels', async () => {
    const photo = await jpegClaiming(12_000, 9_000, { progressive: true });
    const frame = photo.indexOf(Buffer.from([0xff, 0xc2]));
    const stray = Buffer.concat([photo.subarray(0, frame), Buffer.from('stray'), photo.subarray(frame)]);
    expect((await sharp(stray, { failOn: 'none' }).metadata()).width).toBe(12_000);
    await expect(look(stray)).rejects.toMatchObject({ code: 'too_many_pixels' });
  });

  test('none of them disturbs the photos beside it', async () => {
    const good = await makePhoto({ width: 640, height: 480 });
    const bad = cutOff(await makePhoto({ width: 640, height: 480, format: 'png' }), 0.5);
    const verdicts = await Promise.allSettled([
      make(good),
      make(bad),
      make(strangers.svg),
      make(good),
      look(strangers.gif),
      make(good),
    ]);
    expect(verdicts.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
  });
});
