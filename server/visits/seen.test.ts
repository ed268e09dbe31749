import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Link } from '#contract/links.ts';
import { startTestBox, type TestBox } from '../testing/box.ts';
import { phoneAt, shelvePhotos } from '../testing/guests.ts';
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

test('what is noted twice is written once, of unknown visits nothing, and a flood is cut off', async () => {
  const seen = openSeen(box.kit);
  for (let nr = 0; nr < 60_000; nr += 1) seen.note('019aa111-2222-7333-8444-555566667777', `photo-${nr % 55_000}`, 1);
  await seen.stop();
  expect(await noted()).toEqual([]);
  expect(box.logged.some((line) => line.includes('more photos were looked at'))).toBe(true);
});
