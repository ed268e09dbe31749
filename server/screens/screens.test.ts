import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Link } from '#contract/links.ts';
import type { Photo } from '#contract/photos.ts';
import { sceneAt } from '#contract/scene-at.ts';
import type { Screen, ShowState } from '#contract/screens.ts';
import { holdRevoked } from '../links/held.ts';
import { Refusal } from '../refusal.ts';
import { callerOf, startTestBox, type TestBox } from '../testing/box.ts';
import { makePhoto } from '../testing/photos.ts';
import { closeScreens, connectScreen, pairScreen, until } from '../testing/screens.ts';

let box: TestBox;
let seed = 1;
beforeAll(async () => {
  box = await startTestBox();
});
afterEach(closeScreens);
afterAll(() => box.stop());

const picture = async (takenAt?: string) => ({
  name: `${++seed}.jpg`,
  data: await makePhoto({ width: 320, height: 200, seed, ...(takenAt && { exif: { takenAt } }) }),
});

/** A gallery with so many photos, of a new project. */
async function filled(count = 2, input: Record<string, unknown> = {}) {
  const project = await box.project();
  const gallery = await box.gallery(project.id, input);
  const files = await Promise.all(Array.from({ length: count }, () => picture()));
  const photos = count === 0 ? [] : await box.bring(project.id, files, { galleryId: gallery.id });
  return { project, gallery, photos };
}

const change = (id: string, body: Record<string, unknown>) =>
  box.owner.call<Screen>('PATCH', `/api/screens/${id}`, body);
const refused = async (answer: Promise<Response>) => ((await (await answer).json()) as { code: string }).code;

test('a screen is paired by its number, shows the gallery chosen for it, and gets the bytes', async () => {
  const { gallery, photos } = await filled(3);
  const screen = await pairScreen(box);
  expect((await screen.show()).programme.scenes).toEqual([]);
  const shown = await change(screen.id, { shows: [{ galleryId: gallery.id }] });
  expect(shown).toMatchObject({ online: true, shows: [{ galleryId: gallery.id, linkId: gallery.link.id }] });
  const state = await screen.show(({ programme }) => programme.scenes.length === 3);
  expect(state.programme.scenes.map(({ photoIds }) => photoIds[0]).toSorted()).toEqual(
    photos.map(({ id }) => id).toSorted(),
  );
  expect(Object.keys(state.photos)).toHaveLength(3);
  expect(state.codes[gallery.id]).toMatchObject({ galleryTitle: '主会场', photos: 3 });
  expect(sceneAt(state.programme, state.programme.from)?.scene.photoIds[0]).toBe(
    state.programme.scenes[0]?.photoIds[0],
  );

  const [photo] = photos as [Photo, ...Photo[]];
  const kept = await screen.photo(photo.id, 'kiosk', `?e=${photo.edition}`);
  expect([kept.status, kept.headers.get('content-type'), kept.headers.get('cache-control')]).toEqual([
    200,
    'image/jpeg',
    'private, max-age=31536000, immutable',
  ]);
  const other = await screen.photo(photo.id, 'thumb', '?e=7');
  expect([other.status, other.headers.get('content-type'), other.headers.get('cache-control')]).toEqual([
    200,
    'image/webp',
    'no-store',
  ]);
});

test('where staff name no link, the code is of the newest live one for many, else of the newest one', async () => {
  const { project, gallery } = await filled(1);
  const screen = await pairScreen(box);
  const link = (meantFor: 'one' | 'many', input: Record<string, unknown> = {}) =>
    box.owner.call<Link>('POST', `/api/projects/${project.id}/links`, {
      galleryIds: [gallery.id],
      for: meantFor,
      ...input,
    });
  const shown = async () => (await change(screen.id, { shows: [{ galleryId: gallery.id }] })).shows[0]?.linkId;
  const forOne = await link('one');
  expect(await shown()).toBe(forOne.id);
  await link('many');
  const newer = await link('many');
  await link('many', { policy: { password: '123456' } });
  await link('one');
  expect(await shown()).toBe(newer.id);
});

