import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { PeopleList } from '#contract/people.ts';
import { updateLinkRow } from '../links/table.ts';
import { shelvePhotos } from '../testing/guests.ts';
import { newGallery } from '../testing/links.ts';
import { addresses, house, presenter } from '../testing/people.ts';
import { addViews } from '../visits/totals/views.ts';
import { readPeople } from './lists.ts';

type House = Awaited<ReturnType<typeof house>>;
const none = { all: 0, not_opened: 0, not_downloaded: 0, came_back: 0, ending: 0, forwarded: 0 };

async function listed({ kit, projectId }: House, list: PeopleList, by = presenter.id, filter = {}) {
  const asker = { ...presenter, id: by, role: by === presenter.id ? presenter.role : ('owner' as const) };
  const { items, counts } = await readPeople(kit, addresses, asker, projectId, { list, ...filter });
  return { items, counts, names: items.map(({ name }) => name) };
}
const all = (at: House, list: PeopleList, filter = {}) => listed(at, list, 'owner', filter);

test('each link is in the lists that its opens, its phones and what was saved put it into', async () => {
  const at = await house();
  const who = async (name: string, policy = {}) => at.linkFor(await at.add({ name }), { policy });
  await who('没开');
  const saved = await who('存了', { download: 'original' });
  await at.save(await at.open(saved), saved);
  await at.open(await who('没存', { download: 'screen' }));
  await at.open(await who('不能存', { download: 'off' }));
  const back = await who('又来', { download: 'off' });
  for (const phone of ['a', 'a', 'b']) await at.open(back, phone);
  const passedOn = await who('转发', { download: 'off' });
  for (const phone of ['a', 'b', 'c']) await at.open(passedOn, phone);

  const { names, counts } = await all(at, 'all');
  expect(names).toEqual(['转发', '又来', '不能存', '没存', '存了', '没开']);
  expect(counts).toEqual({ all: 6, not_opened: 1, not_downloaded: 1, came_back: 2, ending: 0, forwarded: 1 });
  expect((await all(at, 'not_opened')).names).toEqual(['没开']);
  expect((await all(at, 'not_downloaded')).names).toEqual(['没存']);
  expect((await all(at, 'came_back')).names).toEqual(['转发', '又来']);
  const { items } = await all(at, 'forwarded');
  expect(items).toMatchObject([{ name: '转发', phones: 3, link: { id: passedOn, opens: 3 }, gallery: '主会场' }]);
});

test('a link for one phone is passed on with the second phone, not with its second browser nor with one that staff let in', async () => {
  const at = await house();
  const one = await at.linkFor(await at.add({ name: '王芳' }), { policy: { maxDevices: 1 } });
  await at.open(one, 'wechat');
  // The same phone in another browser, within ten minutes.
  await at.open(one, 'safari', { agent: 'iPhone Safari' });
  expect((await all(at, 'all')).items).toMatchObject([{ phones: 1, link: { opens: 2 } }]);

  await at.kit.db.write((writer) =>
    sql`INSERT INTO link_visitors (link_id, visitor, opens, first_at, last_at, let_in)
      VALUES (${one}, 'let in', 0, 1, 1, 1)`.execute(writer),
  );
  expect((await all(at, 'all')).items).toMatchObject([{ phones: 1 }]);
  await at.open(one, 'let in', { agent: 'Android' });
  expect((await all(at, 'all')).items).toMatchObject([{ phones: 2 }]);
  expect((await all(at, 'forwarded')).names).toEqual([]);

  // It opened on two phones, and only then was limited to one.
  const free = await at.linkFor(await at.add({ name: '李强' }));
  await at.open(free, 'a');
  await at.open(free, 'b');
  expect((await all(at, 'forwarded')).names).toEqual([]);
  await at.kit.db.write((writer) => updateLinkRow(writer, free, { max_devices: 1 }));
  expect((await all(at, 'forwarded')).names).toEqual(['李强']);
});

