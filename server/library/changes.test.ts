import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Photo, PhotoChange, PhotoChanges } from '#contract/photos.ts';
import type { Project } from '#contract/projects.ts';
import type { Facts } from '../changes.ts';
import { startTestBox, type TestBox } from '../testing/box.ts';
import { makePhoto } from '../testing/photos.ts';

let box: TestBox;
let project: Project;
let photos: Photo[];
let seed = 100;
const bring = async (names: readonly string[], projectId = project.id) => {
  const files = await Promise.all(
    names.map(async (name) => ({ name, data: await makePhoto({ width: 60, height: 40, seed: ++seed }) })),
  );
  return (await box.owner.upload(projectId, files)).accepted;
};
const ids = () => photos.map(({ id }) => id);
const read = (id: string) => box.owner.call<Photo>('GET', `/api/photos/${id}`);
const patch = (id: string, change: PhotoChange) => box.owner.call<Photo>('PATCH', `/api/photos/${id}`, change);
const change = (body: PhotoChanges) =>
  box.owner.call<{ items: Photo[]; undo: PhotoChanges | null }>(
    'POST',
    `/api/projects/${project.id}/photos/changes`,
    body,
  );
const heard = async (act: () => Promise<unknown>): Promise<Facts['photo.changed'][]> => {
  const facts: Facts['photo.changed'][] = [];
  const stop = box.kit.changes.on('photo.changed', (fact) => facts.push(fact));
  await act();
  stop();
  return facts;
};

beforeAll(async () => {
  box = await startTestBox();
  project = await box.project();
  photos = await bring(['1.jpg', '2.jpg', 'A1203_正面_主图.jpg']);
  // Getting ready changes what a photo says of itself, and reaches its galleries.
  await box.photosDone();
});
afterAll(() => box.stop());

test('a photo says who brought it, and says nobody once that account is gone', async () => {
  expect(photos.map(({ uploadedBy }) => uploadedBy)).toEqual(['owner', 'owner', 'owner']);
  const photographer = await box.as('photographer');
  const { id: accountId, username } = await photographer.call<{ id: string; username: string }>('GET', '/api/session');
  const data = await makePhoto({ width: 60, height: 40, seed: ++seed });
  const { accepted } = await photographer.upload(project.id, [{ name: 'p.jpg', data }]);
  const id = accepted[0]?.id as string;
  expect(accepted[0]?.uploadedBy).toBe(username);
  await box.owner.ask('DELETE', `/api/accounts/${accountId}`);
  expect((await read(id)).uploadedBy).toBe(null);
});

test('a mark is set and cleared, and only staff hear of it', async () => {
  const [id] = ids() as [string];
  const gallery = await box.gallery(project.id, { photoIds: [id] });
  const galleries: string[] = [];
  const stop = box.kit.changes.on('gallery.changed', ({ galleryId }) => galleries.push(galleryId));
  const facts = await heard(async () => {
    expect((await patch(id, { mark: 'picked' })).mark).toBe('picked');
    expect((await patch(id, { mark: null })).mark).toBe(null);
  });
  expect(facts.map(({ what }) => what)).toEqual(['mark', 'mark']);
  // A change of words does reach the gallery, after the marks would have.
  await patch(id, { title: '开幕' });
  await expect.poll(() => galleries).toEqual([gallery.id]);
  stop();
});

test('a new name is searched for, keeps its ending, and gives its parts anew; parts set by hand stay', async () => {
  const third = photos[2] as Photo;
  const renamed = await patch(third.id, { name: 'B77_侧面_详情' });
  expect(renamed).toMatchObject({ name: 'B77_侧面_详情.jpg', sku: 'B77', angle: '侧面', usage: '详情' });
  const found = async (q: string) =>
    (await box.owner.call<{ total: number }>('GET', `/api/projects/${project.id}/photos?q=${q}`)).total;
  expect([await found('b77'), await found('a1203')]).toEqual([1, 0]);
  expect(await patch(third.id, { name: '样张', usage: '封面' })).toMatchObject({
    sku: null,
    angle: null,
    usage: '封面',
  });
  expect(await patch(third.id, { name: '样张二.png' })).toMatchObject({ name: '样张二.jpg', usage: '封面' });
});

