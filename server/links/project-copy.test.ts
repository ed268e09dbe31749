import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { PhotoPage } from '#contract/photos.ts';
import type { Project } from '#contract/projects.ts';
import { startTestBox, type TestBox } from '../testing/box.ts';
import { makePhoto } from '../testing/photos.ts';

let box: TestBox;
beforeAll(async () => {
  box = await startTestBox();
});
afterAll(() => box.stop());

const get = <T>(path: string) => box.owner.call<{ items: T[] }>('GET', path).then(({ items }) => items);

test('a copied project has the same photos, words and galleries, links of its own, and no file twice', async () => {
  const source = await box.project('春季', 'product');
  const files = await Promise.all(
    [1, 2, 3].map(async (seed) => ({ name: `${seed}.jpg`, data: await makePhoto({ width: 60, height: 40, seed }) })),
  );
  const photos = await box.bring(source.id, files);
  await box.owner.call('PATCH', `/api/photos/${photos[1]?.id}`, { title: '正面', tags: ['主图'] });
  const gallery = await box.gallery(source.id, { title: '样册', photoIds: photos.map(({ id }) => id).toReversed() });
  await box.owner.call('PATCH', `/api/galleries/${gallery.id}`, { coverPhotoId: photos[1]?.id });
  await box.owner.call('PATCH', `/api/projects/${source.id}`, { archived: true });
  const stored = async () => (await readdir(join(box.data, 'originals'), { recursive: true })).length;
  const before = await stored();

  const copy = await box.owner.call<Project>('POST', `/api/projects/${source.id}/copy`, { title: '夏季' });
  expect(copy).toMatchObject({ kind: 'product', title: '夏季', archived: false, photos: 3, galleries: 1 });
  expect(await stored()).toBe(before);
  const { items } = await box.owner.call<PhotoPage>('GET', `/api/projects/${copy.id}/photos`);
  expect(items.map(({ name, title, tags, state }) => [name, title, tags, state])).toEqual([
    ['3.jpg', '', [], 'ready'],
    ['2.jpg', '正面', ['主图'], 'ready'],
    ['1.jpg', '', [], 'ready'],
  ]);
  const [copied] = await get<Gallery>(`/api/projects/${copy.id}/galleries`);
  const name = (id: string | null | undefined) => items.find((photo) => photo.id === id)?.name;
  expect(copied?.photoIds.map(name)).toEqual(['3.jpg', '2.jpg', '1.jpg']);
  expect([copied?.title, name(copied?.coverPhotoId)]).toEqual(['样册', '2.jpg']);

  const [link] = await get<Link>(`/api/projects/${copy.id}/links`);
  expect(link?.token).not.toBe(gallery.link.token);
  const opened = await box.guest(`/g/${link?.token}/open`, {
    method: 'POST',
    body: '{}',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
  });
  expect(((await opened.json()) as { chapters: { photos: unknown[] }[] }).chapters[0]?.photos).toHaveLength(3);
  await box.owner.call('DELETE', `/api/photos/${items[0]?.id}`);
  expect((await box.owner.call<Project>('GET', `/api/projects/${source.id}`)).photos).toBe(3);
});

test('a project that is not there is not copied', async () => {
  const answer = await box.owner.ask('POST', '/api/projects/019aa111-2222-7333-8444-555566667777/copy', {});
  expect(answer.status).toBe(404);
});
