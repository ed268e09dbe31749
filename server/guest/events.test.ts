import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Link } from '#contract/links.ts';
import type { Facts } from '../changes.ts';
import { openConnection } from '../store/connection.ts';
import { startTestBox, type TestBox } from '../testing/box.ts';
import { type Phone, phoneAt, type StoredPhoto, shelvePhotos } from '../testing/guests.ts';

const minute = 60_000;
let box: TestBox;
let projectId: string;
beforeAll(async () => {
  box = await startTestBox();
  projectId = (await box.project()).id;
});
afterAll(() => box.stop());

interface Opened {
  readonly galleryId: string;
  readonly link: Link;
  readonly photos: readonly StoredPhoto[];
  readonly phone: Phone;
  readonly visitId: string;
  tell(events: unknown, init?: RequestInit): Promise<Response>;
}

async function opened(policy: Record<string, unknown> = {}, more: readonly string[] = []): Promise<Opened> {
  const gallery = await box.gallery(projectId);
  const photos = await shelvePhotos(box.kit, projectId, gallery.id, ['a.jpg', 'b.jpg']);
  const link = await box.owner.call<Link>('POST', `/api/projects/${projectId}/links`, {
    galleryIds: [gallery.id, ...more],
    policy,
  });
  const phone = phoneAt(box.guestUrl);
  await phone.opened(link.token as string);
  // Whoever opened it may have looked for a minute.
  box.time.advance(minute);
  return {
    ...{ galleryId: gallery.id, link, photos, phone },
    visitId: phone.cookie('visit')?.split('.')[0] as string,
    tell: (events, init = {}) =>
      phone.ask(`/g/${link.token}/events`, {
        method: 'POST',
        body: JSON.stringify(events),
        ...init,
        headers: { 'content-type': 'application/json', ...(init.headers as Record<string, string>) },
      }),
  };
}
const noted = (visitId: string) =>
  box.kit.db.read.selectFrom('photo_views').selectAll().where('visit_id', '=', visitId).orderBy('photo_id').execute();
const view = (photo: { id: string } | undefined, ms: number, more?: true) => ({
  type: 'photo_view',
  photoId: photo?.id,
  ms,
  ...(more && { more }),
});

test('what was looked at is noted by photo: begun looks are views, and the time goes on', async () => {
  const { tell, photos, visitId, galleryId, link } = await opened();
  const heard: Facts['photo.viewed'][] = [];
  const stop = box.kit.changes.on('photo.viewed', (told) => heard.push(told));
  const [a, b] = photos;
  const first = await tell([view(a, 3000), view(b, 700), view(a, 1500)]);
  expect([first.status, await first.text(), first.headers.get('cache-control')]).toEqual([204, '', 'no-store']);
  // As a beacon of an old browser.
  const beacon = await tell([view(a, 2000.4, true)], { headers: { 'content-type': 'text/plain;charset=UTF-8' } });
  expect(beacon.status).toBe(204);
  stop();
  expect(await noted(visitId)).toMatchObject([
    { photo_id: a?.id, gallery_id: galleryId, edition: 1, views: 2, ms: 6500, saved_at: null },
    { photo_id: b?.id, views: 1, ms: 700 },
  ]);
  const who = { visitId, linkId: link.id, projectId };
  expect(heard).toEqual([
    { ...who, photoIds: [a?.id, b?.id] },
    { ...who, photoIds: [a?.id] },
  ]);
});

test('what is answered is on disk, for whoever opens the file', async () => {
  const { tell, photos, visitId } = await opened();
  expect((await tell([view(photos[0], 800)])).status).toBe(204);
  const other = await openConnection(`${box.data}/maiimg.db`, 'read');
  const rows = await other.all('SELECT views, ms FROM photo_views WHERE visit_id = ?', [visitId]);
  await other.close();
  expect(rows).toEqual([{ views: 1, ms: 800 }]);
});

