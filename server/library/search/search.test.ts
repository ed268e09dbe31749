import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Photo, PhotoPage } from '#contract/photos.ts';
import type { Project } from '#contract/projects.ts';
import { startTestBox, type TestBox } from '../../testing/box.ts';
import { makePhoto } from '../../testing/photos.ts';

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
  await box.owner.call('PATCH', `/api/photos/${id('dawn')}`, { mark: 'rejected' });
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
    failed: 0,
    unmatched: 4,
    trash: 2,
  });
});
