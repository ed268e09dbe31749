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

const minute = 60_000;
const addAccount = (username: string, role = 'staff') =>
  room.ask('POST', '/api/accounts', { cookie: owner, body: { username, password: 'correct horse', role } });

test('the session is in a cookie that scripts and other sites cannot use', async () => {
  const { status, setCookie } = await room.signIn(' Owner ');
  expect(status).toBe(204);
  expect(setCookie).toMatch(/^maiimg_session=[\w-]{43};/);
  expect(setCookie).toMatch(/; HttpOnly/);
  expect(setCookie).toMatch(/; SameSite=Strict/);
  expect(setCookie).toMatch(/; Path=\//);
  expect(setCookie).toMatch(/Max-Age=2592000/);
  expect(setCookie).not.toMatch(/Secure|Domain/);
});

test('two hundred wrong guesses at once are bounded, over a restart as well, and the right one waits', async () => {
  const guess = () => room.signIn('owner', 'wrong', { 'x-forwarded-for': `10.0.0.${Math.random()}` });
  const judged = (answers: { body: { code?: string } }[]) =>
    answers.filter(({ body }) => body.code === 'sign_in_failed').length;

  let total = judged(await Promise.all(Array.from({ length: 200 }, guess)));
  expect(total).toBe(3);
  // With patience: every wait is sat out.
  for (let round = 0; round < 14; round++) {
    room.time.later(61_000);
    total += judged(await Promise.all([guess(), guess(), guess()]));
    if (round === 3) {
      await room.end();
      room = await startRoom({ data: room.data, time: room.time });
    }
  }
  expect(total).toBe(10);
  expect((await room.signIn()).body).toMatchObject({ code: 'too_many_attempts', retryAfter: 46 });
  // A session that runs is not touched by it.
  expect((await room.ask('GET', '/api/session', { cookie: owner })).status).toBe(200);
  room.time.later(46_000);
  expect((await room.signIn()).status).toBe(204);
});

test('from the fourth wrong guess on the wait grows, and the right password ends it', async () => {
  const waits: unknown[] = [];
  for (let wrong = 0; wrong < 6; wrong++) {
    expect((await room.signIn('owner', 'wrong')).body.code).toBe('sign_in_failed');
    const { retryAfter = 0 } = wrong < 2 ? {} : (await room.signIn('owner', 'wrong')).body;
    waits.push(retryAfter);
    room.time.later(retryAfter * 1000);
  }
  expect(waits).toEqual([0, 0, 1, 2, 4, 8]);
  expect((await room.signIn()).status).toBe(204);
  for (let wrong = 0; wrong < 3; wrong++) expect((await room.signIn('owner', 'wrong')).status).toBe(401);
});

test('guesses from one address are bounded whichever names they try, and signing in there costs none', async () => {
  let judged = 0;
  for (let nr = 0; nr < 60; nr++) {
    const { body } = await room.signIn(`name${nr}`, 'wrong');
    if (body.code === 'sign_in_failed') judged += 1;
    room.time.later((body.retryAfter ?? 0) * 1000);
    if (judged === 30) break;
  }
  expect(judged).toBe(30);
  const closed = await room.signIn();
  expect(closed.body.code).toBe('too_many_attempts');

  room.time.later(15 * minute);
  for (let nr = 0; nr < 40; nr++) expect((await room.signIn()).status).toBe(204);
}, 30_000);

test('an unknown name, a wrong password and a disabled account are told alike', async () => {
  await addAccount('lin');
  const { id } = (await addAccount('wang')).body as { id?: string };
  await room.ask('PATCH', `/api/accounts/${id}`, { cookie: owner, body: { disabled: true } });

  const answers: unknown[] = [];
  for (const [name, password] of [
    ['lin', 'wrong'],
    ['nobody', 'wrong'],
    ['wang', 'correct horse'],
    ['', ''],
    ['林悦', 'x'.repeat(900)],
  ] as const) {
    const { status, body, setCookie } = await room.signIn(name, password);
    answers.push({ status, body, setCookie });
  }
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]).toMatchObject({ status: 401, body: { code: 'sign_in_failed' } });

  // And bounded alike: after three more each waits as long.
  const told = async (name: string) => {
    const codes = [];
    for (let nr = 0; nr < 4; nr++) codes.push((await room.signIn(name, 'wrong')).body.code);
    return codes;
  };
  room.time.later(16 * minute);
  const unknown = await told('nobody');
  room.time.later(16 * minute);
  expect(await told('lin')).toEqual(unknown);
  expect(unknown[3]).toBe('too_many_attempts');
});

test('no password, token, key or code is in the log or, in the clear, in the database', async () => {
  const token = owner.split('=')[1] as string;
  const made = (await room.ask('POST', '/api/keys', { cookie: owner, body: { name: 'camera', role: 'photographer' } }))
    .body as { key?: string };
  await room.signIn('owner', 'a wrong secret');
  await room.signIn('password in the name', 'x');
  await room.ask('GET', '/api/session', { key: made.key as string });
  await room.ask('GET', '/api/session', { key: 'mk_wrong' });
  const kept = JSON.stringify([
    await room.kit.db.read.selectFrom('accounts').selectAll().execute(),
    await room.kit.db.read.selectFrom('sessions').selectAll().execute(),
    await room.kit.db.read.selectFrom('api_keys').selectAll().execute(),
    await room.kit.db.read.selectFrom('audit').selectAll().execute(),
    await room.kit.db.read.selectFrom('guesses').selectAll().execute(),
  ]);

  expect(room.logged.join('')).toContain('sign-in refused');
  for (const secret of [
    token,
    made.key as string,
    'correct horse',
    'a wrong secret',
    'password in the name',
    'mk_wrong',
  ]) {
    expect(room.logged.join('')).not.toContain(secret);
    expect(kept).not.toContain(secret);
  }
});
