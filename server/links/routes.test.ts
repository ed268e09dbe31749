import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { AuditEntry } from '#contract/accounts.ts';
import type { Gallery } from '#contract/galleries.ts';
import { Link } from '#contract/links.ts';
import type { Photo } from '#contract/photos.ts';
import type { Problem } from '#contract/problems.ts';
import { startTestBox, type TestBox } from '../testing/box.ts';
import { phoneAt, shelvePhotos } from '../testing/guests.ts';
import { makePhoto } from '../testing/photos.ts';

const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
prepareZXingModule({ overrides: { wasmBinary: readFileSync(wasm).buffer as ArrayBuffer } });

let box: TestBox;
beforeAll(async () => {
  box = await startTestBox({ env: { MAIIMG_PUBLIC_ORIGIN: 'https://photos.example.com' } });
});
afterAll(() => box.stop());
const links = async (projectId: string, query = '') =>
  (await box.owner.call<{ items: Link[] }>('GET', `/api/projects/${projectId}/links${query}`)).items;
const codeOf = async (answer: Response) => ((await answer.json()) as Problem).code;

test('a gallery is born with its first link, which carries the public address', async () => {
  const { id } = await box.project();
  const { link, ...gallery } = await box.gallery(id, { audience: 'media' });
  expect(Link.parse(link)).toEqual(link);
  expect(link).toMatchObject({
    galleryIds: [gallery.id],
    audience: 'event.media',
    for: 'one',
    opens: 0,
    state: 'live',
  });
  expect(link.policy).toMatchObject({ maxOpens: 50, download: 'original', password: false });
  expect(link.url).toBe(`https://photos.example.com/g/${link.token}`);
  expect(link.codeUrl).toBe(`https://PHOTOS.EXAMPLE.COM/G/${link.token?.toUpperCase()}`);
  expect(link.localUrl).toBe(`${box.guestUrl}/g/${link.token}`);
  expect(await links(id)).toEqual([link]);
  expect((await phoneAt(box.guestUrl).open(link.token as string)).status).toBe(200);
});

test('a gallery whose first link cannot be made is not made either', async () => {
  const { id } = await box.project();
  const nobody = await box.owner.ask('POST', `/api/projects/${id}/galleries`, { title: '内部', audience: 'nobody' });
  expect([nobody.status, await codeOf(nobody)]).toEqual([422, 'audience_not_found']);
  expect(await box.owner.call('GET', `/api/projects/${id}/galleries`)).toEqual({ items: [] });
  expect(await links(id)).toEqual([]);
});

test('a gallery for people who need a password is born with one, told once', async () => {
  const { id } = await box.project();
  const { link } = await box.gallery(id, { audience: 'internal' });
  expect([link.policy.password, link.password]).toEqual([true, expect.stringMatching(/^\d{6}$/)]);
  const phone = phoneAt(box.guestUrl);
  expect((await phone.open(link.token as string)).status).toBe(401);
  expect((await phone.open(link.token as string, { password: link.password })).status).toBe(200);
  expect((await box.owner.call<Link>('GET', `/api/links/${link.id}`)).password).toBeUndefined();
});

test('links are listed by project and by gallery, and their state is told', async () => {
  const { id } = await box.project();
  const [first, second] = [await box.gallery(id), await box.gallery(id)];
  const past = new Date(box.kit.clock.now() - 1000).toISOString();
  const both = await box.owner.call<Link>('POST', `/api/projects/${id}/links`, {
    galleryIds: [second.id, first.id],
    policy: { expiresAt: past },
    label: '签到处',
    placement: '桌牌 03',
    for: 'many',
  });
  expect(both).toMatchObject({
    state: 'expired',
    label: '签到处',
    placement: '桌牌 03',
    for: 'many',
    galleryIds: [second.id, first.id],
  });
  expect((await links(id)).map((link) => link.id)).toEqual([first.link.id, second.link.id, both.id]);
  expect((await links(id, `?galleryId=${first.id}`)).map((link) => link.id)).toEqual([first.link.id, both.id]);
  const revived = await box.owner.call<Link>('PATCH', `/api/links/${both.id}`, { policy: { expiresInDays: 1 } });
  expect([revived.state, revived.token]).toEqual(['live', both.token]);
});

test('download may be said as true and false', async () => {
  const { id } = await box.project();
  const { link } = await box.gallery(id);
  const change = async (download: unknown) =>
    (await box.owner.call<Link>('PATCH', `/api/links/${link.id}`, { policy: { download } })).policy.download;
  expect([await change(true), await change('screen'), await change(false)]).toEqual(['original', 'screen', 'off']);
});

