import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Locale } from '#contract/common.ts';
import type { Report } from '#contract/report.ts';
import { words } from '#words/index.ts';
import { type Ingest, startIngest } from '../../../library/ingest/ingest.ts';
import { sampleReport } from '../../../testing/report.ts';
import { emptyReport, hostileReport } from '../../../testing/report-extremes.ts';
import { keyFiguresOf } from './contents.ts';
import { typeset } from './legible.ts';
import { type DrawnReport, drawReport, logoSlot } from './picture.ts';
import type { Slot } from './svg-ink.ts';

const brand = { colour: '#0057b8', box: '北岸会展中心' };
let folder: string;
let ingest: Ingest;
let photo: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maiimg-picture-'));
  ingest = startIngest({ log: pino({ level: 'silent' }), jobs: 1 });
  photo = join(folder, 'photo.webp');
  const background = { r: 190, g: 50, b: 50 };
  await sharp({ create: { width: 900, height: 600, channels: 3, background } })
    .webp()
    .toFile(photo);
});
afterAll(async () => {
  await ingest.stop();
  await rm(folder, { recursive: true });
});

/** Every line of text in a picture: letters are shapes that are named for their characters. */
function linesIn({ svg }: DrawnReport): string[] {
  return [...svg.matchAll(/<g fill="[^"]*" transform="[^"]*">(.*?)<\/g>/g)].map(([, line = '']) =>
    [...line.matchAll(/href="#[rm]([0-9a-z]+)"/g)]
      .map(([, code = '']) => String.fromCodePoint(Number.parseInt(code, 36)))
      .join(''),
  );
}
const bare = (text: string, locale: Locale) => typeset(text, locale).replace(/\s/gu, '');

function expected(report: Report): string[] {
  const say = words(report.locale);
  const { reports: said, reportPaper: paper } = say;
  return [
    report.project.title,
    said.span(report.from, report.to),
    report.sentence,
    ...keyFiguresOf(report, say).flatMap(({ name, value, note }) => [name, value, note]),
    ...report.photos.slice(0, 6).flatMap(({ title, views }) => [title, said.figure(views)]),
    ...report.galleries.map(({ title, views }) => `${title}${said.times(views)}`),
    ...report.audiences.map(({ name, opens }) => `${name}${said.times(opens)}`),
    ...report.regions.slice(0, 6).map((region) => `${said.region(region)}${said.figure(region.opens)}`),
    said.leftOut(report.leftOut.staff, report.leftOut.robots),
    ...paper.inShort(report.timeZone),
    paper.madeBy(brand.box),
  ];
}

test.each(['zh-CN', 'en'] as const)('every figure that the picture has to say stands in it, in %s', async (locale) => {
  const report = sampleReport({ locale });
  const drawn = await drawReport(report, brand, false);
  const text = linesIn(drawn).join('');
  expect(expected(report).filter((one) => !text.includes(bare(one, locale)))).toEqual([]);
  expect([drawn.width, drawn.height <= 8000]).toEqual([1080, true]);
});

test('it comes out as a PNG of its size, with the brand’s colour, the photos in their places, and little to send', async () => {
  const report = sampleReport();
  const { svg, width, height, slots } = await drawReport(report, brand, true);
  expect(slots.map(({ of }) => of)).toEqual([logoSlot, ...report.photos.slice(0, 6).map(({ photoId }) => photoId)]);
  const pictures = slots.map(({ of, ...place }) => ({
    ...place,
    path: photo,
    fit: of === logoSlot ? ('whole' as const) : ('fill' as const),
  }));
  const png = await ingest.sheet({ svg, width, height, pictures });
  const { format, width: wide, height: high } = await sharp(png).metadata();
  expect([format, wide, high]).toEqual(['png', 1080, height]);
  expect(png.length).toBeLessThan(2_000_000);

  const { data } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => [...data.subarray((y * 1080 + x) * 3, (y * 1080 + x) * 3 + 3)];
  const near = (found: readonly number[], wanted: readonly number[]) =>
    Math.max(...found.map((level, channel) => Math.abs(level - (wanted[channel] as number)))) < 24;
  expect(near(at(540, 4), [0x00, 0x57, 0xb8])).toBe(true);
  expect(near(at(20, 400), [255, 255, 255])).toBe(true);
  for (const { of, left, top, width: across, height: down } of slots) {
    if (of === logoSlot) continue;
    for (const [x, y] of [
      [left + 1, top + 1],
      [left + across - 2, top + down - 2],
    ] as const) {
      expect([of, near(at(x, y), [190, 50, 50])]).toEqual([of, true]);
    }
    expect([of, near(at(left - 3, top + 9), [255, 255, 255])]).toEqual([of, true]);
  }
});

test('a photo that cannot be read leaves its place empty', async () => {
  const { svg, width, height, slots } = await drawReport(sampleReport(), brand, false);
  const pictures = slots.map(({ of: _, ...place }) => ({ ...place, path: join(folder, 'gone'), fit: 'fill' as const }));
  const png = await ingest.sheet({ svg, width, height, pictures });
  const { left, top } = slots[0] as Slot;
  const { data } = await sharp(png)
    .extract({ left: left + 40, top: top + 40, width: 1, height: 1 })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  // 256 colours are chosen for all of the picture.
  const grey = [0xf4, 0xf2, 0xee];
  expect([...data].filter((level, at) => Math.abs(level - (grey[at] ?? 0)) > 6)).toEqual([]);
});

test('no letter of a name is in the picture’s source, and it is drawn whatever they are', async () => {
  const report = hostileReport();
  const drawn = await drawReport(report, { ...brand, box: '"><script>' }, false);
  expect(drawn.svg).not.toMatch(/script|example|image|CDATA|&/);
  expect(drawn.svg).not.toMatch(/[^\x20-\x7e]/);
  expect(linesIn(drawn).join('')).toContain('<script>');
  expect(drawn.height).toBeLessThanOrEqual(8000);
  const { svg, width, height } = drawn;
  expect((await sharp(await ingest.sheet({ svg, width, height, pictures: [] })).metadata()).height).toBe(height);
});

test('an empty report is a short picture that says so', async () => {
  const report = emptyReport();
  const drawn = await drawReport(report, brand, false);
  expect(linesIn(drawn).join('')).toContain(bare(report.sentence, 'zh-CN'));
  expect(drawn.slots).toEqual([]);
  expect(drawn.height).toBeLessThan(3000);
});
