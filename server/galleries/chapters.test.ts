import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Gallery, MadeChapters } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { UploadAnswer } from '#contract/photos.ts';
import type { Project } from '#contract/projects.ts';
import type { Screen } from '#contract/screens.ts';
import { type NamedFile, startTestBox, type TestBox } from '../testing/box.ts';
import { makePhoto } from '../testing/photos.ts';
import { closeScreens, pairScreen, until } from '../testing/screens.ts';
import { listGalleries } from './gallery.ts';

let box: TestBox;
let project: Project;
beforeAll(async () => {
  box = await startTestBox();
  project = await box.project();
});
afterAll(async () => {
  closeScreens();
  await box.stop();
});

let seed = 1000;
const files = (count: number, name = (nr: number) => `${nr}.jpg`): Promise<NamedFile[]> =>
  Promise.all(
    Array.from({ length: count }, async () => {
      seed += 1;
      return { name: name(seed), data: await makePhoto({ width: 40, height: 30, seed }) };
    }),
  );
const bring = async (galleryId: string, count: number, projectId = project.id): Promise<UploadAnswer> =>
  box.owner.upload(projectId, await files(count), { galleryId });
const read = (id: string) => box.owner.call<Gallery>('GET', `/api/galleries/${id}`);
const link = (id: string) => box.owner.call<Link>('GET', `/api/links/${id}`);
const all = (projectId: string) =>
  box.owner.call<{ items: Gallery[] }>('GET', `/api/projects/${projectId}/galleries`).then(({ items }) => items);

test('a full gallery goes on in a next chapter, which its links open and its screens show', async () => {
  const own = await box.project('chapters');
  const gallery = await box.gallery(own.id);
  const other = await box.gallery(own.id, { title: '花絮' });
  const { id: both } = await box.owner.call<Link>('POST', `/api/projects/${own.id}/links`, {
    galleryIds: [gallery.id, other.id],
  });
  await bring(gallery.id, 24, own.id);
  const screen = await pairScreen(box);
  await box.owner.call('PATCH', `/api/screens/${screen.id}`, {
    shows: [{ galleryId: gallery.id, linkId: gallery.link.id }],
  });

  const answer = await bring(gallery.id, 3, own.id);
  const [first, second, third] = answer.accepted.map(({ id }) => id);
  const next = (await all(own.id)).find(({ title }) => title === '主会场 2') as Gallery;
  expect(answer.gallery).toEqual({
    id: gallery.id,
    added: [first, second, third],
    notAdded: [],
    reason: null,
    chapters: [
      { id: gallery.id, title: '主会场', photoIds: [first], opened: false },
      { id: next.id, title: '主会场 2', photoIds: [second, third], opened: true },
    ],
  });
  expect((await read(gallery.id)).next).toEqual({ id: next.id, title: '主会场 2' });
  expect(next.photoIds).toEqual([second, third]);
  expect((await link(gallery.link.id)).galleryIds).toEqual([gallery.id, next.id]);
  expect((await link(both)).galleryIds).toEqual([gallery.id, next.id, other.id]);
  const shows = await until(async () => {
    const shown = (await box.owner.call<Screen>('GET', `/api/screens/${screen.id}`)).shows;
    return shown.length === 2 ? shown : undefined;
  });
  expect(shows).toEqual([
    { galleryId: gallery.id, linkId: gallery.link.id },
    { galleryId: next.id, linkId: gallery.link.id },
  ]);

  // What is brought for the first one goes on in the last one; what is sent again is not there twice.
  expect((await bring(gallery.id, 1, own.id)).gallery?.chapters.map(({ id }) => id)).toEqual([next.id]);
  const again = await box.owner.upload(own.id, await same(answer), { galleryId: gallery.id });
  expect(again.gallery?.chapters).toEqual([]);
  expect((await read(next.id)).photoIds).toHaveLength(3);
});

/** The same files as an upload's, by the numbers in their names. */
const same = (answer: UploadAnswer): Promise<NamedFile[]> =>
  Promise.all(
    answer.accepted.map(async ({ name }) => ({
      name,
      data: await makePhoto({ width: 40, height: 30, seed: Number.parseInt(name, 10) }),
    })),
  );

test('three uploads at once open one chapter, and lose nothing', async () => {
  const own = await box.project('at once');
  const gallery = await box.gallery(own.id);
  await bring(gallery.id, 22, own.id);
  const answers = await Promise.all([
    bring(gallery.id, 5, own.id),
    bring(gallery.id, 5, own.id),
    bring(gallery.id, 5, own.id),
  ]);
  const galleries = await all(own.id);
  expect(galleries.map(({ title, photoIds }) => [title, photoIds.length])).toEqual([
    ['主会场', 25],
    ['主会场 2', 12],
  ]);
  const held = new Set(galleries.flatMap(({ photoIds }) => photoIds));
  for (const { accepted, gallery: told } of answers) {
    expect(told?.notAdded).toEqual([]);
    for (const { id } of accepted) expect(held.has(id)).toBe(true);
  }
  // The numbers go on, and a chapter that is deleted is left out.
  await bring(gallery.id, 14, own.id);
  const [, second, third] = await all(own.id);
  expect(third?.title).toBe('主会场 3');
  await box.owner.call('DELETE', `/api/galleries/${second?.id}`);
  expect((await read(gallery.id)).next?.id).toBe(third?.id);
  expect((await bring(gallery.id, 1, own.id)).gallery?.chapters[0]?.id).toBe(third?.id);
});

