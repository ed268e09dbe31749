import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Batch, BatchLink } from '#contract/batches.ts';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Now } from '#contract/now.ts';
import { announceChapters, openChapter } from '../../galleries/chapter.ts';
import { type GalleryRow, galleryRow } from '../../galleries/table.ts';
import { brokenRows } from '../../store/check-rows.ts';
import { migrations } from '../../store/migrations/index.ts';
import { startTestBox, type TestBox } from '../../testing/box.ts';
import { phoneAt } from '../../testing/guests.ts';
import { insertChapterAfter } from '../chapters/table.ts';
import { linkNames } from '../table.ts';

const android = 'Mozilla/5.0 (Linux; Android 15; Pixel 9)';

let box: TestBox;
let projectId: string;
let gallery: Gallery & { link: Link };
let batch: Batch;

beforeAll(async () => {
  box = await startTestBox({ env: { MAIIMG_PUBLIC_ORIGIN: 'https://photos.example.com' } });
  ({ id: projectId } = await box.project());
  gallery = await box.gallery(projectId);
  batch = await make(box, gallery.id, { count: 200, label: '=手环', firstNumber: 101, policy: { maxOpens: 5 } });
});
afterAll(() => box.stop());

/** A batch of which all links are there. */
async function make(at: TestBox, galleryId: string, body: Record<string, unknown>): Promise<Batch> {
  const { id } = await at.owner.call<Batch>('POST', `/api/galleries/${galleryId}/batches`, body);
  return whole(at, id);
}
async function whole(at: TestBox, id: string): Promise<Batch> {
  await at.batchesDone();
  return at.owner.call<Batch>('GET', `/api/batches/${id}`);
}
type Listed = { items: BatchLink[]; nextCursor: string | null };
const list = (id: string, query = '') => box.owner.call<Listed>('GET', `/api/batches/${id}/links${query}`);
async function one(number: number, id = batch.id): Promise<BatchLink> {
  const { items } = await list(id, `?number=${number}`);
  const [last] = items.slice(-1);
  if (!last) throw new Error(`there is no ${number}`);
  return last;
}
const phone = (agent?: string) => phoneAt(box.guestUrl, agent === undefined ? {} : { agent });
const open = async (link: Link, agent?: string) => (await phone(agent).open(link.token ?? '')).status;
async function refused(method: string, path: string, body?: unknown) {
  const answer = await box.owner.ask(method, path, body);
  const { code, errors } = (await answer.json()) as { code: string; errors?: { field: string }[] };
  return { status: answer.status, code, fields: errors?.map(({ field }) => field) };
}

test('a batch is there at once, and each of its numbers soon after, once', async () => {
  expect(batch).toMatchObject({ count: 200, made: 200, unused: 200, opened: 0, void: 0, firstNumber: 101 });
  expect(batch).toMatchObject({ galleryTitle: '主会场', madeBy: 'owner', policy: { maxDevices: 1, maxOpens: 5 } });
  const first = await list(batch.id, '?limit=150');
  const rest = await list(batch.id, `?limit=150&cursor=${first.nextCursor}`);
  const all = [...first.items, ...rest.items];
  expect(all.map(({ number }) => number)).toEqual(Array.from({ length: 200 }, (_, nr) => 101 + nr));
  expect(rest.nextCursor).toBeNull();
  expect(new Set(all.map(({ link }) => link.token)).size).toBe(200);
  expect(all[16]?.link).toMatchObject({ label: '=手环', galleryIds: [gallery.id], for: 'one', follows: false });
  expect(all[16]).toMatchObject({ number: 117, issue: 1, state: 'unused', phones: 0, lastOpenAt: null });
  expect(all[16]?.link.batch).toEqual({ id: batch.id, number: 117, issue: 1 });
});

test('they are listed by their batch, and do not crowd the project’s links', async () => {
  const { items } = await box.owner.call<{ items: Link[] }>('GET', `/api/projects/${projectId}/links`);
  expect(items.map(({ id }) => id)).toContain(gallery.link.id);
  expect(items.some((link) => link.batch !== null)).toBe(false);
  const project = await box.owner.call<{ links: number }>('GET', `/api/projects/${projectId}`);
  expect(project.links).toBe(items.filter(({ revokedAt }) => revokedAt === null).length);
  const batches = await box.owner.call<{ items: Batch[] }>('GET', `/api/projects/${projectId}/batches`);
  expect(batches.items.map(({ id }) => id)).toContain(batch.id);
});

