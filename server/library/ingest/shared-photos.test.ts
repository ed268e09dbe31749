import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ingest, type Inspection, type Rendered, startIngest } from './ingest.ts';

const shared = join(import.meta.dirname, '../../../../shared/photos');
const patience = 240_000;

let ingest: Ingest;
let folder: string;
/** The most that the process has had in memory, in MiB. */
let peak = 0;
/** What the log says beside trifles: that the process died, or was ended. */
const complaints: string[] = [];

interface Ended {
  readonly verdict: string;
  readonly inspection?: Inspection;
  readonly rendered?: Rendered;
}

/** Sends a file the whole way, as an upload does: `ready`, or the code of its refusal and when it came. */
async function send(name: string): Promise<Ended> {
  const source = join(shared, name);
  const into = sizesOf(name);
  let inspection: Inspection | undefined;
  try {
    inspection = await ingest.inspect(source, { localZone: 'Asia/Shanghai' });
    const rendered = await ingest.render({ source, into });
    peak = Math.max(peak, peakNow());
    return { verdict: 'ready', inspection, rendered };
  } catch (error) {
    const { code } = error as { code?: string };
    return { verdict: inspection ? `${code} when rendered` : `${code}`, ...(inspection && { inspection }) };
  }
}

const sizesOf = (name: string) => {
  const path = join(folder, name.replace('/', '-'));
  return { thumb: `${path}-thumb.webp`, screen: `${path}-screen.webp`, kiosk: `${path}-kiosk.jpg` };
};
const isPhoto = (name: string) => /\.(jpe?g|png|webp)$/i.test(name);
function peakNow(): number {
  try {
    // A process that is just ending says nothing of its memory.
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${ingest.pid()}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    // It made room for a fresh one.
    return 0;
  }
}

/** How far two pictures are apart, in levels of 255 on the average, seen at 32 × 32. */
async function apart(one: string, other: string): Promise<number> {
  const read = (path: string) => sharp(path).resize(32, 32, { fit: 'fill' }).removeAlpha().raw().toBuffer();
  const [a, b] = await Promise.all([read(one), read(other)]);
  return a.reduce((sum, level, index) => sum + Math.abs(level - (b[index] as number)), 0) / a.length;
}

