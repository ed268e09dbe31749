import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Photo } from '#contract/photos.ts';
import type { Project } from '#contract/projects.ts';
import type { Report } from '#contract/report.ts';
import { words } from '#words/index.ts';
import { type Caller, formOf, startTestBox, type TestBox } from '../../../testing/box.ts';
import { jsonPost, phoneAt } from '../../../testing/guests.ts';
import { readPdf } from '../../../testing/pdf.ts';
import { makePhoto } from '../../../testing/photos.ts';

let box: TestBox;
let project: Project;
let gallery: Gallery & { link: Link };
let photos: Photo[];
const { reports: say } = words('zh-CN');

/** So many photos are looked at by so many phones; the second one by two, so that it comes first. */
beforeAll(async () => {
  box = await startTestBox();
  project = await box.project('湖畔澜庭', 'estate');
  gallery = await box.gallery(project.id, { title: 'B2 四房' });
  const files = await Promise.all(
    [1, 2, 3].map(async (seed) => ({
      name: `厅${seed}.jpg`,
      data: await makePhoto({ width: 1200, height: 800, seed }),
    })),
  );
  photos = await box.bring(project.id, files);
  await box.owner.call('POST', `/api/galleries/${gallery.id}/photos`, { add: photos.map(({ id }) => id) });
  for (const seen of [photos, photos.slice(1, 2)]) {
    const phone = phoneAt(box.guestUrl);
    await phone.opened(gallery.link.token as string);
    box.time.advance(60_000);
    const events = seen.map(({ id }) => ({ type: 'photo_view', photoId: id, ms: 4000 }));
    const init = jsonPost({});
    const told = await phone.ask(`/g/${gallery.link.token}/events`, { ...init, body: JSON.stringify(events) });
    expect(told.status).toBe(204);
  }
  const data = await makePhoto({ width: 300, height: 90, format: 'png' });
  await box.owner.ask('PUT', `/api/projects/${project.id}/logo`, formOf([{ name: 'l.png', data }], {}, 'logo'));
  await box.owner.call('PATCH', `/api/projects/${project.id}`, { brandColour: '#0057b8' });
});
afterAll(() => box.stop());

const get = async (form: string, query = '', caller: Caller = box.owner) => {
  const answer = await caller.ask('GET', `/api/projects/${project.id}/report${form}${query}`);
  return { answer, bytes: Buffer.from(await answer.arrayBuffer()) };
};
const whole = async (query = '', caller: Caller = box.owner) =>
  JSON.parse((await get('', query, caller)).bytes.toString()) as Report;
const headers = (answer: Response) =>
  ['content-type', 'cache-control', 'content-disposition'].map((name) => answer.headers.get(name) ?? '');

test('the PDF has the report’s figures, the photos that were looked at, and the project’s logo', async () => {
  const report = await whole();
  expect([report.figures.opens, report.figures.views]).toEqual([2, 4]);
  const { answer, bytes } = await get('.pdf');
  const [type, cache, name] = headers(answer);
  expect([answer.status, type, cache]).toEqual([200, 'application/pdf', 'no-store']);
  expect(name).toMatch(/^attachment; .*\.pdf/);
  const pdf = await readPdf(bytes);
  const text = pdf.pages.join('').replace(/\s/g, '');
  for (const one of [report.sentence, ...report.summary, say.times(2), 'B2 四房', '厅2']) {
    expect(text).toContain(one.replace(/\s/g, ''));
  }
  // The photo that was looked at most and the logo; then all three.
  expect(pdf.pictures.slice(0, 2)).toEqual([2, 3]);
});

test('the picture has the brand’s colour, and the photo that was looked at most comes first', async () => {
  const { answer, bytes } = await get('.png');
  const [type, cache, name] = headers(answer);
  expect([answer.status, type, cache]).toEqual([200, 'image/png', 'no-store']);
  expect(name).toMatch(/\.png/);
  const { width, height } = await sharp(bytes).metadata();
  expect([width, (height ?? 0) > 2000, (height ?? 0) <= 8000]).toEqual([1080, true, true]);
  const { data } = await sharp(bytes)
    .extract({ left: 500, top: 4, width: 1, height: 1 })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect([...data].map((level) => Math.round(level / 16))).toEqual([0, 5, 12]);
});

test('the text has the four lines of the report', async () => {
  const { answer, bytes } = await get('.txt');
  expect(headers(answer)[0]).toBe('text/plain; charset=utf-8');
  const { summary } = await whole();
  expect(bytes.toString().split('\n').slice(3, 7)).toEqual(summary);
  expect(bytes.toString()).toMatch(/^湖畔澜庭：交付小结\n/);
});

test('all of them in the language that is asked for, and of what is asked for', async () => {
  const query = `?lang=en&galleryId=${gallery.id}`;
  const { sentence, about } = await whole(query);
  const pdf = await readPdf((await get('.pdf', query)).bytes);
  expect(pdf.lang).toBe('en');
  const text = pdf.pages.join('').replace(/\s/g, '');
  expect(text).toContain(sentence.replace(/[“”]/g, '"').replace(/\s/g, ''));
  expect(text).toContain(words('en').reports.about.of(about.kind, about.name).replace(/\s/g, ''));
  expect((await get('.txt', query)).bytes.toString()).toContain('How these are counted');
  const empty = await readPdf((await get('.pdf', '?from=2020-01-01&to=2020-01-31')).bytes);
  expect(empty.pages.join('')).toContain('2020 年 1 月 1 日');
});

test('a presenter gets what is theirs, in every form', async () => {
  const recipient = await box.owner.call<{ id: string }>('POST', `/api/projects/${project.id}/recipients`, {
    name: '别人的客户',
  });
  const link = await box.owner.call<Link>('POST', `/api/projects/${project.id}/links`, {
    galleryIds: [gallery.id],
    recipientIds: [recipient.id],
  });
  await phoneAt(box.guestUrl).opened(link.token as string);
  const presenter = await box.as('presenter');
  const { figures } = await whole('', presenter);
  expect([figures.opens, (await whole()).figures.opens]).toEqual([2, 3]);
  const { summary } = await whole('', presenter);
  expect((await get('.txt', '', presenter)).bytes.toString()).toContain(summary[0]);
  const seen = (await readPdf((await get('.pdf', '', presenter)).bytes)).pages.join('');
  const all = (await readPdf((await get('.pdf')).bytes)).pages.join('');
  expect([seen.includes('别人的客户'), all.includes('别人的客户')]).toEqual([false, true]);
  expect((await get('.png', '', presenter)).answer.status).toBe(200);
  for (const form of ['.pdf', '.png', '.txt']) expect((await get(form, '', box.nobody)).answer.status).toBe(401);
});

test('a photo that is hidden at somebody’s wish, or deleted, is told without its picture', async () => {
  const [first, second] = photos as [Photo, Photo];
  await box.owner.call('PATCH', `/api/photos/${first.id}`, { hidden: true });
  await box.owner.call('DELETE', `/api/photos/${second.id}`);
  const pdf = await readPdf((await get('.pdf')).bytes);
  const text = pdf.pages.join('');
  expect(pdf.pictures.slice(0, 2)).toEqual([2, 1]);
  expect([text.includes('厅1'), text.includes('厅2')]).toEqual([true, true]);
  expect((await get('.png')).answer.status).toBe(200);
});