test('one phone opens a code again and again; the second is told, and staff can let it in', async () => {
  const { link } = await one(120);
  const own = phone();
  const opened = [await own.open(link.token ?? ''), await own.open(link.token ?? '')];
  expect(opened.map(({ status }) => status)).toEqual([200, 200]);
  const second = await phone(android).open(link.token ?? '');
  expect([second.status, ((await second.json()) as { code: string }).code]).toEqual([403, 'too_many_devices']);
  expect(await one(120)).toMatchObject({ state: 'opened', phones: 1 });
  await box.owner.call('PATCH', `/api/links/${link.id}`, { policy: { maxDevices: 2 } });
  expect(await open(link, android)).toBe(200);
  expect(await one(120)).toMatchObject({ state: 'opened', phones: 2 });
  expect(await whole(box, batch.id)).toMatchObject({ unused: 199, opened: 1 });
});

test('what runs out of a batch is not told of one by one, and who asks is named by the number', async () => {
  const { link } = await one(121);
  const guest = phone();
  for (let nr = 0; nr < 5; nr += 1) {
    expect((await guest.open(link.token ?? '')).status).toBe(200);
    box.time.advance(31 * 60_000);
  }
  const now = await box.owner.call<Now>('GET', '/api/now');
  expect(now.needs.filter(({ kind }) => kind === 'link_ending')).toEqual([]);
  expect((await linkNames(box.kit.db.read, [link.id])).get(link.id)?.label).toBe('=手环 · No. 121');
});

test('a code that is made void opens nothing any more, nor does the visit that runs', async () => {
  const { link } = await one(130);
  const guest = phone();
  await guest.opened(link.token ?? '');
  const told = await box.owner.call<{ numbers: number[]; batch: Batch }>('POST', `/api/batches/${batch.id}/void`, {
    numbers: [131, 130],
  });
  expect(told.numbers).toEqual([130, 131]);
  expect(told.batch.void).toBe(2);
  expect((await guest.ask(`/g/${link.token}`)).status).toBe(410);
  expect(await open((await one(131)).link, android)).toBe(410);
  expect(await one(130)).toMatchObject({ state: 'void', link: { revokedWhy: 'void', state: 'revoked' } });
  const again = await box.owner.call<{ numbers: number[] }>('POST', `/api/batches/${batch.id}/void`, {
    numbers: [130],
  });
  expect(again.numbers).toEqual([]);
  // By hand it can be taken back as long as the number has no other code.
  await box.owner.call('POST', `/api/links/${(await one(131)).link.id}/revive`, {});
  expect(await open((await one(131)).link, android)).toBe(200);
});

test('codes that are made void while their gallery lies in the trash stay void when it comes back', async () => {
  const { id } = await box.gallery(projectId, { title: '先删后还' });
  const small = await make(box, id, { count: 3 });
  const links = (await list(small.id)).items.map(({ link }) => link);
  expect(await open(links[1] as Link)).toBe(200);
  await box.owner.call('DELETE', `/api/galleries/${id}`);
  const ended: number[] = [];
  for (const choice of [{ numbers: [2] }, { unused: true }])
    ended.push(
      ...(await box.owner.call<{ numbers: number[] }>('POST', `/api/batches/${small.id}/void`, choice)).numbers,
    );
  expect(ended).toEqual([2, 1, 3]);
  await box.owner.call('POST', `/api/galleries/${id}/restore`);
  expect(await whole(box, small.id)).toMatchObject({ unused: 0, opened: 0, void: 3 });
  for (const link of links) expect(await open(link, android)).toBe(410);
});

test('a number that is given out anew has a fresh code, and the old one stays void', async () => {
  const before = (await one(140)).link;
  await phone().opened(before.token ?? '');
  const { items } = await box.owner.call<Listed>('POST', `/api/batches/${batch.id}/reissue`, { numbers: [140] });
  expect(items).toMatchObject([{ number: 140, issue: 2, state: 'unused', link: { opens: 0, label: '=手环' } }]);
  expect(items[0]?.link.token).not.toBe(before.token);
  expect(await open(before)).toBe(410);
  expect(await refused('POST', `/api/links/${before.id}/revive`, {})).toMatchObject({ code: 'changed_meanwhile' });
  expect(await open(items[0]?.link as Link, android)).toBe(200);
  expect((await list(batch.id, '?number=140')).items.map(({ issue, state }) => [issue, state])).toEqual([
    [1, 'void'],
    [2, 'opened'],
  ]);
  expect((await list(batch.id, '?state=void')).items.map(({ number }) => number)).toContain(140);
  expect((await list(batch.id, '?state=unused')).items.map(({ number }) => number)).not.toContain(140);
});