describe.skipIf(!existsSync(shared))('the shared photos', () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'maiimg-shared-'));
    const log = pino({ level: 'warn' }, { write: (line: string) => void complaints.push(line) });
    ingest = startIngest({ log, jobs: 2 });
  });
  afterAll(async () => {
    await ingest.stop();
    await rm(folder, { recursive: true });
  });

  let good: Map<string, Ended>;
  beforeAll(async () => {
    const names = (await readdir(shared)).filter(isPhoto);
    good = new Map(await Promise.all(names.map(async (name) => [name, await send(name)] as const)));
  }, patience);

  test('are all ready, within the memory there is', () => {
    expect(
      [...good].filter(([, { verdict }]) => verdict !== 'ready').map(([name, { verdict }]) => [name, verdict]),
    ).toEqual([]);
    expect(good.size).toBeGreaterThan(40);
    expect(peak).toBeGreaterThan(60);
    expect(peak).toBeLessThan(650);
  });

  test('are all described as they came out, upright', () => {
    for (const [name, { inspection, rendered }] of good) {
      const { width, height } = inspection as Inspection;
      const { kiosk, thumb } = (rendered as Rendered).sizes;
      expect(kiosk.width > kiosk.height, name).toBe(width > height);
      expect(Math.max(kiosk.width, kiosk.height), name).toBe(Math.min(3840, Math.max(width, height)));
      expect(Math.max(thumb.width, thumb.height), name).toBe(Math.min(400, Math.max(width, height)));
    }
  });

  test('the panorama among them comes whole, with no notes, within the memory there is', async () => {
    const path = join(folder, 'pano.webp');
    const made = await ingest.pano(join(shared, 'pano-360-8mp-gpano.jpg'), path, true);
    expect(made).toMatchObject({ width: 4096, height: 2048 });
    expect(await apart(join(shared, 'pano-360-8mp-gpano.jpg'), path)).toBeLessThan(4);
    expect((await sharp(path).metadata()).xmp).toBeUndefined();
    expect(peakNow()).toBeLessThan(650);
  });

  test(
    'have no metadata in any size',
    async () => {
      for (const name of good.keys()) {
        for (const path of Object.values(sizesOf(name))) {
          const file = await readFile(path);
          const marks = [
            'Exif',
            'EXIF',
            'http://ns.adobe.com',
            'ICC_PROFILE',
            'ICCP',
            'XMP ',
            'Photoshop 3.0',
            'MPF\0',
          ];
          expect(
            marks.filter((mark) => file.includes(mark)),
            path,
          ).toEqual([]);
          const { exif, xmp, icc, iptc } = await sharp(file).metadata();
          expect({ exif, xmp, icc, iptc }, path).toEqual({});
        }
      }
    },
    patience,
  );

  test('that are one picture in eight turns come out as one picture', async () => {
    for (const way of ['landscape', 'portrait']) {
      const names = [...good.keys()].filter((name) => name.startsWith(`exif-orientation-${way}`));
      expect(names.length).toBeGreaterThanOrEqual(3);
      const [first, ...rest] = names.map((name) => sizesOf(name).thumb) as [string, ...string[]];
      for (const other of rest) expect(await apart(first, other), other).toBeLessThan(6);
      // So that the comparison would tell: the same picture upside down is far away.
      const wrong = join(folder, 'wrong.webp');
      await sharp(first).rotate(180).toFile(wrong);
      expect(await apart(first, wrong)).toBeGreaterThan(20);
    }
  });

  test.each([
    ['cmyk-9mp-sign.jpg', 'sign-9mp.jpg', 10],
    ['icc-p3-6mp-antelope.jpg', 'progressive-6mp-antelope.jpg', 2],
    ['heavy-21mp-q98-444.jpg', 'big-21mp-desert.jpg', 2],
  ])('%s has the colours of %s', async (one, other, most) => {
    expect(await apart(sizesOf(one).screen, sizesOf(other).screen)).toBeLessThan(most);
  });

  test('tell when they were taken, and which is a panorama', () => {
    const taken = (name: string) => good.get(name)?.inspection?.takenAt;
    expect(taken('phone-iphone6-gps.jpg')).toBeTypeOf('number');
    expect(taken('camera-canon-orient6.jpg')).toBeTypeOf('number');
    expect(taken('big-22mp-juniper.jpg')).toBeNull();
    expect([...good].filter(([, { inspection }]) => inspection?.panorama).map(([name]) => name)).toEqual([
      'pano-360-8mp-gpano.jpg',
    ]);
  });

  const verdicts: Record<string, string> = {
    'animated-30-frames.webp': 'ready',
    'avif-named.jpg': 'format_not_accepted',
    'bad-crc.png': 'photo_damaged when rendered',
    'big-196mp-flat.jpg': 'too_many_pixels',
    'big-81mp-flat.webp': 'ready',
    'bomb-1x500000.png': 'ready',
    'bomb-30000x30000-1bit.png': 'too_many_pixels',
    'bomb-claims-100000x100000.png': 'too_many_pixels',
    'bomb-iccp-32mb.png': 'ready',
    'bomb-progressive-300-scans.jpg': 'photo_damaged when rendered',
    'bomb-sof-claims-65500x65500.jpg': 'too_many_pixels',
    'bomb-ztxt-64mb.png': 'ready',
    'dimensions-1x1.png': 'ready',
    'exif-long-comment-60k.jpg': 'ready',
    'exif-orientation-9.jpg': 'ready',
    'exif-script-in-fields.jpg': 'ready',
    'gif-named.jpg': 'format_not_accepted',
    'html-script-named.jpg': 'not_a_photo',
    'jpeg-magic-then-noise.jpg': 'photo_unreadable',
    'jpeg-named.png': 'ready',
    'mvg-named.jpg': 'not_a_photo',
    'one-byte.jpg': 'not_a_photo',
    'pdf-named.jpg': 'not_a_photo',
    'png-named.jpg': 'ready',
    'polyglot-gif-js.gif.jpg': 'format_not_accepted',
    'polyglot-html-comment.jpg': 'ready',
    'polyglot-php-comment.jpg': 'ready',
    'polyglot-trailing-zip.jpg': 'ready',
    'random-bytes.jpg': 'not_a_photo',
    'same-photo-a.JPG': 'ready',
    'same-photo-b.jpeg': 'ready',
    'sof-height-zero.jpg': 'photo_unreadable',
    'strip-4000x2.jpg': 'ready',
    'svg-entity-bomb-named.jpg': 'format_not_accepted',
    'svg-external-ref-named.jpg': 'format_not_accepted',
    'svg-huge-size-named.jpg': 'format_not_accepted',
    'svg-named.jpg': 'format_not_accepted',
    'text-named.jpg': 'not_a_photo',
    'tiff-named.jpg': 'format_not_accepted',
    'trailing-garbage-1mb.jpg': 'ready',
    'truncated-half.jpg': 'photo_damaged',
    'truncated-header.jpg': 'photo_damaged',
    'truncated-last-2-bytes.jpg': 'photo_damaged',
    'truncated.png': 'photo_damaged',
    'webp-named.jpg': 'ready',
    'zero-byte.jpg': 'file_empty',
  };

  test(
    'bad ones all end as they should, side by side, ending no process and within the memory there is',
    async () => {
      const names = (await readdir(join(shared, 'bad'))).filter(isPhoto);
      const ended = await Promise.all(names.map(async (name) => [name, await send(`bad/${name}`)] as const));
      expect(Object.fromEntries(ended.map(([name, { verdict }]) => [name, verdict]))).toEqual(verdicts);
      expect(complaints).toEqual([]);
      expect(peak).toBeLessThan(650);
    },
    patience,
  );

  test('bad ones that are taken leave nothing but pixels in their sizes', async () => {
    const planted = ['<script', '<?php', 'PK\x03\x04', 'Exif', 'http://ns.adobe.com', 'ICC_PROFILE', 'ICCP'];
    for (const name of Object.keys(verdicts).filter((name) => verdicts[name] === 'ready')) {
      for (const path of Object.values(sizesOf(`bad/${name}`))) {
        const file = await readFile(path);
        expect(
          planted.filter((mark) => file.includes(mark)),
          path,
        ).toEqual([]);
      }
    }
  });
});
