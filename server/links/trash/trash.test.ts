import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AuditEntry } from '#contract/accounts.ts';
import type { Batch, BatchLink } from '#contract/batches.ts';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Sent } from '#contract/messages.ts';
import type { Photo } from '#contract/photos.ts';
import type { Project } from '#contract/projects.ts';
import type { Loss, TrashedGallery, TrashedProject } from '#contract/trash.ts';
import { dropGalleriesOf } from '../../galleries/removed/table.ts';
import { emptyTrash } from '../../library/recover.ts';
import { dropProject } from '../../projects/project.ts';
import { brokenRows } from '../../store/check-rows.ts';
import { migrations } from '../../store/migrations/index.ts';
import { startTestBox, type TestBox } from '../../testing/box.ts';
import { phoneAt } from '../../testing/guests.ts';
import { makePhoto } from '../../testing/photos.ts';
import { emptyRemoved } from './empty.ts';
import { settleLinks } from './settle.ts';

const day = 86_400_000;
let box: TestBox;
beforeAll(async () => {
  box = await startTestBox();
});
afterAll(() => box.stop());

const get = <T>(path: string) => box.owner.call<T>('GET', path);
const items = async <T>(path: string) => (await get<{ items: T[] }>(path)).items;
const linksOf = (id: string) => items<Link>(`/api/projects/${id}/links`);
const trashed = () => items<TrashedProject>('/api/trash/projects');
const stateAt = async (token: string | null) =>
  (await box.guest(`/g/${token}`, { headers: { accept: 'application/json' } })).status;
const opens = async (token: string | null) =>
  (await phoneAt(box.guestUrl, { agent: `${Math.random()} Android` }).open(token ?? '')).status;
let seed = 0;
async function photosIn(projectId: string, count: number): Promise<Photo[]> {
  const files = Array.from({ length: count }, async () => ({
    name: `${++seed}.jpg`,
    data: await makePhoto({ width: 60, height: 40, seed: 7000 + seed }),
  }));
  return box.bring(projectId, await Promise.all(files));
}

/** A project with two galleries, a link for many at a place, one over both, a batch, somebody it is for, and a next step. */
async function furnished() {
  const project = await box.project('王小姐的婚礼');
  const { id } = project;
  const photos = await photosIn(id, 3);
  const gallery = await box.gallery(id, { title: '仪式', photoIds: photos.map((photo) => photo.id), for: 'many' });
  const other = await box.gallery(id, { title: '晚宴' });
  await box.owner.call('PATCH', `/api/links/${gallery.link.id}`, { placement: '签到台' });
  const both = await box.owner.call<Link>('POST', `/api/projects/${id}/links`, {
    galleryIds: [gallery.id, other.id],
    label: '两个都看',
  });
  const batch = await box.owner.call<Batch>('POST', `/api/galleries/${gallery.id}/batches`, {
    count: 6,
    label: '手环',
  });
  await box.batchesDone();
  const codes = await items<BatchLink>(`/api/batches/${batch.id}/links`);
  const person = await box.owner.call<{ id: string }>('POST', `/api/projects/${id}/recipients`, { name: '李雷' });
  await box.owner.call('POST', `/api/projects/${id}/links`, { galleryIds: [other.id], recipientIds: [person.id] });
  await box.owner.call('PUT', `/api/projects/${id}/next-step`, { text: '扫码进群' });
  return { id, photos, gallery, other, both, batch, codes: codes.map(({ link }) => link) };
}

