import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Project } from '#contract/projects.ts';
import type { Recipient, RecipientPage } from '#contract/recipients.ts';
import { type Caller, startTestBox, type TestBox } from '../../testing/box.ts';

let box: TestBox;
let owner: Caller;
let project: Project;
let gallery: Gallery & { link: Link };
const heard: string[] = [];

beforeAll(async () => {
  box = await startTestBox();
  owner = box.owner;
  project = await box.project();
  gallery = await box.gallery(project.id);
  box.kit.changes.on('recipient.changed', ({ recipientId }) => heard.push(`recipient ${recipientId}`));
  box.kit.changes.on('link.changed', ({ linkId }) => heard.push(`link ${linkId}`));
  box.kit.changes.on('link.revoked', ({ linkId }) => heard.push(`revoked ${linkId}`));
}, 60_000);
afterAll(() => box.stop());

const at = (projectId = project.id) => `/api/projects/${projectId}/recipients`;
const add = (input: object, projectId = project.id) => owner.call<Recipient>('POST', at(projectId), input);
const list = (query = '', projectId = project.id) => owner.call<RecipientPage>('GET', `${at(projectId)}?${query}`);
const names = ({ items }: RecipientPage) => items.map(({ name }) => name);
const refusal = async (method: string, path: string, body?: unknown) => {
  const answer = await owner.ask(method, path, body);
  const { code, errors } = (await answer.json()) as { code: string; errors?: { field: string }[] };
  return [answer.status, code, ...(errors ?? []).map(({ field }) => field)];
};
type Links = { links: Link[] };
const linksFor = (body: object) =>
  owner.call<Link & Links>('POST', `/api/projects/${project.id}/links`, { galleryIds: [gallery.id], ...body });
const acts = async (subject: string) =>
  (await box.kit.db.read.selectFrom('audit').select('action').where('subject', '=', subject).execute()).map(
    ({ action }) => action,
  );

test('a recipient is added, changed and told with what became of its links', async () => {
  const made = await add({
    name: ' 王楠 ',
    honorific: '女士',
    company: '影像周刊',
    tags: ['媒体', 'ＶＩＰ', 'vip', '媒体'],
  });
  expect(made).toMatchObject({
    ...{ projectId: project.id, name: '王楠', honorific: '女士', company: '影像周刊', contact: '', note: '' },
    ...{ tags: ['媒体', 'ＶＩＰ'], links: 0, opens: 0, lastOpenAt: null, madeBy: 'owner' },
  });
  const [link, ended] = [await linksFor({ recipientIds: [made.id] }), await linksFor({ recipientIds: [made.id] })];
  expect(link.recipient).toEqual({ id: made.id, name: '王楠', honorific: '女士', company: '影像周刊' });
  expect((await box.guest(`/g/${link.token}/open`, { method: 'POST' })).status).toBe(200);
  await owner.call('DELETE', `/api/links/${ended.id}`);
  const read = await owner.call<Recipient>('GET', `/api/recipients/${made.id}`);
  expect(read).toMatchObject({ links: 1, opens: 1 });
  expect(Date.parse(read.lastOpenAt ?? '')).toBeGreaterThanOrEqual(Date.parse(made.createdAt));

  heard.length = 0;
  const changed = await owner.call<Recipient>('PATCH', `/api/recipients/${made.id}`, {
    name: '王 楠',
    note: '一行\n两行',
  });
  expect(changed).toMatchObject({
    name: '王 楠',
    note: '一行\n两行',
    honorific: '女士',
    tags: ['媒体', 'ＶＩＰ'],
    links: 1,
  });
  expect(heard).toEqual([`recipient ${made.id}`]);
  expect(await acts(made.id)).toEqual(['recipient.add', 'recipient.change']);
  await owner.call('DELETE', `/api/recipients/${made.id}?links=revoke`);
});

test('recipients are found by any part of what is written of them, in any width and case, and by a whole tag', async () => {
  const { id } = await box.project('found');
  await add({ name: '张三', company: 'ACME 影像', contact: '138-0000', tags: ['媒体', 'VIP'] }, id);
  await add({ name: '李四', company: '北岸', contact: 'Li@Example.com', tags: ['赞助'] }, id);
  await add({ name: '媒体', note: 'acme', tags: ['vip 客户'] }, id);
  for (const [query, found] of [
    ['', ['媒体', '李四', '张三']],
    ['q=ａｃｍｅ', ['张三']],
    ['q=影像 三', ['张三']],
    ['q=li%40example', ['李四']],
    ['q=媒体', ['媒体', '张三']],
    ['tag=媒体', ['张三']],
    ['tag=vip', ['张三']],
    ['tag=vip&q=北岸', []],
    ['q=%25', []],
  ] as const) {
    const page = await list(query, id);
    expect([query, names(page), page.total]).toEqual([query, found, found.length]);
    expect(page.tags.map(({ tag, count }) => `${tag} ${count}`).toSorted()).toEqual(
      ['VIP 1', 'vip 客户 1', '媒体 1', '赞助 1'].toSorted(),
    );
  }
});

