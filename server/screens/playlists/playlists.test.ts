import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { AuditEntry } from '#contract/accounts.ts';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Photo } from '#contract/photos.ts';
import type { Playlist, PlaylistPreview } from '#contract/playlists.ts';
import type { Problem } from '#contract/problems.ts';
import type { Project } from '#contract/projects.ts';
import { isDark, sceneAt, settledAt } from '#contract/scene-at.ts';
import type { Screen } from '#contract/screens.ts';
import { newId } from '../../ids.ts';
import { callerOf, ownerPassword, sessionOf, startTestBox, type TestBox } from '../../testing/box.ts';
import { testTime } from '../../testing/clock.ts';
import { makePhoto } from '../../testing/photos.ts';
import { closeScreens, pairScreen, until } from '../../testing/screens.ts';

/** A Wednesday, 12:00 in Shanghai. */
const noon = Date.parse('2026-11-25T04:00:00Z');
const hour = 3_600_000;

let box: TestBox;
let seed = 900;
beforeAll(async () => {
  box = await startTestBox({ time: testTime(noon) });
  await box.owner.call('PATCH', '/api/settings', { timeZone: 'Asia/Shanghai' });
});
afterEach(closeScreens);
afterAll(() => box.stop());

const picture = async (size = { width: 96, height: 64 }) => ({
  name: `${++seed}.jpg`,
  data: await makePhoto({ ...size, seed }),
});

/** A gallery with so many photos, of a new project. */
async function filled(count: number, input: Record<string, unknown> = {}, kind: Project['kind'] = 'event') {
  const project = await box.project('Summit', kind);
  const gallery = await box.gallery(project.id, { for: 'many', ...input });
  const files = await Promise.all(Array.from({ length: count }, () => picture()));
  const photos = count === 0 ? [] : await box.bring(project.id, files, { galleryId: gallery.id });
  return { project, gallery, photos };
}

const id = () => newId(box.time.wall());
const photosOf = (galleryId: string, more: object = {}) => ({
  kind: 'photos',
  id: id(),
  seconds: 8,
  galleryId,
  ...more,
});
const message = (text: string, more: object = {}) => ({ kind: 'message', id: id(), seconds: 10, text, ...more });
const add = (items: readonly object[], more: object = {}) =>
  box.owner.call<Playlist>('POST', '/api/playlists', { name: 'Hall', items, ...more });
const put = (
  { id: playlistId, screens: _, createdAt: __, updatedAt: ___, projectId: ____, ...now }: Playlist,
  change: object,
) => box.owner.call<Playlist>('PUT', `/api/playlists/${playlistId}`, { ...now, ...change });
const preview = (items: readonly object[], more: object = {}) =>
  box.owner.call<PlaylistPreview>('POST', '/api/playlists/preview', { items, ...more });
const give = (screenId: string, playlistId: string) =>
  box.owner.call<Screen>('PATCH', `/api/screens/${screenId}`, { playlistId });
const refusal = async (method: string, path: string, body?: unknown, caller = box.owner) =>
  (await (await caller.ask(method, path, body)).json()) as Problem;

