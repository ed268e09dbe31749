import { afterAll, beforeAll, expect, test } from 'vitest';
import { callerOf, ownerPassword, startTestBox, type TestBox } from '../testing/box.ts';

let box: TestBox;
beforeAll(async () => {
  box = await startTestBox();
  await box.owner.call('POST', '/api/accounts', { username: 'lin', password: ownerPassword, role: 'presenter' });
});
afterAll(() => box.stop());

async function signIn(password: string) {
  const answer = await box.nobody.ask('POST', '/api/session', { username: 'lin', password });
  return { status: answer.status, cookie: cookieOf(answer) };
}
const cookieOf = (answer: Response) => answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';

test('whoever knows the password may change it: other sessions end, this one goes on under a new cookie', async () => {
  const here = await signIn(ownerPassword);
  const elsewhere = await signIn(ownerPassword);
  const own = callerOf(box.localUrl, { cookie: here.cookie });

  const wrong = await own.ask('PUT', '/api/session/password', { current: 'a guess', password: 'new horse battery' });
  expect(wrong.status).toBe(401);
  expect(await wrong.json()).toMatchObject({ code: 'password_wrong' });
  expect((await own.ask('GET', '/api/session')).status).toBe(200);

  const done = await own.ask('PUT', '/api/session/password', {
    current: ownerPassword,
    password: 'new horse battery',
  });
  expect(done.status).toBe(204);
  expect((await callerOf(box.localUrl, { cookie: cookieOf(done) }).ask('GET', '/api/session')).status).toBe(200);
  for (const { cookie } of [here, elsewhere])
    expect((await callerOf(box.localUrl, { cookie }).ask('GET', '/api/session')).status).toBe(401);
  expect((await signIn(ownerPassword)).status).toBe(401);
  expect((await signIn('new horse battery')).status).toBe(204);
});

test('guesses of it are bounded, and a key has none', async () => {
  const { cookie } = await signIn('new horse battery');
  const own = callerOf(box.localUrl, { cookie });
  const statuses: number[] = [];
  for (let guess = 0; guess < 12; guess++)
    statuses.push(
      (await own.ask('PUT', '/api/session/password', { current: 'x', password: 'new horse battery' })).status,
    );
  expect(statuses.at(-1)).toBe(429);
  const { key } = await box.owner.call<{ key: string }>('POST', '/api/keys', { name: 'script', role: 'staff' });
  const byKey = callerOf(box.localUrl, { authorization: `Bearer ${key}` });
  const answer = await byKey.ask('PUT', '/api/session/password', { current: 'x', password: 'new horse battery' });
  expect(answer.status).toBe(403);
});
