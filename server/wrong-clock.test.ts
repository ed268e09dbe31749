import { existsSync, globSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Link } from '#contract/links.ts';
import type { Need, Now } from '#contract/now.ts';
import { emptyTrash } from './library/recover.ts';
import { type Caller, callerOf, ownerPassword, startTestBox } from './testing/box.ts';
import { testTime } from './testing/clock.ts';
import { testFolder } from './testing/database.ts';
import { jsonPost, type Phone, phoneAt } from './testing/guests.ts';
import { makePhoto } from './testing/photos.ts';
import { type BoxProcess, startProcess } from './testing/process.ts';

// 14:36 on 1 March 2027 in Shanghai.
const start = Date.UTC(2027, 2, 1, 6, 36);
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A box with a photo in a gallery, and the ways to ask of it what a clock could spoil. */
async function venue() {
  const time = testTime(start);
  const data = await testFolder();
  let box = await startTestBox({ time, data });
  onTestFinished(() => box.stop());
  const project = await box.project();
  const files = [1, 2].map(async (seed) => ({
    name: `${seed}.jpg`,
    data: await makePhoto({ width: 90, height: 60, seed }),
  }));
  const [photo, other] = await box.bring(project.id, await Promise.all(files));
  const gallery = await box.gallery(project.id, { photoIds: [photo?.id] });
  return {
    time,
    other: other?.id ?? '',
    box: () => box,
    restart: async () => {
      box = await box.restart();
    },
    link: (policy: object) =>
      box.owner.call<Link>('POST', `/api/projects/${project.id}/links`, { galleryIds: [gallery.id], policy }),
    open: (link: Link) => openingOf(box.guestUrl, link),
    opens: async (link: Link) => (await box.owner.call<Link>('GET', `/api/links/${link.id}`)).opens,
    /** As liveness does every 20 s. */
    beat: () => box.kit.db.write(async () => {}),
    clockNeed: () => clockNeed(box.owner),
    photos: async () =>
      (
        await box.kit.db.read
          .selectFrom('photos')
          .select('id')
          .where('id', '=', other?.id ?? '')
          .execute()
      ).length,
  };
}

async function openingOf(guestUrl: string, { token }: Link): Promise<number> {
  return (await fetch(new URL(`/g/${token}/open`, guestUrl), jsonPost({}))).status;
}
async function clockNeed(owner: Caller): Promise<Extract<Need, { kind: 'clock' }> | undefined> {
  const { needs } = await owner.call<Now>('GET', '/api/now');
  return needs.find((need) => need.kind === 'clock');
}

test('a box that boots in 1970 opens nothing that has expired, deletes nothing, and says so', async () => {
  const { time, box, beat, restart, link, open, clockNeed, other, photos } = await venue();
  const [over, good] = [await link({ expiresInDays: 1 }), await link({ expiresInDays: 30 })];
  await box().owner.ask('DELETE', `/api/photos/${other}`);
  time.advance(8 * day);
  expect(await open(over)).toBe(410);
  await beat();

  time.setWall(0);
  await restart();
  expect([await open(over), await open(good)]).toEqual([410, 200]);
  expect(await emptyTrash(box().kit)).toEqual({ photos: 0, files: 0 });
  expect(await photos()).toBe(1);
  expect(await clockNeed()).toMatchObject({
    taken: expect.stringMatching(/^2027-03-09T/),
    machine: expect.stringMatching(/^1970/),
  });
  // Its time goes on all the same: 30 days are over after 30 days.
  time.advance(23 * day);
  expect(await open(good)).toBe(410);
  expect(await emptyTrash(box().kit)).toEqual({ photos: 0, files: 0 });

  time.setWall(start + 31 * day + hour);
  expect(await clockNeed()).toBeUndefined();
  expect(await emptyTrash(box().kit)).toEqual({ photos: 1, files: 1 });
  expect(await photos()).toBe(0);
});