describe('what screens of one programme show', () => {
  test('a new photo is shown once within moments, then stays in the loop, also over a restart', async () => {
    const own = await startTestBox();
    const project = await own.project();
    const gallery = await own.gallery(project.id);
    await own.bring(project.id, [await picture()], { galleryId: gallery.id });
    const screen = await pairScreen(own);
    await own.owner.call('PATCH', `/api/screens/${screen.id}`, { shows: [{ galleryId: gallery.id }] });
    await screen.show(({ programme }) => programme.scenes.length === 1);
    expect(screen.shows.every(({ programme }) => programme.inserts.length === 0)).toBe(true);

    const [photo] = (await own.bring(project.id, [await picture()], { galleryId: gallery.id })) as [Photo];
    const state = await screen.show(({ programme }) => programme.inserts.length === 1);
    const [insert] = state.programme.inserts;
    expect(insert?.scene.photoIds[0]).toBe(photo.id);
    expect(state.programme.scenes).toHaveLength(2);
    expect(state.programme.from).toBeLessThan(insert?.at as number);
    expect(sceneAt(state.programme, insert?.at as number)).toMatchObject({ fresh: true });
    expect((await screen.photo(photo.id)).status).toBe(200);

    const again = await own.restart();
    const back = await connectScreen(again, screen.cookie);
    const after = await back.show();
    expect(after.programme).toEqual(state.programme);
    expect(after.version).toBeGreaterThan(state.version);
    await again.owner.call('POST', `/api/galleries/${gallery.id}/photos`, { remove: [photo.id] });
    await back.show(({ programme }) => programme.scenes.length === 1);
    await again.owner.call('POST', `/api/galleries/${gallery.id}/photos`, { add: [photo.id] });
    const readded = await back.show(({ programme }) => programme.scenes.length === 2);
    expect(readded.programme.inserts.filter(({ at }) => at > after.programme.from)).toEqual([]);
    await again.stop();
  });

  test('a photo that was uploaded long ago joins the loop without a showing of its own', async () => {
    const own = await startTestBox();
    const project = await own.project();
    const gallery = await own.gallery(project.id);
    await own.bring(project.id, [await picture()], { galleryId: gallery.id });
    const [old, young] = (await own.bring(project.id, [await picture(), await picture()])) as [Photo, Photo];
    const screen = await pairScreen(own);
    await own.owner.call('PATCH', `/api/screens/${screen.id}`, { shows: [{ galleryId: gallery.id }] });
    await own.owner.call('POST', `/api/galleries/${gallery.id}/photos`, { add: [young.id] });
    const inserted = await screen.show(({ programme }) => programme.scenes.length === 2);
    expect(inserted.programme.inserts.map(({ scene }) => scene.photoIds[0])).toEqual([young.id]);
    own.time.advance(11 * 60_000);
    await own.owner.call('POST', `/api/galleries/${gallery.id}/photos`, { add: [old.id] });
    const joined = await screen.show(({ programme }) => programme.scenes.length === 3);
    expect(joined.programme.inserts).toEqual([]);
    await own.stop();
  });

  test('a withdrawn photo leaves at once, and its bytes are refused', async () => {
    const { gallery, photos } = await filled(2);
    const [gone, left] = photos as [Photo, Photo];
    const screen = await pairScreen(box);
    await change(screen.id, { shows: [{ galleryId: gallery.id }] });
    await screen.show(({ programme }) => programme.scenes.length === 2);
    await box.owner.call('DELETE', `/api/photos/${gone.id}`);
    expect((await screen.photo(gone.id)).status).toBe(404);
    const state = await screen.show(({ programme }) => programme.scenes.length === 1);
    expect(Object.keys(state.photos)).toEqual([left.id]);
    await box.owner.call('DELETE', `/api/photos/${left.id}`);
    expect((await screen.show(({ programme }) => programme.scenes.length === 0)).photos).toEqual({});
  });

  test('a replaced photo stands in its place with its new edition, and is not inserted', async () => {
    const { gallery, photos } = await filled(2);
    const [photo] = photos as [Photo, Photo];
    const screen = await pairScreen(box);
    await change(screen.id, { shows: [{ galleryId: gallery.id }] });
    await screen.show(({ programme }) => programme.scenes.length === 2);
    const { data } = await picture();
    const form = new FormData();
    form.append('photo', new Blob([new Uint8Array(data)]), 'new.jpg');
    expect((await box.owner.ask('PUT', `/api/photos/${photo.id}/file`, form)).status).toBe(200);
    const state = await screen.show(({ photos: all }) => all[photo.id]?.edition === 2);
    expect(state.programme.inserts).toEqual([]);
    const bytes = await screen.photo(photo.id, 'kiosk', '?e=2');
    expect([bytes.status, bytes.headers.get('cache-control')]).toEqual([200, 'private, max-age=31536000, immutable']);
  });

  test.each(['pin', 'pause'] as const)(
    'a photo whose file is replaced during a %s leaves and stays on again',
    async (type) => {
      const { gallery } = await filled(3);
      const screen = await pairScreen(box);
      await change(screen.id, { shows: [{ galleryId: gallery.id }] });
      const { programme } = await screen.show((state) => state.programme.scenes.length === 3);
      const photoId = programme.scenes[1]?.photoIds[0] as string;
      const command = (body: object) => box.owner.call('POST', `/api/screens/${screen.id}/commands`, body);
      await command({ type: 'next' });
      await command({ type, ...(type === 'pin' && { photoId }) });
      const held = (state: ShowState) => sceneAt(state.programme, state.programme.from + 60_000)?.scene.photoIds[0];
      await screen.show((state) => held(state) === photoId);
      const { data } = await picture();
      const form = new FormData();
      form.append('photo', new Blob([new Uint8Array(data)]), 'new.jpg');
      await box.owner.ask('PUT', `/api/photos/${photoId}/file`, form);
      await screen.show((state) => held(state) === photoId && state.photos[photoId]?.edition === 2);
      expect(screen.shows.some(({ photos }) => Object.keys(photos).length === 2)).toBe(true);
      await command({ type: type === 'pin' ? 'unpin' : 'resume' });
      await screen.show((state) => state.programme.pinned === null && state.programme.pausedAt === null);
    },
  );

  test('screens that are given the same stand in one programme, and part when one is given something else', async () => {
    const { gallery } = await filled(2);
    const [one, two] = [await pairScreen(box, '一'), await pairScreen(box, '二')];
    await change(one.id, { shows: [{ galleryId: gallery.id }] });
    const joined = await change(two.id, { shows: [{ galleryId: gallery.id }] });
    expect(joined.together).toEqual([{ id: one.id, name: '一' }]);
    const programmes = await Promise.all(
      [one, two].map((screen) => screen.show(({ programme }) => programme.scenes.length === 2)),
    );
    expect(programmes[0]?.programme).toEqual(programmes[1]?.programme);

    await box.owner.call('POST', `/api/screens/${one.id}/commands`, { type: 'next' });
    const pressed = await Promise.all(
      [one, two].map((screen) => screen.show(({ programme }) => programme.version > joined.state.programme.version)),
    );
    expect(pressed[0]?.programme).toEqual(pressed[1]?.programme);

    const slower = await change(two.id, { seconds: 20 });
    expect([slower.together.length, slower.seconds]).toEqual([1, 20]);
    expect((await box.owner.call<Screen>('GET', `/api/screens/${one.id}`)).seconds).toBe(20);
    const parted = await change(two.id, { seconds: 8, shows: [{ galleryId: gallery.id }] });
    expect([parted.together, parted.seconds]).toEqual([[], 8]);
    expect((await change(one.id, { seconds: 8 })).together).toHaveLength(1);

    const alone = await change(two.id, { alone: true });
    const { state } = await box.owner.call<Screen>('GET', `/api/screens/${one.id}`);
    // It goes on where it was: the loop of two began a whole number of rounds apart.
    expect(alone.together).toEqual([]);
    expect((alone.state.programme.epoch - state.programme.epoch) % 16_000).toBe(0);
    expect((await change(two.id, { shows: [{ galleryId: gallery.id }] })).together).toEqual([]);
    expect((await change(two.id, { withScreenId: one.id })).together).toEqual([{ id: one.id, name: '一' }]);
    expect(await refused(box.owner.ask('PATCH', `/api/screens/${two.id}`, { withScreenId: gallery.id }))).toBe(
      'not_found',
    );
  });

  test('a deleted gallery drops out, an archived project’s is not shown', async () => {
    const [kept, gone] = [await filled(1), await filled(1)];
    const screen = await pairScreen(box);
    await change(screen.id, { shows: [{ galleryId: kept.gallery.id }, { galleryId: gone.gallery.id }] });
    const both = await screen.show(({ programme }) => programme.scenes.length === 2);
    expect(both.programme.scenes.map(({ galleryId }) => galleryId)).toEqual([kept.gallery.id, gone.gallery.id]);
    await box.owner.call('DELETE', `/api/galleries/${gone.gallery.id}`);
    await screen.show(({ programme }) => programme.scenes.length === 1);
    expect((await box.owner.call<Screen>('GET', `/api/screens/${screen.id}`)).shows).toHaveLength(1);
    await box.owner.call('PATCH', `/api/projects/${kept.project.id}`, { archived: true });
    await screen.show(({ programme }) => programme.scenes.length === 0);
    expect((await screen.photo(kept.photos[0]?.id ?? '')).status).toBe(404);
    await box.owner.call('PATCH', `/api/projects/${kept.project.id}`, { archived: false });
    await screen.show(({ programme }) => programme.scenes.length === 1);
  });
});