test('what would end is told before: links, codes that may be printed, batches', async () => {
  const { id, gallery, other, codes } = await furnished();
  await phoneAt(box.guestUrl).opened(gallery.link.token ?? '');
  await phoneAt(box.guestUrl).opened(codes[0]?.token ?? '');
  const whole = await get<Loss>(`/api/projects/${id}/loss`);
  expect(whole).toMatchObject({ photos: 3, galleries: 2, links: 4, opens: 1, visitors: 1, screens: [] });
  expect(whole.codes).toEqual([{ linkId: gallery.link.id, name: '仪式', placement: '签到台', opens: 1 }]);
  expect(whole.batches).toMatchObject([{ label: '手环', codes: 6, opened: 1 }]);
  // A link over both goes on with the other.
  expect(await get<Loss>(`/api/galleries/${gallery.id}/loss`)).toMatchObject({
    ...{ photos: 0, galleries: 1, links: 1, batches: [{ codes: 6, opened: 1 }] },
  });
  expect(await get<Loss>(`/api/galleries/${other.id}/loss`)).toMatchObject({ links: 2, codes: [], batches: [] });
});

test('a deleted project opens nothing, and comes back with galleries, photos and printed codes; visits from before are over', async () => {
  const { id, photos, gallery, other, both, codes } = await furnished();
  const gone = await box.gallery(id, { title: '先删的' });
  await box.owner.call('DELETE', `/api/galleries/${gone.id}`);
  await box.owner.call('DELETE', `/api/links/${both.id}`);
  const phone = phoneAt(box.guestUrl);
  await phone.opened(codes[0]?.token ?? '');
  const photoAt = `/g/${codes[0]?.token}/photos/${photos[0]?.id}/thumb`;
  expect((await phone.ask(photoAt)).status).toBe(200);

  await box.owner.call('DELETE', `/api/projects/${id}`);
  expect((await phone.ask(photoAt)).status).toBe(410);
  const tokens = [gallery.link, other.link, ...codes].map(({ token }) => token);
  for (const token of tokens) expect(await opens(token)).toBe(410);
  const [entry] = await trashed();
  expect(entry).toMatchObject({ project: { id, title: '王小姐的婚礼', galleries: 2, photos: 3 }, links: 3 + 6 });
  expect(Date.parse(entry?.goneAt ?? '') - Date.parse(entry?.deletedAt ?? '')).toBe(7 * day);

  await box.owner.call<Project>('POST', `/api/trash/projects/${id}/restore`);
  expect((await trashed()).map(({ project }) => project.id)).not.toContain(id);
  expect((await phone.ask(photoAt)).status).toBe(403);
  // One is for one phone, which was here.
  expect(await Promise.all(tokens.map(opens))).toEqual([200, 200, 403, 200, 200, 200, 200, 200]);
  expect((await items<Gallery>(`/api/projects/${id}/galleries`)).map(({ title }) => title)).toEqual(['仪式', '晚宴']);
  expect((await get<Project>(`/api/projects/${id}`)).photos).toBe(3);
  expect((await get<{ step: { text: string } }>(`/api/projects/${id}/next-step`)).step.text).toBe('扫码进群');
  // What was ended by hand before stays so, and a gallery that was deleted before stays in the trash.
  const left = await linksOf(id);
  expect(left.find((link) => link.id === both.id)).toMatchObject({ state: 'revoked', revokedWhy: 'hand' });
  expect(left.find((link) => link.id === gone.link.id)).toMatchObject({ state: 'revoked', revokedWhy: 'gallery' });
  expect((await box.owner.ask('POST', `/api/trash/projects/${id}/restore`)).status).toBe(404);
});