test('two screens that show it are in step, a change is theirs at once, and while they do it stays', async () => {
  const { gallery, photos } = await filled(2);
  const playlist = await add([photosOf(gallery.id), message('Lunch')]);
  const [one, two] = [await pairScreen(box, 'left'), await pairScreen(box, 'right')];
  const first = await give(one.id, playlist.id);
  const second = await give(two.id, playlist.id);
  expect([first.playlist, second.playlist]).toEqual([
    { id: playlist.id, name: 'Hall' },
    { id: playlist.id, name: 'Hall' },
  ]);
  expect(second.together).toEqual([{ id: one.id, name: 'left' }]);
  const states = await Promise.all(
    [one, two].map((screen) => screen.show(({ programme }) => programme.scenes.length === 3)),
  );
  expect(states[0]?.programme).toEqual(states[1]?.programme);
  expect(states[0]?.programme.scenes.map(({ kind }) => kind)).toEqual(['photo', 'photo', 'message']);
  const [item] = playlist.items;
  expect(states[1]?.codes[item?.id ?? '']).toMatchObject({ linkId: gallery.link.id, photos: 2 });
  expect((await one.photo(photos[0]?.id as string)).status).toBe(200);

  const changed = await put(playlist, { name: 'Evening', items: [message('Dinner'), message('Party')] });
  expect([changed.version, changed.screens.map(({ name }) => name)]).toEqual([2, ['left', 'right']]);
  const { programme } = await two.show((state) => state.programme.scenes.length === 2);
  expect(programme.scenes.map((scene) => scene.kind === 'message' && scene.text)).toEqual(['Dinner', 'Party']);
  expect(programme.inserts).toEqual([]);
  const path = `/api/playlists/${playlist.id}`;
  const late = await refusal('PUT', path, { name: 'x', items: [], version: 1 });
  expect([late.code, late.version]).toEqual(['changed_meanwhile', 2]);
  const used = await refusal('DELETE', path);
  expect([used.code, used.status, used.screens]).toEqual([
    'playlist_in_use',
    409,
    [
      { id: one.id, name: 'left' },
      { id: two.id, name: 'right' },
    ],
  ]);
  for (const screen of [one, two]) await box.owner.call('PATCH', `/api/screens/${screen.id}`, { playlistId: null });
  expect((await box.owner.ask('DELETE', path)).status).toBe(204);
  expect((await box.owner.ask('GET', path)).status).toBe(404);
  const { items } = await box.owner.call<{ items: AuditEntry[] }>('GET', '/api/audit');
  const noted = items
    .filter(({ subject }) => subject === playlist.id)
    .map(({ action, detail }) => [action, detail.name]);
  expect(noted).toEqual([
    ['playlist.remove', 'Evening'],
    ['playlist.change', 'Evening'],
    ['playlist.add', 'Hall'],
  ]);
});

test('day parts and dark hours are told beforehand, and what has begun is written down', async () => {
  const evening = { days: [1, 2, 3, 4, 5, 6, 7], from: '18:00', to: '22:00' };
  const items = [
    message('day', { when: [{ days: evening.days, from: '08:00', to: '18:00' }] }),
    message('evening', { when: [evening] }),
  ];
  const playlist = await add(items, { dark: [{ days: evening.days, from: '22:00', to: '08:00' }] });
  const screen = await pairScreen(box);
  await give(screen.id, playlist.id);
  const { programme } = await screen.show((state) => state.programme.scenes.length === 1);
  const on = (at: number) => {
    const scene = sceneAt(programme, at)?.scene;
    return scene?.kind === 'message' ? scene.text : undefined;
  };
  const begins = box.time.wall();
  expect([on(begins + 5), on(noon + 6 * hour), on(noon + 30 * hour + 1)]).toEqual(['day', 'evening', 'evening']);
  expect([isDark(programme, begins), isDark(programme, noon + 10 * hour)]).toEqual([false, true]);
  box.time.advance(6 * hour);
  const after = await screen.show((state) => {
    const [scene] = state.programme.scenes;
    return scene?.kind === 'message' && scene.text === 'evening';
  });
  expect(after.programme.scenes).toEqual(settledAt(programme, noon + 6 * hour + 1000).scenes);
  expect(after.programme.dark[0]).toEqual(programme.dark[0]);
});

test('a photo that comes in is shown at once with its item’s code, and a wall grows by it', async () => {
  const { project, gallery } = await filled(1);
  const items = [photosOf(gallery.id), { kind: 'wall', id: id(), seconds: 20, galleryIds: [gallery.id] }];
  const playlist = await add(items);
  const screen = await pairScreen(box);
  await give(screen.id, playlist.id);
  await screen.show(({ programme }) => programme.scenes.length === 2);
  const [photo] = (await box.bring(project.id, [await picture()], { galleryId: gallery.id })) as [Photo];
  const { programme } = await screen.show((state) => state.programme.inserts.length === 1);
  expect(programme.inserts[0]?.scene).toMatchObject({ kind: 'photo', photoIds: [photo.id], code: items[0]?.id });
  const wall = programme.scenes.find(({ kind }) => kind === 'wall');
  expect(wall).toMatchObject({ id: items[1]?.id, count: 2 });
  expect(wall?.photoIds[0]).toBe(photo.id);
});