describe('the code beside a photo', () => {
  test('is there only while it would open', async () => {
    const { project, gallery } = await filled(1);
    const { id, token } = gallery.link;
    const screen = await pairScreen(box);
    await change(screen.id, { shows: [{ galleryId: gallery.id }] });
    const has = (there: boolean) => screen.show(({ codes }) => (codes[gallery.id]?.linkId === id) === there);
    await has(true);
    await box.owner.call('PATCH', `/api/links/${id}`, { policy: { maxOpens: 1 } });
    const open = () => box.guest(`/g/${token}/open`, { method: 'POST', headers: { accept: 'application/json' } });
    expect((await open()).status).toBe(200);
    await has(false);
    await box.owner.call('POST', `/api/links/${id}/extend`, { opens: 5 });
    await has(true);

    const soon = new Date(box.kit.clock.now() + 60_000).toISOString();
    await box.owner.call('PATCH', `/api/links/${id}`, { policy: { expiresAt: soon } });
    expect((await screen.show(({ codes }) => codes[gallery.id]?.expiresAt !== null)).codes[gallery.id]?.expiresAt).toBe(
      Date.parse(soon),
    );
    box.time.advance(61_000);
    await has(false);
    const opensAt = new Date(box.kit.clock.now() + 60_000).toISOString();
    await box.owner.call('PATCH', `/api/links/${id}`, { policy: { opensAt, expiresAt: null } });
    box.time.advance(61_000);
    await has(true);
    // A disk without room for it keeps no revocation from closing the link.
    holdRevoked(box.kit, id, project.id, () => Promise.reject(new Refusal('disk_full', 'there is no room')));
    await has(false);
    await box.owner.call('POST', `/api/links/${id}/revive`, {});
    await has(true);
    await box.owner.call('DELETE', `/api/links/${id}`);
    await has(false);

    const links = await box.owner.call<Link>('POST', `/api/projects/${project.id}/links`, { galleryIds: [gallery.id] });
    expect((await change(screen.id, { shows: [{ galleryId: gallery.id }] })).shows[0]?.linkId).toBe(links.id);
    expect((await change(screen.id, { shows: [{ galleryId: gallery.id, linkId: null }] })).state.codes).toEqual({});
  });

  test('of a link for the house alone, or with a password, needs a word more', async () => {
    const internal = await filled(1, { audience: 'event.internal' });
    const open = await filled(1);
    const secret = await box.owner.call<Link>('POST', `/api/projects/${open.project.id}/links`, {
      galleryIds: [open.gallery.id],
      policy: { password: 'abcdef' },
    });
    const screen = await pairScreen(box);
    const put = (shows: unknown, more = {}) => box.owner.ask('PATCH', `/api/screens/${screen.id}`, { shows, ...more });
    for (const shows of [
      [{ galleryId: internal.gallery.id }],
      [{ galleryId: internal.gallery.id, linkId: null }],
      [{ galleryId: open.gallery.id, linkId: secret.id }],
    ]) {
      const answer = await put(shows);
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([409, 'private_on_screen']);
      expect((await put(shows, { confirm: true })).status).toBe(200);
    }
    const shown = (await (await put([{ galleryId: open.gallery.id }])).json()) as Screen;
    expect(shown.shows[0]?.linkId).toBe(open.gallery.link.id);
    expect(await refused(put([{ galleryId: open.gallery.id, linkId: internal.gallery.link.id }]))).toBe(
      'invalid_input',
    );
    expect(await refused(put([{ galleryId: screen.id }]))).toBe('not_found');
  });
});

