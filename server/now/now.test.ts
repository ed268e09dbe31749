import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { friendlyQuarter } from '#contract/friendly.ts';
import type { Need } from '#contract/now.ts';
import { Now } from '#contract/now.ts';
import type { Actor } from '../box/actor.ts';
import { changeSettings } from '../box/settings.ts';
import { newId } from '../ids.ts';
import { makeAddresses } from '../links/addresses.ts';
import { addLink, readLink } from '../links/link.ts';
import { unlockLink } from '../links/password-acts.ts';
import { changeProject } from '../projects/project.ts';
import { startTestBox } from '../testing/box.ts';
import { testTime } from '../testing/clock.ts';
import { type TestKit, testKit } from '../testing/kit.ts';
import { actor, newGallery, newProject } from '../testing/links.ts';
import { makePhoto } from '../testing/photos.ts';
import { makePasswordGuard } from '../visits/password-guard.ts';
import { insertVisits } from '../visits/table.ts';
import { type NowSources, readNow } from './now.ts';
import { openToday } from './today.ts';

// 14:36 on 1 March 2027 in Shanghai.
const start = Date.UTC(2027, 2, 1, 6, 36);
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

async function venue() {
  const time = testTime(start);
  const kit = await testKit(time);
  await changeSettings(kit, 'box', { timeZone: 'Asia/Shanghai' });
  const projectId = await newProject(kit);
  const galleryId = await newGallery(kit, projectId);
  const sources: NowSources = {
    addresses: makeAddresses(kit.config, () => ({ publicOrigin: null }), { guest: () => 8090, local: () => 8080 }),
    watch: { state: () => ({ check: 'none', checkedAt: null }) },
    silentScreens: async () => [],
    troubledScreens: async () => [],
    closedCodes: () => [],
    onScreens: () => new Set(),
    today: openToday(kit),
    disk: { look: async () => ({ level: 'roomy', free: 9e10, size: 1e11 }) },
    crowd: () => undefined,
  };
  const link = async (policy: object, label = '') =>
    (await addLink(kit, actor, projectId, { galleryIds: [galleryId], for: 'one', label, policy })).id;
  const read = (as: Actor = actor, more: Partial<NowSources> = {}) => readNow(kit, { ...sources, ...more }, as);
  return {
    kit,
    time,
    projectId,
    galleryId,
    link,
    read,
    endings: async () =>
      (await read()).needs.filter((need) => need.kind === 'link_ending') as Extract<Need, { kind: 'link_ending' }>[],
  };
}

/** Visits of a link at these moments, each by a phone of its own unless one is named. */
async function visit(kit: TestKit, linkId: string, moments: readonly number[], phone?: string, staff = 0) {
  await kit.db.write(async (writer) => {
    await insertVisits(
      writer,
      moments.map((at) => ({
        id: newId(at),
        link_id: linkId,
        visitor: phone ?? newId(at),
        stand_in: 0,
        nonce: null,
        link_edition: 1,
        password_edition: 0,
        opened_at: at,
        ends_at: at + hour,
        last_seen_at: at,
        on_site: 1,
        address: '10.0.0.0',
        agent: '',
        ...{ day: 20261121, hour: 12, device: 'phone', system: 'ios', app: 'safari', region: 'site', staff },
        place: null,
      })),
    );
    await sql`UPDATE links SET opens = opens + ${moments.length}, last_open_at = ${moments.at(-1) ?? 0}
      WHERE id = ${linkId}`.execute(writer);
  });
}
const spread = (count: number, from: number, to: number) =>
  Array.from({ length: count }, (_, at) => Math.floor(from + ((to - from) * at) / count));

test('a calm box needs nothing', async () => {
  const { read, link } = await venue();
  await link({ maxOpens: 100, expiresInDays: 30 });
  const now = Now.parse(await read());
  expect(now).toMatchObject({
    needs: [],
    visits: { opens: 0, visitors: 0, hours: [{ hour: 14, opens: 0 }] },
    newest: { photos: [], by: null, at: null, count: 0 },
  });
});

test('a link under a fifth of its opens says how long the pace lets it live, and what one tap adds', async () => {
  const { kit, link, endings } = await venue();
  const id = await link({ maxOpens: 80 }, '赞助商版');
  await visit(kit, id, spread(59, start - 5 * hour, start - 4 * hour));
  await visit(kit, id, spread(5, start - 20 * minute, start));
  expect(await endings()).toEqual([]);
  await visit(kit, id, spread(10, start - 10 * minute, start));
  expect(await endings()).toEqual([
    expect.objectContaining({ name: '赞助商版', opensLeft: 6, minutesLeft: 12, offer: { opens: 20 } }),
  ]);
});

test('a link without a label has the titles of its galleries, and without a pace no minutes', async () => {
  const { kit, link, endings } = await venue();
  const id = await link({ maxOpens: 10 });
  await visit(kit, id, spread(9, start - 5 * hour, start - 4 * hour));
  expect(await endings()).toEqual([expect.objectContaining({ name: '主会场', opensLeft: 1, minutesLeft: null })]);
});

