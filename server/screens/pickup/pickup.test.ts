import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CleanUpGallery } from '#contract/clean-up.ts';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Photo, PhotoPage } from '#contract/photos.ts';
import type { PickupShelf, TakenAway } from '#contract/pickup.ts';
import type { Project } from '#contract/projects.ts';
import type { Screen } from '#contract/screens.ts';
import type { TrashedGallery } from '#contract/trash.ts';
import { type Caller, callerOf, startTestBox, type TestBox } from '../../testing/box.ts';
import { textOf, tokenIn } from '../../testing/code-reader.ts';
import { phoneAt } from '../../testing/guests.ts';
import { makePhoto } from '../../testing/photos.ts';
import { closeScreens, connectScreen, pairScreen, until } from '../../testing/screens.ts';
import { upkeepRound } from '../../upkeep.ts';

const day = 86_400_000;
let box: TestBox;
let project: Project;
let hall: Gallery & { link: Link };
let secret: Gallery & { link: Link };
/** Six in the hall, two that are nowhere at the station. */
let photos: Photo[];
let other: Photo[];
let station: Awaited<ReturnType<typeof pairScreen>>;
let seed = 7000;

const bring = async (count: number, galleryId: string) =>
  box.bring(
    project.id,
    await Promise.all(
      Array.from({ length: count }, async () => ({
        name: `${++seed}.jpg`,
        data: await makePhoto({
          ...{ width: 300, height: 200, seed },
          exif: { takenAt: `2026:05:01 10:${String(seed % 60).padStart(2, '0')}:00`, offset: '+08:00' },
        }),
      })),
    ),
    { galleryId },
  );
const put = (id: string, body: object) => box.owner.call<Screen>('PATCH', `/api/screens/${id}`, body);
const kiosk = (cookie: string): Caller => callerOf(box.localUrl, { cookie });
const shelf = () => kiosk(station.cookie).call<PickupShelf>('GET', '/kiosk/pickup');
const shelved = async () => (await shelf()).photos.map(({ id }) => id);
const take = (photoIds: readonly string[], cookie = station.cookie) =>
  kiosk(cookie).ask('POST', '/kiosk/pickup', { photoIds });
const idsOf = (list: readonly { id: string }[]) => list.map(({ id }) => id).toSorted();
const refusal = async (answer: Promise<Response>) => {
  const got = await answer;
  return [got.status, ((await got.json()) as { code: string }).code];
};

beforeAll(async () => {
  box = await startTestBox();
  project = await box.project('2026 自然影像峰会');
  hall = await box.gallery(project.id, { title: '主会场', inflow: 'append' });
  secret = await box.gallery(project.id, { title: '后台', audience: 'event.internal', inflow: 'append' });
  photos = await bring(6, hall.id);
  other = await bring(2, secret.id);
  station = await pairScreen(box, '领取站 1');
});
afterAll(async () => {
  closeScreens();
  await box.stop();
});

test('a screen becomes a pickup station of galleries of one project, under an audience that anybody may have', async () => {
  const asked = (galleryIds: string[], audience = 'attendee', more = {}) =>
    box.owner.ask('PATCH', `/api/screens/${station.id}`, { pickup: { galleryIds, audience }, ...more });
  const elsewhere = await box.gallery((await box.project('别的项目')).id);
  expect(await refusal(kiosk(station.cookie).ask('GET', '/kiosk/pickup'))).toEqual([404, 'not_found']);
  expect(await refusal(asked([hall.id, secret.id]))).toEqual([409, 'private_on_screen']);
  expect(await refusal(asked([hall.id, elsewhere.id]))).toEqual([400, 'invalid_input']);
  expect(await refusal(asked([hall.id], 'internal'))).toEqual([400, 'invalid_input']);
  expect(await refusal(asked([hall.id], 'estate.client'))).toEqual([400, 'invalid_input']);
  expect(await refusal(asked([hall.id], 'nobody'))).toEqual([422, 'audience_not_found']);

  const screen = await put(station.id, { pickup: { galleryIds: [hall.id], audience: 'attendee' } });

  expect(screen.pickup).toEqual({ galleryIds: [hall.id], audience: 'event.attendee' });
  const state = await station.show(({ screen: { pickup } }) => pickup !== null);
  expect(state.screen.pickup?.galleryIds).toEqual([hall.id]);
  const told = await shelf();
  expect(told).toMatchObject({
    version: state.screen.pickup?.version,
    title: '2026 自然影像峰会',
    chapters: [{ galleryId: hall.id, title: '主会场', photos: 6 }],
    most: 25,
  });
  // Newest first.
  expect(told.photos.map(({ id }) => id)).toEqual(
    photos.toSorted((a, b) => Date.parse(b.takenAt ?? '') - Date.parse(a.takenAt ?? '')).map(({ id }) => id),
  );
  expect(told.photos[0]).not.toHaveProperty('hash');
});

