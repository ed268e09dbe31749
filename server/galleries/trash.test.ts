import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Gallery } from '#contract/galleries.ts';
import type { Photo, TrashedPhoto } from '#contract/photos.ts';
import type { Project } from '#contract/projects.ts';
import { emptyTrash } from '../library/recover.ts';
import { spentPhotos } from '../library/trash/table.ts';
import { showProject } from '../projects/table.ts';
import { startTestBox, type TestBox } from '../testing/box.ts';
import { makePhoto } from '../testing/photos.ts';

let box: TestBox;
let project: Project;
let photos: Photo[];
let seed = 3000;
beforeAll(async () => {
  box = await startTestBox();
  project = await box.project();
  photos = await many(27);
  await box.photosDone();
});
afterAll(() => box.stop());

async function many(count: number, projectId = project.id): Promise<Photo[]> {
  const files = await Promise.all(
    Array.from({ length: count }, async () => ({
      name: `${++seed}.jpg`,
      data: await makePhoto({ width: 60, height: 40, seed }),
    })),
  );
  const brought: Photo[] = [];
  for (let from = 0; from < files.length; from += 25)
    brought.push(...(await box.owner.upload(projectId, files.slice(from, from + 25))).accepted);
  return brought;
}
const ids = (from: number, to: number) => photos.slice(from, to).map(({ id }) => id);
const read = (id: string) => box.owner.call<Gallery>('GET', `/api/galleries/${id}`);
const withdraw = (photoIds: string[]) =>
  box.owner.call('POST', `/api/projects/${project.id}/photos/withdraw`, { photoIds });
interface Restored {
  photoIds: string[];
  full: { galleryId: string; title: string; photoIds: string[] }[];
  duplicates: { photoId: string; of: string }[];
}
const restore = (photoIds: string[], projectId = project.id) =>
  box.owner.call<Restored>('POST', `/api/projects/${projectId}/trash/restore`, { photoIds });
const trash = (query = '') =>
  box.owner.call<{ items: TrashedPhoto[]; nextCursor: string | null }>(
    'GET',
    `/api/projects/${project.id}/trash${query}`,
  );

test('a photo comes back from the trash to its place in each gallery, also where staff reordered it meanwhile', async () => {
  const first = await box.gallery(project.id, { title: '一', photoIds: ids(0, 4) });
  const second = await box.gallery(project.id, { title: '二', photoIds: ids(1, 3) });
  await box.owner.call('PATCH', `/api/galleries/${first.id}`, { coverPhotoId: ids(1, 2)[0] });
  await withdraw(ids(1, 2));
  const { items } = await trash();
  expect(items[0]).toMatchObject({
    photo: { id: ids(1, 2)[0] },
    galleries: [
      { id: first.id, title: '一' },
      { id: second.id, title: '二' },
    ],
  });
  const { version } = await read(second.id);
  await box.owner.call('PUT', `/api/galleries/${second.id}/photos`, { photoIds: ids(2, 5).toReversed(), version });

  expect(await restore(ids(1, 2))).toEqual({ photoIds: ids(1, 2), full: [], duplicates: [] });
  const [one, two] = [await read(first.id), await read(second.id)];
  expect([one.photoIds, one.coverPhotoId]).toEqual([ids(0, 4), ids(1, 2)[0]]);
  expect(two.photoIds.toSorted()).toEqual(ids(1, 5));
  expect(two.version).toBeGreaterThan(version);
  expect((await trash()).items).toEqual([]);
});

test('where a gallery is full by now, the photo comes back to the library, and the answer says so', async () => {
  const gallery = await box.gallery(project.id, { title: '满', photoIds: ids(0, 25), inflow: 'newest' });
  await withdraw(ids(3, 5));
  await box.owner.call('POST', `/api/galleries/${gallery.id}/photos`, { add: ids(25, 26) });
  const { photoIds, full } = await restore(ids(3, 5));
  expect(photoIds).toEqual(ids(3, 5));
  expect(full).toEqual([{ galleryId: gallery.id, title: '满', photoIds: ids(4, 5) }]);
  const shown = (await read(gallery.id)).photoIds;
  expect([shown.length, shown.includes(photos[3]?.id as string), shown.includes(photos[4]?.id as string)]).toEqual([
    25,
    true,
    false,
  ]);
  expect((await box.owner.ask('GET', `/api/photos/${photos[4]?.id}`)).status).toBe(200);
});