test('a link that ends within three days is there, one that ends later is not', async () => {
  const { link, endings } = await venue();
  await link({ expiresInDays: 3 }, 'later');
  await link({ expiresInDays: 2 }, 'soon');
  const [need, ...others] = await endings();
  expect(others).toEqual([]);
  expect(need).toMatchObject({ name: 'soon', opensLeft: null, offer: { days: 7 } });
});

test('what was used up or over lately is there for a day, revoked links and those of the archive are not', async () => {
  const { kit, time, projectId, link, endings } = await venue();
  const used = await link({ maxOpens: 4 }, 'used');
  await link({ expiresAt: new Date(start + hour).toISOString() }, 'over');
  const once = await link({ maxOpens: 1 }, 'good for one open');
  await link({ opensAt: new Date(start + day).toISOString(), expiresInDays: 2 }, 'not open yet');
  await visit(kit, used, spread(4, start, start + 1000));
  await visit(kit, once, [start]);
  time.advance(2 * hour);
  const found = await endings();
  expect(found.map(({ name, opensLeft, link }) => [name, opensLeft, link.state])).toEqual([
    ['used', 0, 'exhausted'],
    ['over', null, 'expired'],
  ]);
  await changeProject(kit, actor, projectId, { archived: true });
  expect(await endings()).toEqual([]);
  await changeProject(kit, actor, projectId, { archived: false });
  time.advance(22.5 * hour);
  expect((await endings()).map(({ name }) => name)).toEqual(['over', 'not open yet']);
});

test('the most urgent come first, and thirty at most', async () => {
  const { kit, link, endings } = await venue();
  for (let nr = 0; nr < 35; nr += 1) await link({ expiresInDays: 2 }, `ends ${nr}`);
  const paced = await link({ maxOpens: 50 }, 'paced');
  await visit(kit, paced, spread(45, start - 25 * minute, start));
  await link({ expiresAt: new Date(start + hour).toISOString() }, 'within the hour');
  const names = (await endings()).map(({ name }) => name);
  expect(names).toHaveLength(30);
  expect(names.slice(0, 2)).toEqual(['paced', 'within the hour']);
});

test('a gift is a number that people would say', () => {
  expect([1, 50, 80, 100, 150, 200, 500, 1000, 3000, 100_000].map(friendlyQuarter)).toEqual([
    20, 20, 20, 25, 40, 50, 150, 250, 750, 25_000,
  ]);
});

test('visits are those of today in the box’s zone, hour by hour, and a phone counts once', async () => {
  const { kit, link, read } = await venue();
  const id = await link({});
  const midnight = Date.UTC(2027, 1, 28, 16);
  await visit(kit, id, [midnight - 1]);
  await visit(kit, id, [midnight + 9 * hour, midnight + 9 * hour + 59 * minute], 'one phone');
  await visit(kit, id, [midnight + 11 * hour]);
  // Somebody of the house is no guest.
  await visit(kit, id, [midnight + 12 * hour], 'of the house', 1);
  expect((await read()).visits).toEqual({
    opens: 3,
    visitors: 2,
    hours: [9, 10, 11, 12, 13, 14].map((each) => ({ hour: each, opens: { 9: 2, 11: 1 }[each] ?? 0 })),
  });
});

test('visits are counted on, once each, also by many who ask at once, and a new day begins with none', async () => {
  const { kit, time, link, read } = await venue();
  const id = await link({});
  await visit(kit, id, spread(20, start - hour, start));
  const both = await Promise.all([read(), read(), read()]);
  expect(both.map(({ visits }) => visits.opens)).toEqual([20, 20, 20]);
  await visit(kit, id, spread(5, start, start + minute), 'one phone');
  time.advance(2 * minute);
  expect((await read()).visits).toMatchObject({ opens: 25, visitors: 21 });
  await changeSettings(kit, 'box', { timeZone: 'Europe/Berlin' });
  expect((await read()).visits.hours.at(-1)).toEqual({ hour: 7, opens: 17 });
  await changeSettings(kit, 'box', { timeZone: 'Asia/Shanghai' });
  time.advance(10 * hour);
  expect((await read()).visits).toEqual({ opens: 0, visitors: 0, hours: [{ hour: 0, opens: 0 }] });
  await visit(kit, id, [kit.clock.now()]);
  expect((await read()).visits).toMatchObject({ opens: 1, visitors: 1 });
});

test('limited accounts are told of their own projects', async () => {
  const { kit, link, read, projectId } = await venue();
  const id = await link({ maxOpens: 2 }, 'hidden');
  await visit(kit, id, [start, start + 1]);
  const ownId = await newProject(kit);
  const seer = (projectIds: string[]): Actor => ({ ...actor, role: 'staff', projectIds });
  expect(await read(seer([ownId]))).toMatchObject({ needs: [], visits: { opens: 0, visitors: 0 } });
  expect(await read(seer([ownId, projectId]))).toMatchObject({
    needs: [{ name: 'hidden' }],
    visits: { opens: 2, visitors: 2 },
  });
});