test('a box that boots a year ahead closes what would be over and deletes nothing, and once it is right all is as before', async () => {
  const { time, box, beat, restart, link, open, clockNeed, other, photos } = await venue();
  const good = await link({ expiresInDays: 30 });
  await box().owner.ask('DELETE', `/api/photos/${other}`);
  time.setWall(start + 365 * day);
  await restart();
  expect(await open(good)).toBe(410);
  expect((await clockNeed())?.machine).toMatch(/^2028-02-29T/);
  // Through writes, and through another start as well.
  await beat();
  await restart();
  expect(await emptyTrash(box().kit)).toEqual({ photos: 0, files: 0 });
  expect(await photos()).toBe(1);

  time.setWall(start + hour);
  expect(await open(good)).toBe(200);
  expect(await clockNeed()).toBeUndefined();
  await restart();
  expect(await open(good)).toBe(200);
});

test('a clock that was wrong long enough to be believed is put right by the owner, and the links live again', async () => {
  const { time, box, beat, restart, link, open, clockNeed } = await venue();
  const good = await link({ expiresInDays: 30 });
  time.setWall(start + 20 * day);
  await beat();
  time.setWall(start + 40 * day);
  expect(await open(good)).toBe(410);
  await beat();
  time.setWall(start);
  await restart();
  expect(await open(good)).toBe(410);
  expect(await clockNeed()).toBeDefined();

  const right = { now: new Date(start).toISOString() };
  const staff = await box().as('staff');
  expect((await staff.ask('PUT', '/api/clock', right)).status).toBe(403);
  expect((await box().owner.ask('PUT', '/api/clock', { now: '1999-01-01T00:00:00Z' })).status).toBe(400);
  expect((await box().owner.ask('PUT', '/api/clock', right)).status).toBe(204);
  expect(await open(good)).toBe(200);
  expect(await clockNeed()).toBeUndefined();
  const { items } = await box().owner.call<{ items: { action: string }[] }>('GET', '/api/audit');
  expect(items.map(({ action }) => action)).toContain('clock.set');
  await restart();
  expect(await open(good)).toBe(200);
});

test('what is withdrawn while the machine’s clock is lost can be had back for seven days once it is right', async () => {
  const { time, box, beat, restart, other, photos } = await venue();
  await beat();
  time.setWall(0);
  await restart();
  time.advance(hour);
  await box().owner.ask('DELETE', `/api/photos/${other}`);
  time.advance(hour);
  // The box had been off for twenty days.
  time.setWall(start + 20 * day);
  expect(await emptyTrash(box().kit)).toEqual({ photos: 0, files: 0 });
  time.advance(6 * day);
  expect(await emptyTrash(box().kit)).toEqual({ photos: 0, files: 0 });
  expect(await photos()).toBe(1);
  time.advance(day);
  expect(await emptyTrash(box().kit)).toEqual({ photos: 1, files: 1 });
});

/** Looks at a photo of a visit: 200 while it runs. */
async function look(phone: Phone, path: string): Promise<number> {
  const answer = await phone.ask(path);
  await answer.arrayBuffer();
  return answer.status;
}

test('a visit lasts as long as it lasts, whichever way the wall clock jumps, and consumes one open', async () => {
  const { time, box, link, opens } = await venue();
  const linked = await link({ maxOpens: 5 });
  const phone = phoneAt(box().guestUrl);
  const thumb = (await phone.opened(linked.token ?? '')).chapters[0]?.photos[0]?.images.thumb ?? '';
  for (const jump of [+5 * hour, -9 * hour, +20 * day, -20 * day]) {
    time.setWall(time.wall() + jump);
    expect(await look(phone, thumb)).toBe(200);
    expect((await phone.open(linked.token ?? '')).status).toBe(200);
  }
  expect(await opens(linked)).toBe(1);
  // It lapses after half an hour that passed, not after one that a clock says.
  time.advance(29 * minute);
  time.setWall(time.wall() - 5 * hour);
  expect(await look(phone, thumb)).toBe(200);
  time.advance(30 * minute);
  time.setWall(time.wall() - 5 * hour);
  expect(await look(phone, thumb)).toBe(403);
});