test('a gallery that goes on in a next chapter goes on in the playlist, where new photos are just shot', async () => {
  const { project, gallery } = await filled(24);
  await box.owner.call('PATCH', `/api/galleries/${gallery.id}`, { line: '主会场' });
  const wall = { kind: 'wall', id: id(), seconds: 20, galleryIds: [gallery.id] };
  const playlist = await add([photosOf(gallery.id), wall]);
  const screen = await pairScreen(box);
  await give(screen.id, playlist.id);
  await screen.show(({ programme }) => programme.scenes.length === 25);
  const files = await Promise.all([picture(), picture()]);
  await box.bring(project.id, files, { galleryId: gallery.id });
  const { programme } = await screen.show((state) => state.programme.scenes.length === 27);
  const { items, version } = await box.owner.call<Playlist>('GET', `/api/playlists/${playlist.id}`);
  expect(items.map(({ kind }) => kind)).toEqual(['photos', 'photos', 'wall']);
  expect(version).toBe(2);
  const { galleryId: nextId } = items[1] as { galleryId: string };
  expect((await box.owner.call<Gallery>('GET', `/api/galleries/${nextId}`)).line).toBe('主会场');
  expect(items[2]).toMatchObject({ galleryIds: [gallery.id, nextId] });
  expect(programme.scenes.at(-1)).toMatchObject({ kind: 'wall', count: 26 });
  await until(() => (screen.shows.at(-1)?.programme.inserts.length ? true : undefined));
});

test('where a chosen link does not open, its fallback stands there, else none; it comes back by itself', async () => {
  const { project, gallery } = await filled(1);
  const link = () =>
    box.owner.call<Link>('POST', `/api/projects/${project.id}/links`, { galleryIds: [gallery.id], for: 'many' });
  const [own, other] = [await link(), await link()];
  const chosen = { code: { kind: 'link', linkId: own.id } };
  const items = [photosOf(gallery.id, chosen), photosOf(gallery.id, { ...chosen, fallbackLinkId: other.id })];
  const [bare, backed] = items.map((item) => item.id) as [string, string];
  const playlist = await add(items);
  const screen = await pairScreen(box);
  await give(screen.id, playlist.id);
  const codes = (fits: (linkIds: (string | undefined)[]) => boolean) =>
    screen.show((state) => fits([state.codes[bare]?.linkId, state.codes[backed]?.linkId]));
  await codes(([a, b]) => a === own.id && b === own.id);
  await box.owner.call('DELETE', `/api/links/${own.id}`);
  const state = await codes(([a, b]) => a === undefined && b === other.id);
  expect(state.codes[backed]?.fallback).toBe(true);
  const { notes } = await preview(playlist.items);
  expect(notes).toEqual([
    { itemId: bare, why: 'code_closed', linkId: own.id },
    { itemId: backed, why: 'fallback_shown', linkId: own.id },
  ]);
  await box.owner.call('POST', `/api/links/${own.id}/revive`, {});
  await codes(([a, b]) => a === own.id && b === own.id);
});