test('what is not of the batch is refused by its field', async () => {
  const at = `/api/batches/${batch.id}`;
  const wrong = { status: 400, code: 'invalid_input', fields: ['numbers'] };
  expect(await refused('POST', `${at}/void`, { numbers: [100] })).toEqual(wrong);
  expect(await refused('POST', `${at}/void`, { numbers: [101], unused: true })).toEqual(wrong);
  expect(await refused('POST', `${at}/void`, {})).toEqual(wrong);
  expect(await refused('POST', `${at}/reissue`, { numbers: [301] })).toEqual(wrong);
  expect(await refused('GET', `${at}/links?cursor=x`)).toMatchObject({ fields: ['cursor'] });
  expect(await refused('GET', `/api/batches/${projectId}`)).toMatchObject({ code: 'not_found' });
  expect(await refused('POST', `/api/galleries/${gallery.id}/batches`, { count: 5001 })).toMatchObject({
    fields: ['count'],
  });
  expect(await refused('POST', `/api/galleries/${projectId}/batches`, { count: 1 })).toMatchObject({ status: 404 });
});

test('the list for the printer holds what opens, safe for a spreadsheet', async () => {
  const small = await make(box, gallery.id, { count: 4, label: '=手环' });
  await box.owner.call('POST', `/api/batches/${small.id}/void`, { numbers: [2] });
  await box.owner.call('POST', `/api/batches/${small.id}/reissue`, { numbers: [3] });
  const answer = await box.owner.ask('GET', `/api/batches/${small.id}.csv`);
  expect(answer.headers.get('content-type')).toContain('text/csv');
  expect(answer.headers.get('content-disposition')).toContain('.csv');
  const csv = Buffer.from(await answer.arrayBuffer()).toString('utf8');
  expect(csv.charCodeAt(0)).toBe(0xfeff);
  const lines = csv.slice(1).split('\r\n');
  const [first, third] = [await one(1, small.id), await one(3, small.id)];
  expect(lines).toEqual([
    'number,issue,label,url,codeUrl',
    `1,1,'=手环,${first.link.url},${first.link.codeUrl}`,
    `3,2,'=手环,${third.link.url},${third.link.codeUrl}`,
    expect.stringMatching(/^4,1,/),
    '',
  ]);
  expect(lines[1]).toContain('https://photos.example.com/g/');
  const local = await (await box.owner.ask('GET', `/api/batches/${small.id}.csv?origin=local`)).text();
  expect(local).toContain(first.link.localUrl);
});

test('one password serves all of a batch, and is made up for none', async () => {
  const internal = { count: 3, audience: 'internal' };
  expect(await refused('POST', `/api/galleries/${gallery.id}/batches`, internal)).toMatchObject({
    code: 'invalid_input',
    fields: ['policy.password'],
  });
  const locked = await make(box, gallery.id, { ...internal, policy: { password: '２０２６ 春', maxDevices: 3 } });
  expect(locked).toMatchObject({ audience: 'event.internal', policy: { password: true, maxDevices: 3 } });
  const { link } = await one(3, locked.id);
  expect(await box.owner.call('POST', `/api/links/${link.id}/password`)).toEqual({ password: '2026 春' });
  expect((await phone().open(link.token ?? '', { password: '2026 春' })).status).toBe(200);
  const { items } = await box.owner.call<Listed>('POST', `/api/batches/${locked.id}/reissue`, { numbers: [1] });
  expect((await phone().open(items[0]?.link.token ?? '', { password: '2026 春' })).status).toBe(200);
});

test('all that nobody has opened are made void together, the others stay', async () => {
  const some = await make(box, gallery.id, { count: 1000 });
  await phone().opened((await one(500, some.id)).link.token ?? '');
  const told = await box.owner.call<{ numbers: number[]; batch: Batch }>('POST', `/api/batches/${some.id}/void`, {
    unused: true,
  });
  expect(told.numbers).toHaveLength(999);
  expect(told.batch).toMatchObject({ unused: 0, opened: 1, void: 999 });
});

