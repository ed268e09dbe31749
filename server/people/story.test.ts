import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { shelvePhotos } from '../testing/guests.ts';
import { actor } from '../testing/links.ts';
import { addresses, house, presenter } from '../testing/people.ts';
import { addViews } from '../visits/totals/views.ts';
import { readStory } from './story.ts';

test('the story tells visits with their phones, what was looked at, saved, liked, sent and asked', async () => {
  const at = await house();
  const { kit } = at;
  const id = await at.add({ name: '王芳', note: '要原图' });
  const link = await at.linkFor(id, { policy: { maxDevices: 3, download: 'original' } });
  const [a, b] = await shelvePhotos(kit, at.projectId, at.galleryId, ['a.jpg', 'b.jpg']);
  const [first, second] = [a?.id as string, b?.id as string];

  const one = await at.open(link, 'wechat', { agent: 'iPhone' });
  const browser = await at.open(link, 'safari', { agent: 'iPhone Safari' });
  const tablet = await at.open(link, 'tablet', { agent: 'Android', address: '8.8.8.8' });
  for (const [visit, photo] of [
    [one, first],
    [browser, first],
    [tablet, second],
  ] as const)
    await at.look(visit, photo);
  await at.save(browser, link, first);
  await kit.db.write(async (writer) => {
    await sql`INSERT INTO hearts VALUES (${link}, 'wechat', ${second}, '客厅真大', 5, 6)`.execute(writer);
    await sql`INSERT INTO sent_messages
      VALUES ('1', ${link}, ${id}, NULL, 'viewing', 'copy', '您好', 7, 'a', '陈晨')`.execute(writer);
    await sql`INSERT INTO asks (id, link_id, link_edition, visitor, stand_in, mark, kind, name, note, asked_at, state)
      VALUES ('ask', ${link}, 1, 'late', 0, 'ios 1.2.3.0', 'device', '王先生', '', ${kit.clock.now()}, 'open')`.execute(
      writer,
    );
  });

  const story = await readStory(kit, addresses, actor, id);
  expect(story).toMatchObject({
    recipient: { id, name: '王芳', note: '要原图', links: 1, opens: 3 },
    links: [{ id: link, opens: 3 }],
    visits: [
      { id: tablet, linkId: link, system: 'android', phone: 2, onSite: true, looked: 1, saved: 0 },
      { id: browser, system: 'ios', phone: 1, looked: 1, saved: 1 },
      { id: one, system: 'ios', phone: 1, looked: 1, saved: 0 },
    ],
    looked: [
      { photoId: first, title: 'a.jpg', visits: 2, saved: true, heart: false },
      { photoId: second, visits: 1, saved: false, heart: true },
    ],
    hearts: [{ photoId: second, linkId: link, name: '王芳', line: '客厅真大' }],
    sent: [{ linkId: link, purpose: 'viewing', body: '您好', sentBy: '陈晨' }],
    asks: [{ id: 'ask', linkId: link, kind: 'device', name: '王先生', system: 'ios', state: 'open' }],
  });
  expect(story.visits.length + story.looked.length).toBe(5);
});

test('a photo that was withdrawn is not shown, nor anything of somebody else’s links', async () => {
  const at = await house();
  const id = await at.add({ name: '王芳' });
  const [link, other] = [await at.linkFor(id), await at.linkFor(await at.add({ name: '李强' }))];
  const [a, b] = await shelvePhotos(at.kit, at.projectId, at.galleryId, ['a.jpg', 'b.jpg']);
  await at.look(await at.open(link), a?.id as string);
  await at.look(await at.open(other), b?.id as string);
  await at.kit.db.write((writer) =>
    writer
      .updateTable('photos')
      .set({ deleted_at: 1 })
      .where('id', '=', a?.id ?? '')
      .execute(),
  );
  const story = await readStory(at.kit, addresses, actor, id);
  expect(story).toMatchObject({ visits: [{ linkId: link, looked: 1 }], looked: [], hearts: [], sent: [], asks: [] });
});

test('a presenter has no story of a colleague’s client', async () => {
  const at = await house();
  const theirs = await at.add({ name: '王芳' });
  const own = await at.add({ name: '李强' }, presenter);
  await expect(readStory(at.kit, addresses, presenter, theirs)).rejects.toMatchObject({ code: 'not_found' });
  expect((await readStory(at.kit, addresses, presenter, own)).links).toEqual([]);
});

test('what a phone told of its looks counts, not what its page fetched ahead; what it saved stands beside it', async () => {
  const at = await house();
  const { kit } = at;
  const id = await at.add({ name: '王芳' });
  const link = await at.linkFor(id, { policy: { download: 'original' } });
  const photos = await shelvePhotos(kit, at.projectId, at.galleryId, ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg']);
  const [looked, ahead, saved, older] = photos.map((photo) => photo.id) as [string, string, string, string];
  const [told, silent] = [await at.open(link, 'new', {}), await at.open(link, 'old', {})];
  for (const photo of [looked, ahead, saved]) await at.look(told, photo);
  for (const photo of [looked, older]) await at.look(silent, photo);
  await at.save(told, link, saved);
  kit.time.advance(60_000);
  const row = (photo: string, views: number, ms: number) =>
    [told, photo, at.galleryId, 1, views, ms, kit.clock.now(), null] as const;
  await kit.db.write((writer) => addViews(writer, [row(looked, 2, 12_400), row(ahead, 0, 0)], 'UTC'));

  const story = await readStory(kit, addresses, actor, id);
  expect(story.looked).toMatchObject([
    { photoId: looked, visits: 2, seconds: 12, saved: false },
    { visits: 1, seconds: 0 },
    { visits: 1, seconds: 0 },
  ]);
  expect(story.looked.map(({ photoId }) => photoId).toSorted()).toEqual([looked, saved, older].toSorted());
  expect(story.visits.map(({ id, looked }) => [id, looked])).toEqual([
    [silent, 2],
    [told, 1],
  ]);
});
