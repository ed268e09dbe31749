import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Gallery } from '#contract/galleries.ts';
import type { HideRequest } from '#contract/hide.ts';
import type { Link } from '#contract/links.ts';
import { Now } from '#contract/now.ts';
import type { Photo, PhotoPage } from '#contract/photos.ts';
import type { GuestPhoto } from '#contract/visits.ts';
import { type Caller, startTestBox, type TestBox } from '../testing/box.ts';
import { jsonPost, type Phone, type PhoneOptions, phoneAt, type StoredPhoto, shelvePhotos } from '../testing/guests.ts';
import { closeScreens, pairScreen } from '../testing/screens.ts';
import { readZip } from '../testing/zip.ts';

let box: TestBox;
let staff: Caller;
let presenter: Caller;
beforeAll(async () => {
  box = await startTestBox();
  staff = await box.as('staff');
  presenter = await box.as('presenter');
});
afterAll(async () => {
  closeScreens();
  await box.stop();
});

let made = 0;
const phone = (more: PhoneOptions = {}) => {
  made += 1;
  return phoneAt(box.guestUrl, { agent: `Mozilla/5.0 (iPhone; number ${made})`, ...more });
};
interface Place {
  readonly projectId: string;
  readonly gallery: Gallery;
  readonly link: Link;
  readonly token: string;
  readonly photos: readonly StoredPhoto[];
}
/** A project with a gallery of these photos, and a link with this policy. */
async function place(
  policy: object = { feedback: true },
  names: readonly string[] = ['a.jpg', 'b.jpg', 'c.jpg'],
): Promise<Place> {
  const { id: projectId } = await box.project();
  const gallery = await box.gallery(projectId);
  const photos = await shelvePhotos(box.kit, projectId, gallery.id, names);
  const asked = { galleryIds: [gallery.id], policy, label: '甲' };
  const link = await box.owner.call<Link>('POST', `/api/projects/${projectId}/links`, asked);
  return { projectId, gallery, link, token: link.token as string, photos };
}
const idOf = ({ photos }: Place, at: number) => (photos[at] as StoredPhoto).id;
const say = async (one: Phone, { token }: Place, photoId: string, what: 'heart' | 'hide', body: object = {}) => {
  const answer = await one.ask(`/g/${token}/photos/${photoId}/${what}`, jsonPost({ ...body }));
  return [answer.status, await answer.json()] as [number, Record<string, unknown>];
};
const shown = async (one: Phone, { token }: Place): Promise<GuestPhoto[]> =>
  (await one.opened(token)).chapters.flatMap(({ photos }) => photos);
const hearts = async ({ projectId }: Place, query = '', who: Caller = staff) =>
  (await who.call<{ items: Record<string, unknown>[] }>('GET', `/api/projects/${projectId}/hearts${query}`)).items;
const requests = async (query = '', who: Caller = staff) =>
  (await who.call<{ items: HideRequest[] }>('GET', `/api/hide-requests${query}`)).items;
const answer = (id: string, hide: boolean) =>
  staff.call<HideRequest>('POST', `/api/hide-requests/${id}/answer`, { hide });
const form = (fields: Record<string, string>): RequestInit => ({
  method: 'POST',
  headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams(fields).toString(),
});

