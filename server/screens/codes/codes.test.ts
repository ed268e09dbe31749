import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Link } from '#contract/links.ts';
import type { Now } from '#contract/now.ts';
import type { Playlist } from '#contract/playlists.ts';
import type { Place, ShowState } from '#contract/screens.ts';
import { words } from '#words/index.ts';
import { codePicture } from '../../http/code-picture.ts';
import { newId } from '../../ids.ts';
import { insertChapterAfter } from '../../links/chapters/table.ts';
import { startTestBox, type TestBox } from '../../testing/box.ts';
import { phoneAt } from '../../testing/guests.ts';
import { makePhoto } from '../../testing/photos.ts';
import { closeScreens, connectScreen, pairScreen, type TestScreen, until } from '../../testing/screens.ts';

const minute = 60_000;

let box: TestBox;
let projectId: string;
let gallery: { id: string; link: Link };
beforeAll(async () => {
  box = await startTestBox();
  ({ id: projectId } = await box.project());
  gallery = await box.gallery(projectId, { audience: 'attendee', for: 'many' });
  await box.bring(projectId, [{ name: '1.jpg', data: await makePhoto({ width: 60, height: 40, seed: 71 }) }], {
    galleryId: gallery.id,
  });
});
afterAll(async () => {
  closeScreens();
  await box.stop();
});

type Code = ShowState['codes'][string];
type Screen = TestScreen & { id: string };

const call = <T>(method: string, path: string, body?: unknown) => box.owner.call<T>(method, path, body);
const link = (id: string) => call<Link>('GET', `/api/links/${id}`);
const tokenOf = async (linkId: string) => (await link(linkId)).token as string;
const newLink = (input: Record<string, unknown> = {}) =>
  call<Link>('POST', `/api/projects/${projectId}/links`, { galleryIds: [gallery.id], for: 'many', ...input });

/** A playlist of these items on screens with these names, all in step. */
async function playing(items: readonly Record<string, unknown>[], names: readonly string[] = ['主舞台']) {
  const { id } = await call<Playlist>('POST', '/api/playlists', { name: '大屏', projectId, items, confirm: true });
  const screens: Screen[] = [];
  for (const name of names) screens.push(await pairScreen(box, name));
  const [first, ...others] = screens as [Screen, ...Screen[]];
  await call('PATCH', `/api/screens/${first.id}`, { playlistId: id, confirm: true });
  for (const { id: other } of others) await call('PATCH', `/api/screens/${other}`, { withScreenId: first.id });
  return { screens, screen: first };
}
const poster = (code: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
  ...{ kind: 'poster', id: newId(Date.now()), seconds: 10, galleryId: gallery.id, title: '扫码领取', code },
  ...more,
});

/** The code in a slot, as soon as there is one that fits. */
async function codeOn(screen: TestScreen, slot: string, fits: (code: Code) => boolean = () => true): Promise<Code> {
  const state = await screen.show(({ codes }) => codes[slot] !== undefined && fits(codes[slot]));
  return state.codes[slot] as Code;
}
const anotherThan = (before: Code) => (code: Code) => code.code.path !== before.code.path;
const open = async (token: string, body: Record<string, unknown> = {}, agent?: string) => {
  const answer = await phoneAt(box.guestUrl, agent === undefined ? {} : { agent }).open(token, body);
  return ((await answer.json()) as { code?: string }).code ?? 'opened';
};
const madeByScreens = async (screen: Screen) =>
  box.kit.db.read.selectFrom('links').selectAll().where('screen_id', '=', screen.id).orderBy('id').execute();