test('what is revoked, for many, of a batch or for nobody is in no list; a label is a name', async () => {
  const at = await house();
  await at.linkFor(null, { label: '媒体版' });
  await at.linkFor(null);
  await at.linkFor(null, { label: '海报', for: 'many' });
  const revoked = await at.linkFor(await at.add({ name: '王芳' }));
  const batched = await at.linkFor(null, { label: '手环' });
  await at.kit.db.write(async (writer) => {
    await updateLinkRow(writer, revoked, { revoked_at: at.kit.clock.now() });
    await sql`INSERT INTO batches VALUES ('b', ${at.projectId}, ${at.galleryId}, '', 1, 1, 1, '{}', NULL, '', 1, 1)`.execute(
      writer,
    );
    await updateLinkRow(writer, batched, { batch_id: 'b', number: 1 });
  });
  const { items, counts } = await all(at, 'all');
  expect(items).toMatchObject([{ name: '媒体版', recipient: null }]);
  expect(counts).toEqual({ ...none, all: 1, not_opened: 1 });
});

test('a presenter meets its own clients and links of nobody in particular, in the counts too', async () => {
  const at = await house();
  await at.linkFor(await at.add({ name: '我的客户' }, presenter));
  await at.linkFor(await at.add({ name: '别人的客户' }));
  await at.linkFor(null, { label: '样板间' });
  const own = await listed(at, 'not_opened');
  expect(own.names).toEqual(['样板间', '我的客户']);
  expect(own.counts).toEqual({ ...none, all: 2, not_opened: 2 });
  expect((await all(at, 'all')).counts.all).toBe(3);
});

test('a list can be of one gallery, one audience, one tag; its counts are of the same', async () => {
  const at = await house();
  const other = await newGallery(at.kit, at.projectId);
  await at.linkFor(await at.add({ name: '王芳', tags: ['媒体', '头排'] }));
  const there = await at.linkFor(await at.add({ name: '李强', tags: ['媒体人'] }), { galleryId: other });
  await at.kit.db.write((writer) => updateLinkRow(writer, there, { audience: 'event.media' }));
  expect((await all(at, 'all', { tag: '媒体' })).names).toEqual(['王芳']);
  expect((await all(at, 'all', { galleryId: other })).names).toEqual(['李强']);
  expect((await all(at, 'not_opened', { audience: 'event.media' })).counts).toEqual({ ...none, all: 1, not_opened: 1 });
});

test('a row tells who it is, when it was opened first and last, and what was sent last', async () => {
  const at = await house();
  const tags = ['媒体'];
  const input = { name: '王芳', honorific: '女士', company: '影像周刊', contact: '138 0013 8000', tags };
  const id = await at.add(input);
  const link = await at.linkFor(id);
  await at.open(link);
  const first = at.kit.clock.now();
  await at.open(link, 'b');
  await at.kit.db.write((writer) =>
    sql`INSERT INTO sent_messages VALUES ('1', ${link}, ${id}, NULL, 'viewing', 'copy', '旧', 1, 'a', '陈晨'),
      ('2', ${link}, ${id}, NULL, 'reminder', 'sms', '新', 2, 'a', '王芳')`.execute(writer),
  );
  const [row] = (await all(at, 'all')).items;
  expect(row).toMatchObject({
    recipient: { id, ...input },
    phones: 2,
    sent: { purpose: 'reminder', how: 'sms', sentBy: '王芳', sentAt: new Date(2).toISOString() },
  });
  expect(Date.parse(row?.firstOpenAt ?? '')).toBeLessThanOrEqual(first);
  expect(Date.parse(row?.lastOpenAt ?? '')).toBeGreaterThan(first);
});

test('a list can be of one link, one recipient, one placement', async () => {
  const at = await house();
  const wang = await at.add({ name: '王芳' });
  const [one, other] = [await at.linkFor(wang), await at.linkFor(wang)];
  await at.linkFor(await at.add({ name: '李强' }));
  await at.kit.db.write((writer) => updateLinkRow(writer, other, { placement: '沙盘旁' }));
  const linkIds = async (filter: object) => (await all(at, 'all', filter)).items.map(({ link }) => link.id);
  expect(await linkIds({ linkId: one })).toEqual([one]);
  expect(await linkIds({ recipientId: wang })).toEqual([other, one]);
  expect(await linkIds({ placement: '沙盘旁' })).toEqual([other]);
  expect((await all(at, 'not_opened', { recipientId: wang })).counts).toEqual({ ...none, all: 2, not_opened: 2 });
});