describe('the remote', () => {
  test('leads the programme, and darkens one screen alone', async () => {
    const { gallery, photos } = await filled(3);
    const [one, two] = [await pairScreen(box), await pairScreen(box)];
    const press = (command: Record<string, unknown>) =>
      box.owner.call<Screen>('POST', `/api/screens/${one.id}/commands`, command);
    expect(await refused(box.owner.ask('POST', `/api/screens/${one.id}/commands`, { type: 'next' }))).toBe(
      'nothing_to_show',
    );
    await change(one.id, { shows: [{ galleryId: gallery.id }] });
    await change(two.id, { shows: [{ galleryId: gallery.id }] });
    const [, second] = (await one.show(({ programme }) => programme.scenes.length === 3)).programme.scenes;

    const pinned = await press({ type: 'pin', photoId: second?.photoIds[0] });
    expect([pinned.pinned, pinned.state.programme.pinned?.scenes[0]?.id]).toEqual([true, second?.id]);
    await two.show(({ programme }) => programme.pinned?.scenes[0]?.id === second?.id);
    expect((await press({ type: 'unpin' })).pinned).toBe(false);
    expect((await press({ type: 'pin', galleryId: gallery.id })).state.programme.pinned?.scenes[0]?.id).not.toBe(
      second?.id,
    );
    expect((await press({ type: 'next' })).pin?.what).toBe('gallery');
    expect((await press({ type: 'unpin' })).pinned).toBe(false);
    expect((await press({ type: 'pause' })).paused).toBe(true);
    expect((await press({ type: 'resume' })).paused).toBe(false);
    expect(
      await refused(box.owner.ask('POST', `/api/screens/${one.id}/commands`, { type: 'pin', photoId: gallery.id })),
    ).toBe('nothing_to_show');
    expect(await refused(box.owner.ask('POST', `/api/screens/${one.id}/commands`, { type: 'pin' }))).toBe(
      'invalid_input',
    );

    expect((await press({ type: 'blank' })).blank).toBe(true);
    expect((await one.show(({ screen }) => screen.blank)).programme.scenes).toHaveLength(3);
    expect((await press({ type: 'next' })).blank).toBe(false);
    expect(two.shows.some(({ screen }) => screen.blank)).toBe(false);

    await press({ type: 'identify' });
    await until(() => one.commands[0]);
    expect([one.commands, two.commands]).toEqual([['identify'], []]);
    one.socket.disconnect();
    await until(async () =>
      (await box.owner.call<Screen>('GET', `/api/screens/${one.id}`)).online ? undefined : true,
    );
    expect(await refused(box.owner.ask('POST', `/api/screens/${one.id}/commands`, { type: 'reload' }))).toBe(
      'screen_offline',
    );
    expect(photos).toHaveLength(3);
  });
});

