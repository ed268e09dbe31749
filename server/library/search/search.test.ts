import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import type { Link } from '#contract/links.ts';
import type { Photo, PhotoPage } from '#contract/photos.ts';
import type { Project } from '#contract/projects.ts';
import { startTestBox, type TestBox } from '../../testing/box.ts';
import { makePhoto } from '../../testing/photos.ts';
import * as table from './table.ts';

let box: TestBox;
let project: Project;
let photos: Photo[];
const search = (query: string) =>
  box.owner.call<PhotoPage>('GET', `/api/projects/${project.id}/photos${query === '' ? '' : `?${query}`}`);
const names = ({ items }: PhotoPage) => items.map(({ name }) => name.replace('.jpg', ''));
const id = (name: string) => photos.find((photo) => photo.name === `${name}.jpg`)?.id as string;

beforeAll(async () => {
  box = await startTestBox();
  project = await box.project();
  // Taken in another order than brought; `none` has no capture time and counts by its upload, which is later.
  const shots = [
    ['noon', '2025:05:17 12:00:00'],
    ['dawn', '2025:05:17 06:00:00'],
    ['none', undefined],
    ['night', '2025:05:17 22:00:00'],
    ['A1_正面_主图', '2025:05:17 12:00:00'],
  ] as const;
  const files = await Promise.all(
    shots.map(async ([name, takenAt], seed) => ({
      name: `${name}.jpg`,
      data: await makePhoto({ width: 60, height: 40, seed, ...(takenAt && { exif: { takenAt, offset: '+08:00' } }) }),
    })),
  );
  photos = await box.bring(project.id, files);
  await box.owner.call('PATCH', `/api/photos/${id('noon')}`, { mark: 'picked', panorama: true });
  await box.owner.call('PATCH', `/api/photos/${id('dawn')}`, { mark: 'rejected', hidden: true });
  await box.gallery(project.id, { photoIds: [id('noon'), id('night')] });
  const dropped = await box.gallery(project.id, { photoIds: [id('dawn')] });
  await box.owner.ask('DELETE', `/api/galleries/${dropped.id}`);
});
afterAll(() => box.stop());

test.each([
  ['', ['A1_正面_主图', 'night', 'none', 'dawn', 'noon']],
  ['inGallery=none', ['A1_正面_主图', 'none', 'dawn']],
  ['inGallery=some', ['night', 'noon']],
  ['mark=picked', ['noon']],
  ['mark=rejected', ['dawn']],
  ['mark=none', ['A1_正面_主图', 'night', 'none']],
  ['panorama=true', ['noon']],
  ['panorama=false&mark=rejected', ['dawn']],
  ['names=matched', ['A1_正面_主图']],
  ['hidden=true', ['dawn']],
  ['hidden=false&mark=none', ['A1_正面_主图', 'night', 'none']],
  ['hearts=true', []],
  ['q=正面&inGallery=none', ['A1_正面_主图']],
  ['q=正面&inGallery=some', []],
  ['order=taken', ['none', 'night', 'A1_正面_主图', 'noon', 'dawn']],
] as const)('a search for "%s" finds what it should, and says how many', async (query, expected) => {
  const page = await search(query);
  expect(names(page)).toEqual(expected);
  expect(page.total).toBe(expected.length);
});

test.each(['uploaded', 'taken'])(
  'pages by %s go on where the last one ended, whatever is brought meanwhile',
  async (order) => {
    const first = await search(`order=${order}&limit=2`);
    const whole = names(await search(`order=${order}`));
    const data = await makePhoto({ width: 60, height: 40, seed: 50 + order.length });
    const { accepted } = await box.owner.upload(project.id, [{ name: 'late.jpg', data }]);
    const second = await search(`order=${order}&limit=2&cursor=${first.nextCursor}`);
    const third = await search(`order=${order}&limit=2&cursor=${second.nextCursor}`);
    expect([...names(first), ...names(second), ...names(third)]).toEqual(whole);
    expect([second.total, second.counts, third.nextCursor]).toEqual([undefined, undefined, null]);
    await box.owner.ask('DELETE', `/api/photos/${accepted[0]?.id}`);
  },
);

test('a cursor of another order is refused instead of leading astray', async () => {
  const { nextCursor } = await search('order=taken&limit=2');
  const answer = await box.owner.ask('GET', `/api/projects/${project.id}/photos?cursor=${nextCursor}`);
  expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'invalid_input' }]);
});

test('the first page counts the kinds of the whole project, whatever is searched for', async () => {
  const { total, counts } = await search('mark=picked&limit=1');
  expect(total).toBe(1);
  expect(counts).toEqual({
    all: 5,
    inNoGallery: 3,
    panorama: 1,
    picked: 1,
    rejected: 1,
    hidden: 1,
    hearts: 0,
    failed: 0,
    unmatched: 4,
    trash: 2,
  });
});

