import { readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { resetPassword } from './reset-password.ts';
import { writeResetRequest } from './reset-request.ts';
import { startRoom, type TestRoom } from './test-box.ts';

let room: TestRoom;
beforeEach(async () => {
  room = await startRoom();
});
afterEach(async () => {
  await room.end();
  await room.remove();
});

/** Runs the command at a console where these lines are typed or piped in; a short patience stands for the five seconds. */
async function command(argv: string[], typed: string[], { tty = false, patienceMs = 5000 } = {}) {
  const output = new PassThrough();
  const input = tty ? Object.assign(new PassThrough(), { isTTY: true }) : Readable.from([typed.join('\n')]);
  let said = '';
  output.on('data', (chunk) => {
    said += String(chunk);
    // As people do: each line when it is asked for.
    if (tty && /: $/.test(said)) (input as PassThrough).write(`${typed.shift()}\n`);
  });
  const code = await resetPassword({ data: room.data }, argv, { input, output, patienceMs });
  return { code, said };
}
const files = async () => (await readdir(room.data)).filter((name) => name.startsWith('reset-password'));

test('a running box takes the new password at once, ends the sessions and forgets the guesses', async () => {
  const owner = (await room.claim()).cookie;
  for (let nr = 0; nr < 4; nr++) await room.signIn('owner', 'wrong');
  expect((await room.signIn()).status).toBe(429);
  const ended: string[] = [];
  room.kit.changes.on('session.ended', ({ actorId }) => ended.push(actorId));

  const { code, said } = await command([], ['a new password']);

  expect(code).toBe(0);
  expect(said).toMatch(/^Done: [^\n]+\n$/);
  expect((await room.ask('GET', '/api/session', { cookie: owner })).status).toBe(401);
  expect((await room.signIn('owner', 'correct horse')).status).toBe(401);
  const cookie = (await room.signIn('owner', 'a new password')).cookie;
  expect(ended).toHaveLength(1);
  expect(await files()).toEqual([]);
  const audit = (await room.ask('GET', '/api/audit', { cookie })).body as never as {
    items: { by: string; action: string }[];
  };
  expect(audit.items).toContainEqual(expect.objectContaining({ by: 'console', action: 'account.reset' }));
  expect(room.logged.join('')).not.toContain('a new password');
});

test('a box that is off takes it at its next start, before anybody signs in', async () => {
  await room.claim();
  await room.end();
  const { code, said } = await command([], ['a new password'], { patienceMs: 300 });
  expect([code, said]).toEqual([0, expect.stringMatching(/^The box is not running[^\n]+\n$/)]);
  const [file = ''] = await files();
  expect((await stat(join(room.data, file))).mode & 0o777).toBe(0o600);
  expect(await readFile(join(room.data, file), 'utf8')).not.toContain('a new password');

  room = await startRoom({ data: room.data });
  expect(await files()).toEqual([]);
  expect((await room.signIn('owner', 'a new password')).status).toBe(204);
});

test('it is asked for twice at a terminal, and never shown', async () => {
  await room.claim();
  const same = await command([], ['a new password', 'a new password'], { tty: true });
  expect(same.code).toBe(0);
  expect(same.said).not.toContain('a new password');
  const different = await command([], ['another password', 'another passwort'], { tty: true });
  expect(different.code).toBe(1);
  expect((await room.signIn('owner', 'a new password')).status).toBe(204);
});

test('a generated one is told and works', async () => {
  await room.claim();
  const { code, said } = await command(['--generate'], []);
  expect(code).toBe(0);
  const password = /New password: (\S+)/.exec(said)?.[1] as string;
  expect(password).toMatch(/^([2-9a-hjkmnp-z]{5}-){3}[2-9a-hjkmnp-z]{5}$/);
  expect((await room.signIn('owner', password)).status).toBe(204);
});

test('a disabled owner named owner comes back, whoever else rules meanwhile', async () => {
  const owner = (await room.claim()).cookie;
  const { id } = (await room.ask('GET', '/api/session', { cookie: owner })).body as { id?: string };
  await room.ask('POST', '/api/accounts', {
    cookie: owner,
    body: { username: 'second', password: 'correct horse', role: 'owner' },
  });
  const second = (await room.signIn('second')).cookie;
  await room.ask('PATCH', `/api/accounts/${id}`, { cookie: second, body: { disabled: true } });
  await command([], ['a new password']);
  expect((await room.signIn('owner', 'a new password')).status).toBe(204);
  expect((await room.ask('GET', '/api/session', { cookie: second })).status).toBe(200);
});

test('a box without an owner, a short password, a strange option and a wrong folder are said', async () => {
  expect(await command([], ['a new password'])).toMatchObject({
    code: 1,
    said: expect.stringContaining('no owner yet'),
  });
  expect(await files()).toEqual([]);
  expect(await command([], ['short'])).toMatchObject({ code: 1, said: expect.stringContaining('8 to 200') });
  expect(await command(['--help'], [])).toMatchObject({ code: 2, said: expect.stringContaining('--generate') });
  const nowhere = await resetPassword({ data: join(room.data, 'none') }, [], {
    input: Readable.from(['x']),
    output: new PassThrough(),
    patienceMs: 0,
  });
  expect(nowhere).toBe(1);
});

test('a request that is none or points elsewhere changes nothing and harms nobody', async () => {
  await room.claim();
  await room.end();
  const file = join(room.data, 'reset-password.json');
  const elsewhere = join(room.data, 'elsewhere.json');
  await writeResetRequest(room.data, '$argon2id$x');
  await writeFile(elsewhere, await readFile(file));
  for (const content of ['', '{', '{"passwordHash":"plain"}', '{"passwordHash":7}', 'x'.repeat(10_000)]) {
    await writeFile(file, content);
    room = await startRoom({ data: room.data });
    expect((await room.signIn()).status).toBe(204);
    expect(await files()).toEqual(['reset-password.refused']);
    await room.end();
  }
  await symlink(elsewhere, file);
  room = await startRoom({ data: room.data });
  expect((await room.signIn()).status).toBe(204);
});
