import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Link } from '#contract/links.ts';
import type { Photo } from '#contract/photos.ts';
import type { Playlist } from '#contract/playlists.ts';
import type { Problem } from '#contract/problems.ts';
import type { Place, Screen, Unit } from '#contract/screens.ts';
import { newId } from '../ids.ts';
import { type Caller, callerOf, ownerPassword, sessionOf, startTestBox, type TestBox } from '../testing/box.ts';
import { phoneAt } from '../testing/guests.ts';
import { makePhoto } from '../testing/photos.ts';
import { closeScreens, pairScreen, type TestScreen } from '../testing/screens.ts';

/*
 * What a screen, or an account that is limited to some projects, could reach beyond what it was given.
 */

let box: TestBox;
let seed = 9100;
beforeAll(async () => {
  box = await startTestBox();
});
afterAll(async () => {
  closeScreens();
  await box.stop();
});

async function filled(projectId: string, input: Record<string, unknown> = {}) {
  seed += 1;
  const gallery = await box.gallery(projectId, input);
  const data = await makePhoto({ width: 60, height: 40, seed });
  const [photo] = await box.bring(projectId, [{ name: `${seed}.jpg`, data }], { galleryId: gallery.id });
  return { ...gallery, photo: photo as Photo };
}

const shown = (screen: TestScreen, galleryId: string) =>
  screen.show(({ programme }) => programme.scenes.some((scene) => scene.galleryId === galleryId));
const put = (id: string, change: object) => box.owner.call<Screen>('PATCH', `/api/screens/${id}`, change);
const refused = async (caller: Caller, method: string, path: string, body?: unknown) =>
  ((await (await caller.ask(method, path, body)).json()) as Partial<Problem>).code;

async function limitedTo(projectId: string): Promise<Caller> {
  const account = { username: `only-${seed}`, password: ownerPassword, role: 'staff', projectIds: [projectId] };
  await box.owner.call('POST', '/api/accounts', account);
  return callerOf(box.localUrl, { cookie: await sessionOf(box.localUrl, account.username) });
}

test('a unit behind a password is neither called for nor held by screens, unless staff put it on them', async () => {
  const { id } = await box.project('云栖', 'estate');
  const open = await filled(id, { title: '样板间' });
  const inner: { id: string; link: Link; photo: Photo } = await filled(id, { title: '底价' });
  await box.owner.call('PATCH', `/api/links/${inner.link.id}`, { policy: { password: '2026' } });
  const screen = await pairScreen(box, '沙盘');
  await put(screen.id, { shows: [{ galleryId: open.id }] });
  const state = await shown(screen, open.id);
  const units = async () => {
    const { items } = await box.owner.call<{ items: Unit[] }>('GET', `/api/screens/${screen.id}/units`);
    return items.map(({ galleryId }) => galleryId);
  };
  const call = { type: 'unit', galleryId: inner.id };
  const calls = (caller: Caller) => caller.ask('POST', `/api/screens/${screen.id}/commands`, call);

  expect(await units()).toEqual([open.id]);
  expect(state.photos).not.toHaveProperty(inner.photo.id);
  expect((await screen.photo(inner.photo.id)).status).toBe(404);
  expect((await calls(await box.as('presenter'))).status).toBe(409);

  await put(screen.id, { shows: [{ galleryId: open.id }, { galleryId: inner.id }], confirm: true });
  await shown(screen, inner.id);
  expect(await units()).toEqual([open.id, inner.id]);
  expect((await calls(box.owner)).status).toBe(200);
});