describe('what is refused', () => {
  test('each with its field and the reason', async () => {
    const [{ project, gallery, photos }, other] = [await filled(1), await filled(1)];
    const [photo] = photos as [Photo];
    await box.owner.call('PUT', '/api/audiences/event.vip', {
      ...{ names: { 'zh-CN': '贵宾', en: 'VIP' }, maxOpens: 1, download: 'off', expiresInDays: 1, passwordAsked: true },
    });
    const poster = { kind: 'poster', id: id(), seconds: 10, galleryId: gallery.id };
    const wifi = { kind: 'wifi', id: id(), seconds: 10, name: 'Hall' };
    const part = { days: [1], from: '09:00', to: '09:00' };
    const code = (audience: string) => ({ ...poster, code: { kind: 'once', audience } });
    const cases: [object, string, string][] = [
      [photosOf(newId(1)), 'galleryId', 'there is no such gallery'],
      [
        { kind: 'wall', id: id(), seconds: 10, galleryIds: [gallery.id, newId(1)] },
        'galleryIds.1',
        'there is no such gallery',
      ],
      [
        { ...poster, code: { kind: 'link', linkId: other.gallery.link.id } },
        'code.linkId',
        'not a link of this gallery',
      ],
      [{ ...poster, fallbackLinkId: other.gallery.link.id }, 'fallbackLinkId', 'not a link of this gallery'],
      [{ ...poster, photoId: other.photos[0]?.id }, 'photoId', 'not a photo of the gallery'],
      [{ ...poster, kind: 'pano', photoId: photo.id }, 'photoId', 'not a 360° photo'],
      [code('event.none'), 'code.audience', 'there is no such audience'],
      [code('estate.client'), 'code.audience', 'there is no such audience'],
      [code('vip'), 'code.audience', 'this audience asks for a password, which nobody in front of a screen has'],
      [{ ...wifi, code: { kind: 'once', audience: 'event.attendee' } }, 'code', 'a code needs a gallery'],
      [{ ...wifi, password: 'short' }, 'password', 'a password for WPA has 8 to 63 characters'],
      [{ ...wifi, security: 'WEP' }, 'password', 'a password is missing'],
      [
        { ...wifi, name: '云'.repeat(11), security: 'nopass' },
        'name',
        'the name of a Wi-Fi is no longer than 32 letters, or 10 Chinese characters',
      ],
      [message('x', { when: [{ ...part, from: '24:00' }] }), 'when.0.from', 'has another form (HH:MM)'],
      [message('x', { when: [part] }), 'when.0.to', 'begins and ends at the same time'],
      [
        { kind: 'codes', id: id(), seconds: 9, codes: [{ galleryId: gallery.id }, { galleryId: newId(1) }] },
        'codes.1.galleryId',
        'there is no such gallery',
      ],
    ];
    for (const [item, field, why] of cases) {
      const { status, errors } = await refusal('POST', '/api/playlists', {
        name: 'x',
        items: [message('first'), item],
      });
      expect([Math.floor(status / 100), errors], field).toEqual([4, [{ field: `items.1.${field}`, detail: why }]]);
    }
    const dark = await refusal('POST', '/api/playlists', { name: 'x', items: [], dark: [part] });
    expect(dark.errors?.[0]?.field).toBe('dark.0.to');
    expect((await refusal('POST', '/api/playlists', { name: 'x' })).errors?.[0]?.field).toBe('projectId');

    // What was there stays, also where its gallery is gone by now.
    const playlist = await add([photosOf(gallery.id), { ...wifi, password: 'long enough' }]);
    await box.owner.call('DELETE', `/api/galleries/${gallery.id}`);
    expect((await put(playlist, { items: [...playlist.items, message('x')] })).items).toHaveLength(3);
    const { notes } = await preview(playlist.items);
    expect(notes.map(({ why }) => why)).toEqual(['gallery_gone']);
    expect(project.id).toBeTruthy();
    const audited = JSON.stringify(await box.owner.call('GET', '/api/audit'));
    expect([audited.includes('long enough'), box.logged.some((line) => line.includes('long enough'))]).toEqual([
      false,
      false,
    ]);
  });

  test('what is not for everybody needs a word more, once', async () => {
    const { project, gallery } = await filled(1);
    const secret = await box.gallery(project.id, { audience: 'event.internal' });
    const media = await box.owner.call<Link>('POST', `/api/projects/${project.id}/links`, {
      ...{ galleryIds: [gallery.id], for: 'many', audience: 'event.media' },
    });
    const asked = async (items: object[]) => {
      const { code, galleryIds, linkIds } = await refusal('POST', '/api/playlists', { name: 'x', items });
      return code === 'private_on_screen' ? [galleryIds, linkIds] : code;
    };
    expect(await asked([photosOf(secret.id, { code: { kind: 'none' } })])).toEqual([[secret.id], []]);
    const item = photosOf(gallery.id, { code: { kind: 'link', linkId: media.id } });
    expect(await asked([item])).toEqual([[gallery.id], [media.id]]);
    expect(await asked([photosOf(gallery.id, { fallbackLinkId: media.id })])).toEqual([[gallery.id], [media.id]]);
    const rotating = (audience: string) => photosOf(gallery.id, { code: { kind: 'rotating', audience, minutes: 5 } });
    expect(await asked([rotating('media')])).toEqual([[gallery.id], []]);
    const open = await add([rotating('attendee')]);
    expect(open.items[0]).toMatchObject({ code: { audience: 'event.attendee' } });

    const playlist = await add([item], { confirm: true });
    const more = await put(playlist, { items: [...playlist.items, message('x')] });
    expect(more.items).toHaveLength(2);
    const path = `/api/playlists/${playlist.id}`;
    const { code } = await refusal('PUT', path, { name: 'x', items: [...more.items, photosOf(secret.id)] });
    expect(code).toBe('private_on_screen');
    // The newest is never one that lets those who pass by save more than guests may.
    const { state } = await preview([photosOf(gallery.id)]);
    expect(Object.values(state.codes).map(({ linkId }) => linkId)).not.toContain(media.id);
    // Nor is it shown where staff choose galleries one by one, unless they say so.
    const screen = await pairScreen(box);
    const shows = [{ galleryId: gallery.id, linkId: media.id }];
    expect((await refusal('PATCH', `/api/screens/${screen.id}`, { shows })).code).toBe('private_on_screen');
  });

  test('to an account for one project, playlists with others are not there, and presenters only look', async () => {
    const [mine, other] = [await filled(1), await filled(1)];
    const [ours, both, theirs] = [
      await add([photosOf(mine.gallery.id)]),
      await add([photosOf(mine.gallery.id), photosOf(other.gallery.id, { off: true })]),
      await add([message('x')], { projectId: other.project.id }),
    ];
    const account = { username: 'one-project', password: ownerPassword, role: 'staff', projectIds: [mine.project.id] };
    await box.owner.call('POST', '/api/accounts', account);
    const limited = callerOf(box.localUrl, { cookie: await sessionOf(box.localUrl, account.username) });
    const { items } = await limited.call<{ items: Playlist[] }>('GET', '/api/playlists');
    const seen = items.map((one) => one.id);
    expect([ours, both, theirs].map((one) => seen.includes(one.id))).toEqual([true, false, false]);
    for (const hidden of [both, theirs]) {
      const path = `/api/playlists/${hidden.id}`;
      for (const [method, body] of [['GET'], ['PUT', { name: 'x', items: [] }], ['DELETE']] as const) {
        expect((await limited.ask(method, path, body)).status, method).toBe(404);
      }
    }
    const foreign = [photosOf(other.gallery.id)];
    for (const path of ['/api/playlists', '/api/playlists/preview']) {
      const { errors } = await refusal(
        'POST',
        path,
        path.endsWith('preview') ? { items: foreign } : { name: 'x', items: foreign },
        limited,
      );
      expect(errors?.[0]?.field, path).toBe('items.0.galleryId');
    }
    const screen = await pairScreen(box);
    expect((await limited.ask('PATCH', `/api/screens/${screen.id}`, { playlistId: both.id })).status).toBe(404);
    expect((await limited.ask('PATCH', `/api/screens/${screen.id}`, { playlistId: ours.id })).status).toBe(200);
    expect((await limited.ask('POST', '/api/playlists', { name: 'x', projectId: other.project.id })).status).toBe(404);

    const presenter = await box.as('presenter');
    expect((await presenter.ask('GET', `/api/playlists/${ours.id}`)).status).toBe(200);
    expect((await presenter.ask('PUT', `/api/playlists/${ours.id}`, { name: 'x', items: [] })).status).toBe(403);
  });
});