test('a deleted gallery comes back with the codes that ended with it, and with no more than it holds', async () => {
  const { id, gallery, both, batch, codes } = await furnished();
  const more = (await photosIn(id, 25)).map((photo) => photo.id);
  // Two that lie in the trash keep their places; their gallery is filled, and deleted, before they come back.
  const photoIds = gallery.photoIds.slice(0, 2);
  await box.owner.call('POST', `/api/projects/${id}/photos/withdraw`, { photoIds });
  await box.owner.call('POST', `/api/galleries/${gallery.id}/photos`, { add: more.slice(1) });
  await box.owner.call('DELETE', `/api/galleries/${gallery.id}`);
  await box.owner.call('POST', `/api/projects/${id}/trash/restore`, { photoIds });
  expect(await opens(codes[0]?.token ?? '')).toBe(410);
  const link = await get<Link>(`/api/links/${gallery.link.id}`);
  expect(link).toMatchObject({ state: 'revoked', revokedWhy: 'gallery', galleryIds: [] });
  expect((await get<Link>(`/api/links/${both.id}`)).state).toBe('live');
  const [entry] = await items<TrashedGallery>(`/api/projects/${id}/trash/galleries`);
  expect(entry).toMatchObject({ gallery: { id: gallery.id, title: '仪式' }, why: 'hand', links: 1 + 6 });

  const back = await box.owner.call<Gallery>('POST', `/api/galleries/${gallery.id}/restore`);
  expect(back.photoIds).toHaveLength(25);
  expect(await items(`/api/projects/${id}/trash/galleries`)).toEqual([]);
  expect([await opens(gallery.link.token), await opens(codes[1]?.token ?? '')]).toEqual([200, 200]);
  expect((await get<Link>(`/api/links/${both.id}`)).galleryIds).toHaveLength(2);
  expect(await get<Batch>(`/api/batches/${batch.id}`)).toMatchObject({ void: 0, opened: 1 });
  const audit = (await items<AuditEntry>('/api/audit')).slice(0, 3).map(({ action }) => action);
  expect(audit).toEqual(expect.arrayContaining(['link.restore', 'gallery.restore']));

  // One that was given something else to open is opened again by hand.
  const own = await box.gallery(id, { title: '另一个' });
  await box.owner.call('DELETE', `/api/galleries/${own.id}`);
  await box.owner.call('PATCH', `/api/links/${own.link.id}`, { galleryIds: [gallery.id] });
  await settleLinks(box.kit, 'box');
  expect((await get<Link>(`/api/links/${own.link.id}`)).state).toBe('revoked');
});

test('what is ended by hand while its gallery lies in the trash does not come back with it', async () => {
  const { id, gallery, other } = await furnished();
  const person = await box.owner.call<{ id: string }>('POST', `/api/projects/${id}/recipients`, { name: '离职的人' });
  const own = await box.owner.call<Link>('POST', `/api/projects/${id}/links`, {
    ...{ galleryIds: [gallery.id], recipientIds: [person.id] },
  });
  await box.owner.call('DELETE', `/api/galleries/${gallery.id}`);
  await box.owner.call('DELETE', `/api/links/${gallery.link.id}`);
  await box.owner.call('DELETE', `/api/recipients/${person.id}?links=revoke`);
  await box.owner.call('POST', `/api/galleries/${gallery.id}/restore`);
  for (const link of [gallery.link, own]) {
    expect(await get<Link>(`/api/links/${link.id}`)).toMatchObject({ state: 'revoked', revokedWhy: 'hand' });
    expect(await opens(link.token)).toBe(410);
  }
  expect(await opens(other.link.token)).toBe(200);
});

test('where a deletion is cut off nothing of it opens, and the next start ends its links', async () => {
  const { id, gallery, codes } = await furnished();
  await box.kit.db.write(async (writer) => {
    await dropProject(writer, id, box.kit.clock.now());
    await dropGalleriesOf(writer, id, box.kit.clock.now());
  });
  box.kit.changes.emit('project.changed', { projectId: id });
  for (const { token } of [gallery.link, ...codes]) expect(await opens(token)).toBe(410);
  const ended = async () => {
    const { rows } = await sql<{ links: number }>`SELECT count(*) AS links FROM links
      WHERE project_id = ${id} AND revoked_why = 'project' AND ended_at = revoked_at`.execute(box.kit.db.read);
    return rows[0]?.links;
  };
  expect(await ended()).toBe(0);
  box = await box.restart();
  await expect.poll(ended).toBe(4 + 6);
  await box.owner.call('POST', `/api/trash/projects/${id}/restore`);
  expect(await opens(gallery.link.token)).toBe(200);
});