/** All rows looked at one by one, as the figures are meant. */
async function counted() {
  const photos = await box.kit.db.read.selectFrom('photos').selectAll().where('project_id', '=', project.id).execute();
  const originals = await box.kit.db.read.selectFrom('originals').selectAll().execute();
  const held = await box.kit.db.read
    .selectFrom('gallery_photos')
    .innerJoin('galleries', 'galleries.id', 'gallery_id')
    .select('photo_id')
    .where('galleries.deleted_at', 'is', null)
    .execute();
  const hearted = new Set(
    (await box.kit.db.read.selectFrom('hearts').select('photo_id').execute()).map(({ photo_id }) => photo_id),
  );
  const inSome = new Set(held.map(({ photo_id }) => photo_id));
  const all = photos
    .filter(({ deleted_at }) => deleted_at === null)
    .map((row) => ({ ...row, of: originals.find(({ hash }) => hash === row.hash) }));
  const of = (fits: (row: (typeof all)[number]) => boolean) => all.filter(fits).length;
  return {
    all: all.length,
    inNoGallery: of((row) => !inSome.has(row.id)),
    panorama: of((row) => (row.panorama ?? row.of?.panorama) === 1),
    picked: of((row) => row.mark === 'picked'),
    rejected: of((row) => row.mark === 'rejected'),
    hidden: of((row) => row.hidden_at !== null),
    hearts: of((row) => hearted.has(row.id)),
    failed: of((row) => row.of?.state === 'failed'),
    unmatched: of((row) => row.matched === 0),
    trash: photos.length - all.length,
  };
}

test('the figures are never older than what they count, however it came about', async () => {
  const own = async (method: string, path: string, body?: unknown) => {
    expect((await box.owner.ask(method, path, body)).status).toBeLessThan(300);
  };
  const set = (state: 'failed' | 'ready', panorama: number) => () =>
    box.kit.db.write((writer) =>
      writer
        .updateTable('originals')
        .set({ state, panorama })
        .where('hash', 'in', (photos) =>
          photos
            .selectFrom('photos')
            .select('hash')
            .where('id', 'in', [id('dawn'), id('noon')]),
        )
        .execute(),
    );
  const bring = async () =>
    box.bring(project.id, [{ name: 'new.jpg', data: await makePhoto({ width: 60, height: 40, seed: 77 }) }]);
  let galleryId = '';
  const heart = async () => {
    const asked = { galleryIds: [galleryId], policy: { feedback: true } };
    const link = await box.owner.call<Link>('POST', `/api/projects/${project.id}/links`, asked);
    const of = { link_id: link.id, visitor: 'v', photo_id: id('none'), line: '', at: 1, updated_at: 1 };
    await box.kit.db.write((writer) => writer.insertInto('hearts').values(of).execute());
  };
  const acts: (() => Promise<unknown>)[] = [
    bring,
    async () => {
      galleryId = (await box.gallery(project.id, { photoIds: [id('none'), id('noon')] })).id;
    },
    () => own('PATCH', `/api/photos/${id('none')}`, { mark: 'picked' }),
    () => own('PATCH', `/api/photos/${id('none')}`, { hidden: true }),
    heart,
    () => box.kit.db.write((writer) => writer.deleteFrom('hearts').execute()),
    () => own('PATCH', `/api/photos/${id('noon')}`, { panorama: false }),
    () => own('PATCH', `/api/photos/${id('noon')}`, { sku: 'B2', angle: '侧面', usage: '详情' }),
    set('failed', 1),
    set('ready', 0),
    () => own('DELETE', `/api/photos/${id('none')}`),
    () => own('DELETE', `/api/galleries/${galleryId}`),
    () => own('POST', `/api/projects/${project.id}/trash/restore`, { photoIds: [id('none')] }),
    () => box.kit.db.write((writer) => writer.deleteFrom('gallery_photos').execute()),
    () => box.kit.db.write((writer) => writer.deleteFrom('photos').where('id', '=', id('none')).execute()),
  ];
  const seen = new Set<string>();
  for (const act of acts) {
    await search('limit=1');
    await act();
    const { counts } = await search('limit=1');
    expect(counts).toEqual(await counted());
    seen.add(JSON.stringify(counts));
  }
  expect(seen.size).toBeGreaterThan(8);
});

test('the figures of a library that nobody changes are not counted again', async () => {
  await search('limit=1');
  const counting = vi.spyOn(table, 'countKinds');
  onTestFinished(() => counting.mockRestore());
  await search('limit=1');
  await search('mark=picked&limit=1');
  await box.gallery((await box.project()).id);
  await search('limit=1');
  expect(counting).not.toHaveBeenCalled();
});