test('a silent screen and a public address that is lost go before all else', async () => {
  const { link, read } = await venue();
  await link({ expiresInDays: 0 });
  const screen = { id: newId(start), name: '西门屏', lastSeenAt: new Date(start).toISOString() };
  const { needs } = await read(actor, {
    silentScreens: async () => [screen],
    watch: { state: () => ({ check: 'unreachable', checkedAt: start }) },
    addresses: { origins: () => ({ public: 'https://a.example', local: 'http://10.0.0.1' }), admin: () => '' },
  });
  expect(needs.map(({ kind }) => kind)).toEqual(['screen_silent', 'public_address', 'link_ending']);
  expect(needs[0]).toMatchObject({ screenId: screen.id, name: '西门屏' });
  expect(needs[1]).toMatchObject({ origin: 'https://a.example', state: 'unreachable' });
});

test('a disk that is full and a clock that is wrong go before all else, a disk that only fills up goes last', async () => {
  const { link, read, time } = await venue();
  await link({ expiresInDays: 0 });
  const disk = (level: 'short' | 'stuck') => ({ disk: { look: async () => ({ level, free: 5000, size: 1e11 }) } });
  expect((await read(actor, disk('short'))).needs.map(({ kind }) => kind)).toEqual(['link_ending', 'disk']);
  time.setWall(0);
  const { needs } = Now.parse(await read(actor, disk('stuck')));
  expect(needs).toMatchObject([
    { kind: 'disk', level: 'stuck', free: 5000 },
    { kind: 'clock', taken: expect.stringMatching(/^2027-03-01T06:36/), machine: expect.stringMatching(/^1970/) },
    { kind: 'link_ending' },
  ]);
});

test('photos that came and that failed are told of until a week has passed; a gallery that filled needs no hand', async () => {
  const time = testTime();
  const box = await startTestBox({ time });
  onTestFinished(() => box.stop());
  const { id } = await box.project('峰会');
  const gallery = await box.gallery(id);
  const files = await Promise.all(
    Array.from({ length: 25 }, async (_, seed) => ({
      name: `${seed}.png`,
      data: await makePhoto({ width: 40, height: 30, format: 'png', seed }),
    })),
  );
  const photos = await box.bring(id, files, { galleryId: gallery.id });
  const read = async () => Now.parse(await box.owner.call('GET', '/api/now'));
  const before = await read();
  expect(before.needs).toEqual([]);
  expect(before.newest).toMatchObject({ by: 'owner', count: 25 });
  expect(before.newest.photos).toHaveLength(12);
  expect(before.newest.photos[0]?.images.thumb).toBeDefined();

  await box.kit.db.write((writer) =>
    sql`UPDATE originals SET state = 'failed' WHERE hash IN (SELECT hash FROM photos WHERE id IN (${photos[0]?.id}, ${photos[1]?.id}))`.execute(
      writer,
    ),
  );
  expect((await read()).needs).toMatchObject([
    { kind: 'photos_failed', projectId: id, projectTitle: '峰会', count: 2 },
  ]);
  await box.owner.ask('DELETE', `/api/photos/${photos[0]?.id}`);
  expect((await read()).needs).toMatchObject([{ kind: 'photos_failed', count: 1 }]);
  time.advance(8 * day);
  expect((await read()).needs).toEqual([]);
}, 60_000);

test('a link whose password is guessed at is told, with the side and until when, until staff unlock it', async () => {
  const { kit, read, link } = await venue();
  const id = await link({ password: '2026' }, '央视');
  const guard = makePasswordGuard(kit);
  const told: string[] = [];
  kit.changes.on('link.locked', ({ linkId }) => told.push(linkId));
  const stored = await readLink(kit.db.read, id);
  const guess = (nr: number) => guard(stored, { visitor: `thief ${Math.floor(nr / 5)}`, onSite: false }, 'wrong');
  for (let nr = 0; nr < 29; nr += 1) await expect(guess(nr)).rejects.toMatchObject({ code: 'password_wrong' });
  expect(told).toEqual([]);
  expect((await read()).needs).toEqual([]);
  await expect(guess(29)).rejects.toMatchObject({ code: 'password_wrong' });
  expect(told).toEqual([id]);
  const { needs } = Now.parse(await read());
  expect(needs).toEqual([expect.objectContaining({ kind: 'link_locked', name: '央视', side: 'tunnel' })]);
  const [need] = needs as Extract<Need, { kind: 'link_locked' }>[];
  expect(Date.parse(need?.until ?? '') - kit.clock.now()).toBeGreaterThan(59 * minute);
  expect((await read({ ...actor, projectIds: [] })).needs).toEqual([]);
  await unlockLink(kit, actor, id);
  expect((await read()).needs).toEqual([]);
});
