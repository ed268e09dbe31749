import { expect, onTestFinished, test } from 'vitest';
import { reviveLink } from '../links/extend.ts';
import { readLink, revokeLink } from '../links/link.ts';
import { testTime } from '../testing/clock.ts';
import { testKit } from '../testing/kit.ts';
import { actor, newLink } from '../testing/links.ts';
import { makeOpener } from './open.ts';
import { openRunning, type Visit } from './running.ts';

const minute = 60_000;

async function oneVisit(time = testTime()) {
  const kit = await testKit(time);
  const link = await newLink(kit);
  let running = await openRunning(kit);
  onTestFinished(() => running.stop());
  const rest = {
    visitId: undefined,
    nonce: 'nonce-nonce-nonce',
    password: undefined,
    onSite: true,
    address: '10.0.0.1',
    agent: '',
  };
  const { visit } = await makeOpener(kit, running)({ link, visitor: { key: 'one', standIn: false }, ...rest });
  const restart = async () => {
    await running.stop();
    running = await openRunning(kit);
  };
  return { kit, link, visit, restart, running: () => running };
}

test('a visit lapses after 30 minutes in which nothing was asked for', async () => {
  const { kit, visit, running } = await oneVisit();
  kit.time.advance(30 * minute - 5000);
  expect(running().find(visit.id)).toEqual(visit);
  kit.time.advance(5000);
  expect(running().find(visit.id)).toBeUndefined();
  // What lapsed stays so, whatever is asked for afterwards.
  running().seen(visit.id);
  expect(running().find(visit.id)).toBeUndefined();
});

test('pages and photos keep it running, but for 12 hours at most', async () => {
  const { kit, visit, running } = await oneVisit();
  for (let minutes = 0; minutes < 719; minutes += 29) {
    kit.time.advance(29 * minute);
    running().seen(visit.id);
    if (minutes < 690) expect(running().find(visit.id)).toBeDefined();
  }
  expect(running().find(visit.id)).toBeUndefined();
  expect(visit.endsAt - visit.openedAt).toBe(720 * minute);
});

test('a wall clock that leaps neither ends a visit nor prolongs it', async () => {
  const { kit, visit, running } = await oneVisit();
  kit.time.setWall(kit.time.wall() + 10 * 24 * 60 * minute);
  expect(running().find(visit.id)).toBeDefined();
  kit.time.setWall(kit.time.wall() - 20 * 24 * 60 * minute);
  kit.time.advance(31 * minute);
  expect(running().find(visit.id)).toBeUndefined();
});

test('visits survive a restart with the time that they have left', async () => {
  const { kit, visit, running, restart, link } = await oneVisit();
  kit.time.advance(20 * minute);
  running().seen(visit.id);
  kit.time.advance(20 * minute);
  await restart();
  expect(running().find(visit.id)).toEqual(visit);
  expect(running().ofVisitor(link.id, 'one')).toEqual(visit);
  kit.time.advance(11 * minute);
  expect(running().find(visit.id)).toBeUndefined();
  await restart();
  expect(running().find(visit.id)).toBeUndefined();
});

test('a nonce is known across a restart for what is left of its ten minutes', async () => {
  const { kit, visit, running, restart, link } = await oneVisit();
  kit.time.advance(5 * minute);
  await restart();
  expect(running().ofNonce(link.id, 'nonce-nonce-nonce')).toEqual(visit);
  kit.time.advance(5 * minute);
  expect(running().ofNonce(link.id, 'nonce-nonce-nonce')).toBeUndefined();
  expect(running().find(visit.id)).toEqual(visit);
});

test('the visits of a revoked link are over, and stay over after a restart', async () => {
  const { kit, link, visit, running, restart } = await oneVisit();
  await revokeLink(kit, actor, link.id);
  expect(running().find(visit.id)).toBeUndefined();
  await restart();
  expect(running().find(visit.id)).toBeUndefined();
  expect((await readLink(kit.db.read, link.id)).opens).toBe(1);
});

test('the visits that a revocation ended stay over when the link is revived, also after a restart', async () => {
  const { kit, link, visit, running, restart } = await oneVisit();
  await revokeLink(kit, actor, link.id);
  kit.time.advance(minute);
  await reviveLink(kit, actor, link.id);
  expect(running().find(visit.id)).toBeUndefined();
  await restart();
  expect(running().find(visit.id)).toBeUndefined();
  expect(running().ofVisitor(link.id, 'one')).toBeUndefined();
});

test('what a box that was killed had not noted yet costs a visit at most the last minute', async () => {
  const { kit, visit, running } = await oneVisit();
  kit.time.advance(29 * minute);
  running().seen(visit.id);
  // Killed: nobody called stop.
  const after = await openRunning(kit);
  onTestFinished(() => after.stop());
  expect(after.find(visit.id)).toBeDefined();
});

test('who opens a link without end puts out neither the memory nor those who look at its photos', async () => {
  const kit = await testKit();
  const [link, other] = [await newLink(kit), await newLink(kit)];
  const bounds = { ofLink: 3, atStart: 4 };
  const running = await openRunning(kit, bounds);
  onTestFinished(() => running.stop());
  const open = makeOpener(kit, running);
  const opening = { visitId: undefined, nonce: undefined, password: undefined, onSite: true, address: '', agent: '' };
  const visitOf = async (of: typeof link, key: string) => {
    kit.time.advance(1000);
    return (await open({ ...opening, link: of, visitor: { key, standIn: false } })).visit;
  };
  const guest = await visitOf(link, 'guest');
  kit.time.advance(1000);
  running.seen(guest.id);
  const elsewhere = await visitOf(other, 'elsewhere');
  const flood: Visit[] = [];
  for (let nr = 0; nr < 5; nr += 1) flood.push(await visitOf(link, `flood ${nr}`));
  const run = (on: typeof running) =>
    [guest, elsewhere, ...flood].map(({ id }) => (on.find(id) === undefined ? '' : 'runs'));
  expect(run(running)).toEqual(['runs', 'runs', '', '', '', 'runs', 'runs']);
  expect(running.ofVisitor(link.id, 'flood 0')).toBeUndefined();
  // Those that lapse make room again.
  kit.time.advance(31 * minute);
  expect(run(running)).toEqual(Array(7).fill(''));
  for (const key of ['a', 'b', 'c']) expect(running.find((await visitOf(link, key)).id)).toBeDefined();
  await running.stop();
  const after = await openRunning(kit, { ...bounds, atStart: 2 });
  onTestFinished(() => after.stop());
  expect(['a', 'b', 'c'].map((key) => after.ofVisitor(link.id, key) !== undefined)).toEqual([false, true, true]);
});