test('a wish that is not understood changes nothing and names the field', async () => {
  const { id } = await box.project();
  const { link } = await box.gallery(id);
  for (const policy of [
    { maxOpens: 0 },
    { maxOpens: 1.5 },
    { maxViews: 5 },
    { expiresAt: 'tomorrow' },
    { download: 'zip' },
  ]) {
    const answer = await box.owner.ask('PATCH', `/api/links/${link.id}`, { policy });
    expect([answer.status, await codeOf(answer)]).toEqual([400, 'invalid_input']);
  }
  expect(await links(id)).toEqual([link]);
  expect((await box.owner.ask('GET', '/api/links/019aa111-2222-7333-8444-555566667777')).status).toBe(404);
});

test('the pictures of the code say the address that the link names', async () => {
  const { id } = await box.project();
  const { link } = await box.gallery(id);
  const read = async (query: string) => {
    const answer = await box.owner.ask('GET', `/api/links/${link.id}/qr.png${query}`);
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
      200,
      'image/png',
      'no-store',
    ]);
    const [code] = await readBarcodes(new Blob([await answer.arrayBuffer()]), { formats: ['QRCode'] });
    return code?.text;
  };
  expect(await read('')).toBe(link.codeUrl);
  expect(await read('?px=1200&origin=public')).toBe(link.codeUrl);
  expect(await read('?origin=local')).toBe(link.localUrl?.replace(/(?<=:\/\/).*/, (rest) => rest.toUpperCase()));
  const svg = await box.owner.ask('GET', `/api/links/${link.id}/qr.svg`);
  expect([svg.status, svg.headers.get('content-type')]).toEqual([200, 'image/svg+xml; charset=utf-8']);
  expect((await box.owner.ask('GET', `/api/links/${link.id}/qr.png?px=99999`)).status).toBe(400);
});

test('a box without a public address draws the local one', async () => {
  const lan = await startTestBox();
  const { id } = await lan.project();
  const { link } = await lan.gallery(id);
  expect(link.url).toBe(link.localUrl);
  const drawn = (query: string) =>
    lan.owner.ask('GET', `/api/links/${link.id}/qr.svg${query}`).then((answer) => answer.text());
  expect(await drawn('?origin=public')).toBe(await drawn('?origin=local'));
  await lan.stop();
});

test('a copy of a gallery has the same photos and a link of its own', async () => {
  const { id } = await box.project();
  const { link, ...gallery } = await box.gallery(id, { inflow: 'newest', audience: 'media' });
  const photos = await shelvePhotos(box.kit, id, gallery.id, ['a.jpg', 'b.jpg']);
  await box.owner.call('PATCH', `/api/galleries/${gallery.id}`, { coverPhotoId: photos[1]?.id });
  const copy = await box.owner.call<Gallery & { link: Link }>('POST', `/api/galleries/${gallery.id}/copy`, {});
  expect(copy).toMatchObject({
    title: '主会场 (2)',
    inflow: 'newest',
    order: 'captured',
    coverPhotoId: photos[1]?.id,
    photoIds: photos.map((photo) => photo.id),
  });
  expect(copy.link.token).not.toBe(link.token);
  // For the same people: not for everybody without end.
  expect(copy.link).toMatchObject({
    audience: link.audience,
    for: link.for,
    policy: { maxOpens: link.policy.maxOpens },
  });
  expect(copy.link.galleryIds).toEqual([copy.id]);
  expect(await box.owner.call('POST', `/api/galleries/${gallery.id}/copy`, { title: '媒体版' })).toMatchObject({
    title: '媒体版',
  });
});

test('a deleted gallery takes the links that open nothing else with it', async () => {
  const { id } = await box.project();
  const [first, second] = [await box.gallery(id), await box.gallery(id)];
  const both = await box.owner.call<Link>('POST', `/api/projects/${id}/links`, { galleryIds: [first.id, second.id] });
  const phone = phoneAt(box.guestUrl);
  await phone.opened(both.token as string);
  await phone.opened(first.link.token as string);

  expect((await box.owner.ask('DELETE', `/api/galleries/${first.id}`)).status).toBe(204);

  const [own, other, left] = await links(id);
  expect([own?.state, other?.state, left?.state]).toEqual(['revoked', 'live', 'live']);
  expect(left?.galleryIds).toEqual([second.id]);
  expect((await phone.ask(`/g/${first.link.token}`)).status).toBe(410);
  expect((await phone.opened(both.token as string)).chapters.map((chapter) => chapter.id)).toEqual([second.id]);
  expect((await box.owner.ask('DELETE', `/api/galleries/${first.id}`)).status).toBe(404);
});