test('a guest gives a photo a heart and a line, sees them again, and takes them back', async () => {
  const here = await place();
  const [guest, other] = [phone(), phone()];
  expect(await shown(guest, here)).toMatchObject([{ heart: false, line: '' }, {}, {}]);
  expect(await say(guest, here, idOf(here, 0), 'heart')).toEqual([200, { on: true, line: '' }]);
  // A sign that would turn the sentence around staff's page is left out.
  const line = { line: ' 客厅\u202e真亮 ' };
  expect(await say(guest, here, idOf(here, 0), 'heart', line)).toEqual([200, { on: true, line: '客厅真亮' }]);
  await say(guest, here, idOf(here, 1), 'heart');
  await shown(other, here);
  await say(other, here, idOf(here, 1), 'heart', { on: true });
  expect(await hearts(here)).toMatchObject([
    { photoId: idOf(here, 1), hearts: 2, lines: 0 },
    { photoId: idOf(here, 0), hearts: 1, lines: 1, all: [{ name: '甲', line: '客厅真亮', linkId: here.link.id }] },
  ]);
  expect(await hearts(here, `?photoId=${idOf(here, 0)}`)).toHaveLength(1);
  // The same heart again counts once, and keeps its line.
  expect(await say(guest, here, idOf(here, 0), 'heart')).toEqual([200, { on: true, line: '客厅真亮' }]);
  expect(await shown(guest, here)).toMatchObject([
    { heart: true, line: '客厅真亮' },
    { heart: true },
    { heart: false },
  ]);
  expect(await shown(other, here)).toMatchObject([{ heart: false, line: '' }, { heart: true }, {}]);
  expect(await say(guest, here, idOf(here, 0), 'heart', { on: false })).toEqual([200, { on: false, line: '' }]);
  expect(await hearts(here)).toHaveLength(1);
  const page = await box.owner.call<PhotoPage>('GET', `/api/projects/${here.projectId}/photos?hearts=true`);
  expect([page.items.map(({ id }) => id), page.counts?.hearts]).toEqual([[idOf(here, 1)], 1]);
});

test('a heart needs a visit, a photo of the link, and a link that takes feedback', async () => {
  const [here, silent, elsewhere] = [await place(), await place({}), await place()];
  const guest = phone();
  expect(await say(guest, here, idOf(here, 0), 'heart')).toMatchObject([403, { code: 'no_visit' }]);
  await guest.opened(here.token);
  expect(await say(guest, here, idOf(elsewhere, 0), 'heart')).toMatchObject([404, {}]);
  const robot = await guest.ask(`/g/${here.token}/photos/${idOf(here, 0)}/heart`, {
    ...jsonPost({}),
    headers: { 'content-type': 'application/json', 'user-agent': 'Slackbot-LinkExpanding 1.0' },
  });
  expect([robot.status, await robot.json()]).toMatchObject([403, { code: 'no_visit' }]);
  const other = await guest.ask(`/g/${here.token}/photos/${idOf(here, 0)}/heart`, {
    ...jsonPost({}),
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' },
  });
  expect([other.status, await other.json()]).toMatchObject([403, { code: 'cross_origin' }]);
  expect(await hearts(here)).toEqual([]);
  expect(await guest.opened(silent.token)).toMatchObject({ feedback: false });
  expect((await shown(guest, silent))[0]).not.toHaveProperty('heart');
  expect(await say(guest, silent, idOf(silent, 0), 'heart')).toMatchObject([403, { code: 'feedback_off' }]);
  await staff.call('PATCH', `/api/links/${silent.link.id}`, { policy: { feedback: true } });
  expect(await say(guest, silent, idOf(silent, 0), 'heart')).toMatchObject([200, { on: true }]);
  expect(await say(guest, here, idOf(here, 0), 'heart', { line: 'x'.repeat(201) })).toMatchObject([400, {}]);
});

test('a presenter hears of its own clients and of links for nobody, not of what others’ clients said', async () => {
  const here = await place({});
  const clientOf = async (who: Caller, name: string): Promise<Place> => {
    const { id } = await who.call<{ id: string }>('POST', `/api/projects/${here.projectId}/recipients`, { name });
    const asked = { galleryIds: [here.gallery.id], policy: { feedback: true } };
    const link = await who.call<Link>('POST', `/api/projects/${here.projectId}/links`, asked);
    await staff.call('PATCH', `/api/links/${link.id}`, { recipientId: id });
    return { ...here, link, token: link.token as string };
  };
  for (const [at, own] of [await clientOf(presenter, '自己的'), await clientOf(staff, '别人的')].entries()) {
    const guest = phone();
    await guest.opened(own.token);
    await say(guest, own, idOf(own, at), 'heart', { line: '好' });
    await say(guest, own, idOf(own, at), 'hide');
  }
  expect(await hearts(here)).toHaveLength(2);
  expect(await hearts(here, '', presenter)).toMatchObject([{ photoId: idOf(here, 0), all: [{ name: '自己的' }] }]);
  expect(await requests(`?projectId=${here.projectId}`)).toHaveLength(2);
  expect(await requests(`?projectId=${here.projectId}`, presenter)).toMatchObject([{ linkName: '自己的' }]);
});

