import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Link } from '#contract/links.ts';
import { formOf, startTestBox, type TestBox } from '../testing/box.ts';
import { phoneAt, shelvePhotos } from '../testing/guests.ts';
import { makePhoto } from '../testing/photos.ts';
import { openSeen } from './seen.ts';

let box: TestBox;
beforeEach(async () => {
  box = await startTestBox();
});
afterEach(() => box.stop());

const noted = () => box.kit.db.read.selectFrom('seen_photos').selectAll().orderBy('photo_id').execute();

test('a visit remembers what it looked at, in which edition; a thumb is no look', async () => {
  const { id } = await box.project();
  const gallery = await box.gallery(id);
  const [first, second] = await shelvePhotos(box.kit, id, gallery.id, ['a.jpg', 'b.jpg']);
  const phone = phoneAt(box.guestUrl);
  const { link } = gallery as { link: Link };
  const { chapters } = await phone.opened(link.token ?? '');
  for (const { images } of chapters[0]?.photos ?? []) await (await phone.ask(images.thumb)).arrayBuffer();
  const screen = chapters[0]?.photos[0]?.images.screen ?? '';
  // The second time from memory, by the quick way.
  for (let times = 0; times < 3; times += 1) await (await phone.ask(screen)).arrayBuffer();
  await box.kit.db.write((writer) =>
    writer
      .updateTable('photos')
      .set({ edition: 2 })
      .where('id', '=', first?.id ?? '')
      .execute(),
  );
  box.kit.changes.emit('photo.changed', { photoId: first?.id ?? '', projectId: id, what: 'file' });
  await (await phone.ask(screen.replace('e=1', 'e=2'))).arrayBuffer();
  box = await box.restart();
  expect(await noted()).toMatchObject([
    { photo_id: first?.id, edition: 1 },
    { photo_id: first?.id, edition: 2 },
  ]);
  expect(second).toBeDefined();
});

test('what a visit took along it has seen, in the edition that it got: by itself, as the original, in an archive', async () => {
  const { id } = await box.project();
  const gallery = await box.gallery(id);
  const names = ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg'];
  const files = await Promise.all(
    names.map(async (name, seed) => ({ name, data: await makePhoto({ width: 90, height: 60, seed }) })),
  );
  const [first, second, third, fourth] = await box.bring(id, files, { galleryId: gallery.id });
  const other = formOf([{ name: 'e.jpg', data: await makePhoto({ width: 90, height: 60, seed: 9 }) }], {}, 'photo');
  expect((await box.owner.ask('PUT', `/api/photos/${second?.id}/file`, other)).status).toBe(200);
  await box.photosDone();
  await box.owner.call('PATCH', `/api/links/${gallery.link.id}`, { policy: { download: 'original' } });
  const phone = phoneAt(box.guestUrl, { headers: { accept: 'application/json' } });
  const token = gallery.link.token ?? '';
  await phone.opened(token);
  const take = async (path: string, init?: RequestInit) => {
    const answer = await phone.ask(`/g/${token}/${path}`, init);
    expect(answer.ok).toBe(true);
    await answer.arrayBuffer();
  };
  await take(`photos/${first?.id}/save`);
  await take(`photos/${second?.id}/original`);
  await take(`download.zip?photos=${third?.id}`);
  // Asked about, or begun and not had: nothing was taken.
  await take(`photos/${fourth?.id}/save`, { method: 'HEAD' });
  await take(`photos/${fourth?.id}/save`, { headers: { range: 'bytes=0-9' } });
  box = await box.restart();
  expect(await noted()).toMatchObject([
    { photo_id: first?.id, edition: 1 },
    { photo_id: second?.id, edition: 2 },
    { photo_id: third?.id, edition: 1 },
  ]);
});

test('what is noted twice is written once, of unknown visits nothing, and a flood is cut off', async () => {
  const seen = openSeen(box.kit);
  for (let nr = 0; nr < 60_000; nr += 1) seen.note('019aa111-2222-7333-8444-555566667777', `photo-${nr % 55_000}`, 1);
  await seen.stop();
  expect(await noted()).toEqual([]);
  expect(box.logged.some((line) => line.includes('more photos were looked at'))).toBe(true);
});
