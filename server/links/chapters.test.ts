import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import { startTestBox, type TestBox } from '../testing/box.ts';
import { phoneAt, shelvePhotos } from '../testing/guests.ts';

let box: TestBox;
let projectId: string;
let galleries: Gallery[];
beforeAll(async () => {
  box = await startTestBox();
  ({ id: projectId } = await box.project());
  galleries = [];
  for (const title of ['主会场', '分论坛', '花絮']) {
    const gallery = await box.gallery(projectId, { title });
    await shelvePhotos(box.kit, projectId, gallery.id, [`${title}.jpg`]);
    galleries.push(gallery);
  }
});
afterAll(() => box.stop());

const ids = (...numbers: number[]) => numbers.map((nr) => galleries[nr]?.id as string);
const change = (link: Link, galleryIds: readonly string[]) =>
  box.owner.ask('PATCH', `/api/links/${link.id}`, { galleryIds });

test('the chapters of a link are added, moved and taken away, and open phones see just these', async () => {
  const link = await box.owner.call<Link>('POST', `/api/projects/${projectId}/links`, { galleryIds: ids(0, 1) });
  const phone = phoneAt(box.guestUrl);
  const token = link.token ?? '';
  const { chapters } = await phone.opened(token);
  const second = chapters[1]?.photos[0];
  const again = () => phone.opened(token).then((answer) => answer.chapters.map(({ title }) => title));
  expect(chapters.map(({ title }) => title)).toEqual(['主会场', '分论坛']);

  expect((await change(link, ids(2, 0))).status).toBe(200);
  expect(await again()).toEqual(['花絮', '主会场']);
  // What is in no chapter any more is not served under the link, though the phone has its address.
  expect((await phone.ask(second?.images.screen ?? '')).status).toBe(404);
  expect((await change(link, ids(1, 1, 0, 2))).status).toBe(200);
  expect(await again()).toEqual(['分论坛', '主会场', '花絮']);
  expect((await phone.ask(second?.images.screen ?? '')).status).toBe(200);
});

test('chapters of another project, none, and more than fifty are refused by name', async () => {
  const { link } = await box.gallery(projectId, { title: '别的' });
  const elsewhere = await box.gallery((await box.project('elsewhere')).id);
  const strange = await change(link, [...ids(0), elsewhere.id]);
  expect([strange.status, await strange.json()]).toMatchObject([
    422,
    { code: 'gallery_not_in_project', galleryIds: [elsewhere.id] },
  ]);
  for (const wrong of [[], Array.from({ length: 51 }, () => ids(0)[0] as string)]) {
    const answer = await change(link, wrong);
    expect([answer.status, await answer.json()]).toMatchObject([400, { errors: [{ field: 'galleryIds' }] }]);
  }
  expect((await box.owner.call<Link>('GET', `/api/links/${link.id}`)).galleryIds).toHaveLength(1);
});
