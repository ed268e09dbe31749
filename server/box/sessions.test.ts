import { afterEach, beforeEach, expect, test } from 'vitest';
import { startRoom, type TestRoom } from './test-box.ts';

let room: TestRoom;
let owner: string;
beforeEach(async () => {
  room = await startRoom();
  owner = (await room.claim()).cookie;
});
afterEach(async () => {
  await room.end();
  await room.remove();
});

const day = 86_400_000;
const status = async (cookie: string) => (await room.ask('GET', '/api/session', { cookie })).status;

async function newAccount(username: string, role: string) {
  const { id } = (
    await room.ask('POST', '/api/accounts', { cookie: owner, body: { username, password: 'correct horse', role } })
  ).body as { id?: string };
  return { path: `/api/accounts/${id}`, cookie: (await room.signIn(username)).cookie };
}

test('a session survives a restart and ends at sign-out, for good', async () => {
  await room.end();
  room = await startRoom({ data: room.data });
  expect(await status(owner)).toBe(200);

  const other = (await room.signIn()).cookie;
  const out = await room.ask('DELETE', '/api/session', { cookie: owner });
  expect(out.status).toBe(204);
  expect(out.setCookie).toMatch(/^maiimg_session=;.*Expires=Thu, 01 Jan 1970/);
  expect(await status(owner)).toBe(401);
  expect(await status(other)).toBe(200);
  await room.end();
  room = await startRoom({ data: room.data });
  expect(await status(owner)).toBe(401);
});

test.each([
  ['its role', { role: 'presenter' }],
  ['its password', { password: 'another password' }],
  ['disabling it', { disabled: true }],
])('a change of %s ends all sessions of an account at once', async (_what, body) => {
  const { path, cookie } = await newAccount('lin', 'staff');
  const second = (await room.signIn('lin')).cookie;
  const ended: string[] = [];
  room.kit.changes.on('session.ended', ({ actorId }) => ended.push(actorId));

  expect((await room.ask('PATCH', path, { cookie: owner, body })).status).toBe(200);

  expect(await status(cookie)).toBe(401);
  expect(await status(second)).toBe(401);
  expect(await status(owner)).toBe(200);
  expect(ended).toEqual([path.split('/').at(-1)]);
});

test('a change that changes nothing ends nothing, and removal ends all', async () => {
  const { path, cookie } = await newAccount('lin', 'staff');
  await room.ask('PATCH', path, { cookie: owner, body: { role: 'staff', disabled: false } });
  expect(await status(cookie)).toBe(200);
  expect((await room.ask('DELETE', path, { cookie: owner })).status).toBe(204);
  expect(await status(cookie)).toBe(401);
  expect((await room.signIn('lin')).status).toBe(401);
});

test('a session that is used goes on, one that is not lapses, and none lasts for ever', async () => {
  const idle = (await room.signIn()).cookie;
  room.time.later(29 * day);
  const used = await room.ask('GET', '/api/session', { cookie: owner });
  expect(used.setCookie).toMatch(/Max-Age=2592000/);
  expect(used.cookie).toBe(owner);
  expect((await room.ask('GET', '/api/session', { cookie: owner })).setCookie).toBeUndefined();
  room.time.later(2 * day);
  expect(await status(idle)).toBe(401);
  for (let month = 0; month < 5; month++) {
    expect(await status(owner)).toBe(200);
    room.time.later(29 * day);
  }
  expect(await status(owner)).toBe(200);
  room.time.later(5 * day);
  expect(await status(owner)).toBe(401);
});

test('a made-up, a cut and an empty token are nobody', async () => {
  for (const cookie of [
    'maiimg_session=',
    `maiimg_session=${'A'.repeat(43)}`,
    owner.slice(0, -1),
    `${owner}A`,
    'maiimg_session=%00',
    `x${owner}`,
  ]) {
    expect(await status(cookie)).toBe(401);
  }
  expect(await status(`a=b; ${owner}; c=d`)).toBe(200);
});

test('a session that was begun while the clock was years ahead lasts no longer than others once it is put right', async () => {
  const setClock = async (cookie: string, now: number) =>
    (await room.ask('PUT', '/api/clock', { cookie, body: { now: new Date(now).toISOString() } })).status;
  const right = room.kit.clock.now();
  expect(await setClock(owner, right + 3650 * day)).toBe(204);
  expect(await status(owner)).toBe(401);
  const early = (await room.signIn()).cookie;
  expect(await setClock(early, right)).toBe(204);
  expect(await status(early)).toBe(200);
  room.time.later(31 * day);
  expect(await status(early)).toBe(401);
});