test('where its gallery goes on in a next chapter, the codes open that too', async () => {
  const full = await box.gallery(projectId, { inflow: 'append' });
  const before = await make(box, full.id, { count: 2 });
  const guest = phone();
  await guest.opened((await one(1, before.id)).link.token ?? '');
  const opened = await box.kit.db.write(async (writer) => {
    const row = (await galleryRow(writer, full.id)) as GalleryRow;
    return openChapter(
      writer,
      { kit: box.kit, by: 'box', join: (on, from, next) => insertChapterAfter(on, from, next, 0) },
      row,
    );
  });
  announceChapters(box.kit, [opened]);
  await box.batchesDone();
  const { link } = await one(1, before.id);
  expect(link.galleryIds).toEqual([full.id, opened.row.id]);
  expect((await one(2, before.id)).link.galleryIds).toEqual(link.galleryIds);
  // The phone that looks has it too, from memory.
  expect((await guest.opened(link.token ?? '')).chapters).toHaveLength(2);
  // What staff took away stays away.
  await box.owner.call('PATCH', `/api/links/${link.id}`, { galleryIds: [full.id] });
  box.kit.changes.emit('gallery.continued', { galleryId: full.id, nextId: opened.row.id, projectId });
  await box.batchesDone();
  expect((await one(1, before.id)).link.galleryIds).toEqual([full.id]);
  const after = await make(box, full.id, { count: 2 });
  expect((await one(2, after.id)).link.galleryIds).toEqual([full.id, opened.row.id]);
});

test('a batch that was cut off by a restart goes on where it stopped; no number is missing, none is there twice', async () => {
  const before = await startTestBox();
  const { id: ofProject } = await before.project();
  const { id: galleryId } = await before.gallery(ofProject);
  const { id } = await before.owner.call<Batch>('POST', `/api/galleries/${galleryId}/batches`, { count: 1500 });
  const read = (at: TestBox) => at.owner.call<Batch>('GET', `/api/batches/${id}`);
  await expect.poll(async () => (await read(before)).made, { interval: 5 }).toBeGreaterThan(0);
  const csv = await before.owner.ask('GET', `/api/batches/${id}.csv`);
  expect([csv.status, ((await csv.json()) as { code: string }).code]).toEqual([409, 'batch_making']);
  const after = await before.restart();
  onTestFinished(() => after.stop());
  expect((await whole(after, id)).unused).toBe(1500);
  const { db } = after.kit;
  const rows = await db.read
    .selectFrom('links')
    .select('number')
    .where('batch_id', '=', id)
    .orderBy('number')
    .execute();
  expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 1500 }, (_, nr) => 1 + nr));
  expect(await brokenRows(db.read, migrations.length)).toEqual([]);
});

test('each place has a link of its own, for many; a name that is taken makes none', async () => {
  const { id } = await box.gallery(projectId);
  const at = `/api/galleries/${id}/placements`;
  const made = await box.owner.call<{ items: Link[] }>('POST', at, { names: ['沙盘', 'Screen 2'], audience: 'media' });
  expect(made.items.map(({ placement, for: whom }) => [placement, whom])).toEqual([
    ['沙盘', 'many'],
    ['Screen 2', 'many'],
  ]);
  expect(made.items[0]?.policy).toMatchObject({ maxOpens: null, maxOpensPerVisitor: 50, download: 'original' });
  const twice = await refused('POST', at, { names: ['座位卡', 'ｓｃｒｅｅｎ 2'] });
  expect(twice).toMatchObject({ code: 'invalid_input', fields: ['names.1'] });
  expect(await refused('POST', at, { names: ['伴手礼', '伴手礼'] })).toMatchObject({ fields: ['names.1'] });
  const links = () => box.owner.call<{ items: Link[] }>('GET', `/api/projects/${projectId}/links?galleryId=${id}`);
  expect((await links()).items.map(({ placement }) => placement)).toEqual([null, '沙盘', 'Screen 2']);
  await box.owner.call('DELETE', `/api/links/${made.items[1]?.id}`);
  await box.owner.call('POST', at, { names: ['SCREEN 2'] });
  expect((await links()).items).toHaveLength(4);
});