describe('the preview', () => {
  test('is what a screen would be told, with what it would not show', async () => {
    const { gallery, photos } = await filled(2);
    const empty = await box.gallery(gallery.projectId, { title: 'Later' });
    const { project: archive, gallery: old } = await filled(1);
    await box.owner.call('PATCH', `/api/projects/${archive.id}`, { archived: true });
    const never = [{ days: [1], from: '03:00', to: '04:00' }];
    const items = [
      photosOf(gallery.id, { code: { kind: 'rotating', audience: 'event.attendee', minutes: 5 } }),
      photosOf(empty.id, { code: { kind: 'none' } }),
      photosOf(old.id),
      { kind: 'mobile', id: id(), seconds: 10, galleryId: gallery.id },
      message('at night', { when: never }),
      message('off', { when: never, off: true }),
      { kind: 'poster', id: id(), seconds: 10, galleryId: gallery.id, photoId: id(), code: { kind: 'none' } },
      {
        ...{ kind: 'codes', id: id(), seconds: 10 },
        codes: [{ galleryId: gallery.id, code: { kind: 'once', audience: 'event.sponsor' } }],
      },
    ];
    const { state, notes } = await preview(items, {
      dark: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '02:00', to: '06:00' }],
    });
    const told = (place: number, why: string) => ({ itemId: items[place]?.id, why, linkId: null });
    expect(notes).toEqual([
      told(1, 'gallery_empty'),
      told(2, 'project_archived'),
      told(3, 'no_public_address'),
      told(4, 'never_on'),
      told(6, 'photo_gone'),
      told(6, 'no_code'),
    ]);
    expect(state.programme.scenes.map(({ kind }) => kind)).toEqual(['photo', 'photo', 'poster', 'poster']);
    expect(Object.keys(state.photos).toSorted()).toEqual(photos.map((one) => one.id).toSorted());
    expect(state.codes[items[0]?.id as string]?.linkId).toBe(gallery.link.id);
    expect(state.programme.scenes.at(-1)).toMatchObject({ audience: '赞助商' });
    expect(
      (await box.owner.call<{ items: Playlist[] }>('GET', '/api/playlists')).items.map(({ name }) => name),
    ).not.toContain('');
  });
});

