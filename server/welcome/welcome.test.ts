import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AuditEntry } from '#contract/accounts.ts';
import type { Link } from '#contract/links.ts';
import type { Problem } from '#contract/problems.ts';
import { Welcome } from '#contract/welcome.ts';
import { type Caller, callerOf, ownerPassword, sessionOf, startTestBox, type TestBox } from '../testing/box.ts';

let box: TestBox;
let estate: Link;
let event: Link;
beforeAll(async () => {
  box = await startTestBox();
  const gardens = await box.project('云境花园', 'estate');
  estate = (await box.gallery(gardens.id, { title: 'B2' })).link;
  event = (await box.gallery((await box.project('新品发布会')).id, { title: '主会场' })).link;
});
afterAll(() => box.stop());

const put = (change: object, by: Caller = box.owner) => by.call<Welcome>('PUT', '/api/welcome', change);
const read = (by: Caller) => by.call<Welcome>('GET', '/api/welcome');
const idsOf = ({ links }: Welcome) => links.map(({ link }) => link.id);

test('what the Wi-Fi greets with is one answer: switch, words, links in their order, the address', async () => {
  const fresh = await read(box.owner);
  expect(fresh).toMatchObject({ on: false, text: '', links: [], address: box.origins.local });
  const heard: string[] = [];
  const stop = box.kit.changes.on('settings.changed', ({ names }) => heard.push(...names));
  const all = await put({ on: true, text: ' 照片在这里 ', linkIds: [event.id, estate.id] });
  expect(Welcome.parse(all)).toEqual(all);
  expect(all).toMatchObject({ on: true, text: '照片在这里' });
  expect(all.links.map(({ name, projectTitle }) => [name, projectTitle])).toEqual([
    ['主会场', '新品发布会'],
    ['B2', '云境花园'],
  ]);
  await put({ linkIds: [estate.id, event.id] });
  // The same again is no change.
  expect(idsOf(await put({ on: true, linkIds: [estate.id, event.id] }))).toEqual([estate.id, event.id]);
  stop();
  expect(heard).toEqual(['portal', 'welcomeText', 'welcomeLinks', 'welcomeLinks']);
  const { items } = await box.owner.call<{ items: AuditEntry[] }>('GET', '/api/audit');
  expect(items.filter(({ action }) => action === 'welcome.links').map(({ detail }) => detail)).toEqual([
    { from: [event.id, estate.id], to: [estate.id, event.id] },
    { from: [], to: [event.id, estate.id] },
  ]);
});

test('what is for one person or one code is refused, each with why, and nothing changes', async () => {
  const before = await read(box.owner);
  const { projectId } = estate;
  const { id: recipientId } = await box.owner.call<{ id: string }>('POST', `/api/projects/${projectId}/recipients`, {
    name: '王芳',
  });
  const { links } = await box.owner.call<{ links: Link[] }>('POST', `/api/projects/${projectId}/links`, {
    galleryIds: estate.galleryIds,
    recipientIds: [recipientId],
  });
  const batch = await box.owner.call<{ id: string }>('POST', `/api/galleries/${estate.galleryIds[0]}/batches`, {
    count: 1,
  });
  await box.batchesDone();
  const [code] = (await box.owner.call<{ items: { link: Link }[] }>('GET', `/api/batches/${batch.id}/links`)).items;
  const nowhere = '019aa111-2222-7333-8444-555566667777';
  const answer = await box.owner.ask(
    'PUT',
    '/api/welcome',
    { on: false, text: 'x', linkIds: [event.id, links[0]?.id, code?.link.id, nowhere, event.id] },
    { 'accept-language': 'zh-CN' },
  );
  expect(answer.status).toBe(400);
  const { code: why, errors = [] } = (await answer.json()) as Problem;
  expect(why).toBe('invalid_input');
  expect(errors.map(({ field }) => field)).toEqual(['linkIds.1', 'linkIds.2', 'linkIds.3', 'linkIds.4']);
  expect(new Set(errors.map(({ detail }) => detail)).size).toBe(4);
  expect(await read(box.owner)).toEqual(before);
});

test('who sees some projects, or no other’s recipients, reads what is left of the list; only owners change it', async () => {
  await put({ linkIds: [estate.id, event.id] });
  await box.owner.call('POST', '/api/accounts', {
    username: 'guide',
    password: ownerPassword,
    role: 'staff',
    projectIds: [event.projectId],
  });
  const guide = callerOf(box.localUrl, { cookie: await sessionOf(box.localUrl, 'guide') });
  expect(idsOf(await read(guide))).toEqual([event.id]);
  const presenter = await box.as('presenter');
  expect(idsOf(await read(presenter))).toEqual([estate.id, event.id]);
  // One that became somebody's own after it was put there.
  const { id: recipientId } = await box.owner.call<{ id: string }>(
    'POST',
    `/api/projects/${estate.projectId}/recipients`,
    { name: '李强' },
  );
  await box.owner.call('PATCH', `/api/links/${estate.id}`, { recipientId });
  expect(idsOf(await read(presenter))).toEqual([event.id]);
  expect(idsOf(await read(box.owner))).toEqual([estate.id, event.id]);
  for (const caller of [guide, presenter]) {
    expect((await caller.ask('PUT', '/api/welcome', { on: false })).status).toBe(403);
  }
  expect((await (await box.as('photographer')).ask('GET', '/api/welcome')).status).toBe(403);
});