test('what somebody of the house opened and saved counts for nobody', async () => {
  const at = await house();
  const link = await at.linkFor(await at.add({ name: '王芳' }), { policy: { download: 'original', maxDevices: 1 } });
  const visit = await at.open(link, 'staff', { staff: true });
  await at.save(visit, link);
  expect(await all(at, 'not_opened')).toMatchObject({
    names: ['王芳'],
    items: [{ opens: 0, phones: 0, firstOpenAt: null, lastOpenAt: null }],
    counts: { ...none, all: 1, not_opened: 1 },
  });
});

test('a link is in the list of those that end from three days before its end, or with under a fifth of its opens left', async () => {
  const at = await house();
  const day = 86_400_000;
  const now = at.kit.clock.now();
  const link = async (name: string, change: Parameters<typeof updateLinkRow>[2]) => {
    const id = await at.linkFor(await at.add({ name }));
    await at.kit.db.write((writer) => updateLinkRow(writer, id, change));
  };
  await link('还有四天', { expires_at: now + 4 * day });
  await link('还有两天', { expires_at: now + 2 * day });
  await link('明天到', { expires_at: now + day });
  await link('过了', { expires_at: now - 1 });
  await link('快用完', { max_opens: 20, opens: 17 });
  await link('用掉八成', { max_opens: 20, opens: 16 });
  await link('用完了', { max_opens: 20, opens: 20 });
  await link('还没开放', { opens_at: now + day, expires_at: now + 2 * day });
  const { names, counts } = await all(at, 'ending');
  expect(names).toEqual(['明天到', '还有两天', '快用完']);
  expect(counts.ending).toBe(3);
});

test('who was told lately is known by the list that it was told for, for three days', async () => {
  const at = await house();
  const link = await at.linkFor(await at.add({ name: '王芳' }));
  const note = (id: string, purpose: string) =>
    at.kit.db.write((writer) =>
      sql`INSERT INTO sent_messages VALUES (${id}, ${link}, NULL, NULL, ${purpose}, 'copy', '', ${at.kit.clock.now()}, 'a', '周敏')`.execute(
        writer,
      ),
    );
  await note('1', 'reminder');
  at.kit.time.advance(60_000);
  await note('2', 'other');
  const told = async () => (await all(at, 'not_opened')).items[0];
  expect(await told()).toMatchObject({ told: { purpose: 'reminder', sentBy: '周敏' }, sent: { purpose: 'other' } });
  expect((await all(at, 'all')).items[0]?.told).toBeNull();
  at.kit.time.advance(3 * 86_400_000);
  expect(await told()).toMatchObject({ told: null, sent: { purpose: 'other' } });
});

test('a row tells what was looked at most: a photo, or where the link opens several galleries one of them', async () => {
  const at = await house();
  const { kit } = at;
  const other = await newGallery(kit, at.projectId);
  const [a, b] = await shelvePhotos(kit, at.projectId, at.galleryId, ['hall.jpg', 'kitchen.jpg']);
  const [c] = await shelvePhotos(kit, at.projectId, other, ['bath.jpg']);
  const [one, several] = [
    await at.linkFor(await at.add({ name: '一' })),
    await at.linkFor(await at.add({ name: '二' })),
  ];
  await kit.db.write(async (writer) => {
    await sql`INSERT INTO link_galleries VALUES (${several}, ${other}, 2)`.execute(writer);
    await sql`UPDATE galleries SET title = '厨房' WHERE id = ${other}`.execute(writer);
  });
  for (const link of [one, several]) {
    const visit = await at.open(link);
    kit.time.advance(60_000);
    const row = (photo: string | undefined, gallery: string, views: number) =>
      [visit, photo ?? '', gallery, 1, views, views * 1000, kit.clock.now(), null] as const;
    const rows = [row(a?.id, at.galleryId, 1), row(b?.id, at.galleryId, 2), row(c?.id, other, 4)];
    await kit.db.write((writer) => addViews(writer, link === one ? rows.slice(0, 2) : rows, 'UTC'));
  }
  expect((await all(at, 'all')).items.map(({ name, most }) => [name, most])).toEqual([
    ['二', '厨房'],
    ['一', 'kitchen.jpg'],
  ]);
});
