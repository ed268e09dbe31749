import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Now } from '#contract/now.ts';
import type { PlayLog } from '#contract/plays.ts';
import type { Play, Screen } from '#contract/screens.ts';
import { startTestBox, type TestBox } from '../../testing/box.ts';
import { makePhoto } from '../../testing/photos.ts';
import { closeScreens, connectScreen, pairScreen, type TestScreen, until } from '../../testing/screens.ts';

let box: TestBox;
beforeAll(async () => {
  box = await startTestBox();
});
afterEach(closeScreens);
afterAll(() => box.stop());

let made = 0;
const play = (change: Partial<Play>): Play => {
  made += 1;
  const rest = { sceneId: 's', itemId: 'item', kind: 'photo', galleryId: null, linkId: null, fresh: false };
  return {
    id: `showing-${made}`,
    photoIds: [],
    at: box.time.wall() - 60_000,
    ms: 5000,
    offline: false,
    ...rest,
    ...change,
  };
};
const tell = ({ socket }: TestScreen, plays: unknown) =>
  socket.timeout(5000).emitWithAck('plays', plays as Play[]) as Promise<string[]>;

async function filled() {
  const project = await box.project();
  const gallery = await box.gallery(project.id, { inflow: 'append' });
  const files = await Promise.all(
    [1, 2].map(async (seed) => ({
      name: `${seed}.jpg`,
      data: await makePhoto({ width: 320, height: 200, seed: made + seed }),
    })),
  );
  made += 10;
  const photos = await box.bring(project.id, files, { galleryId: gallery.id });
  return { project, gallery, ids: photos.map(({ id }) => id) as [string, string] };
}
const readPlays = (id: string, query = '') => box.owner.call<PlayLog>('GET', `/api/screens/${id}/plays${query}`);

test('what a screen showed is kept when it says so, survives the box, and is there for staff in sum', async () => {
  const { ids, gallery } = await filled();
  const screen = await pairScreen(box, '主舞台');
  const plays = [
    play({ photoIds: [ids[0]], ms: 8000, galleryId: gallery.id }),
    play({ photoIds: ids, kind: 'pair', ms: 4000, offline: true, at: box.time.wall() - 30_000 }),
    play({ kind: 'poster', itemId: 'poster', at: box.time.wall() - 20_000, fresh: true }),
    play({ photoIds: [ids[0]], at: box.time.wall() - 3 * 86_400_000, ms: 1000 }),
  ];
  const told = plays.map(({ id }) => id);
  expect(await tell(screen, plays)).toEqual(told);
  expect(await tell(screen, plays)).toEqual(told);
  const today = await readPlays(screen.id);
  expect(today).toMatchObject({
    seconds: 17,
    offlineSeconds: 4,
    photos: [
      { photoId: ids[0], times: 2, seconds: 12 },
      { photoId: ids[1], times: 1, seconds: 4 },
    ],
    items: [
      { itemId: 'item', kind: 'photo', times: 1, seconds: 8 },
      { itemId: 'poster', kind: 'poster', times: 1, seconds: 5 },
      { itemId: 'item', kind: 'pair', times: 1, seconds: 4 },
    ],
    latest: [{ kind: 'poster', fresh: true }, { kind: 'pair', photoIds: ids, offline: true }, { kind: 'photo' }],
  });
  const from = new Date(box.time.wall() - 6 * 86_400_000).toISOString();
  expect(await readPlays(screen.id, `?from=${from}`)).toMatchObject({ seconds: 18 });
  const beforeThat = new Date(box.time.wall() - 5 * 86_400_000).toISOString();
  expect(await readPlays(screen.id, `?from=${from}&to=${beforeThat}`)).toMatchObject({ seconds: 0, photos: [] });
  expect((await box.owner.ask('GET', `/api/screens/${screen.id}/plays?from=yesterday`)).status).toBe(400);
  // A photo that is gone is told of no more; its time stays.
  await box.owner.call('DELETE', `/api/photos/${ids[0]}`);
  expect(await readPlays(screen.id)).toMatchObject({ seconds: 17, photos: [{ photoId: ids[1] }] });
  box = await box.restart();
  expect(await readPlays(screen.id)).toMatchObject({ seconds: 17 });
});

