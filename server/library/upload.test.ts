import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Photo, PhotoPage, UploadAnswer } from '#contract/photos.ts';
import { formOf, startTestBox, type TestBox } from '../testing/box.ts';
import { makePhoto } from '../testing/photos.ts';

let box: TestBox;
beforeAll(async () => {
  box = await startTestBox();
});
afterAll(() => box.stop());

const photo = (seed: number, more: Partial<Parameters<typeof makePhoto>[0]> = {}) =>
  makePhoto({ width: 640, height: 480, seed, ...more });
const sha = (data: Uint8Array) => createHash('sha256').update(data).digest('hex');

async function incoming(): Promise<string[]> {
  return readdir(join(box.data, 'incoming'));
}

test('photos are accepted in the order sent, and kept byte for byte', async () => {
  const project = await box.project();
  const files = [
    { name: '照片 1.jpg', data: await photo(1) },
    { name: 'A12_正面_详情.png', data: await photo(2, { format: 'png' }) },
    { name: 'c.webp', data: await photo(3, { format: 'webp' }) },
  ];
  const { accepted, rejected } = await box.owner.upload(project.id, files);
  expect(rejected).toEqual([]);
  // Small photos may be ready before the answer is.
  const taken = expect.stringMatching(/^(processing|ready)$/);
  expect(accepted.map(({ name, format, state, width, height }) => [name, format, state, width, height])).toEqual([
    ['照片 1.jpg', 'jpeg', taken, 640, 480],
    ['A12_正面_详情.png', 'png', taken, 640, 480],
    ['c.webp', 'webp', taken, 640, 480],
  ]);
  expect(accepted[1]).toMatchObject({ sku: 'A12', angle: '正面', usage: '详情' });
  for (const [index, { id }] of accepted.entries()) {
    const original = await box.owner.ask('GET', `/api/photos/${id}/image/original`);
    expect(sha(new Uint8Array(await original.arrayBuffer()))).toBe(sha((files[index] as { data: Uint8Array }).data));
  }
  await box.photosDone();
  const ready = await box.owner.call<Photo>('GET', `/api/photos/${accepted[0]?.id}`);
  expect(ready).toMatchObject({ state: 'ready', thumbhash: expect.any(String), failure: null });
  for (const size of ['thumb', 'screen', 'kiosk'] as const) {
    const answer = await box.owner.ask('GET', ready.images[size] as string);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      size === 'kiosk' ? 'image/jpeg' : 'image/webp',
    ]);
  }
  expect(await incoming()).toEqual([]);
});

test('a bad file is named with its reason and spoils none of the others', async () => {
  const project = await box.project();
  const { accepted, rejected } = await box.owner.upload(project.id, [
    { name: 'notes.jpg', data: Buffer.from('this is no photo at all, just some text') },
    { name: 'good.jpg', data: await photo(10) },
    { name: 'empty.jpg', data: new Uint8Array() },
    { name: 'drawing.jpg', data: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') },
  ]);
  expect(accepted.map(({ name }) => name)).toEqual(['good.jpg']);
  expect(rejected.map(({ name, code }) => [name, code])).toEqual([
    ['notes.jpg', 'not_a_photo'],
    ['empty.jpg', 'file_empty'],
    ['drawing.jpg', expect.stringMatching(/^(not_a_photo|format_not_accepted)$/)],
  ]);
  expect(rejected.every(({ detail }) => detail.length > 5)).toBe(true);
});

test('where none is good the answer is 422 with the same body, and nothing is left behind', async () => {
  const project = await box.project();
  const answer = await box.owner.ask(
    'POST',
    `/api/projects/${project.id}/photos`,
    formOf([{ name: 'a.jpg', data: Buffer.from('nothing') }]),
  );
  expect(answer.status).toBe(422);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(await answer.json()).toMatchObject({
    code: 'no_photo_accepted',
    accepted: [],
    rejected: [{ name: 'a.jpg', code: 'not_a_photo' }],
  });
  expect(await incoming()).toEqual([]);
});

test('the same file again is a duplicate: no second photo, no second file', async () => {
  const project = await box.project();
  const data = await photo(20);
  const first = await box.owner.upload(project.id, [{ name: 'a.jpg', data }]);
  const again = await box.owner.upload(project.id, [
    { name: 'b.jpg', data },
    { name: 'c.jpg', data },
  ]);
  expect(again.accepted.map(({ id, duplicate, name }) => [id, duplicate, name])).toEqual([
    [first.accepted[0]?.id, true, 'a.jpg'],
    [first.accepted[0]?.id, true, 'a.jpg'],
  ]);
  expect((await box.owner.call<PhotoPage>('GET', `/api/projects/${project.id}/photos`)).items).toHaveLength(1);

  const other = await box.project('another');
  const elsewhere = await box.owner.upload(other.id, [{ name: 'a.jpg', data }]);
  expect(elsewhere.accepted[0]?.duplicate).toBeUndefined();
  await box.photosDone();
  expect(
    (await readdir(join(box.data, 'originals', sha(data).slice(0, 2)))).filter((name) => name === sha(data)),
  ).toHaveLength(1);
});

test('twenty requests with the same file at once make one photo', async () => {
  const project = await box.project();
  const data = await photo(21);
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => box.owner.upload(project.id, [{ name: 'a.jpg', data }])),
  );
  expect(new Set(answers.map(({ accepted }) => accepted[0]?.id)).size).toBe(1);
  expect(answers.filter(({ accepted }) => accepted[0]?.duplicate !== true)).toHaveLength(1);
});

