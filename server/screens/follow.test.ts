import { randomUUID } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import type { Gallery, Swap } from '#contract/galleries.ts';
import type { Playlist } from '#contract/playlists.ts';
import { sceneAt } from '#contract/scene-at.ts';
import type { Screen } from '#contract/screens.ts';
import type { Fact } from '../changes.ts';
import { startTestBox, type TestBox } from '../testing/box.ts';
import { makePhoto } from '../testing/photos.ts';
import { closeScreens, connectScreen, pairScreen, until } from '../testing/screens.ts';

let box: TestBox;
afterEach(async () => {
  closeScreens();
  await box.stop();
});

let seed = 5000;
async function bring(projectId: string, galleryId: string, count: number): Promise<string[]> {
  const files = await Promise.all(
    Array.from({ length: count }, async () => {
      seed += 1;
      return { name: `${seed}.jpg`, data: await makePhoto({ width: 40, height: 30, seed }) };
    }),
  );
  return (await box.bring(projectId, files, { galleryId })).map(({ id }) => id);
}

/** A gallery with so many photos, on a screen. */
async function shown(count: number) {
  box = await startTestBox();
  const { id: projectId } = await box.project();
  const gallery = await box.gallery(projectId);
  const photos = await bring(projectId, gallery.id, count);
  const screen = await pairScreen(box);
  const path = `/api/screens/${screen.id}`;
  await box.owner.call('PATCH', path, { shows: [{ galleryId: gallery.id, linkId: gallery.link.id }] });
  await screen.show(({ programme }) => programme.scenes.length === count);
  return { projectId, gallery, photos, screen, path };
}

/** From here on nobody hears of this, as where the box ends right after the write. */
function ends(fact: Fact): void {
  const { changes } = box.kit;
  const { emit } = changes;
  changes.emit = (told, about) => {
    if (told !== fact) emit(told, about);
  };
}

const galleries = async (projectId: string) =>
  (await box.owner.call<{ items: Gallery[] }>('GET', `/api/projects/${projectId}/galleries`)).items;

test('a box that ends right after a full gallery went on has the next chapter on its screens when it is back', async () => {
  const { projectId, gallery, photos, screen, path } = await shown(24);
  ends('gallery.continued');
  const more = await bring(projectId, gallery.id, 2);
  // What is stored of the programme in that moment does not know of the chapter, and takes nothing away from it.
  await box.owner.call('POST', `${path}/commands`, { type: 'next' });
  const [, next] = await galleries(projectId);
  expect(next?.photoIds).toEqual(more.slice(1));

  box = await box.restart();
  const { programme, codes } = await (await connectScreen(box, screen.cookie)).show();
  expect(programme.scenes.map(({ photoIds }) => photoIds[0]).toSorted()).toEqual([...photos, ...more].toSorted());
  expect((await box.owner.call<Screen>('GET', path)).shows).toEqual([
    { galleryId: gallery.id, linkId: gallery.link.id },
    { galleryId: next?.id, linkId: gallery.link.id },
  ]);
  expect(new Set(Object.values(codes).map(({ linkId }) => linkId))).toEqual(new Set([gallery.link.id]));
}, 120_000);

test('so it has the chapter of a new day, at the pace that staff chose meanwhile', async () => {
  const { projectId, gallery, screen, path } = await shown(2);
  await box.owner.call('PATCH', `/api/galleries/${gallery.id}`, { dailyAt: '04:30' });
  ends('gallery.continued');
  box.time.advance(86_400_000);
  const [, next] = await until(async () => {
    const all = await galleries(projectId);
    return all.length === 2 ? all : undefined;
  });
  await box.owner.call('PATCH', path, { seconds: 5 });

  box = await box.restart();
  const late = await bring(projectId, gallery.id, 1);
  const state = await (await connectScreen(box, screen.cookie)).show(({ programme }) => programme.scenes.length === 3);
  expect(state.programme.scenes.at(-1)).toMatchObject({ photoIds: [late[0]], galleryId: next?.id, ms: 5000 });
}, 120_000);

test('a set that went live in the last moment is on its screens when the box is back', async () => {
  const { projectId, gallery, photos, screen } = await shown(3);
  const spare = await box.gallery(projectId);
  const [fresh] = await bring(projectId, spare.id, 1);
  const at = new Date(box.time.wall() + 60_000).toISOString();
  await box.owner.call<Swap>('POST', `/api/galleries/${gallery.id}/swaps`, { photoIds: [fresh, photos[0]], at });
  ends('gallery.changed');
  box.time.advance(61_000);
  await until(async () => ((await galleries(projectId))[0]?.photoIds.length === 2 ? true : undefined));

  box = await box.restart();
  const { programme } = await (await connectScreen(box, screen.cookie)).show();
  expect(programme.scenes.map(({ photoIds }) => photoIds[0])).toEqual([fresh, photos[0]]);
}, 120_000);

test('a chapter that staff took off a screen stays off it, whatever ends', async () => {
  const { projectId, gallery, photos, screen, path } = await shown(24);
  await bring(projectId, gallery.id, 2);
  await until(async () => ((await box.owner.call<Screen>('GET', path)).shows.length === 2 ? true : undefined));
  await box.owner.call('PATCH', path, { shows: [{ galleryId: gallery.id }] });
  box = await box.restart();
  const { programme } = await (await connectScreen(box, screen.cookie)).show();
  expect(programme.scenes.map(({ photoIds }) => photoIds[0])).toHaveLength(25);
  expect(programme.scenes.map(({ photoIds }) => photoIds[0])).toEqual(expect.arrayContaining(photos));
}, 120_000);

test('a screen on a playlist goes on with it where it was, with what staff changed in the last moment', async () => {
  const { projectId, gallery, screen, path } = await shown(3);
  const photos = { kind: 'photos', id: randomUUID(), galleryId: gallery.id, seconds: 20, pairs: false };
  const message = { kind: 'message', id: randomUUID(), seconds: 10, text: '欢迎' };
  const made = await box.owner.call<Playlist>('POST', '/api/playlists', { name: '主舞台', projectId, items: [photos] });
  await box.owner.call('PATCH', path, { playlistId: made.id });
  await screen.show(({ programme }) => programme.scenes.every(({ ms }) => ms === 20_000));
  box.time.advance(45_000);
  const { programme: before } = await screen.show();
  const on = sceneAt(before, box.time.wall())?.scene.photoIds;
  ends('playlist.changed');
  await box.owner.call('PUT', `/api/playlists/${made.id}`, { name: '主舞台', items: [photos, message] });

  box = await box.restart();
  const { programme } = await (await connectScreen(box, screen.cookie)).show();
  expect(programme.scenes.map(({ kind }) => kind)).toEqual(['photo', 'photo', 'photo', 'message']);
  expect(sceneAt(programme, box.time.wall())?.scene.photoIds).toEqual(on);
  expect((await box.owner.call<Screen>('GET', path)).playlist).toEqual({ id: made.id, name: '主舞台' });
}, 120_000);