test('a rotating code is another one every few minutes: visits that the old one began go on, and it begins no more', async () => {
  const item = poster({ kind: 'rotating', audience: 'media', minutes: 5 });
  const { screen } = await playing([item]);
  const first = await codeOn(screen, item.id);
  expect(first.fallback).toBe(false);
  const { id, token, codeUrl, ...made } = await link(first.linkId);
  expect(made).toMatchObject({
    ...{ screenId: screen.id, for: 'many', audience: 'event.media', placement: '主舞台 · 扫码领取', follows: false },
    ...{ state: 'live', policy: { download: 'original', maxOpens: null } },
  });
  // It is the screen's affair: staff's list of links, and what is counted of the project, do not have it.
  const listed = await call<{ items: Link[] }>('GET', `/api/projects/${projectId}/links`);
  expect(listed.items.map((one) => one.id)).not.toContain(id);
  expect(await call('GET', `/api/projects/${projectId}`)).toMatchObject({ links: listed.items.length });

  const guest = phoneAt(box.guestUrl);
  await guest.opened(token as string);
  box.time.advance(5 * minute);
  const second = await codeOn(screen, item.id, anotherThan(first));
  expect(second.linkId).not.toBe(id);
  // Whoever has just scanned the old one is let in yet.
  expect(await open(token as string)).toBe('opened');
  expect((await link(id)).state).toBe('live');
  box.time.advance(90_000);
  await expect.poll(async () => (await link(id)).state).toBe('exhausted');
  expect(await open(token as string)).toBe('link_exhausted');
  const late = await box.guest(`/g/${token}`, { headers: { accept: 'text/html', 'accept-language': 'zh' } });
  expect(await late.text()).toContain(words('zh-CN').guest.closed.replaced);
  const page = await guest.ask(`/g/${token}`, { headers: { accept: 'text/html' } });
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('data-page="gallery"');

  // Nobody opens these: the same few links go round, each time under another address.
  const seen = new Set<string>();
  let shown = second;
  for (let turns = 0; turns < 3; turns += 1) {
    seen.add(await tokenOf(shown.linkId));
    box.time.advance(5 * minute + 90_000);
    shown = await codeOn(screen, item.id, anotherThan(shown));
  }
  expect(seen.size).toBe(3);
  expect(await madeByScreens(screen)).toHaveLength(3);
  const dead = [...seen].filter((one) => one !== undefined).slice(0, 2);
  for (const old of dead) {
    await expect.poll(async () => (await box.guest(`/g/${old}`)).status).toBe(404);
  }
});

test('a code for one open is replaced as soon as a guest has opened it, and not by a robot or a refused request', async () => {
  const item = poster({ kind: 'once', audience: 'event.attendee' });
  const { screen } = await playing([item]);
  const first = await codeOn(screen, item.id);
  const token = await tokenOf(first.linkId);
  expect((await link(first.linkId)).policy.maxOpens).toBe(1);
  await open(token, {}, 'Mozilla/5.0 (compatible; bingbot/2.0)');
  const stranger = await box.guest(`/g/${token}/open`, {
    method: 'POST',
    headers: { 'sec-fetch-site': 'cross-site', 'content-type': 'application/json' },
    body: '{}',
  });
  expect(stranger.status).toBe(403);
  box.time.advance(60 * minute);
  expect((await codeOn(screen, item.id)).linkId).toBe(first.linkId);

  expect(await open(token)).toBe('opened');
  const second = await codeOn(screen, item.id, anotherThan(first));
  expect(await open(token)).toBe('link_exhausted');
  expect(await open(await tokenOf(second.linkId))).toBe('opened');
  await codeOn(screen, item.id, anotherThan(second));
});

test('screens in step have codes of their own, which a restart leaves as they are', async () => {
  const rotating = poster({ kind: 'rotating', audience: 'media', minutes: 1 });
  const once = poster({ kind: 'once', audience: 'attendee' });
  const fixed = poster({ kind: 'link', linkId: gallery.link.id });
  const { screens } = await playing([rotating, once, fixed], ['左屏', '右屏']);
  const [left, right] = screens as [Screen, Screen];
  const shown = async (screen: TestScreen) => {
    await codeOn(screen, once.id);
    const { codes } = await screen.show((state) => [rotating, once, fixed].every(({ id }) => state.codes[id]));
    return codes;
  };
  const [onLeft, onRight] = [await shown(left), await shown(right)];
  for (const slot of [rotating.id, once.id]) expect(onLeft[slot]?.linkId).not.toBe(onRight[slot]?.linkId);
  expect(onLeft[fixed.id]?.linkId).toBe(onRight[fixed.id]?.linkId);
  expect(onLeft[fixed.id]?.code.path === onRight[fixed.id]?.code.path).toBe(false);

  // While nobody sees it nothing turns, and nothing is made that nobody has seen.
  closeScreens();
  await expect.poll(async () => (await call<{ online: boolean }>('GET', `/api/screens/${left.id}`)).online).toBe(false);
  box.time.advance(10 * minute);
  const made = await madeByScreens(left);
  box = await box.restart();
  const idsOf = (codes: ShowState['codes']) =>
    Object.fromEntries(Object.entries(codes).map(([slot, one]) => [slot, one.linkId]));
  expect(idsOf((await call<{ state: ShowState }>('GET', `/api/screens/${left.id}`)).state.codes)).toEqual(
    idsOf(onLeft),
  );
  expect((await madeByScreens(left)).map(({ id, edition }) => [id, edition])).toEqual(
    made.map(({ id, edition }) => [id, edition]),
  );
  const back = await connectScreen(box, left.cookie);
  expect((await codeOn(back, once.id)).linkId).toBe(onLeft[once.id]?.linkId);
  await codeOn(back, rotating.id, anotherThan(onLeft[rotating.id] as Code));
});