test('pages go on where the last one ended, whoever is added meanwhile', async () => {
  const { id } = await box.project('pages');
  for (const name of ['a', 'b', 'c', 'd', 'e']) await add({ name }, id);
  const first = await list('limit=2', id);
  await add({ name: 'late' }, id);
  const second = await list(`limit=2&cursor=${first.nextCursor}`, id);
  const third = await list(`limit=2&cursor=${second.nextCursor}`, id);
  expect([...names(first), ...names(second), ...names(third)]).toEqual(['e', 'd', 'c', 'b', 'a']);
  expect([first.total, third.nextCursor]).toEqual([5, null]);
  expect(await refusal('GET', `${at(id)}?cursor=none`)).toEqual([400, 'invalid_input', 'cursor']);
});

test('what is wrong is refused by its field, and an archived project takes and changes none', async () => {
  for (const [body, field] of [
    [{}, 'name'],
    [{ name: ' ' }, 'name'],
    [{ name: 'a\nb' }, 'name'],
    [{ name: 'a', contact: 'x'.repeat(201) }, 'contact'],
    [{ name: 'a', tags: [''] }, 'tags.0'],
    [{ name: 'a', age: 3 }, 'age'],
  ] as const) {
    expect(await refusal('POST', at(), body)).toEqual([400, 'invalid_input', field]);
  }
  const { id } = await box.project('archived');
  const made = await add({ name: 'kept' }, id);
  await owner.call('PATCH', `/api/projects/${id}`, { archived: true });
  const archived = [409, 'project_archived'];
  expect(await refusal('POST', at(id), { name: 'new' })).toEqual(archived);
  expect(await refusal('PATCH', `/api/recipients/${made.id}`, { name: 'new' })).toEqual(archived);
  expect(await refusal('DELETE', `/api/recipients/${made.id}`)).toEqual(archived);
  expect(names(await list('', id))).toEqual(['kept']);
});

test('a deleted recipient is gone; its links go on without it, or end with it', async () => {
  const [kept, ended] = [await add({ name: 'kept' }), await add({ name: 'ended' })];
  const [link] = (await linksFor({ recipientIds: [kept.id] })).links;
  const { links } = await linksFor({ recipientIds: [ended.id] });
  heard.length = 0;
  expect((await owner.ask('DELETE', `/api/recipients/${kept.id}`)).status).toBe(204);
  expect((await owner.ask('DELETE', `/api/recipients/${ended.id}?links=revoke`)).status).toBe(204);
  expect(heard).toEqual([
    ...[`link ${link?.id}`, `recipient ${kept.id}`],
    ...[`revoked ${links[0]?.id}`, `recipient ${ended.id}`],
  ]);
  const read = (id = '') => owner.call<Link>('GET', `/api/links/${id}`);
  expect(await read(link?.id)).toMatchObject({ state: 'live', recipient: null });
  expect(await read(links[0]?.id)).toMatchObject({
    state: 'revoked',
    revokedWhy: 'hand',
    recipient: { name: 'ended' },
  });
  for (const { id } of [kept, ended]) {
    expect(await refusal('GET', `/api/recipients/${id}`)).toEqual([404, 'not_found']);
    expect(await refusal('DELETE', `/api/recipients/${id}`)).toEqual([404, 'not_found']);
  }
  expect(names(await list('q=kept'))).toEqual([]);
  expect(
    await refusal('POST', `/api/projects/${project.id}/links`, { galleryIds: [gallery.id], recipientIds: [kept.id] }),
  ).toEqual([422, 'recipient_not_in_project', 'recipientIds']);
});

test('twelve recipients get a link each by one act, as they are named, once each', async () => {
  const twelve: Recipient[] = [];
  for (let nr = 0; nr < 12; nr += 1) twelve.push(await add({ name: `客人 ${nr}`, tags: ['十二'] }));
  const ids = twelve.map(({ id }) => id);
  const before = await acts(project.id);
  const { links, ...rest } = await linksFor({ recipientIds: [...ids, ids[3]], policy: { maxOpens: 5 } });
  expect(rest).toEqual({});
  expect(links.map(({ recipient }) => recipient?.id)).toEqual(ids);
  expect(new Set(links.flatMap(({ id, token, url }) => [id, token, url])).size).toBe(36);
  expect(links.every(({ policy, galleryIds }) => policy.maxOpens === 5 && galleryIds.join() === gallery.id)).toBe(true);
  for (const { token } of links.slice(0, 2)) {
    expect((await box.guest(`/g/${token}/open`, { method: 'POST' })).status).toBe(200);
  }
  expect((await acts(project.id)).slice(before.length)).toEqual(['links.add']);
  const of = (query: string) => owner.call<{ items: Link[] }>('GET', `/api/projects/${project.id}/links?${query}`);
  expect((await of(`recipientId=${ids[4]}`)).items.map(({ id }) => id)).toEqual([links[4]?.id]);

  const byTag = await linksFor({ recipientTag: '十二' });
  expect(byTag.links.map(({ recipient }) => recipient?.id)).toEqual(ids.toReversed());
  expect((await linksFor({ recipientTag: '十二', recipientIds: ids.slice(0, 3) })).links).toHaveLength(12);
});