test('what has expired stays so when the wall clock is put back during a visit', async () => {
  const { time, box, link, open } = await venue();
  const linked = await link({ expiresAt: new Date(start + hour).toISOString() });
  const phone = phoneAt(box().guestUrl);
  const thumb = (await phone.opened(linked.token ?? '')).chapters[0]?.photos[0]?.images.thumb ?? '';
  time.advance(hour);
  expect(await look(phone, thumb)).toBe(410);
  time.setWall(start - 5 * hour);
  expect([await look(phone, thumb), await open(linked)]).toEqual([410, 410]);
});

const [faketime] = globSync('/usr/lib/*/faketime/libfaketimeMT.so.1');
test.skipIf(faketime === undefined || !existsSync(faketime))(
  `a real process whose machine’s clock is wrong${faketime === undefined ? ' (libfaketime is not installed)' : ''}`,
  async () => {
    const folder = await testFolder();
    const file = join(folder, 'time');
    const data = join(folder, 'box');
    const wallIs = (at: number) => writeFile(file, `@${new Date(at).toISOString().slice(0, 19).replace('T', ' ')}\n`);
    const run = async (at: number) => {
      await wallIs(at);
      const box = await startProcess({
        MAIIMG_DATA: data,
        MAIIMG_OWNER_PASSWORD: ownerPassword,
        LD_PRELOAD: faketime ?? '',
        FAKETIME_TIMESTAMP_FILE: file,
        FAKETIME_NO_CACHE: '1',
        FAKETIME_DONT_FAKE_MONOTONIC: '1',
        NO_FAKE_STAT: '1',
        TZ: 'UTC',
      });
      onTestFinished(async () => {
        box.kill('SIGKILL');
        await box.ended;
      });
      return box;
    };
    // Sessions have lapsed in a year that never was.
    const signedIn = async ({ localUrl }: BoxProcess) => {
      const who = { username: 'owner', password: ownerPassword };
      const answer = await callerOf(localUrl).ask('POST', '/api/session', who);
      return callerOf(localUrl, { cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '' });
    };
    const first = await run(start);
    const owner = await signedIn(first);
    const { id } = await owner.call<{ id: string }>('POST', '/api/projects', { kind: 'event', title: 'clock' });
    const gallery = await owner.call<{ id: string }>('POST', `/api/projects/${id}/galleries`, { title: 'clock' });
    const [over, good] = (await Promise.all(
      [hour, 30 * day].map((ms) =>
        owner.call('POST', `/api/projects/${id}/links`, {
          galleryIds: [gallery.id],
          policy: { expiresAt: new Date(start + ms).toISOString() },
        }),
      ),
    )) as [Link, Link];
    expect(await openingOf(first.guestUrl, over)).toBe(200);
    await wallIs(start + 2 * hour);
    expect(await openingOf(first.guestUrl, over)).toBe(410);
    await owner.call('PATCH', `/api/links/${good.id}`, { label: 'a write, which keeps the mark' });
    first.kill('SIGKILL');
    await first.ended;

    const box = await run(0);
    const both = async () => [await openingOf(box.guestUrl, over), await openingOf(box.guestUrl, good)];
    expect(await both()).toEqual([410, 200]);
    expect(await clockNeed(await signedIn(box))).toMatchObject({ machine: expect.stringMatching(/^1970/) });
    await wallIs(start + 365 * day);
    expect(await both()).toEqual([410, 410]);
    expect(await clockNeed(await signedIn(box))).toMatchObject({ machine: expect.stringMatching(/^2028/) });
    await wallIs(start + 3 * hour);
    expect(await both()).toEqual([410, 200]);
    expect(await clockNeed(await signedIn(box))).toBeUndefined();
  },
);