test('an open phone loses a withdrawn photo and sees a restored one again', async () => {
  const gallery = await box.gallery(project.id, { photoIds: ids(5, 7) });
  const opened = await box.guest(`/g/${gallery.link.token}/open`, {
    method: 'POST',
    body: '{}',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
  });
  const cookie = opened.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const seen = async () => {
    const answer = await box.guest(`/g/${gallery.link.token}`, { headers: { cookie, accept: 'application/json' } });
    return ((await answer.json()) as { chapters: { photos: { id: string }[] }[] }).chapters[0]?.photos.map(
      ({ id }) => id,
    );
  };
  expect(await seen()).toEqual(ids(5, 7));
  await withdraw(ids(5, 6));
  expect(await seen()).toEqual(ids(6, 7));
  await restore(ids(5, 6));
  expect(await seen()).toEqual(ids(5, 7));
});

test('the trash is shown page by page, last withdrawn first, and says until when each can be had back', async () => {
  const own = await box.project('pages');
  const brought = await many(62, own.id);
  for (const photo of brought) {
    box.time.advance(1000);
    await box.owner.ask('DELETE', `/api/photos/${photo.id}`);
  }
  const page = (cursor?: string | null) =>
    box.owner.call<{ items: TrashedPhoto[]; nextCursor: string | null }>(
      'GET',
      `/api/projects/${own.id}/trash${cursor ? `?cursor=${cursor}` : ''}`,
    );
  const first = await page();
  const second = await page(first.nextCursor);
  expect([...first.items, ...second.items].map(({ photo }) => photo.id)).toEqual(
    brought.map(({ id }) => id).toReversed(),
  );
  expect([first.items.length, second.nextCursor]).toEqual([60, null]);
  const { withdrawnAt, goneAt } = first.items[0] as TrashedPhoto;
  expect(Date.parse(goneAt) - Date.parse(withdrawnAt)).toBe(7 * 86_400_000);
});

test('those who may open the trash see its photos there, and nobody anywhere else', async () => {
  const [photo] = ids(8, 9) as [string];
  await withdraw([photo]);
  const address = (await trash()).items[0]?.photo.images.thumb as string;
  expect((await box.owner.ask('GET', address)).status).toBe(200);
  expect((await box.owner.ask('GET', address.replace('&in=trash', ''))).status).toBe(404);
  expect((await (await box.as('presenter')).ask('GET', address)).status).toBe(404);
  await restore([photo]);
});

test('a photo whose file was brought again meanwhile stays in the trash, and the answer says as which it is there', async () => {
  const own = await box.project('again');
  const file = { name: 'same.jpg', data: await makePhoto({ width: 60, height: 40, seed: ++seed }) };
  const bring = async () => (await box.owner.upload(own.id, [file])).accepted[0] as Photo;
  const first = await bring();
  const [other] = (await many(1, own.id)) as [Photo];
  for (const { id } of [first, other]) await box.owner.ask('DELETE', `/api/photos/${id}`);
  const second = await bring();
  expect([second.id === first.id, second.duplicate]).toEqual([false, undefined]);

  const duplicates = [{ photoId: first.id, of: second.id }];
  const refused = await box.owner.ask('POST', `/api/projects/${own.id}/trash/restore`, { photoIds: [first.id] });
  expect([refused.status, await refused.json()]).toMatchObject([409, { code: 'photo_already_there', duplicates }]);
  expect(await restore([first.id, other.id], own.id)).toEqual({ photoIds: [other.id], full: [], duplicates });
  expect((await box.owner.ask('GET', `/api/photos/${first.id}`)).status).toBe(404);

  await box.owner.ask('DELETE', `/api/photos/${second.id}`);
  const both = await restore([first.id, second.id], own.id);
  expect(both).toEqual({ photoIds: [first.id], full: [], duplicates: [{ photoId: second.id, of: first.id }] });
});