test('26 files in one request, a file of more than 50 MB, another field, no files: each has its clear answer', async () => {
  const project = await box.project();
  const path = `/api/projects/${project.id}/photos`;
  const small = await photo(30);
  const many = await box.owner.ask(
    'POST',
    path,
    formOf(Array.from({ length: 26 }, (_, n) => ({ name: `${n}.jpg`, data: small }))),
  );
  expect([many.status, await many.json()]).toMatchObject([413, { code: 'too_many_files' }]);

  const large = Buffer.alloc(50 * 1024 * 1024 + 1, 7);
  large.set(small);
  const { accepted, rejected } = await box.owner.upload(project.id, [
    { name: 'large.jpg', data: large },
    { name: 'small.jpg', data: small },
  ]);
  expect([accepted[0]?.name, rejected[0]?.name, rejected[0]?.code]).toEqual([
    'small.jpg',
    'large.jpg',
    'file_too_large',
  ]);

  const odd = await box.owner.ask('POST', path, formOf([{ name: 'a.jpg', data: small }], {}, 'pictures'));
  expect([odd.status, await odd.json()]).toMatchObject([400, { code: 'invalid_input' }]);
  const none = await box.owner.ask('POST', path, formOf([], { galleryId: '' }));
  expect([none.status, await none.json()]).toMatchObject([400, { code: 'invalid_input' }]);
  const json = await box.owner.ask('POST', path, { photos: [] });
  expect(json.status).toBe(415);
  expect(await incoming()).toEqual([]);
});

test('an upload that breaks off leaves no trace', async () => {
  const project = await box.project();
  const data = await photo(40, { width: 2000, height: 1500 });
  const abort = new AbortController();
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(Buffer.from('--x\r\ncontent-disposition: form-data; name="photos"; filename="a.jpg"\r\n\r\n'));
      controller.enqueue(data.subarray(0, 1000));
      setTimeout(() => abort.abort(), 50);
    },
  });
  const { cookie } = await session();
  await expect(
    fetch(new URL(`/api/projects/${project.id}/photos`, box.localUrl), {
      method: 'POST',
      headers: { cookie, 'content-type': 'multipart/form-data; boundary=x' },
      body,
      signal: abort.signal,
      duplex: 'half',
    } as RequestInit),
  ).rejects.toThrow();
  await expect.poll(incoming).toEqual([]);
  expect((await box.owner.call<PhotoPage>('GET', `/api/projects/${project.id}/photos`)).items).toEqual([]);
});

async function session(): Promise<{ cookie: string }> {
  const answer = await box.nobody.ask('POST', '/api/session', { username: 'owner', password: 'correct horse battery' });
  return { cookie: answer.headers.getSetCookie()[0]?.split(';')[0] as string };
}

test('search finds parts of Chinese words, in any of the words a photo has', async () => {
  const project = await box.project();
  const { accepted } = await box.owner.upload(project.id, [
    { name: 'A1_正面_详情.jpg', data: await photo(50) },
    { name: 'IMG_2.jpg', data: await photo(51) },
  ]);
  const [first, second] = accepted as [Photo, Photo];
  await box.owner.call('PATCH', `/api/photos/${second.id}`, {
    title: '开幕式主会场',
    caption: '王楠致辞',
    tags: ['嘉宾', '致辞'],
  });
  const find = async (query: string) =>
    (await box.owner.call<PhotoPage>('GET', `/api/projects/${project.id}/photos?${query}`)).items.map(({ id }) => id);
  expect(await find(`q=${encodeURIComponent('主会')}`)).toEqual([second.id]);
  expect(await find(`q=${encodeURIComponent('嘉宾 开幕')}`)).toEqual([second.id]);
  expect(await find(`q=${encodeURIComponent('img')}`)).toEqual([second.id]);
  expect(await find(`q=${encodeURIComponent('%')}`)).toEqual([]);
  expect(await find(`sku=A1&angle=${encodeURIComponent('正面')}`)).toEqual([first.id]);
  expect(await find('names=unmatched')).toEqual([second.id]);
  expect(await find('')).toEqual([second.id, first.id]);
});