test('the second browser of a phone that a link knows gives no second heart', async () => {
  const here = await place({ feedback: true, maxDevices: 1 });
  const agent = 'Mozilla/5.0 (iPhone; one phone)';
  for (const one of [phone({ agent }), phone({ agent: `${agent} Safari` })]) {
    await one.opened(here.token);
    await say(one, here, idOf(here, 0), 'heart');
    expect((await shown(one, here))[0]).toMatchObject({ heart: true });
  }
  expect(await hearts(here)).toMatchObject([{ hearts: 1 }]);
});

test('without script, plain forms give a heart and ask to be hidden', async () => {
  const here = await place();
  const guest = phone();
  await guest.opened(here.token);
  const look = async (query: string) =>
    (await guest.ask(`/g/${here.token}${query}`, { headers: { accept: 'text/html' } })).text();
  const id = idOf(here, 0);
  const text = await look(`?photo=${id}`);
  expect(text).toContain(`action="/g/${here.token}/photos/${id}/heart"`);
  expect(text).not.toContain(`action="/g/${here.token}/photos/${idOf(here, 1)}/heart"`);
  const given = await guest.ask(`/g/${here.token}/photos/${id}/heart`, form({ go: 'page', on: 'true', line: '好看' }));
  expect([given.status, given.headers.get('location')]).toEqual([303, `/g/${here.token}`]);
  const hidden = await guest.ask(`/g/${here.token}/photos/${id}/hide`, form({ go: 'page', name: '王楠', note: '' }));
  expect(hidden.status).toBe(303);
  expect(await look('')).toContain('好看');
  expect(await look(`?photo=${id}`)).not.toContain('/hide"');
  expect(await requests(`?photoId=${id}`)).toMatchObject([{ name: '王楠', galleryTitle: '主会场', linkName: '甲' }]);
});

test('a request to hide waits for staff; what they say goes for all who ask, and can be taken back', async () => {
  const here = await place();
  const [first, second] = [phone(), phone()];
  const id = idOf(here, 0);
  for (const one of [first, second]) {
    await one.opened(here.token);
    // Asked twice, it is one.
    for (let again = 0; again < 2; again += 1)
      expect(await say(one, here, id, 'hide', { name: '王楠', note: '左边' })).toEqual([201, { state: 'open' }]);
  }
  expect(await shown(first, here)).toHaveLength(3);
  const open = await requests(`?projectId=${here.projectId}`);
  expect(open).toMatchObject([{ state: 'open', name: '王楠', note: '左边', atOnce: false, photoId: id }, {}]);
  const { needs } = Now.parse(await presenter.call('GET', '/api/now'));
  expect(needs.find((need) => need.kind === 'hide_asked' && need.projectId === here.projectId)).toMatchObject({
    count: 1,
    requests: [{ photoId: id }, { photoId: id }],
  });
  expect(await requests(`?projectId=${here.projectId}`, presenter)).toHaveLength(2);
  const asPresenter = await presenter.ask('POST', `/api/hide-requests/${open[0]?.id}/answer`, { hide: true });
  expect(asPresenter.status).toBe(403);

  expect(await answer(open[1]?.id as string, true)).toMatchObject({ state: 'hidden', answeredBy: 'staff-1' });
  expect(await requests(`?projectId=${here.projectId}`)).toEqual([]);
  expect(await requests(`?projectId=${here.projectId}&state=answered`)).toMatchObject([
    { state: 'hidden' },
    { state: 'hidden' },
  ]);
  expect(await shown(first, here)).toHaveLength(2);
  const photo = () => staff.call<Photo>('GET', `/api/photos/${id}`);
  expect((await photo()).hidden).toBe(true);
  expect((await staff.call<Gallery>('GET', `/api/galleries/${here.gallery.id}`)).photoIds).toContain(id);

  await answer(open[0]?.id as string, false);
  expect([(await photo()).hidden, await shown(first, here)]).toMatchObject([false, { length: 3 }]);
  expect(await requests(`?projectId=${here.projectId}&state=answered`)).toMatchObject([
    { state: 'shown' },
    { state: 'shown' },
  ]);
  // The other way round, and by hand at the photo.
  await answer(open[0]?.id as string, true);
  await staff.call('PATCH', `/api/photos/${id}`, { hidden: false });
  expect(await shown(first, here)).toHaveLength(3);
  const settled = async () =>
    (await requests(`?projectId=${here.projectId}&state=answered`)).every(({ state }) => state === 'shown');
  await expect.poll(settled).toBe(true);
});