test('one recipient is answered with its link as ever, and beside it as a list', async () => {
  const one = await add({ name: '一位' });
  const answer = await linksFor({ recipientIds: [one.id], label: '样片' });
  expect(answer).toMatchObject({ label: '样片', recipient: { id: one.id }, state: 'live' });
  const { links, ...link } = answer;
  expect(links).toEqual([link]);
  expect(await acts(link.id)).toEqual(['link.add']);
});

test('each gets a password of its own where the preset asks for one, and all the same where one is given', async () => {
  const { names, maxOpens, download, watermark } = (
    await owner.call<{ items: { id: string; names: object; maxOpens: number; download: string; watermark: string }[] }>(
      'GET',
      '/api/audiences',
    )
  ).items.find(({ id }) => id === 'event.media') as never;
  const preset = { names, maxOpens, download, watermark, expiresInDays: null, expiresWithProject: false };
  const more = { refreshDays: null, visitSeconds: null, maxDevices: null, passwordAsked: true };
  await owner.call('PUT', '/api/audiences/event.secret', { ...preset, ...more });
  const ids = [(await add({ name: '甲' })).id, (await add({ name: '乙' })).id];
  const { links } = await linksFor({ recipientIds: ids, audience: 'event.secret' });
  const passwords = links.map(({ password }) => password ?? '');
  expect(passwords.every((password) => /^\d{6}$/.test(password))).toBe(true);
  const open = (link: Link | undefined, password: string | undefined) =>
    box.guest(`/g/${link?.token}/open`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ password }),
    });
  expect((await open(links[1], passwords[1])).status).toBe(200);
  if (passwords[0] !== passwords[1]) expect((await open(links[0], passwords[1])).status).toBe(401);
  expect(await owner.call('POST', `/api/links/${links[0]?.id}/password`)).toEqual({ password: passwords[0] });

  const same = await linksFor({ recipientIds: ids, policy: { password: '2026' } });
  for (const link of same.links) {
    expect(link.password).toBeUndefined();
    expect(await owner.call('POST', `/api/links/${link.id}/password`)).toEqual({ password: '2026' });
  }
});

test('with one that cannot be, none is made, and it says which', async () => {
  const { id: elsewhere } = await box.project('elsewhere');
  const [own, foreign] = [await add({ name: 'own' }), await add({ name: 'foreign' }, elsewhere)];
  const count = async () =>
    (await owner.call<{ items: Link[] }>('GET', `/api/projects/${project.id}/links`)).items.length;
  const before = await count();
  const path = `/api/projects/${project.id}/links`;
  const wish = { galleryIds: [gallery.id] };
  const answer = await owner.ask('POST', path, { ...wish, recipientIds: [own.id, foreign.id] });
  expect([answer.status, await answer.json()]).toMatchObject([
    422,
    { code: 'recipient_not_in_project', recipientIds: [foreign.id], errors: [{ field: 'recipientIds' }] },
  ]);
  expect(await refusal('POST', path, { ...wish, recipientTag: '没有' })).toEqual([
    400,
    'invalid_input',
    'recipientTag',
  ]);
  expect(await refusal('POST', path, { ...wish, recipientIds: [] })).toEqual([400, 'invalid_input', 'recipientIds']);
  const late = { opensAt: '2030-01-02T00:00:00Z', expiresAt: '2030-01-01T00:00:00Z' };
  expect((await refusal('POST', path, { ...wish, recipientIds: [own.id], policy: late })).slice(0, 2)).toEqual([
    400,
    'invalid_input',
  ]);
  expect(await count()).toBe(before);
});

test('a link is given to another recipient or to nobody, and both hear of it', async () => {
  const [one, other] = [await add({ name: '先' }), await add({ name: '后' })];
  const link = await linksFor({ recipientIds: [one.id] });
  const change = (recipientId: string | null) => owner.call<Link>('PATCH', `/api/links/${link.id}`, { recipientId });
  heard.length = 0;
  expect((await change(other.id)).recipient?.name).toBe('后');
  expect(heard).toEqual([`link ${link.id}`, `recipient ${one.id}`, `recipient ${other.id}`]);
  expect((await owner.call<Link>('PATCH', `/api/links/${link.id}`, { label: 'x' })).recipient?.name).toBe('后');
  expect((await change(null)).recipient).toBe(null);
  const { id: elsewhere } = await box.project('elsewhere');
  const foreign = await add({ name: 'foreign' }, elsewhere);
  expect(await refusal('PATCH', `/api/links/${link.id}`, { recipientId: foreign.id })).toEqual([
    422,
    'recipient_not_in_project',
    'recipientId',
  ]);
});