test('nobody looks longer than the visit has run, in however many beacons', async () => {
  const { tell, photos, visitId } = await opened();
  const [a, b] = photos;
  const total = async () => (await noted(visitId)).reduce((sum, { ms }) => sum + ms, 0);
  const answers = await Promise.all([
    tell([view(a, 80_000_000), view(b, 80_000_000)]),
    tell([view(b, 50_000)]),
    tell([view(a, 50_000, true)]),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([204, 204, 204]);
  const after = await total();
  const { opened_at } = await box.kit.db.read
    .selectFrom('visits')
    .select('opened_at')
    .where('id', '=', visitId)
    .executeTakeFirstOrThrow();
  const ran = Math.max(...(await noted(visitId)).map(({ last_at }) => last_at)) - opened_at;
  expect(after).toBeGreaterThan(minute);
  expect(after).toBeLessThanOrEqual(ran + 2000);
  box.time.advance(5 * minute);
  await tell([view(a, 2 * minute, true)]);
  expect(await total()).toBe(after + 2 * minute);
});

test('no visit has more looks than fit into its time, however many it tells', async () => {
  const { tell, photos, visitId } = await opened();
  const [a, b] = photos;
  const many = Array.from({ length: 60 }, () => view(a, 0));
  const total = async () => (await noted(visitId)).reduce((sum, { views }) => sum + views, 0);
  for (let round = 0; round < 3; round += 1) await tell([...many, view(b, 600)]);
  const after = await total();
  const rows = await noted(visitId);
  const { opened_at } = await box.kit.db.read
    .selectFrom('visits')
    .select('opened_at')
    .where('id', '=', visitId)
    .executeTakeFirstOrThrow();
  const ran = Math.max(...rows.map(({ last_at }) => last_at)) - opened_at;
  expect(after).toBeGreaterThanOrEqual(122);
  expect(after).toBeLessThanOrEqual((ran + 2000) / 500);
  box.time.advance(minute);
  await tell([view(b, 600)]);
  expect(await total()).toBe(after + 1);
});

test('a tick is kept from when it first came, and no tick comes where nothing may be saved', async () => {
  const { tell, photos, visitId } = await opened({ download: 'screen' });
  const tick = { type: 'photo_saved', photoId: photos[0]?.id };
  await tell([tick]);
  const [first] = await noted(visitId);
  expect(first).toMatchObject({ views: 0, ms: 0, saved_at: expect.any(Number) });
  box.time.advance(minute);
  await tell([tick, view(photos[0], 900)]);
  expect(await noted(visitId)).toMatchObject([{ views: 1, ms: 900, saved_at: first?.saved_at }]);
  const closed = await opened({ download: 'off' });
  expect((await closed.tell([{ ...tick, photoId: closed.photos[0]?.id }])).status).toBe(204);
  expect(await noted(closed.visitId)).toEqual([]);
});

test('photos that are none of the link’s are passed over, also one that was just withdrawn', async () => {
  const [{ photos: strange }, { tell, photos, visitId }] = [await opened(), await opened()];
  await box.owner.call('DELETE', `/api/photos/${photos[1]?.id}`);
  const answer = await tell([
    view(strange[0], 600),
    view(photos[1], 600),
    view({ id: 'nothing' }, 1),
    view(photos[0], 600),
  ]);
  expect(answer.status).toBe(204);
  expect(await noted(visitId)).toMatchObject([{ photo_id: photos[0]?.id, views: 1 }]);
});

test('the chapter that showed a photo is the one that is told, where the link opens it', async () => {
  const one = await opened();
  const second = await box.gallery(projectId, { photoIds: [one.photos[0]?.id] });
  const { tell, visitId, phone } = await opened({}, [one.galleryId, second.id]);
  expect(phone).toBeDefined();
  await tell([
    { ...view(one.photos[0], 600), chapter: second.id },
    { ...view(one.photos[1], 600), chapter: second.id },
  ]);
  expect(await noted(visitId)).toMatchObject([
    { photo_id: one.photos[0]?.id, gallery_id: second.id },
    { photo_id: one.photos[1]?.id, gallery_id: one.galleryId },
  ]);
});

test('a page that tells what was looked at keeps no visit alive', async () => {
  const { tell, photos, phone, link } = await opened();
  for (let round = 0; round < 3; round += 1) {
    box.time.advance(9 * minute);
    expect((await tell([view(photos[0], 600)])).status).toBe(204);
  }
  box.time.advance(5 * minute);
  expect((await tell([view(photos[0], 600)])).status).toBe(403);
  expect((await phone.ask(`/g/${link.token}/photos/${photos[0]?.id}/thumb`)).status).toBe(403);
});

test('robots, strangers and other sites are refused, and nothing of them is noted', async () => {
  const { tell, photos, link, visitId } = await opened();
  const told = [view(photos[0], 600)];
  const code = async (answer: Promise<Response>) => ((await (await answer).json()) as { code: string }).code;
  expect(await code(tell(told, { headers: { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1)' } }))).toBe(
    'no_visit',
  );
  expect(await code(tell(told, { headers: { 'sec-fetch-site': 'cross-site' } }))).toBe('cross_origin');
  expect(await code(tell(told, { headers: { origin: 'https://elsewhere.test' } }))).toBe('cross_origin');
  const stranger = phoneAt(box.guestUrl);
  const init = { method: 'POST', headers: { 'content-type': 'text/plain' }, body: JSON.stringify(told) };
  expect(await code(stranger.ask(`/g/${link.token}/events`, init))).toBe('no_visit');
  expect(await code(stranger.ask('/g/00000000000000000000000000/events', init))).toBe('not_found');
  await box.owner.ask('DELETE', `/api/links/${link.id}`);
  expect(await code(tell(told))).toBe('link_revoked');
  expect(await noted(visitId)).toEqual([]);
});

test('what is no list of at most 200 events, or too large, is refused whole', async () => {
  const { tell, photos, visitId } = await opened();
  const good = view(photos[0], 600);
  const status = async (events: unknown, type = 'application/json') =>
    (await tell(events, { headers: { 'content-type': type } })).status;
  expect(await status({ type: 'photo_view' })).toBe(400);
  expect(await status([good, { type: 'photo_stolen', photoId: 'x' }])).toBe(400);
  expect(await status([good, { ...good, ms: -1 }], 'text/plain')).toBe(400);
  expect(await status(Array.from({ length: 201 }, () => ({ type: 'photo_saved', photoId: '' })))).toBe(400);
  const long = { ...good, chapter: 'x'.repeat(64) };
  expect(
    await status(
      Array.from({ length: 200 }, () => long),
      'text/plain',
    ),
  ).toBe(413);
  expect(await status([good], 'image/png')).toBe(415);
  const broken = await tell(undefined, { headers: { 'content-type': 'text/plain' }, body: '[{"type":' });
  expect(broken.status).toBe(400);
  expect(await noted(visitId)).toEqual([]);
});

test('a visit tells no more than a page would', async () => {
  const { tell } = await opened();
  const statuses = await Promise.all(Array.from({ length: 61 }, async () => (await tell([])).status));
  expect(statuses.filter((status) => status === 429)).toHaveLength(1);
  box.time.advance(minute);
  expect((await tell([])).status).toBe(204);
});

test('a link that goes takes along what its visits looked at', async () => {
  const { tell, photos, visitId } = await opened();
  await tell([view(photos[0], 600)]);
  await box.kit.db.write((writer) => sql`DELETE FROM visits WHERE id = ${visitId}`.execute(writer));
  expect(await noted(visitId)).toEqual([]);
});