test('the station gets the photos of its galleries for a grid, and of nothing else; another key gets nothing', async () => {
  const [mine, strange] = [photos[0]?.id ?? '', other[0]?.id ?? ''];
  const status = async (id: string, size: string) => (await station.photo(id, size)).status;
  expect([await status(mine, 'thumb'), await status(mine, 'screen'), await status(mine, 'kiosk')]).toEqual([
    200, 200, 404,
  ]);
  expect([await status(strange, 'thumb'), await status(strange, 'screen')]).toEqual([404, 404]);
  expect((await station.photo(mine, 'thumb')).headers.get('cache-control')).toBe('no-store');

  const unpaired = await connectScreen(box);
  const plain = await pairScreen(box, '主舞台');
  expect(await refusal(take([mine], unpaired.cookie))).toEqual([401, 'no_screen_key']);
  expect(await refusal(take([mine], plain.cookie))).toEqual([404, 'not_found']);
  expect(await refusal(kiosk(plain.cookie).ask('GET', '/kiosk/pickup'))).toEqual([404, 'not_found']);
  expect(await refusal(box.nobody.ask('GET', '/kiosk/pickup'))).toEqual([401, 'no_screen_key']);
  expect((await plain.photo(mine, 'thumb')).status).toBe(404);
});

test('what a guest picks opens on their phone by the code, these photos alone, as the audience allows', async () => {
  const picked = photos.slice(1, 5).map(({ id }) => id);
  const answer = await take(picked);
  expect(answer.status).toBe(201);
  const taken = (await answer.json()) as TakenAway;
  expect(taken.photos).toBe(4);
  expect(Math.round((taken.showUntil - box.kit.clock.now()) / 10_000)).toBe(12);

  const token = tokenIn(await textOf(taken.code));
  const phone = phoneAt(box.guestUrl);
  await phone.opened(token);
  const page = await (await phone.ask(`/g/${token}`)).text();
  const shown = [...photos, ...other].filter(({ id }) => page.includes(id));
  expect(idsOf(shown)).toEqual(picked.toSorted());
  expect(page).toContain('带走 4 张');

  const rows = await box.kit.db.read.selectFrom('links').selectAll().where('screen_id', '=', station.id).execute();
  const link = await box.owner.call<Link>('GET', `/api/links/${rows[0]?.id}`);
  expect(rows).toHaveLength(1);
  expect(link).toMatchObject({
    audience: 'event.attendee',
    screenId: station.id,
    placement: '领取站 1',
    for: 'one',
    opens: 1,
    state: 'live',
    policy: { maxOpens: 100, download: 'off' },
  });
  expect(Date.parse(link.policy.expiresAt ?? '')).toBe(taken.expiresAt);
  expect(taken.expiresAt ?? 0).toBeGreaterThan(box.kit.clock.now() + 29 * day);
  expect(box.logged.join('')).not.toContain(token);
});

test('no list, no count and no search has what guests picked, and staff choose and copy as if it were not there', async () => {
  const list = await box.owner.call<{ items: Gallery[] }>('GET', `/api/projects/${project.id}/galleries`);
  const links = await box.owner.call<{ items: Link[] }>('GET', `/api/projects/${project.id}/links`);
  const loose = await box.owner.call<PhotoPage>('GET', `/api/projects/${project.id}/photos?inGallery=none`);
  expect(idsOf(list.items)).toEqual(idsOf([hall, secret]));
  expect(links.items.every(({ screenId }) => screenId === null)).toBe(true);
  expect(loose.items).toEqual([]);
  expect(await box.owner.call<Project>('GET', `/api/projects/${project.id}`)).toMatchObject({ galleries: 2, links: 2 });

  // Taken out of the one gallery that staff see, a photo is in none, whoever took it along.
  const [, photo] = photos as [Photo, Photo];
  await box.owner.call('POST', `/api/galleries/${hall.id}/photos`, { remove: [photo.id] });
  const after = await box.owner.call<PhotoPage>('GET', `/api/projects/${project.id}/photos?inGallery=none`);
  expect(idsOf(after.items)).toEqual([photo.id]);
  await until(async () => (await shelved()).includes(photo.id) === false || undefined);
  await box.owner.call('POST', `/api/galleries/${hall.id}/photos`, { add: [photo.id] });
  await until(async () => (await shelved()).includes(photo.id) || undefined);
});