describe('what a screen says of itself', () => {
  test('is there for staff, and what cannot be read is dropped and in the end cut off', async () => {
    const screen = await pairScreen(box);
    const { version } = await screen.show();
    screen.say({ version, held: 3, wanted: 3, mode: 'scene', sceneId: 'x' });
    const status = await until(async () => (await box.owner.call<Screen>('GET', `/api/screens/${screen.id}`)).status);
    expect(status).toMatchObject({ version, held: 3, mode: 'scene', sceneId: 'x' });
    for (let time = 0; time < 5; time += 1) screen.say({ held: -1 });
    await until(() => (screen.socket.connected ? undefined : true));
    expect((await box.owner.call<Screen>('GET', `/api/screens/${screen.id}`)).status).toMatchObject({ held: 3 });
  });

  test('a screen that has been away for a minute is told of', async () => {
    const screen = await pairScreen(box, '门口');
    screen.socket.disconnect();
    await until(async () =>
      (await box.owner.call<Screen>('GET', `/api/screens/${screen.id}`)).online ? undefined : true,
    );
    const needs = async () => {
      const now = await box.owner.call<{ needs: { kind: string; screenId?: string }[] }>('GET', '/api/now');
      return now.needs.filter(({ screenId }) => screenId === screen.id).map(({ kind }) => kind);
    };
    expect(await needs()).toEqual([]);
    box.time.advance(61_000);
    expect(await needs()).toEqual(['screen_silent']);
    await connectScreen(box, screen.cookie);
    expect(await needs()).toEqual([]);
  });
});

