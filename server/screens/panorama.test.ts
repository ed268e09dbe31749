import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestBox, type TestBox } from '../testing/box.ts';
import { makePanorama } from '../testing/photos.ts';
import { closeScreens, pairScreen } from '../testing/screens.ts';

let box: TestBox;
beforeAll(async () => {
  box = await startTestBox();
});
afterAll(async () => {
  closeScreens();
  await box.stop();
});

test('the size for looking all around is there for screens a moment after the others, also where it got lost', async () => {
  const project = await box.project();
  const gallery = await box.gallery(project.id);
  const [photo] = await box.bring(project.id, [{ name: 'around.jpg', data: await makePanorama() }], {
    galleryId: gallery.id,
  });
  const screen = await pairScreen(box);
  await box.owner.call('PATCH', `/api/screens/${screen.id}`, { shows: [{ galleryId: gallery.id }] });
  const id = photo?.id as string;
  await screen.show(({ photos }) => photos[id]?.pano === true);
  const status = async (size: 'pano' | 'kiosk') => (await screen.photo(id, size as 'kiosk')).status;
  await expect.poll(() => status('pano'), { timeout: 20_000 }).toBe(200);

  const { hash } = await box.kit.db.read
    .selectFrom('photos')
    .select('hash')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  await rm(box.kit.files.derivative(hash, 'pano'));
  expect(await status('pano')).toBe(409);
  // The others are as they were: nothing is held against them.
  expect(await status('kiosk')).toBe(200);
  await expect.poll(() => status('pano'), { timeout: 20_000 }).toBe(200);
});