test('of a deleted project nothing is read or changed by its id, and all of it is back as soon as it is', async () => {
  const own = await box.project('deleted');
  const [photo, gone] = (await many(2, own.id)) as [Photo, Photo];
  await box.photosDone();
  await box.owner.ask('DELETE', `/api/photos/${gone.id}`);
  const gallery = await box.gallery(own.id, { photoIds: [photo.id] });
  const at = `/api/photos/${photo.id}`;
  const asked = async () => {
    const answers = await Promise.all([
      box.owner.ask('GET', at),
      ...['thumb', 'original'].map((size) => box.owner.ask('GET', `${at}/image/${size}`)),
      box.owner.ask('GET', `/api/photos/${gone.id}/image/thumb?in=trash`),
      box.owner.ask('PATCH', at, { title: '改名' }),
      box.owner.ask('GET', `/api/projects/${own.id}/trash`),
    ]);
    return answers.map(({ status }) => status);
  };
  expect(await asked()).toEqual([200, 200, 200, 200, 200, 200]);
  await box.owner.call('DELETE', `/api/projects/${own.id}`);
  expect(await asked()).toEqual([404, 404, 404, 404, 404, 404]);
  const rest = [
    ['DELETE', at, undefined],
    ['GET', `/api/galleries/${gallery.id}`, undefined],
    ['PATCH', `/api/galleries/${gallery.id}`, { title: '改名' }],
    ['GET', `/api/links/${gallery.link.id}`, undefined],
    ['GET', `/api/links/${gallery.link.id}/qr.svg`, undefined],
    ['PATCH', `/api/links/${gallery.link.id}`, { label: '改名' }],
    ['POST', `/api/links/${gallery.link.id}/revive`, {}],
    ['POST', `/api/links/${gallery.link.id}/rotate`, undefined],
    ['DELETE', `/api/links/${gallery.link.id}`, undefined],
  ] as const;
  for (const [method, path, body] of rest) {
    expect([method, path, (await box.owner.ask(method, path, body)).status]).toEqual([method, path, 404]);
  }
  // A guest is told that the link was revoked, and not that there never was one.
  expect((await box.guest(`/g/${gallery.link.token}`)).status).toBe(410);

  await box.kit.db.write((writer) => showProject(writer, own.id));
  expect(await asked()).toEqual([200, 200, 200, 200, 200, 200]);
});

test('a project that was removed gives nothing back', async () => {
  const own = await box.project('removed');
  const [photo] = await many(1, own.id);
  await box.owner.ask('DELETE', `/api/photos/${photo?.id}`);
  await box.owner.ask('DELETE', `/api/projects/${own.id}`);
  const answer = await box.owner.ask('POST', `/api/projects/${own.id}/trash/restore`, { photoIds: [photo?.id] });
  expect(answer.status).toBe(404);
});

test('a photo of another project, or one that is in no trash, is not touched', async () => {
  const own = await box.project('foreign');
  const [foreign] = await many(1, own.id);
  await box.owner.ask('DELETE', `/api/photos/${foreign?.id}`);
  expect(await restore([foreign?.id as string, ...ids(0, 1)])).toEqual({ photoIds: [], full: [], duplicates: [] });
  expect((await box.owner.ask('GET', `/api/photos/${foreign?.id}`)).status).toBe(404);
});

test('after 7 days a photo is gone for good, and one that was taken out of the trash in time is not', async () => {
  await withdraw(ids(9, 11));
  await restore(ids(9, 10));
  box.time.advance(8 * 86_400_000);
  await box.kit.db.write(async () => {});
  expect(await spentPhotos(box.kit.db.read, box.kit.clock.now() - 7 * 86_400_000, 10)).toContain(ids(10, 11)[0]);
  await emptyTrash(box.kit);
  expect((await trash()).items).toEqual([]);
  expect(await restore(ids(10, 11))).toEqual({ photoIds: [], full: [], duplicates: [] });
  expect((await box.owner.ask('GET', `/api/photos/${ids(9, 10)[0]}`)).status).toBe(200);
});
