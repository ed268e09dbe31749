import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Recall } from '#contract/recall.ts';
import { startTestBox, type TestBox } from '../testing/box.ts';
import { makePhoto } from '../testing/photos.ts';
import { pairScreen } from '../testing/screens.ts';

let box: TestBox;
beforeAll(async () => {
  box = await startTestBox();
});
afterAll(() => box.stop());

test('of a photo that was withdrawn staff see which screens and phones have let go', async () => {
  const project = await box.project();
  const gallery = await box.gallery(project.id);
  const [photo, other] = await box.bring(
    project.id,
    await Promise.all(
      [1, 2].map(async (seed) => ({ name: `${seed}.jpg`, data: await makePhoto({ width: 600, height: 400, seed }) })),
    ),
    { galleryId: gallery.id },
  );
  if (!photo || !other) throw new Error('both photos are needed');
  const recall = () => box.owner.call<Recall>('GET', `/api/photos/${photo.id}/recall`);
  const screens = [await pairScreen(box, '主舞台'), await pairScreen(box, '序厅')];
  for (const { id } of screens) {
    await box.owner.call('PATCH', `/api/screens/${id}`, { shows: [{ galleryId: gallery.id }] });
  }
  for (const screen of screens) await screen.show(({ photos }) => photo.id in photos);
  expect(await recall()).toMatchObject({ at: null, screens: [], phones: { told: 0 } });

  const opened = await box.guest(`/g/${gallery.link.token}/open`, {
    method: 'POST',
    headers: { accept: 'application/json' },
  });
  const cookie = opened.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const stop = new AbortController();
  const stream = await box.guest(`/g/${gallery.link.token}/live`, { headers: { cookie }, signal: stop.signal });
  const reader = (stream.body as ReadableStream<Uint8Array>).getReader();
  const heard = async (what: string) => {
    let text = '';
    while (!text.includes(`event: ${what}`)) text += new TextDecoder().decode((await reader.read()).value);
  };
  await heard('hello');

  await box.owner.call('DELETE', `/api/photos/${photo.id}`);
  await heard('content');
  const [one, two] = screens as [(typeof screens)[0], (typeof screens)[0]];
  const gone = await one.show(({ photos }) => !(photo.id in photos));
  await two.show(({ photos }) => !(photo.id in photos));
  // Nobody has said anything yet; then one screen that has it still, and one that let go.
  two.say({ version: 1 });
  one.say({ version: gone.version });
  await expect.poll(async () => (await recall()).screens.filter(({ letGoAt }) => letGoAt !== null)).toHaveLength(1);
  expect(await recall()).toMatchObject({
    at: expect.any(String),
    screens: [
      { id: one.id, name: '主舞台', online: true, letGoAt: expect.any(String) },
      { id: two.id, online: true, letGoAt: null },
    ],
    phones: { told: 1, letGo: 0, left: 0 },
  });
  two.say({ version: gone.version + 10 });
  await box.guest(`/g/${gallery.link.token}`, { headers: { cookie, accept: 'text/html', 'sec-fetch-dest': 'empty' } });
  await expect.poll(recall).toMatchObject({ screens: [{}, { letGoAt: expect.any(String) }], phones: { letGo: 1 } });
  stop.abort();
  // A photo that nobody had to let go of has no list.
  expect(await box.owner.call('GET', `/api/photos/${other.id}/recall`)).toMatchObject({ at: null, screens: [] });
});
