import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Gallery } from '#contract/galleries.ts';
import type { Photo } from '#contract/photos.ts';
import type { Problem } from '#contract/problems.ts';
import type { Project } from '#contract/projects.ts';
import { startTestBox, type TestBox } from '../testing/box.ts';
import { makePhoto } from '../testing/photos.ts';

let box: TestBox;
let project: Project;
let photos: Photo[];
beforeAll(async () => {
  box = await startTestBox();
  project = await box.project();
  photos = await many(30);
});
afterAll(() => box.stop());

let seed = 1000;
async function many(count: number, fields: Record<string, string> = {}): Promise<Photo[]> {
  const files = await Promise.all(
    Array.from({ length: count }, async () => ({
      name: `${++seed}.jpg`,
      data: await makePhoto({ width: 60, height: 40, seed }),
    })),
  );
  const brought: Photo[] = [];
  for (let from = 0; from < files.length; from += 25)
    brought.push(...(await box.owner.upload(project.id, files.slice(from, from + 25), fields)).accepted);
  return brought;
}

const ids = (from: number, to: number) => photos.slice(from, to).map(({ id }) => id);
const read = (id: string) => box.owner.call<Gallery>('GET', `/api/galleries/${id}`);
const refusal = async (method: string, path: string, body: unknown) => {
  const answer = await box.owner.ask(method, path, body);
  const { code, errors = [] } = (await answer.json()) as Problem;
  return [answer.status, code, ...errors.map(({ field }) => field)];
};

test('a gallery holds 25 photos and not one more', async () => {
  const gallery = await box.gallery(project.id, { photoIds: ids(0, 25) });
  expect(gallery.photoIds).toEqual(ids(0, 25));
  expect(await refusal('POST', `/api/projects/${project.id}/galleries`, { title: 'x', photoIds: ids(0, 26) })).toEqual([
    422,
    'gallery_full',
    'photoIds',
  ]);
  expect(await refusal('POST', `/api/galleries/${gallery.id}/photos`, { add: ids(25, 26) })).toEqual([
    422,
    'gallery_full',
    'add',
  ]);
  const swapped = await box.owner.call<Gallery>('POST', `/api/galleries/${gallery.id}/photos`, {
    add: ids(25, 26),
    remove: ids(0, 1),
  });
  expect(swapped.photoIds).toEqual([...ids(1, 25), ...ids(25, 26)]);
});

test('a photo of another project never gets in', async () => {
  const other = await box.project('other');
  const foreign = (
    await box.owner.upload(other.id, [{ name: 'f.jpg', data: await makePhoto({ width: 60, height: 40, seed: 1 }) }])
  ).accepted[0]?.id;
  const gallery = await box.gallery(project.id);
  expect(await refusal('POST', `/api/galleries/${gallery.id}/photos`, { add: [foreign] })).toEqual([
    422,
    'photo_not_in_project',
    'add',
  ]);
  expect(await refusal('PUT', `/api/galleries/${gallery.id}/photos`, { photoIds: [foreign], version: 1 })).toEqual([
    422,
    'photo_not_in_project',
    'photoIds',
  ]);
  expect(await refusal('PATCH', `/api/galleries/${gallery.id}`, { coverPhotoId: foreign })).toEqual([
    422,
    'photo_not_in_project',
    'coverPhotoId',
  ]);
});