test('after 7 days nothing of a person is left, and the printed codes still say that they were withdrawn', async () => {
  const { id, gallery, other, codes } = await furnished();
  const kept = await furnished();
  await box.owner.call('DELETE', `/api/galleries/${kept.gallery.id}`);
  await box.owner.call('DELETE', `/api/galleries/${kept.other.id}`);
  await phoneAt(box.guestUrl).opened(gallery.link.token ?? '');
  await phoneAt(box.guestUrl).opened(codes[0]?.token ?? '');
  await box.owner.call('DELETE', `/api/projects/${id}`);
  box.time.advance(6 * day);
  await emptyRemoved(box.kit);
  expect((await trashed()).map(({ project }) => project.id)).toContain(id);

  box.time.advance(2 * day);
  await emptyRemoved(box.kit);
  await emptyTrash(box.kit);
  box = await box.restart();
  expect((await trashed()).map(({ project }) => project.id)).not.toContain(id);
  expect((await box.owner.ask('POST', `/api/trash/projects/${id}/restore`)).status).toBe(404);
  for (const { token } of [gallery.link, other.link, ...codes]) expect(await stateAt(token)).toBe(410);
  const page = await (await box.guest(`/g/${gallery.link.token}`, { headers: { accept: 'text/html' } })).text();
  expect(page).toContain('主办方收回了这个链接');
  expect(page).not.toContain('王小姐');
  const left = async (table: string, of = 'project_id') => {
    const { rows } = await sql<{ count: number }>`SELECT count(*) AS count FROM ${sql.table(table)}
      WHERE ${sql.ref(of)} = ${id}`.execute(box.kit.db.read);
    return rows[0]?.count;
  };
  for (const table of ['photos', 'galleries', 'recipients', 'batches', 'next_steps']) expect(await left(table)).toBe(0);
  const { rows } = await sql<object>`SELECT label, placement, recipient_id, opens,
      (SELECT count(*) FROM visits WHERE link_id = links.id) AS visits
    FROM links WHERE project_id = ${id} GROUP BY 1, 2, 3, 4, 5`.execute(box.kit.db.read);
  expect(rows).toEqual([{ label: '', placement: null, recipient_id: null, opens: 0, visits: 0 }]);
  // Of a project that is there, deleted galleries go; what their links were opened stays known.
  expect(await items(`/api/projects/${kept.id}/trash/galleries`)).toEqual([]);
  expect((await box.owner.ask('POST', `/api/galleries/${kept.gallery.id}/restore`)).status).toBe(404);
  expect(await get<Batch>(`/api/batches/${kept.batch.id}`)).toMatchObject({ label: '手环', count: 6 });
  expect(await brokenRows(box.kit.db.read, migrations.length)).toEqual([]);
});

test('of what was sent to somebody who is gone for good stays when and by whom', async () => {
  const { id, gallery } = await furnished();
  const person = await box.owner.call<{ id: string }>('POST', `/api/projects/${id}/recipients`, { name: '孙女士' });
  const link = await box.owner.call<Link>('POST', `/api/projects/${id}/links`, {
    ...{ galleryIds: [gallery.id], recipientIds: [person.id] },
  });
  const at = `/api/projects/${id}/messages/sent`;
  await box.owner.call('POST', at, { items: [{ linkId: link.id, body: '孙女士您好' }], how: 'copy' });
  await box.owner.call('DELETE', `/api/recipients/${person.id}?links=keep`);
  box.time.advance(8 * day);
  expect((await emptyRemoved(box.kit)).recipients).toBe(1);
  expect(await items<Sent>(at)).toMatchObject([{ linkId: link.id, recipientId: null, body: '', sentBy: 'owner' }]);
});

test('nothing is emptied while the clock cannot be trusted', async () => {
  const project = await box.project('时钟不准');
  await box.owner.call('DELETE', `/api/projects/${project.id}`);
  box.time.setWall(box.time.wall() + 400 * day);
  expect(await emptyRemoved(box.kit)).toEqual({ projects: 0, galleries: 0, recipients: 0 });
  const { title } = await box.kit.db.read
    .selectFrom('projects')
    .select('title')
    .where('id', '=', project.id)
    .executeTakeFirstOrThrow();
  expect(title).toBe('时钟不准');
});