test('several photos are changed at once, each as it was asked, and the answer undoes it', async () => {
  const before = await Promise.all(ids().map(read));
  const [one, two, three] = ids() as [string, string, string];
  const facts = await heard(async () => {
    const { items, undo } = await change({
      changes: [
        { id: one, change: { title: '一', tags: ['主图', '主图'], panorama: true } },
        { id: two, change: { mark: 'rejected' } },
        { id: three, change: { name: 'C9_俯视_主图', takenAt: '2026-05-01T10:00:00+08:00' } },
        { id: one, change: { caption: '说明' } },
      ],
    });
    expect(items.map(({ id }) => id)).toEqual([one, two, three]);
    expect(items[0]).toMatchObject({ title: '一', caption: '说明', tags: ['主图'], panorama: true });
    expect(items[2]).toMatchObject({ name: 'C9_俯视_主图.jpg', sku: 'C9', takenAt: '2026-05-01T02:00:00.000Z' });
    expect((await change(undo as PhotoChanges)).items).toEqual(before);
  });
  expect(facts.map(({ what }) => what)).toEqual(['words', 'mark', 'words', 'words', 'mark', 'words']);
  const audited = await box.owner.call<{ items: { action: string; detail: object }[] }>('GET', '/api/audit');
  expect(audited.items[0]).toMatchObject({ action: 'photos.change', detail: { photos: 3 } });
});

test('of several changes all are made or none: one photo from elsewhere spoils them', async () => {
  const other = await box.project('other');
  const [foreign] = await bring(['f.jpg'], other.id);
  const [gone] = await bring(['gone.jpg']);
  await box.owner.ask('DELETE', `/api/photos/${gone?.id}`);
  for (const id of [foreign?.id, gone?.id] as string[]) {
    const changes = [ids()[0] as string, id].map((each) => ({ id: each, change: { title: '不该有' } }));
    const answer = await box.owner.ask('POST', `/api/projects/${project.id}/photos/changes`, { changes });
    expect([answer.status, await answer.json()]).toMatchObject([422, { code: 'photo_not_in_project', photoIds: [id] }]);
  }
  expect((await read(ids()[0] as string)).title).not.toBe('不该有');
  expect((await read(foreign?.id as string)).title).toBe('');
});

test('what changes nothing is told to nobody', async () => {
  const photo = await read(ids()[0] as string);
  const facts = await heard(async () => {
    expect((await change({ changes: [{ id: photo.id, change: { title: photo.title } }] })).undo).toBe(null);
  });
  expect(facts).toEqual([]);
});

test('several photos are withdrawn at once; those already gone are not named again', async () => {
  const brought = (await bring(['w1.jpg', 'w2.jpg', 'w3.jpg'])).map(({ id }) => id);
  const other = await bring(['o.jpg'], (await box.project('other')).id);
  await box.owner.ask('DELETE', `/api/photos/${brought[1]}`);
  const withdraw = () =>
    box.owner.call<{ photoIds: string[] }>('POST', `/api/projects/${project.id}/photos/withdraw`, {
      photoIds: [...brought, other[0]?.id],
    });
  const facts = await heard(async () => {
    expect((await withdraw()).photoIds).toEqual([brought[0], brought[2]]);
    expect((await withdraw()).photoIds).toEqual([]);
  });
  expect(facts.map(({ photoId, what }) => [photoId, what])).toEqual([
    [brought[0], 'withdrawn'],
    [brought[2], 'withdrawn'],
  ]);
  expect((await box.owner.ask('GET', `/api/photos/${other[0]?.id}`)).status).toBe(200);
});

test('an archived project’s photos are not changed', async () => {
  const own = await box.project('archived');
  const [photo] = await bring(['a.jpg'], own.id);
  await box.owner.call('PATCH', `/api/projects/${own.id}`, { archived: true });
  const body = { changes: [{ id: photo?.id, change: { mark: 'picked' } }] };
  const answer = await box.owner.ask('POST', `/api/projects/${own.id}/photos/changes`, body);
  expect([answer.status, await answer.json()]).toMatchObject([409, { code: 'project_archived' }]);
});