test('of two people who edit at once, the second is told and overwrites nothing', async () => {
  const gallery = await box.gallery(project.id, { photoIds: ids(0, 3) });
  const put = (photoIds: string[]) =>
    box.owner.ask('PUT', `/api/galleries/${gallery.id}/photos`, { photoIds, version: gallery.version });
  const answers = await Promise.all([put(ids(3, 5)), put(ids(5, 7))]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  const winner = (await answers.find(({ status }) => status === 200)?.json()) as Gallery;
  expect((await read(gallery.id)).photoIds).toEqual(winner.photoIds);
});

test('what stands below its title on screens, and its building, stay until staff say something else', async () => {
  const project = await box.project();
  const { id, line, building } = await box.gallery(project.id);
  expect([line, building]).toEqual(['', '']);
  const change = (body: object) => box.owner.call<Gallery>('PATCH', `/api/galleries/${id}`, body);
  await change({ line: '四室两厅', building: '2 号楼' });
  expect(await change({ title: 'A2' })).toMatchObject({ title: 'A2', line: '四室两厅', building: '2 号楼' });
  expect(await change({ line: '' })).toMatchObject({ line: '', building: '2 号楼' });
});

test('order is by capture time with its zone, else by upload, until staff order it by hand', async () => {
  const own = await box.project('order');
  const shot = (at: string, offset: string | undefined, k: number) =>
    makePhoto({
      width: 60,
      height: 40,
      seed: 5000 + k,
      exif: offset === undefined ? { takenAt: at } : { takenAt: at, offset },
    });
  const files = [
    { name: 'third.jpg', data: await shot('2025:11:21 12:00:00', '+08:00', 1) },
    { name: 'first.jpg', data: await shot('2025:11:21 12:30:00', '+10:00', 2) },
    { name: 'second.jpg', data: await shot('2025:11:21 03:30:00', '+00:00', 3) },
    { name: 'last.jpg', data: await makePhoto({ width: 60, height: 40, seed: 5004 }) },
  ];
  const gallery = await box.gallery(own.id);
  const { accepted } = await box.owner.upload(own.id, files, { galleryId: gallery.id });
  const name = (id: string) => accepted.find((photo) => photo.id === id)?.name;
  const inOrder = await read(gallery.id);
  expect(inOrder.photoIds.map(name)).toEqual(['first.jpg', 'second.jpg', 'third.jpg', 'last.jpg']);
  const manual = await box.owner.call<Gallery>('PUT', `/api/galleries/${gallery.id}/photos`, {
    photoIds: inOrder.photoIds.toReversed(),
    version: inOrder.version,
  });
  expect([manual.order, manual.photoIds.map(name)]).toEqual([
    'manual',
    ['last.jpg', 'third.jpg', 'second.jpg', 'first.jpg'],
  ]);
  const back = await box.owner.call<Gallery>('PATCH', `/api/galleries/${gallery.id}`, { order: 'captured' });
  expect(back.photoIds.map(name)).toEqual(['first.jpg', 'second.jpg', 'third.jpg', 'last.jpg']);
});

test('inflow: off takes none, append takes all, newest keeps the newest 25; nothing is lost', async () => {
  const off = await box.gallery(project.id, { inflow: 'off' });
  const append = await box.gallery(project.id, { inflow: 'append', photoIds: ids(0, 24) });
  const newest = await box.gallery(project.id, { inflow: 'newest', photoIds: ids(0, 24) });
  const bring = async (galleryId: string, count: number) => {
    const files = await Promise.all(
      Array.from({ length: count }, async () => ({
        name: `${++seed}.jpg`,
        data: await makePhoto({ width: 60, height: 40, seed }),
      })),
    );
    return box.owner.upload(project.id, files, { galleryId });
  };
  expect((await bring(off.id, 2)).gallery).toMatchObject({
    added: [],
    notAdded: [expect.any(String), expect.any(String)],
    reason: 'inflow_off',
  });
  expect((await read(off.id)).photoIds).toEqual([]);

  const full = await bring(append.id, 3);
  expect(full.accepted).toHaveLength(3);
  expect(full.gallery).toMatchObject({ added: full.accepted.map(({ id }) => id), notAdded: [], reason: null });
  expect((await read(append.id)).photoIds).toEqual([...ids(0, 24), full.accepted[0]?.id]);

  const fresh = await bring(newest.id, 3);
  expect((await read(newest.id)).photoIds).toEqual([...ids(2, 24), ...fresh.accepted.map(({ id }) => id)]);
});

test('a withdrawn photo leaves its galleries at once', async () => {
  const [gone] = await many(1);
  const gallery = await box.gallery(project.id, { photoIds: [...ids(0, 2), gone?.id] });
  await box.owner.ask('DELETE', `/api/photos/${gone?.id}`);
  expect((await read(gallery.id)).photoIds).toEqual(ids(0, 2));
  await box.owner.call('POST', `/api/galleries/${gallery.id}/photos`, { add: ids(2, 25) });
  expect((await read(gallery.id)).photoIds).toHaveLength(25);
});

test('an upload into a gallery of another project, or into none that exists, keeps nothing', async () => {
  const other = await box.project('elsewhere');
  const gallery = await box.gallery(other.id);
  const data = await makePhoto({ width: 60, height: 40, seed: 7777 });
  for (const galleryId of [gallery.id, '019aa111-2222-7333-8444-555566667777', 'nonsense']) {
    await expect(box.owner.upload(project.id, [{ name: 'x.jpg', data }], { galleryId })).rejects.toThrow(
      'gallery_not_in_project',
    );
  }
  const found = await box.owner.call<{ items: Photo[] }>('GET', `/api/projects/${project.id}/photos?q=x.jpg`);
  expect(found.items).toEqual([]);
});

test('an archived project takes no photos and no changes, and comes back whole', async () => {
  const own = await box.project('archive');
  const gallery = await box.gallery(own.id);
  await box.owner.call('PATCH', `/api/projects/${own.id}`, { archived: true });
  const data = await makePhoto({ width: 60, height: 40, seed: 8888 });
  await expect(box.owner.upload(own.id, [{ name: 'x.jpg', data }])).rejects.toThrow('project_archived');
  expect(await refusal('PATCH', `/api/galleries/${gallery.id}`, { title: 'x' })).toEqual([409, 'project_archived']);
  await box.owner.call('PATCH', `/api/projects/${own.id}`, { archived: false });
  expect(
    (await box.owner.upload(own.id, [{ name: 'x.jpg', data }], { galleryId: gallery.id })).gallery?.added,
  ).toHaveLength(1);
});