test('the pages of a search join without a gap or a repeat', async () => {
  const project = await box.project();
  for (let n = 0; n < 3; n += 1)
    await box.owner.upload(
      project.id,
      await Promise.all(
        [0, 1, 2].map(async (k) => ({
          name: `${n}${k}.jpg`,
          data: await photo(60 + n * 3 + k, { width: 64, height: 48 }),
        })),
      ),
    );
  const seen: string[] = [];
  let cursor = '';
  do {
    const page = await box.owner.call<PhotoPage>(
      'GET',
      `/api/projects/${project.id}/photos?limit=4${cursor === '' ? '' : `&cursor=${cursor}`}`,
    );
    seen.push(...page.items.map(({ name }) => name));
    cursor = page.nextCursor ?? '';
  } while (cursor !== '');
  expect(seen).toHaveLength(9);
  expect(new Set(seen).size).toBe(9);
});

test('a replaced photo keeps its id and words, grows its edition and shows the new file', async () => {
  const project = await box.project();
  const [before] = await box.bring(project.id, [{ name: 'a.jpg', data: await photo(80) }]);
  await box.owner.call('PATCH', `/api/photos/${before?.id}`, { title: '样板间' });
  const fresh = await photo(81, { width: 480, height: 640 });
  const after = await box.owner.call<Photo>(
    'PUT',
    `/api/photos/${before?.id}/file`,
    formOf([{ name: 'b.jpg', data: fresh }], {}, 'photo'),
  );
  expect(after).toMatchObject({ id: before?.id, title: '样板间', name: 'b.jpg', edition: 2, width: 480, height: 640 });
  await box.photosDone();
  const refused = await box.owner.ask(
    'PUT',
    `/api/photos/${before?.id}/file`,
    formOf([{ name: 'x.jpg', data: Buffer.from('text') }], {}, 'photo'),
  );
  expect([refused.status, await refused.json()]).toMatchObject([422, { code: 'not_a_photo' }]);
  expect(await box.owner.call<Photo>('GET', `/api/photos/${before?.id}`)).toMatchObject({ edition: 2, state: 'ready' });
});

test('a withdrawn photo is gone at once, and its file only after 7 days in the trash', async () => {
  const { emptyTrash } = await import('./recover.ts');
  const project = await box.project();
  const data = await photo(90);
  const [gone] = await box.bring(project.id, [{ name: 'a.jpg', data }]);
  expect((await box.owner.ask('DELETE', `/api/photos/${gone?.id}`)).status).toBe(204);
  expect((await box.owner.ask('GET', `/api/photos/${gone?.id}`)).status).toBe(404);
  expect((await box.owner.ask('GET', `/api/photos/${gone?.id}/image/thumb`)).status).toBe(404);
  const file = join(box.data, 'originals', sha(data).slice(0, 2), sha(data));
  await emptyTrash(box.kit);
  expect((await readFile(file)).length).toBe(data.length);
  box.time.advance(7 * 86_400_000 + 60_000);
  await emptyTrash(box.kit);
  await expect(readFile(file)).rejects.toThrow('ENOENT');
});

test('a restart takes up unfinished photos, removes parts, sets orphans aside and reports what is missing', async () => {
  let own = await startTestBox();
  const project = await own.project();
  const [kept, lost] = await own.bring(project.id, [
    { name: 'kept.jpg', data: await photo(100) },
    { name: 'lost.jpg', data: await photo(101) },
  ]);
  const lostFile = join(own.data, 'originals', sha(await photo(101)).slice(0, 2), sha(await photo(101)));
  const { data } = own;
  await own.kit.db.write((writer) =>
    writer
      .updateTable('originals')
      .set({ state: 'processing' })
      .where('hash', '=', sha(Buffer.from('none')))
      .execute(),
  );
  await own.kit.db.write((writer) => writer.updateTable('originals').set({ state: 'processing' }).execute());
  await writeFile(join(data, 'incoming', 'half.part'), 'half');
  const orphan = 'ab'.padEnd(64, 'c');
  const { mkdir, rm } = await import('node:fs/promises');
  await mkdir(join(data, 'originals', 'ab'), { recursive: true });
  await writeFile(join(data, 'originals', 'ab', orphan), 'nobody knows me');
  await rm(lostFile);

  own = await own.restart();
  await own.photosDone();
  expect(await readdir(join(data, 'incoming'))).toEqual([]);
  expect(await readdir(join(data, 'quarantine'))).toEqual([orphan]);
  expect(await own.owner.call<Photo>('GET', `/api/photos/${kept?.id}`)).toMatchObject({ state: 'ready' });
  expect(own.logged.join('')).toContain('"missing":1');
  // The same file brought again heals what was lost.
  const healed = await own.owner.call<UploadAnswer>(
    'POST',
    `/api/projects/${project.id}/photos`,
    formOf([{ name: 'lost.jpg', data: await photo(101) }]),
  );
  expect(healed.accepted[0]).toMatchObject({ id: lost?.id, duplicate: true });
  await own.photosDone();
  expect((await own.owner.ask('GET', `/api/photos/${lost?.id}/image/screen`)).status).toBe(200);
  await own.stop();
  await rm(data, { recursive: true, force: true });
});
