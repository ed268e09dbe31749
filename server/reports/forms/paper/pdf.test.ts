import { beforeAll, expect, test } from 'vitest';
import type { Locale } from '#contract/common.ts';
import type { Report } from '#contract/report.ts';
import { words } from '#words/index.ts';
import { type ReadPdf, readPdf } from '../../../testing/pdf.ts';
import { makePhoto } from '../../../testing/photos.ts';
import { sampleReport } from '../../../testing/report.ts';
import { emptyReport, hostileReport } from '../../../testing/report-extremes.ts';
import { dayOf, keyFiguresOf } from './contents.ts';
import { type Faces, readFaces } from './face.ts';
import { typeset } from './legible.ts';
import { type PaperPictures, reportPdf } from './pdf.ts';

const brand = { colour: '#B7791F', box: '北岸会展中心' };
const bare: PaperPictures = { photos: new Map(), cover: null, logo: null };
let faces: Faces;
let pictures: PaperPictures;
beforeAll(async () => {
  faces = await readFaces();
  const { photos } = sampleReport();
  const drawn = photos.slice(0, 8).map(async ({ photoId, width, height }, seed) => {
    const scale = 300 / Math.max(width, height);
    const [wide, high] = [Math.round(width * scale), Math.round(height * scale)];
    return [photoId, await makePhoto({ width: wide, height: high, seed })] as const;
  });
  const cover = { jpeg: await makePhoto({ width: 600, height: 400 }), title: photos[0]?.title ?? '' };
  const logo = await makePhoto({ width: 200, height: 60, seed: 9 });
  pictures = { photos: new Map(await Promise.all(drawn)), cover, logo };
});

/** All texts of all pages, and what figures tell, with what breaks lines left out. */
const flat = ({ pages, told }: ReadPdf) => [...pages, ...told].join('').replace(/\s/gu, '');
const inFlat = (text: string, locale: Locale) => typeset(text, locale).replace(/\s/gu, '');

/** All that the report has to say, as it has to be found in the text. */
function expected(report: Report): string[] {
  const say = words(report.locale);
  const { reports: said } = say;
  const { figure, lasting, shortDay } = said;
  const day = (instant: string | null) => (instant === null ? [] : [shortDay(dayOf(report, instant))]);
  return [
    report.project.title,
    said.deliveryTitle,
    said.span(report.from, report.to),
    report.sentence,
    ...report.summary,
    ...keyFiguresOf(report, say).flatMap(({ name, value, note }) => [name, value, note]),
    ...report.days.filter(({ opens }) => opens > 0).map(({ day: on, opens }) => `${shortDay(on)} ${figure(opens)}`),
    ...report.hours.flatMap((opens, hour) => (opens > 0 ? [`${said.hour(hour)} ${figure(opens)}`] : [])),
    ...report.photos
      .slice(0, 20)
      .map((photo) =>
        [photo.title, photo.there ? '' : said.words.gone, figure(photo.views), figure(photo.visits)]
          .concat([lasting(photo.seconds), figure(photo.downloads), figure(photo.saves), lasting(photo.screenSeconds)])
          .join(''),
      ),
    ...report.galleries.map(({ title, views }) => `${title}${said.times(views)}`),
    ...report.audiences.map(({ name, links, opened, opens, visitors, downloads, savers }) =>
      [name, ...[links, opened, opens, visitors ?? 0, downloads, savers ?? 0].map(figure)].join(''),
    ),
    ...report.devices.map(({ key, opens }) => `${said.devices[key]}${figure(opens)}`),
    ...report.systems.map(({ key, opens }) => `${said.systems[key]}${figure(opens)}`),
    ...report.apps.map(({ key, opens }) => `${said.apps[key]}${figure(opens)}`),
    ...report.regions.slice(0, 8).map((region) => `${said.region(region)}${figure(region.opens)}`),
    ...report.placements.map(({ placement, opens }) => `${placement}${figure(opens)}`),
    ...report.places.map(({ screenName, sceneName, opens }) => `${screenName}${figure(opens)}${sceneName}`),
    ...report.delivery.rows.map((row) =>
      [row.name, row.company, row.gallery, ...day(row.sentAt), ...day(row.firstOpenAt)].join(''),
    ),
    ...report.delivery.rows.map(({ verdict }) => said.verdicts[verdict]),
    said.delivery.opened(report.delivery.opened, report.delivery.links),
    ...report.links
      .filter(({ opens }) => opens > 0)
      .map(({ name, company, gallery, placement, opens, visitors, downloads }) =>
        [name, company, gallery, placement ?? said.words.none, ...[opens, visitors, downloads].map(figure)].join(''),
      ),
    ...report.cameBack.map(({ name, opens }) => `${name}${said.times(opens)}`),
    ...report.screens.flatMap(({ items }) => items.map(({ name, seconds }) => `${name}${lasting(seconds)}`)),
    ...report.refusals.map(({ reason, count }) => `${said.reasons[reason]}${figure(count)}`),
    said.leftOut(report.leftOut.staff, report.leftOut.robots),
    ...report.definitions.flatMap(({ name, text }) => [name, text]),
    report.regionSource.date,
  ];
}