test('an account for one project knows nothing of screens that show another', async () => {
  const [mine, other] = [await filled(1), await filled(1)];
  const [ours, theirs] = [await pairScreen(box), await pairScreen(box)];
  await change(ours.id, { shows: [{ galleryId: mine.gallery.id }] });
  await change(theirs.id, { shows: [{ galleryId: other.gallery.id }] });
  await box.owner.call('POST', '/api/accounts', {
    username: 'limited',
    password: 'correct horse battery',
    role: 'staff',
    projectIds: [mine.project.id],
  });
  const session = await box.nobody.ask('POST', '/api/session', {
    username: 'limited',
    password: 'correct horse battery',
  });
  const limited = callerOf(box.localUrl, { cookie: session.headers.getSetCookie()[0]?.split(';')[0] ?? '' });
  const { items } = await limited.call<{ items: Screen[] }>('GET', '/api/screens');
  expect(items.map(({ id }) => id)).toContain(ours.id);
  expect(items.map(({ id }) => id)).not.toContain(theirs.id);
  for (const [method, path, body] of [
    ['GET', '', undefined],
    ['DELETE', '', undefined],
    ['PATCH', '', { name: 'x' }],
    ['POST', '/commands', { type: 'next' }],
  ] as const) {
    expect((await limited.ask(method, `/api/screens/${theirs.id}${path}`, body)).status).toBe(404);
  }
  const wanted = { shows: [{ galleryId: other.gallery.id }] };
  expect(await refused(limited.ask('PATCH', `/api/screens/${ours.id}`, wanted))).toBe('not_found');
  expect(await refused(limited.ask('PATCH', `/api/screens/${ours.id}`, { withScreenId: theirs.id }))).toBe('not_found');
});