test('what is not on the shelf now cannot be taken: nothing is made, and the station is told which', async () => {
  const [first, second] = photos as [Photo, Photo];
  const count = async () => (await box.kit.db.read.selectFrom('galleries').select('id').execute()).length;
  const before = await count();
  const strange = await take([first.id, other[0]?.id ?? '']);
  expect(strange.status).toBe(400);
  expect(await strange.json()).toMatchObject({ code: 'invalid_input', photoIds: [other[0]?.id] });
  expect(await refusal(take([]))).toEqual([400, 'invalid_input']);
  expect(await refusal(take(Array.from({ length: 26 }, () => first.id)))).toEqual([400, 'invalid_input']);

  await box.owner.call('DELETE', `/api/photos/${second.id}`);
  expect(await shelved()).not.toContain(second.id);
  expect((await station.photo(second.id, 'thumb')).status).toBe(404);
  expect((await take([second.id])).status).toBe(400);
  expect(await count()).toBe(before);
});

test('new photos come onto the shelf, and so does the next chapter of a full gallery', async () => {
  const { version } = await shelf();
  const fresh = await bring(25, hall.id);
  const told = await until(async () => {
    const now = await shelf();
    return now.photos.length === 30 ? now : undefined;
  });
  expect(told.version).toBeGreaterThan(version);
  // One chip for a gallery and the chapters in which it goes on.
  expect(told.chapters).toEqual([{ galleryId: hall.id, title: '主会场', photos: 30 }]);
  const { items } = await box.owner.call<{ items: Gallery[] }>('GET', `/api/projects/${project.id}/galleries`);
  expect(items).toHaveLength(3);
  expect((await take(idsOf(fresh).slice(0, 25))).status).toBe(201);
  await station.show(({ screen }) => screen.pickup?.version === told.version);
});

test('a station gives so many away in ten minutes, and asks for patience after that', async () => {
  const [id = ''] = await shelved();
  const answers: number[] = [];
  let last: Response | undefined;
  for (let nr = 0; nr < 31 && last?.status !== 429; nr += 1) {
    last = await take([id]);
    answers.push(last.status);
  }
  // Two were taken before; a refusal takes none of them.
  expect(answers.filter((status) => status === 201)).toHaveLength(28);
  expect(last?.status).toBe(429);
  expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(500);
  box.time.advance(10 * 60_000);
  expect((await take([id])).status).toBe(201);
});

test('after a restart it is a station still; closed or removed, what was taken along opens on', async () => {
  box = await box.restart();
  station = Object.assign(await connectScreen(box, station.cookie), { id: station.id });
  expect(await shelved()).toHaveLength(30);
  const taken = (await (await take([(await shelved())[0] ?? ''])).json()) as TakenAway;
  const token = tokenIn(await textOf(taken.code));

  await box.owner.call('PATCH', `/api/projects/${project.id}`, { archived: true });
  await until(async () => ((await shelved()).length === 0 ? true : undefined));
  await box.owner.call('PATCH', `/api/projects/${project.id}`, { archived: false });
  await until(async () => ((await shelved()).length === 30 ? true : undefined));

  const screen = await put(station.id, { pickup: null });
  expect(screen.pickup).toBe(null);
  expect(await refusal(take([photos[0]?.id ?? '']))).toEqual([404, 'not_found']);
  expect((await station.photo(photos[0]?.id ?? '', 'thumb')).status).toBe(404);
  await station.show(({ screen }) => screen.pickup === null);
  expect(await phoneAt(box.guestUrl).opened(token)).toBeDefined();
  await box.owner.call('DELETE', `/api/screens/${station.id}`);
  expect(await phoneAt(box.guestUrl).opened(token)).toBeDefined();
});

test('long after their links are over the picks go, their photos stay, and no trash has them', async () => {
  const picks = async () =>
    (
      await box.kit.db.read
        .selectFrom('galleries')
        .select('id')
        .where('picked_at_screen', 'is not', null)
        .where('deleted_at', 'is', null)
        .execute()
    ).length;
  const before = await picks();
  expect(before).toBeGreaterThan(30);
  const round = () => upkeepRound(box.kit, () => new Set());
  // In steps that a box believes.
  for (const days of [16, 16]) {
    box.time.advance(days * day);
    box = await box.restart();
  }
  await round();
  expect(await picks()).toBe(before);
  // Their links are over, and still the clean-up that staff switch on knows nothing of them.
  const { items } = await box.owner.call<{ items: CleanUpGallery[] }>('GET', '/api/clean-up?days=1');
  expect(items).toEqual([]);
  box.time.advance(7 * day);
  box = await box.restart();
  await round();
  expect(await picks()).toBe(0);
  const left = await box.owner.call<PhotoPage>('GET', `/api/projects/${project.id}/photos`);
  expect(left.items.length).toBeGreaterThan(30);
  const trash = await box.owner.call<{ items: TrashedGallery[] }>('GET', `/api/projects/${project.id}/trash/galleries`);
  expect(trash.items).toEqual([]);
});