test('many photos are shared out by one act: told first, then made with one link', async () => {
  const own = await box.project('split', 'product');
  const named = await files(30, (nr) => `A${1200 + (nr % 2)}_${nr}_详情.jpg`);
  const brought = [
    ...(await box.owner.upload(own.id, named.slice(0, 25))).accepted,
    ...(await box.owner.upload(own.id, named.slice(25))).accepted,
    ...(await box.owner.upload(own.id, await files(2))).accepted,
  ];
  const photoIds = brought.map(({ id }) => id);
  const path = `/api/projects/${own.id}/chapters`;
  const refused = await box.owner.ask('POST', `/api/projects/${own.id}/galleries`, { title: 'x', photoIds });
  expect([refused.status, await refused.json()]).toMatchObject([422, { code: 'gallery_full', chapters: path }]);

  const input = { title: '新品', photoIds, by: 'name' };
  const plan = await box.owner.ask('POST', path, { ...input, preview: true });
  expect(plan.status).toBe(200);
  const { chapters } = (await plan.json()) as { chapters: { title: string; photoIds: string[] }[] };
  expect(chapters.map(({ title, photoIds: ids }) => [title, ids.length])).toEqual([
    ['A1200', 15],
    ['A1201', 15],
    ['其他', 2],
  ]);
  expect(await all(own.id)).toEqual([]);

  const short = await box.owner.ask('POST', path, { ...input, titles: ['一'] });
  expect([short.status, await short.json()]).toMatchObject([400, { errors: [{ field: 'titles' }] }]);
  const titles = ['一', '二', '三'];
  const made = await box.owner.call<MadeChapters>('POST', path, { ...input, titles, audience: 'media', for: 'many' });
  expect(made.galleries.map(({ title }) => title)).toEqual(titles);
  expect(made.galleries.flatMap(({ photoIds: ids }) => ids).toSorted()).toEqual(photoIds.toSorted());
  expect(made.link).toMatchObject({
    galleryIds: made.galleries.map(({ id }) => id),
    audience: 'product.media',
    for: 'many',
  });
  expect((await all(own.id)).length).toBe(3);

  const counted = await box.owner.call<MadeChapters>('POST', path, { title: '全部', photoIds, by: 'count' });
  expect(counted.galleries.map(({ title, photoIds: ids }) => [title, ids.length])).toEqual([
    ['全部', 25],
    ['全部 2', 7],
  ]);
  const foreign = await box.owner.ask('POST', path, { ...input, photoIds: ['019aa111-2222-7333-8444-555566667777'] });
  expect([foreign.status, await foreign.json()]).toMatchObject([422, { code: 'photo_not_in_project' }]);
});

test('a chapter a day begins at its hour where there are photos, once, and not by a wrong clock', async () => {
  await box.owner.call('PATCH', '/api/settings', { timeZone: 'Asia/Shanghai', locale: 'zh-CN' });
  const own = await box.project('daily');
  const gallery = await box.gallery(own.id);
  expect((await box.owner.ask('PATCH', `/api/galleries/${gallery.id}`, { dailyAt: '24:00' })).status).toBe(400);
  const set = await box.owner.call<Gallery>('PATCH', `/api/galleries/${gallery.id}`, { dailyAt: '04:30' });
  expect(set.dailyAt).toBe('04:30');
  const day = 86_400_000;
  const titles = async () => (await all(own.id)).map(({ title }) => title);
  // Nothing in it: no chapter.
  box.time.advance(day);
  await new Promise((done) => setTimeout(done, 1200));
  expect(await titles()).toEqual(['主会场']);

  await bring(gallery.id, 2, own.id);
  box.time.advance(3 * day);
  const second = await until(async () => (await all(own.id))[1]);
  const date = (at: number) => {
    const [, month, date] = new Date(at + 8 * 3_600_000).toISOString().split('T')[0]?.split('-').map(Number) ?? [];
    return `${month} 月 ${date} 日`;
  };
  // 04:30 there is 20:30 UTC of the day before.
  const struck = (at: number) => Math.floor((at + 3.5 * 3_600_000) / day) * day - 3.5 * 3_600_000;
  expect(second.title).toBe(date(struck(box.time.wall())));
  expect(second.dailyAt).toBe('04:30');
  expect((await link(gallery.link.id)).galleryIds).toEqual([gallery.id, second.id]);

  // A day without photos leaves no empty chapter behind.
  box.time.advance(day);
  await until(async () => ((await read(second.id)).title === date(struck(box.time.wall())) ? true : undefined));
  expect(await titles()).toHaveLength(2);

  // It is set for all chapters that follow each other.
  await box.owner.call('PATCH', `/api/galleries/${gallery.id}`, { dailyAt: null });
  expect((await read(second.id)).dailyAt).toBeNull();
  await box.owner.call('PATCH', `/api/galleries/${second.id}`, { dailyAt: '04:30' });
  expect((await read(gallery.id)).dailyAt).toBe('04:30');

  await bring(gallery.id, 1, own.id);
  box.time.setWall(box.time.wall() + 60 * day);
  await new Promise((done) => setTimeout(done, 1200));
  // By this clock nobody is signed in any more.
  expect(await listGalleries(box.kit, own.id)).toHaveLength(2);
});
