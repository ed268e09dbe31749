import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Photo, PhotoPage } from '#contract/photos.ts';
import type { Project } from '#contract/projects.ts';
import { newId } from '../ids.ts';
import { insertProject, type ProjectRow, projectRow, unseenSince } from '../projects/table.ts';
import { startTestBox, type TestBox } from '../testing/box.ts';
import { makePhoto } from '../testing/photos.ts';

let box: TestBox;
beforeAll(async () => {
  box = await startTestBox();
});
afterAll(() => box.stop());

async function sizeOf(folder: string): Promise<number> {
  const sizes = (await readdir(folder, { recursive: true })).map(async (file) => (await stat(join(folder, file))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
const get = <T>(path: string) => box.owner.call<{ items: T[] }>('GET', path).then(({ items }) => items);

test('a copied project has the same photos, words and galleries, links of its own, and no file twice', async () => {
  const source = await box.project('春季', 'product');
  const files = await Promise.all(
    [1, 2, 3].map(async (seed) => ({ name: `${seed}.jpg`, data: await makePhoto({ width: 60, height: 40, seed }) })),
  );
  const photos = await box.bring(source.id, files);
  await box.owner.call('PATCH', `/api/photos/${photos[1]?.id}`, { title: '正面', tags: ['主图'] });
  const gallery = await box.gallery(source.id, {
    ...{ title: '样册', photoIds: photos.map(({ id }) => id).toReversed() },
    ...{ audience: 'launch', for: 'many' },
  });
  await box.owner.call('POST', `/api/projects/${source.id}/personal`, { name: '李雷', photoIds: [photos[0]?.id] });
  await box.owner.call('PATCH', `/api/projects/${source.id}`, { hideAtOnce: true, brandColour: '#123456' });
  await box.owner.call('PATCH', `/api/galleries/${gallery.id}`, { coverPhotoId: photos[1]?.id });
  await box.owner.call('PATCH', `/api/projects/${source.id}`, { archived: true });
  const stored = async () => (await readdir(join(box.data, 'originals'), { recursive: true })).length;
  const before = await stored();

  const copy = await box.owner.call<Project>('POST', `/api/projects/${source.id}/copy`, { title: '夏季' });
  // The gallery that was chosen for one person is not in it.
  expect(copy).toMatchObject({ kind: 'product', title: '夏季', archived: false, photos: 3, galleries: 1, links: 1 });
  expect(copy).toMatchObject({ hideAtOnce: true, brandColour: '#123456' });
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
  // For the same people, and not for everybody without end.
  const { audience, for: meantFor, policy } = gallery.link;
  expect([link?.audience, link?.for, link?.follows]).toEqual([audience, meantFor, true]);
  expect(link?.policy.maxOpens).toBe(policy.maxOpens);
  const opened = await box.guest(`/g/${link?.token}/open`, {
    method: 'POST',
    body: '{}',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
  });
  expect(((await opened.json()) as { chapters: { photos: unknown[] }[] }).chapters[0]?.photos).toHaveLength(3);
  await box.owner.call('DELETE', `/api/photos/${items[0]?.id}`);
  expect((await box.owner.call<Project>('GET', `/api/projects/${source.id}`)).photos).toBe(3);
});

test('many photos are copied in small writes, hidden ones stay hidden, and one that was cut off is never seen', async () => {
  const source = await box.project('大项目');
  const files = await Promise.all(
    Array.from({ length: 60 }, async (_, at) => ({
      name: `${at}.jpg`,
      data: await makePhoto({ width: 30, height: 20, seed: 300 + at }),
    })),
  );
  const photos: Photo[] = [];
  for (let from = 0; from < 60; from += 20) {
    const some = await box.bring(source.id, files.slice(from, from + 20));
    await box.gallery(source.id, { photoIds: some.map(({ id }) => id) });
    photos.push(...some);
  }
  await box.owner.call('PATCH', `/api/photos/${photos[0]?.id}`, { hidden: true });
  const before = await sizeOf(join(box.data, 'originals'));
  const copy = await box.owner.call<Project>('POST', `/api/projects/${source.id}/copy`, {});
  expect(copy).toMatchObject({ photos: 60, galleries: 3, links: 3 });
  expect(await sizeOf(join(box.data, 'originals'))).toBe(before);
  const galleries = await get<Gallery>(`/api/projects/${copy.id}/galleries`);
  expect(galleries.map(({ photoIds, version }) => [photoIds.length, version])).toEqual([
    [20, 1],
    [20, 1],
    [20, 1],
  ]);
  const hidden = (await box.owner.call<PhotoPage>('GET', `/api/projects/${copy.id}/photos?limit=200`)).items;
  expect(hidden.filter((photo) => photo.hidden).map(({ name }) => name)).toEqual(['0.jpg']);

  const now = box.kit.clock.now();
  await box.kit.db.write(async (writer) => {
    const row = (await projectRow(writer, source.id)) as ProjectRow;
    await insertProject(writer, { ...row, id: newId(now), created_at: now, deleted_at: unseenSince(now) });
  });
  expect(await get('/api/trash/projects')).toEqual([]);
});

test('a project that is not there is not copied', async () => {
  const answer = await box.owner.ask('POST', '/api/projects/019aa111-2222-7333-8444-555566667777/copy', {});
  expect(answer.status).toBe(404);
});
