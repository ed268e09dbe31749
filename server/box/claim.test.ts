import { afterEach, expect, test } from 'vitest';
import { startRoom, type TestRoom, testTime } from './test-box.ts';

let room: TestRoom;
afterEach(async () => {
  await room.end();
  await room.remove();
});

test('the box is claimed with the code on its console, and the answer signs in', async () => {
  room = await startRoom();
  expect(room.box.claim.code).toMatch(/^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/);
  expect((await room.ask('GET', '/api/setup')).body).toEqual({
    claimed: false,
    boxName: 'Maiimg Box',
    locale: 'zh-CN',
    brandColour: '#B7791F',
    logo: null,
  });

  const claimed = await room.claim('correct horse', { boxName: '北岸会展中心', locale: 'en' });

  expect(claimed.status).toBe(201);
  expect(claimed.body).toMatchObject({ claimed: true, boxName: '北岸会展中心', locale: 'en' });
  const me = await room.ask('GET', '/api/session', { cookie: claimed.cookie });
  expect(me.body).toMatchObject({
    username: 'owner',
    role: 'owner',
    by: 'session',
    boxName: '北岸会展中心',
    locale: 'en',
  });
  expect(room.box.claim.code).toBeUndefined();
  const { items } = (await room.ask('GET', '/api/audit', { cookie: claimed.cookie })).body as never as {
    items: { action: string }[];
  };
  expect(items.map(({ action }) => action).toSorted()).toEqual(['box.claim', 'settings.change']);
});

test('of twenty claims at once, one makes the owner', async () => {
  room = await startRoom();
  const claims = await Promise.all(
    Array.from({ length: 20 }, (_, nr) => room.claim(`password ${nr}`, { boxName: `box ${nr}` })),
  );

  const made = claims.filter(({ status }) => status === 201);
  expect(made).toHaveLength(1);
  expect(claims.filter(({ body }) => body.code === 'already_claimed')).toHaveLength(19);
  const winner = claims.indexOf(made[0] as never);
  expect(room.box.settings().boxName).toBe(`box ${winner}`);
  expect((await room.signIn('owner', `password ${winner}`)).status).toBe(204);
  expect((await room.signIn('owner', `password ${winner === 0 ? 1 : 0}`)).status).toBe(401);
  expect(
    (await room.ask('POST', '/api/setup', { body: { claimCode: 'x', password: 'correct horse' } })).body.code,
  ).toBe('already_claimed');
});

test('the code is taken in any case and without its dash', async () => {
  room = await startRoom();
  const code = (room.box.claim.code as string).toLowerCase().replace('-', ' ');
  expect((await room.ask('POST', '/api/setup', { body: { claimCode: code, password: 'correct horse' } })).status).toBe(
    201,
  );
});

test('wrong codes at once are bounded, and the right one is not taken until the window has passed', async () => {
  room = await startRoom();
  const wrong = { claimCode: 'AAAA-AAAA', password: 'correct horse' };
  const guesses = await Promise.all(Array.from({ length: 100 }, () => room.ask('POST', '/api/setup', { body: wrong })));

  expect(guesses.filter(({ body }) => body.code === 'claim_code_wrong')).toHaveLength(10);
  expect(guesses.filter(({ body }) => body.code === 'too_many_attempts')).toHaveLength(90);
  const early = await room.claim();
  expect(early.status).toBe(429);
  expect(early.body.retryAfter).toBe(900);
  expect(early.headers.get('retry-after')).toBe('900');
  room.time.later(900_000);
  expect((await room.claim()).status).toBe(201);
});

test('a claimed box stays claimed after a restart, and an unclaimed one has a new code', async () => {
  room = await startRoom();
  const code = room.box.claim.code;
  await room.end();
  room = await startRoom({ data: room.data });
  expect(room.box.claim.code).not.toBe(code);
  expect(room.box.claim.code).toBeDefined();
  await room.claim();
  await room.end();
  room = await startRoom({ data: room.data });
  expect(room.box.claim).toMatchObject({ claimed: true, code: undefined });
  expect((await room.ask('GET', '/api/setup')).body).toMatchObject({ claimed: true });
});

test('a configured password makes the owner at the first start, and is not looked at again', async () => {
  room = await startRoom({ ownerPassword: 'from the config' });
  expect(room.box.claim.claimed).toBe(true);
  expect((await room.signIn('owner', 'from the config')).status).toBe(204);
  await room.end();
  room = await startRoom({ data: room.data, ownerPassword: 'another one' });
  expect((await room.signIn('owner', 'another one')).status).toBe(401);
  room.time.later(5000);
  expect((await room.signIn('owner', 'from the config')).status).toBe(204);
});

test('nobody signs in to an unclaimed box, and a claim has to be whole', async () => {
  room = await startRoom({ time: testTime() });
  expect((await room.signIn()).body.code).toBe('not_claimed');
  expect((await room.claim('short')).body).toMatchObject({ code: 'invalid_input', errors: [{ field: 'password' }] });
  expect((await room.claim('long enough', { role: 'staff' })).body.code).toBe('invalid_input');
  expect(room.box.claim.claimed).toBe(false);
});
