import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import { openChapter } from '../galleries/chapter.ts';
import { type GalleryRow, galleryRow } from '../galleries/table.ts';
import { joinChapter } from '../screens/follow.ts';
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

test('a link that went on beyond fifty chapters is put in order like any other, and chapters in which it goes on are free', async () => {
  const own = await box.project('many days');
  const first = await box.gallery(own.id, { title: '日程' });
  const join = joinChapter(box.kit);
  for (let at = 0, row: { id: string } = first; at < 60; at += 1) {
    const before = row.id;
    ({ row } = await box.kit.db.write(async (writer) =>
      openChapter(writer, { kit: box.kit, by: 'box', join }, (await galleryRow(writer, before)) as GalleryRow),
    ));
  }
  box.kit.changes.emit('link.changed', { linkId: first.link.id, projectId: own.id });
  const read = () => box.owner.call<Link>('GET', `/api/links/${first.link.id}`);
  const { galleryIds: grown } = await read();
  expect(grown).toHaveLength(61);

  expect((await change(first.link, grown.toReversed())).status).toBe(200);
  expect((await read()).galleryIds).toEqual(grown.toReversed());
  // One taken away comes back: between its neighbours it is a chapter in which the link goes on.
  expect((await change(first.link, grown.toSpliced(30, 1))).status).toBe(200);
  expect((await change(first.link, grown)).status).toBe(200);

  const others: string[] = [];
  for (let at = 0; at < 50; at += 1) others.push((await box.gallery(own.id, { title: `${at}` })).id);
  expect((await change(first.link, [...grown, ...others.slice(1)])).status).toBe(200);
  expect((await read()).galleryIds).toHaveLength(110);
  const tooMany = await change(first.link, [...others, ...grown]);
  expect([tooMany.status, await tooMany.json()]).toMatchObject([400, { errors: [{ field: 'galleryIds' }] }]);
  expect((await read()).galleryIds).toHaveLength(110);
  const made = await box.owner.ask('POST', `/api/projects/${own.id}/links`, { galleryIds: [...others, ...grown] });
  expect([made.status, await made.json()]).toMatchObject([400, { errors: [{ field: 'galleryIds' }] }]);
  const wide = await box.owner.ask('POST', `/api/projects/${own.id}/links`, { galleryIds: [...others, first.id] });
  expect(wide.status).toBe(400);
});

test('chapters of another project, none, and a list without an end are refused by name', async () => {
  const { link } = await box.gallery(projectId, { title: '别的' });
  const elsewhere = await box.gallery((await box.project('elsewhere')).id);
  const strange = await change(link, [...ids(0), elsewhere.id]);
  expect([strange.status, await strange.json()]).toMatchObject([
    422,
    { code: 'gallery_not_in_project', galleryIds: [elsewhere.id] },
  ]);
  for (const wrong of [[], Array.from({ length: 5001 }, () => ids(0)[0] as string)]) {
    const answer = await change(link, wrong);
    expect([answer.status, await answer.json()]).toMatchObject([400, { errors: [{ field: 'galleryIds' }] }]);
  }
  expect((await box.owner.call<Link>('GET', `/api/links/${link.id}`)).galleryIds).toHaveLength(1);
});