describe('a playlist in one tap', () => {
  test.each(['event', 'estate', 'product'] as const)('%s: of its own kind, with nothing amiss', async (kind) => {
    const { id: projectId } = (await filled(3, {}, kind)).project;
    const playlist = await box.owner.call<Playlist>('POST', '/api/playlists', { name: 'Ready', projectId });
    const { items, order, dark, justShot } = playlist;
    const { state, notes } = await box.owner.call<PlaylistPreview>('POST', '/api/playlists/preview', {
      items,
      order,
      dark,
      justShot,
    });
    expect(notes).toEqual([]);
    const kinds = new Set(state.programme.scenes.map((scene) => scene.kind));
    expect(kinds.size).toBeGreaterThanOrEqual(3);
    expect([...kinds]).toContain('poster');
    expect(new Set(state.programme.scenes.flatMap(({ photoIds }) => photoIds)).size).toBe(3);
    const coded = state.programme.scenes.flatMap(({ code }) => code ?? []);
    expect(coded.every((slot) => state.codes[slot] !== undefined)).toBe(true);
    expect({ kind, order }).toEqual({ kind, order: kind === 'estate' ? 'listed' : 'mixed' });
  });

  test('what is not for everybody is not in it, and a project without photos has words', async () => {
    const project = await box.project();
    const secret = await box.gallery(project.id, { audience: 'event.internal' });
    const made = () => box.owner.call<Playlist>('POST', '/api/playlists', { name: 'x', projectId: project.id });
    expect((await made()).items.map(({ kind }) => kind)).toEqual(['message']);
    const open: Gallery = await box.gallery(project.id, { for: 'many' });
    const { items } = await made();
    expect(JSON.stringify(items)).not.toContain(secret.id);
    expect(items.map(({ kind }) => kind)).toEqual(['photos', 'wall', 'poster']);
    expect(items[0]).toMatchObject({ galleryId: open.id });
  });
});