test.each(['zh-CN', 'en'] as const)('every figure of a report stands in its PDF, in %s', async (locale) => {
  const report = sampleReport({ locale });
  const pdf = await readPdf(await reportPdf(report, brand, pictures));
  const text = flat(pdf);
  const missing = expected(report).filter((one) => !text.includes(inFlat(one, locale)));
  expect(missing).toEqual([]);
  expect(pdf.title).toBe(`湖畔澜庭 ${words(locale).reports.deliveryTitle}`);
  expect(pdf.lang).toBe(locale);
  expect(pdf.outline).toEqual(expect.arrayContaining([words(locale).reports.sections.delivery]));
  expect(pdf.outline.length).toBeGreaterThan(10);
  expect([...pdf.roles]).toEqual(expect.arrayContaining(['H1', 'H2', 'P', 'Figure', 'Table', 'TR', 'TH', 'TD']));
  expect(pdf.addresses).toEqual([]);
  expect(new Set(pdf.sizes.map(String))).toEqual(new Set(['595,842']));
  // Cover and logo, then the eight photos.
  expect(pdf.pictures[0]).toBe(2);
  expect(pdf.pictures.slice(1).reduce((sum, count) => sum + count, 0)).toBe(8);
  expect(pdf.pages.length).toBeLessThanOrEqual(8);
});

test('pages are numbered, and each but the cover says who made it', async () => {
  const { pages } = await readPdf(await reportPdf(sampleReport(), brand, bare));
  pages.slice(1).forEach((page, index) => {
    expect(page.replace(/\n/g, ' ')).toContain(`第 ${index + 2} 页，共 ${pages.length} 页`);
    expect(page).toContain('北岸会展中心 制作');
  });
  expect(pages[0]).not.toContain('第 1 页');
});

test('no heading stands at the foot of a page, parted from what it is over', async () => {
  const sections = Object.values(words('zh-CN').reports.sections);
  for (const links of [12, 30, 57, 90]) {
    const sample = sampleReport();
    const [row] = sample.delivery.rows;
    const rows = Array.from({ length: links }, () => row as Report['delivery']['rows'][number]);
    const report = { ...sample, delivery: { ...sample.delivery, links, rows } };
    const { pages } = await readPdf(await reportPdf(report, brand, bare));
    for (const page of pages.slice(1)) {
      // Head and foot of the page come last in it.
      const lines = page.split('\n').filter((line) => line.trim() !== '');
      const body = lines.slice(0, lines.indexOf('湖畔澜庭', lines.length - 5));
      expect(sections).not.toContain(body.at(-1));
    }
  }
});

test('the same report gives the same bytes', async () => {
  const [one, other] = [
    await reportPdf(sampleReport(), brand, pictures),
    await reportPdf(sampleReport(), brand, pictures),
  ];
  expect(one.equals(other)).toBe(true);
});

test('an empty report says so, in a few pages, with noughts and no charts', async () => {
  const report = emptyReport();
  const pdf = await readPdf(await reportPdf(report, brand, bare));
  const text = flat(pdf);
  for (const one of [report.sentence, ...report.summary, words('zh-CN').reports.empty.delivery]) {
    expect(text).toContain(inFlat(one, 'zh-CN'));
  }
  expect(pdf.told).toEqual([]);
  expect(pdf.pages.length).toBeLessThanOrEqual(4);
  expect(text).not.toMatch(/NaN|undefined|null|Infinity/);
});

test('any names are set with glyphs that there are, and 500 links with the longest of them fill few pages', async () => {
  const report = hostileReport();
  const pdf = await readPdf(await reportPdf(report, { ...brand, box: '🏠\u202e盒子' }, bare));
  const text = [...pdf.pages, pdf.title, ...pdf.outline].join('');
  const boxes = [...new Set(text.replace(/\s/gu, ''))].filter(
    (one) => !faces.regular.has(one.codePointAt(0) as number),
  );
  expect(boxes).toEqual([]);
  expect(text).not.toMatch(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/u);
  expect(pdf.pages.length).toBeLessThanOrEqual(16);
  expect(pdf.pages.join('').replace(/\s/g, '')).toContain(
    words('zh-CN')
      .reportPaper.moreRows(report.delivery.links - 100)
      .replace(/\s/g, ''),
  );
  expect(pdf.addresses).toEqual([]);
  expect(text).toContain('<script>');
});