test('a code that would not open is off the screen, another stands in for it, and one tap brings it back', async () => {
  const own = await newLink({ label: '嘉宾', policy: { maxOpens: 1 } });
  const other = await newLink({ label: '备用' });
  const alone = poster({ kind: 'link', linkId: own.id });
  const secured = poster({ kind: 'link', linkId: own.id }, { fallbackLinkId: other.id });
  const { screen } = await playing([alone, secured]);
  await codeOn(screen, secured.id, ({ linkId }) => linkId === own.id);
  const needs = async () =>
    (await call<Now>('GET', '/api/now')).needs.flatMap((need) =>
      need.kind === 'screen_code' && need.link.id === own.id ? [need] : [],
    );
  expect(await needs()).toEqual([]);

  await phoneAt(box.guestUrl).opened(own.token as string);
  const used = await screen.show(({ codes }) => codes[alone.id] === undefined);
  expect(used.codes[secured.id]).toMatchObject({ linkId: other.id, fallback: true });
  expect(await needs()).toMatchObject([
    { name: '嘉宾', offer: { opens: 20 }, shown: false, screens: [{ id: screen.id, name: '主舞台' }] },
  ]);
  expect((await call<Now>('GET', '/api/now')).needs.filter(({ kind }) => kind === 'link_ending')).toEqual([]);
  await call('POST', `/api/links/${own.id}/revive`, { opens: 20 });
  await codeOn(screen, alone.id, ({ linkId, fallback }) => linkId === own.id && !fallback);
  expect(await needs()).toEqual([]);

  await call('DELETE', `/api/links/${own.id}`);
  await screen.show(({ codes }) => codes[alone.id] === undefined);
  expect(await needs()).toMatchObject([{ link: { state: 'revoked' }, offer: {} }]);
  await call('POST', `/api/links/${own.id}/revive`);
  await codeOn(screen, alone.id);
  await call('PATCH', `/api/links/${own.id}`, {
    policy: { opensAt: new Date(box.kit.clock.now() + minute).toISOString() },
  });
  await screen.show(({ codes }) => codes[alone.id] === undefined);
  expect(await needs()).toMatchObject([{ link: { state: 'scheduled' }, offer: {} }]);
  box.time.advance(minute);
  await codeOn(screen, alone.id);
});

test('with its gallery a code goes, and what a next chapter opens it opens too while it may be scanned', async () => {
  const own = await box.gallery(projectId, { title: '分会场' });
  const photos = [{ name: '2.jpg', data: await makePhoto({ width: 60, height: 40, seed: 72 }) }];
  await box.bring(projectId, photos, { galleryId: own.id });
  const item = poster({ kind: 'rotating', audience: 'media', minutes: 1 }, { galleryId: own.id });
  const { screen } = await playing([item]);
  const first = await codeOn(screen, item.id);
  await phoneAt(box.guestUrl).opened(await tokenOf(first.linkId));
  box.time.advance(minute);
  const second = await codeOn(screen, item.id, anotherThan(first));
  box.time.advance(13 * 60 * minute);
  await expect.poll(async () => (await link(first.linkId)).state).toBe('exhausted');
  const next = await box.gallery(projectId, { title: '分会场 2' });
  const grown = await box.kit.db.write((writer) => insertChapterAfter(writer, own.id, next.id, box.kit.clock.now()));
  expect([grown.includes(own.link.id), grown.includes(first.linkId), grown.includes(second.linkId)]).toEqual([
    ...[true, false, true],
  ]);

  const shown = Object.values((await screen.show()).codes).map(({ linkId }) => linkId);
  await call('DELETE', `/api/galleries/${own.id}`);
  await call('DELETE', `/api/galleries/${next.id}`);
  await screen.show(({ codes }) => codes[item.id] === undefined);
  for (const id of shown) await expect.poll(async () => (await link(id)).state).toBe('revoked');
  // A row for each of them would bury what people did.
  const { items } = await call<{ items: { action: string; subject: string | null }[] }>('GET', '/api/audit');
  expect(items.filter(({ subject }) => subject !== null && [first.linkId, ...shown].includes(subject))).toEqual([]);
});