test('a deleted project takes all of its links and galleries with it', async () => {
  const { id } = await box.project();
  const { link, id: galleryId } = await box.gallery(id);
  const [photo] = await shelvePhotos(box.kit, id, galleryId, ['a.jpg']);
  const phone = phoneAt(box.guestUrl);
  await phone.opened(link.token as string);

  expect((await box.owner.ask('DELETE', `/api/projects/${id}`)).status).toBe(204);

  expect((await phone.ask(`/g/${link.token}/photos/${photo?.id}/thumb`)).status).toBe(410);
  for (const path of [`/api/projects/${id}`, `/api/projects/${id}/links`, `/api/galleries/${galleryId}`])
    expect((await box.owner.ask('GET', path)).status).toBe(404);
  expect((await box.owner.ask('DELETE', `/api/projects/${id}`)).status).toBe(404);
});

test('with another key, printed codes go on opening, and no new code is drawn that would be dead', async () => {
  let own = await startTestBox();
  const { id } = await own.project();
  const { link } = await own.gallery(id);
  await own.restart().then((again) => {
    own = again;
  });
  await own.stop();
  await rm(join(own.data, 'secret.key'));
  own = await startTestBox({ data: own.data });
  const told = await own.owner.call<Link>('GET', `/api/links/${link.id}`);
  expect([told.token, told.url, told.codeUrl, told.localUrl]).toEqual([null, null, null, null]);
  const code = await own.owner.ask('GET', `/api/links/${link.id}/qr.svg`);
  expect([code.status, await codeOf(code)]).toEqual([409, 'key_missing']);
  expect((await phoneAt(own.guestUrl).open(link.token as string)).status).toBe(200);
  await own.stop();
});

test('photographers see no links, presenters make them, and only the owner changes presets', async () => {
  const { id } = await box.project();
  const gallery = await box.gallery(id);
  const [photographer, presenter, staff] = [
    await box.as('photographer'),
    await box.as('presenter'),
    await box.as('staff'),
  ];
  expect((await photographer.ask('GET', `/api/projects/${id}/links`)).status).toBe(403);
  expect((await presenter.ask('POST', `/api/projects/${id}/links`, { galleryIds: [gallery.id] })).status).toBe(201);
  expect((await photographer.ask('GET', '/api/audiences')).status).toBe(200);
  const preset = { names: { 'zh-CN': '快闪', en: 'Pop-up' }, maxOpens: 5, download: 'off', expiresInDays: 1 };
  expect((await staff.ask('PUT', '/api/audiences/event.popup', preset)).status).toBe(403);
  const put = await box.owner.call('PUT', '/api/audiences/event.popup', preset);
  expect(put).toEqual({
    id: 'event.popup',
    kind: 'event',
    ...preset,
    expiresWithProject: false,
    refreshDays: null,
    visitSeconds: null,
    maxDevices: null,
    passwordAsked: false,
    watermark: 'off',
    own: true,
    followers: 0,
  });
});

test('with a new address the old one opens nothing, and phones that look by it are let go at once', async () => {
  const { id } = await box.project();
  const gallery = await box.gallery(id);
  const [photo] = await shelvePhotos(box.kit, id, gallery.id, ['a.jpg']);
  const old = gallery.link.token as string;
  const image = `/photos/${photo?.id}/screen`;
  const phone = phoneAt(box.guestUrl);
  await phone.opened(old);
  expect((await phone.ask(`/g/${old}${image}`)).status).toBe(200);
  const live = (await phone.ask(`/g/${old}/live`)).text();

  const link = await box.owner.call<Link>('POST', `/api/links/${gallery.link.id}/rotate`);

  expect(link.token).not.toBe(old);
  expect((await phone.ask(`/g/${old}${image}`)).status).toBe(404);
  expect((await phone.open(old)).status).toBe(404);
  expect(await live).toContain('event: link');
  const fresh = link.token as string;
  // The pass of the old address is none for the new one.
  phone.setCookie('visit', `/g/${fresh}`, phone.cookie('visit'));
  expect((await phone.ask(`/g/${fresh}${image}`)).status).toBe(403);
  await phone.opened(fresh);
  expect((await phone.ask(`/g/${fresh}${image}`)).status).toBe(200);
});

test('a used-up link that is given more, and a revoked one that is revived, open to the next phone at once', async () => {
  const { id } = await box.project();
  const { link } = await box.gallery(id);
  const token = link.token as string;
  const path = `/api/links/${link.id}`;
  const status = async () => (await phoneAt(box.guestUrl).open(token)).status;
  await box.owner.call('PATCH', path, { policy: { maxOpens: 1 } });
  expect([await status(), await status()]).toEqual([200, 410]);
  expect(await box.owner.call('POST', `${path}/extend`, { opens: 20 })).toMatchObject({
    state: 'live',
    policy: { maxOpens: 21 },
  });
  expect(await status()).toBe(200);
  await box.owner.ask('DELETE', path);
  expect(await status()).toBe(410);
  expect(await codeOf(await box.owner.ask('POST', `${path}/extend`, { opens: 20 }))).toBe('link_revoked');
  // Without a body, as one tap sends it.
  expect(await box.owner.call('POST', `${path}/revive`)).toMatchObject({ state: 'live', token, revokedAt: null });
  expect(await status()).toBe(200);
});