test('a hidden photo is nowhere: no bytes, no archive, no preview, no screen; shown again it is back', async () => {
  const here = await place({ download: 'original', preview: true });
  const id = idOf(here, 0);
  await staff.call('PATCH', `/api/galleries/${here.gallery.id}`, { coverPhotoId: id });
  const screen = await pairScreen(box);
  await staff.call('PATCH', `/api/screens/${screen.id}`, {
    shows: [{ galleryId: here.gallery.id, linkId: null }],
  });
  const onScreen = async (wanted: boolean) =>
    screen.show(
      ({ programme }) =>
        programme.scenes.some((scene) => scene.kind === 'photo') &&
        programme.scenes.some((scene) => scene.kind === 'photo' && scene.photoIds[0] === id) === wanted,
    );
  await onScreen(true);
  const guest = phone();
  await guest.opened(here.token);
  const at = async (what: string) => (await guest.ask(`/g/${here.token}/photos/${id}/${what}`)).status;
  const names = async () => {
    const answer = await guest.ask(`/g/${here.token}/download.zip`);
    return readZip(Buffer.from(await answer.arrayBuffer())).map(({ name }) => name);
  };
  expect([await at('thumb'), await at('original'), (await names()).length]).toEqual([200, 200, 3]);

  await staff.call('PATCH', `/api/photos/${id}`, { hidden: true });
  for (const what of ['thumb', 'screen', 'original', 'save']) expect(await at(what)).toBe(404);
  expect(await names()).toHaveLength(2);
  expect(await say(guest, here, id, 'hide')).toMatchObject([404, {}]);
  await onScreen(false);
  expect((await screen.photo(id)).status).toBe(404);
  const page = await staff.call<PhotoPage>('GET', `/api/projects/${here.projectId}/photos?hidden=true`);
  expect([page.items.map((photo) => photo.id), page.counts?.hidden]).toEqual([[id], 1]);
  expect((await staff.call<PhotoPage>('GET', `/api/projects/${here.projectId}/photos?hidden=false`)).total).toBe(2);

  await staff.call('PATCH', `/api/photos/${id}`, { hidden: false });
  await onScreen(true);
  await expect.poll(() => at('thumb')).toBe(200);
});