test('a code that a screen made is replaced when staff revoke it, and when its audience may do otherwise', async () => {
  const item = poster({ kind: 'once', audience: 'event.attendee' });
  const { screen } = await playing([item]);
  const first = await codeOn(screen, item.id);
  await call('DELETE', `/api/links/${first.linkId}`);
  const second = await codeOn(screen, item.id, ({ linkId }) => linkId !== first.linkId);
  const { items } = await call<{ items: { id: string }[] }>('GET', '/api/audiences');
  const preset = items.find(({ id }) => id === 'event.attendee') as Record<string, unknown> & { id: string };
  const { id, kind: _, followers: __, own: ___, ...terms } = preset;
  await call('PUT', `/api/audiences/${id}`, { ...terms, visitSeconds: 600 });
  const third = await codeOn(screen, item.id, anotherThan(second));
  expect((await link(third.linkId)).policy.visitSeconds).toBe(600);
  // With a password nobody in front of the screen could open it: there is no code, and nothing is made in vain.
  await call('PUT', `/api/audiences/${id}`, { ...terms, passwordAsked: true });
  await screen.show(({ codes }) => codes[item.id] === undefined);
  const made = (await madeByScreens(screen)).length;
  await call('PUT', `/api/audiences/${id}`, terms);
  await codeOn(screen, item.id);
  expect((await madeByScreens(screen)).length).toBeLessThanOrEqual(made + 1);
  // With its screen it ends: nobody would find it in a list to end it by hand.
  const last = await codeOn(screen, item.id);
  const token = await tokenOf(last.linkId);
  await call('DELETE', `/api/screens/${screen.id}`);
  expect(await open(token)).not.toBe('opened');
});

test('a code says where it hangs, and the visit that it began knows', async () => {
  const own = await newLink({ label: '大屏' });
  const fixed = poster({ kind: 'link', linkId: own.id });
  const rotating = poster({ kind: 'rotating', audience: 'media', minutes: 5 }, { title: '' });
  const { screen } = await playing([fixed, rotating], ['入口']);
  const places = async () =>
    box.kit.db.read.selectFrom('screen_places').selectAll().where('screen_id', '=', screen.id).execute();
  await expect.poll(async () => (await places()).length).toBeGreaterThanOrEqual(2);
  const known = new Map((await places()).map((row) => [row.item_id, row]));
  const text = (itemId: string) => (known.get(itemId)?.number ?? 0).toString(36).toUpperCase();
  const url = `${own.codeUrl as string}/${text(fixed.id)}`;
  const code = await codeOn(screen, fixed.id, ({ code }) => code.path === codePicture(url).path);
  // Version 4 at the most, for phones that stand far away.
  expect(code.code.modules).toBeLessThanOrEqual(33);

  const place = new URL(url).pathname;
  const gate = await (await box.guest(place, { headers: { accept: 'text/html' } })).text();
  expect(gate).toContain(`name="place" value="${text(fixed.id)}"`);
  expect(gate).toContain(`data-place="${text(fixed.id)}"`);
  expect(gate).toContain(`data-self="/g/${own.token}"`);
  const scanned = (token: string, at: string) => phoneAt(box.guestUrl).opened(token, { place: at });
  await scanned(own.token as string, text(fixed.id));
  await scanned(own.token as string, text(fixed.id).toLowerCase());
  const living = await codeOn(screen, rotating.id);
  await scanned(await tokenOf(living.linkId), text(rotating.id));
  // What is no place, or nobody's, is no reason to keep anybody out.
  for (const odd of ['ZZZZZZ', '', '-1', '1'.repeat(64), '../..', "'--"]) await scanned(own.token as string, odd);

  const listed = async (id: string) => (await call<{ items: Place[] }>('GET', `/api/links/${id}/places`)).items;
  const where = { number: known.get(fixed.id)?.number, screenName: '入口', sceneName: '扫码领取' };
  expect(await listed(own.id)).toEqual([{ ...where, opens: 2 }]);
  expect(await listed(living.linkId)).toMatchObject([{ sceneName: '主会场', opens: 1 }]);
  const visits = await box.kit.db.read.selectFrom('visits').select('place').where('link_id', '=', own.id).execute();
  expect(visits.filter(({ place: at }) => at === null)).toHaveLength(6);

  // Its name as it was shown last, under the same number.
  await call('PATCH', `/api/screens/${screen.id}`, { name: '入口大屏' });
  await until(async () => ((await listed(own.id))[0]?.screenName === '入口大屏' ? true : undefined));
  expect(await listed(own.id)).toMatchObject([{ number: where.number, opens: 2 }]);
});