test('the audit says by name which project, gallery, photo and link an act was about', async () => {
  const { id } = await box.project('峰会');
  const [photo] = (await box.bring(id, [
    { name: 'a.jpg', data: await makePhoto({ width: 60, height: 40, seed: 9001 }) },
  ])) as [Photo];
  const gallery = await box.gallery(id, { title: '主会场', photoIds: [photo.id], audience: 'media' });
  const { link } = gallery;
  const at = {
    gallery: `/api/galleries/${gallery.id}`,
    link: `/api/links/${link.id}`,
    photo: `/api/photos/${photo.id}`,
  };
  const { owner } = box;
  await owner.call('PATCH', at.gallery, { inflow: 'off' });
  await owner.call('POST', `${at.gallery}/photos`, { remove: [photo.id] });
  await owner.call('PATCH', at.link, { label: '媒体席', policy: { password: 'not to be told' } });
  await owner.call('POST', `${at.link}/extend`, { opens: 5 });
  await owner.call('POST', `${at.link}/rotate`);
  await owner.call('DELETE', at.link);
  await owner.call('POST', `${at.link}/revive`, {});
  await owner.call('PATCH', at.photo, { caption: '合影' });
  const file = new FormData();
  const data = await makePhoto({ width: 60, height: 40, seed: 9002 });
  file.append('photo', new Blob([new Uint8Array(data)]), 'b.jpg');
  expect((await owner.ask('PUT', `${at.photo}/file`, file)).status).toBe(200);
  await owner.call('DELETE', at.photo);
  const photoIds = [photo.id];
  await owner.call('POST', `/api/projects/${id}/trash/restore`, { photoIds });
  await owner.call('POST', `/api/projects/${id}/photos/changes`, {
    changes: [{ id: photo.id, change: { title: '一' } }],
  });
  await owner.call('POST', `/api/projects/${id}/photos/withdraw`, { photoIds });
  await owner.call('PATCH', `/api/projects/${id}`, { archived: true });
  await owner.call('POST', `/api/projects/${id}/copy`, { title: '第二届' });
  await owner.call('PATCH', `/api/projects/${id}`, { archived: false });
  await owner.call('DELETE', at.gallery);
  await owner.call('DELETE', `/api/projects/${id}`);

  const { items } = await owner.call<{ items: AuditEntry[] }>('GET', '/api/audit');
  const own = items.slice(0, items.findIndex(({ action }) => action === 'project.add') + 1).toReversed();
  const named = { label: '媒体席', audience: 'event.media', gallery: '主会场' };
  expect(own.map(({ action, detail }) => [action, detail])).toMatchObject([
    ['project.add', { title: '峰会' }],
    ['gallery.add', { title: '主会场' }],
    ['link.add', { ...named, label: '' }],
    ['gallery.change', { title: '主会场', inflow: 'off' }],
    ['gallery.photos', { title: '主会场', removed: 1 }],
    ['link.change', { ...named, policy: { password: true } }],
    ['link.extend', named],
    ['link.rotate', named],
    ['link.revoke', named],
    ['link.revive', named],
    ['photo.change', { name: 'a.jpg', caption: '合影' }],
    ['photo.replace', { name: 'a.jpg', file: 'b.jpg' }],
    ['photo.withdraw', { name: 'b.jpg' }],
    ['photos.restore', { project: '峰会', names: ['b.jpg'] }],
    ['photos.change', { project: '峰会', names: ['b.jpg'] }],
    ['photos.withdraw', { project: '峰会', names: ['b.jpg'] }],
    ['project.change', { title: '峰会', archived: true }],
    ['link.add', { gallery: '主会场' }],
    ['project.copy', { title: '第二届' }],
    ['project.change', { title: '峰会', archived: false }],
    ['gallery.remove', { title: '主会场' }],
    ['link.revoke', { ...named, why: 'gallery' }],
    ['project.remove', { title: '峰会' }],
  ]);
  const told = JSON.stringify(own);
  const now = await phoneAt(box.guestUrl).open(link.token as string);
  expect([told.includes('not to be told'), told.includes(link.token as string), now.status]).toEqual([
    false,
    false,
    404,
  ]);
});