test('what a screen showed before its playlist does not come back for whom it is not', async () => {
  const [mine, theirs] = [await box.project('Mine'), await box.project('Theirs')];
  const [own, foreign] = [await filled(mine.id), await filled(theirs.id)];
  const screen = await pairScreen(box);
  await put(screen.id, { shows: [{ galleryId: foreign.id }] });
  const item = { kind: 'photos', id: newId(1), seconds: 8, galleryId: own.id };
  const playlist = await box.owner.call<Playlist>('POST', '/api/playlists', { name: 'Mine', items: [item] });
  await put(screen.id, { playlistId: playlist.id });
  const limited = await limitedTo(mine.id);

  const back = await limited.call<Screen>('PATCH', `/api/screens/${screen.id}`, { playlistId: null });

  expect(back).toMatchObject({ playlist: null, shows: [] });
  expect(JSON.stringify(back)).not.toContain(foreign.photo.id);
  await put(screen.id, { shows: [{ galleryId: foreign.id }] });
  await put(screen.id, { playlistId: playlist.id });
  expect((await put(screen.id, { playlistId: null })).shows).toMatchObject([{ galleryId: foreign.id }]);
});

test('a playlist is asked about again where it goes on a screen: what it shows may be private by now', async () => {
  const { id } = await box.project();
  const gallery: { id: string; link: Link } = await filled(id);
  const item = { kind: 'photos', id: newId(1), seconds: 8, galleryId: gallery.id };
  const playlist = await box.owner.call<Playlist>('POST', '/api/playlists', { name: '主舞台', items: [item] });
  await box.owner.call('PATCH', `/api/links/${gallery.link.id}`, { policy: { password: '2026' } });
  const screen = await pairScreen(box);
  const give = { playlistId: playlist.id };
  expect(await refused(box.owner, 'PATCH', `/api/screens/${screen.id}`, give)).toBe('private_on_screen');
  expect((await put(screen.id, { ...give, confirm: true })).playlist?.id).toBe(playlist.id);
  // Said once for this screen.
  expect((await put(screen.id, { ...give, name: '侧屏' })).name).toBe('侧屏');
});

test('the names of places on others’ screens are not told to who wrote their numbers behind an own address', async () => {
  const [mine, theirs] = [await box.project('Mine'), await box.project('Theirs')];
  const own: { id: string; link: Link } = await filled(mine.id);
  const foreign = await filled(theirs.id, { title: '未公开的发布' });
  const screen = await pairScreen(box, '董事会');
  await put(screen.id, { shows: [{ galleryId: foreign.id }] });
  const places = () =>
    box.kit.db.read.selectFrom('screen_places').select('number').where('screen_id', '=', screen.id).execute();
  await expect.poll(async () => (await places()).length).toBeGreaterThan(0);
  const [place] = await places();
  await phoneAt(box.guestUrl).opened(own.link.token as string, { place: place?.number.toString(36) });
  const told = (caller: Caller) => caller.call<{ items: Place[] }>('GET', `/api/links/${own.link.id}/places`);

  expect((await told(await limitedTo(mine.id))).items).toEqual([]);
  expect((await told(box.owner)).items).toMatchObject([{ screenName: '董事会' }]);
});

test('what a guest picked goes on no screen, and a station asks before it gives originals to who passes by', async () => {
  const project = await box.project();
  const hall = await filled(project.id);
  const station = await pairScreen(box);
  const path = `/api/screens/${station.id}`;
  const pickup = { galleryIds: [hall.id], audience: 'media' };
  expect(await refused(box.owner, 'PATCH', path, { pickup })).toBe('private_on_screen');
  await put(station.id, { pickup, confirm: true });
  const kiosk = callerOf(box.localUrl, { cookie: station.cookie });
  expect((await kiosk.ask('POST', '/kiosk/pickup', { photoIds: [hall.photo.id] })).status).toBe(201);
  const { id: picked } = await box.kit.db.read
    .selectFrom('galleries')
    .select('id')
    .where('picked_at_screen', '=', station.id)
    .executeTakeFirstOrThrow();

  expect(await refused(box.owner, 'PATCH', path, { shows: [{ galleryId: picked }] })).toBe('not_found');
  const again = { pickup: { ...pickup, galleryIds: [picked] }, confirm: true };
  expect(await refused(box.owner, 'PATCH', path, again)).toBe('not_found');
});