test('a screen speaks for itself alone: one that is not paired is not listened to, nor is nonsense', async () => {
  const stranger = await connectScreen(box);
  await stranger.pairing();
  await expect(stranger.socket.timeout(300).emitWithAck('plays', [play({})])).rejects.toThrow();
  const screen = await pairScreen(box);
  const other = await pairScreen(box);
  expect(await tell(screen, [{ ...play({}), screenId: other.id }])).toHaveLength(1);
  expect((await readPlays(other.id)).seconds).toBe(0);
  expect((await readPlays(screen.id)).seconds).toBe(0);
  for (let times = 0; times < 5; times += 1) screen.socket.emit('plays', 'all of them' as never, () => {});
  await until(() => (screen.socket.connected ? undefined : true));
  await box.owner.call('DELETE', `/api/screens/${other.id}`);
  expect((await box.owner.ask('GET', `/api/screens/${other.id}/plays`)).status).toBe(404);
});

test('whoever may not lead a screen does not read what it showed, and of others’ photos nothing is told', async () => {
  const [mine, theirs] = [await filled(), await filled()];
  const screen = await pairScreen(box);
  await tell(screen, [play({ photoIds: [mine.ids[0]] }), play({ photoIds: [theirs.ids[0]] })]);
  const change = (galleryId: string) =>
    box.owner.call<Screen>('PATCH', `/api/screens/${screen.id}`, { shows: [{ galleryId }], confirm: true });
  await change(mine.gallery.id);
  const presenter = await box.as('presenter');
  const { items } = await box.owner.call<{ items: { id: string; username: string; role: string }[] }>(
    'GET',
    '/api/accounts',
  );
  const { id } = items.findLast(({ role }) => role === 'presenter') as { id: string };
  await box.owner.call('PATCH', `/api/accounts/${id}`, { projectIds: [mine.project.id] });
  const log = await presenter.call<PlayLog>('GET', `/api/screens/${screen.id}/plays`);
  expect(log.photos.map(({ photoId }) => photoId)).toEqual([mine.ids[0]]);
  expect(log.latest.flatMap(({ photoIds }) => photoIds)).toEqual([mine.ids[0]]);
  await change(theirs.gallery.id);
  expect((await presenter.ask('GET', `/api/screens/${screen.id}/plays`)).status).toBe(404);
});

test('a screen that is there and says nothing, or draws nothing, is told of until it does its work again', async () => {
  const screen = await pairScreen(box, '西门');
  const needs = async () => {
    const now = await box.owner.call<Now>('GET', '/api/now');
    return now.needs.flatMap((need) => (need.kind === 'screen_stuck' && need.screenId === screen.id ? [need.why] : []));
  };
  const trouble = async () => (await box.owner.call<Screen>('GET', `/api/screens/${screen.id}`)).trouble;
  screen.say({ frames: 5 });
  await until(async () =>
    (await box.owner.call<Screen>('GET', `/api/screens/${screen.id}`)).status ? true : undefined,
  );
  expect([await trouble(), await needs()]).toEqual([null, []]);
  box.time.advance(31_000);
  await until(async () => ((await trouble()) === 'silent' ? true : undefined));
  expect(await needs()).toEqual(['silent']);
  screen.say({ frames: 10 });
  await until(async () => ((await trouble()) === null ? true : undefined));
  for (let times = 0; times < 4; times += 1) {
    box.time.advance(10_001);
    screen.say({ frames: 10 });
    await until(async () => {
      const { lastSeenAt } = await box.owner.call<Screen>('GET', `/api/screens/${screen.id}`);
      return Date.parse(lastSeenAt ?? '') > box.time.wall() - 10_000 ? true : undefined;
    });
  }
  await until(async () => ((await trouble()) === 'stuck' ? true : undefined));
  expect(await needs()).toEqual(['stuck']);
  await box.owner.call('POST', `/api/screens/${screen.id}/commands`, { type: 'reload' });
  await until(() => (screen.commands.includes('reload') ? true : undefined));
  screen.say({ frames: 15 });
  await until(async () => ((await trouble()) === null ? true : undefined));
  expect(await needs()).toEqual([]);
});