test('where a project hides at once it is so at once, staff are told, and what they show again waits for them', async () => {
  const here = await place({}, ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg', 'e.jpg']);
  await staff.call('PATCH', `/api/projects/${here.projectId}`, { hideAtOnce: true });
  const [waiting, joker] = [phone(), phone()];
  await joker.opened(here.token);
  await waiting.opened(here.token);
  for (const at of [0, 1, 2])
    expect(await say(joker, here, idOf(here, at), 'hide')).toEqual([201, { state: 'hidden' }]);
  // A joker must not empty a gallery.
  expect(await say(joker, here, idOf(here, 3), 'hide')).toEqual([201, { state: 'open' }]);
  expect(await shown(waiting, here)).toHaveLength(2);
  const need = async () =>
    Now.parse(await staff.call('GET', '/api/now')).needs.find(
      (one) => one.kind === 'hide_asked' && one.projectId === here.projectId,
    );
  expect(await need()).toMatchObject({ count: 4 });
  const [first, second, third, last] = await requests(`?projectId=${here.projectId}&state=answered`).then(
    async (done) => [
      ...done.toSorted((a, b) => a.askedAt.localeCompare(b.askedAt) || a.id.localeCompare(b.id)),
      ...(await requests(`?projectId=${here.projectId}`)),
    ],
  );
  expect(first).toMatchObject({ atOnce: true, state: 'hidden', answeredBy: null });
  await answer(first?.id as string, false);
  await answer(second?.id as string, true);
  await answer(third?.id as string, true);
  await answer(last?.id as string, false);
  expect(await need()).toBeUndefined();
  expect(await say(waiting, here, idOf(here, 0), 'hide')).toEqual([201, { state: 'open' }]);
  expect(await say(waiting, here, idOf(here, 4), 'hide')).toEqual([201, { state: 'hidden' }]);
  // A day later it may again.
  box.time.advance(86_400_000 + 1);
  const again = phone();
  await again.opened(here.token);
  expect(await say(again, here, idOf(here, 3), 'hide')).toEqual([201, { state: 'open' }]);
});

test('a joker with many codes empties no gallery either', async () => {
  const here = await place(
    {},
    Array.from({ length: 12 }, (_, nr) => `${nr}.jpg`),
  );
  await staff.call('PATCH', `/api/projects/${here.projectId}`, { hideAtOnce: true });
  const states: unknown[] = [];
  for (let nr = 0; nr < 4; nr += 1) {
    const link = await box.owner.call<Link>('POST', `/api/projects/${here.projectId}/links`, {
      galleryIds: [here.gallery.id],
    });
    const own = { ...here, link, token: link.token as string };
    const joker = phone();
    await joker.opened(own.token);
    for (const at of [0, 1, 2]) states.push((await say(joker, own, idOf(here, 3 * nr + at), 'hide'))[1].state);
  }
  expect(states).toEqual([...Array.from({ length: 10 }, () => 'hidden'), 'open', 'open']);
});

test('a phone asks for a few photos at once, and not for all', async () => {
  const here = await place({}, ['1.jpg', '2.jpg', '3.jpg', '4.jpg', '5.jpg', '6.jpg']);
  const guest = phone();
  await guest.opened(here.token);
  for (const at of [0, 1, 2, 3, 4]) expect(await say(guest, here, idOf(here, at), 'hide')).toMatchObject([201, {}]);
  expect(await say(guest, here, idOf(here, 5), 'hide')).toMatchObject([429, { code: 'too_many_attempts' }]);
  const plain = await guest.ask(`/g/${here.token}/photos/${idOf(here, 5)}/hide`, form({ go: 'page' }));
  expect(plain.status).toBe(303);
  const [first] = await requests(`?projectId=${here.projectId}`);
  await answer(first?.id as string, false);
  expect(await say(guest, here, idOf(here, 5), 'hide')).toMatchObject([201, {}]);
});

test('requests rest while their gallery is in the trash, are noted in the audit, and survive a restart', async () => {
  const here = await place();
  const guest = phone();
  await guest.opened(here.token);
  await say(guest, here, idOf(here, 0), 'hide', { name: '不留名的人' });
  await say(guest, here, idOf(here, 1), 'heart', { line: '这张' });
  await box.owner.call('DELETE', `/api/galleries/${here.gallery.id}`);
  expect(await requests(`?projectId=${here.projectId}`)).toEqual([]);
  await box.owner.call('POST', `/api/galleries/${here.gallery.id}/restore`);
  const [one] = await requests(`?projectId=${here.projectId}`);
  await answer(one?.id as string, true);
  const { items } = await box.owner.call<{ items: { action: string; by: string }[] }>('GET', '/api/audit');
  expect(items[0]).toMatchObject({ action: 'photo.hide' });
  // The request is forgotten after some months, the audit is not.
  expect(JSON.stringify(items)).not.toContain('不留名的人');
  await box.owner.call('DELETE', `/api/photos/${idOf(here, 1)}`);
  expect(await hearts(here)).toEqual([]);
  const other = await place();
  const asks = phone();
  await asks.opened(other.token);
  await say(asks, other, idOf(other, 0), 'hide');
  box = await box.restart();
  const back = phoneAt(box.guestUrl, { agent: 'Mozilla/5.0 (iPhone; another)' });
  for (const [name, path] of [
    ['visitor', '/'],
    ['visit', `/g/${other.token}`],
  ] as const)
    back.setCookie(name, path, asks.cookie(name));
  const text = await (await back.ask(`/g/${other.token}`, { headers: { accept: 'text/html' } })).text();
  expect(text).toContain(`data-id="${idOf(other, 0)}" data-edition="1" data-asked`);
});
