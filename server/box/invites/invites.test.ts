import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Account, Invite, MadeInvite } from '#contract/accounts.ts';
import { startRoom, type TestRoom } from '../test-box.ts';

const projectId = '019aa111-2222-7333-8444-555566667777';
const twoDays = 2 * 86_400_000;

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

const invite = async (body: object = { role: 'staff' }) =>
  (await room.ask('POST', '/api/invites', { cookie: owner, body })).body as never as MadeInvite;
const secretOf = ({ url }: MadeInvite) => url.split('#')[1] as string;
const accept = (secret: string, username = 'lin', password = 'correct horse') =>
  room.ask('POST', '/api/invites/accept', { body: { secret, username, password } });
const listed = async () =>
  ((await room.ask('GET', '/api/invites', { cookie: owner })).body as never as { items: Invite[] }).items;

test('whoever scans an invitation chooses a name and a password, and is in, with role and projects', async () => {
  const made = await invite({ role: 'presenter', projectIds: [projectId], note: '陈涛' });
  expect(made).toMatchObject({ role: 'presenter', projectIds: [projectId], note: '陈涛' });
  expect(made.url).toMatch(/^http:\/\/box\.test\/admin\/invite#[\w-]{32}$/);
  expect(made.code.path).toMatch(/^M0 0h7/);
  expect(Date.parse(made.expiresAt) - room.time.ms).toBe(twoDays);
  expect(await listed()).toEqual([expect.objectContaining({ id: made.id, note: '陈涛' })]);

  const read = await room.ask('POST', '/api/invites/read', { body: { secret: secretOf(made) } });
  expect(read.body).toEqual({ role: 'presenter', boxName: 'Maiimg Box', locale: 'zh-CN' });

  const accepted = await accept(secretOf(made), ' Chen ');
  expect(accepted.status).toBe(201);
  expect(accepted.body as unknown as Account).toMatchObject({
    username: 'chen',
    role: 'presenter',
    projectIds: [projectId],
    disabled: false,
  });
  expect(accepted.setCookie).toMatch(/HttpOnly/i);
  expect((await room.ask('GET', '/api/session', { cookie: accepted.cookie })).body).toMatchObject({
    username: 'chen',
    projectIds: [projectId],
  });
  expect((await room.signIn('chen')).status).toBe(204);
  expect(await listed()).toEqual([]);
});

test('of many who take one invitation at once, one has it', async () => {
  const secret = secretOf(await invite());
  const answers = await Promise.all(Array.from({ length: 8 }, (_, nr) => accept(secret, `lin-${nr}`)));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(answers.filter(({ body }) => body.code === 'invite_gone')).toHaveLength(7);
  expect(await room.kit.db.read.selectFrom('accounts').selectAll().execute()).toHaveLength(2);
});

test('a name that is taken leaves the invitation as it was', async () => {
  const secret = secretOf(await invite());
  expect((await accept(secret, 'owner')).body.code).toBe('username_taken');
  expect((await accept(secret, 'lin', 'short')).body.code).toBe('invalid_input');
  expect((await accept(secret)).status).toBe(201);
});

test('an invitation is over after two days, when it is taken back, and when its maker rules no more', async () => {
  const late = await invite();
  room.time.later(twoDays);
  expect((await accept(secretOf(late))).body.code).toBe('invite_gone');
  expect((await room.ask('POST', '/api/invites/read', { body: { secret: secretOf(late) } })).status).toBe(410);
  expect(await listed()).toEqual([]);

  const back = await invite();
  expect((await room.ask('DELETE', `/api/invites/${back.id}`, { cookie: owner })).status).toBe(204);
  expect((await room.ask('DELETE', `/api/invites/${back.id}`, { cookie: owner })).status).toBe(404);
  expect((await accept(secretOf(back))).body.code).toBe('invite_gone');

  const second = { username: 'second', password: 'correct horse', role: 'owner' };
  const { id } = (await room.ask('POST', '/api/accounts', { cookie: owner, body: second })).body as { id?: string };
  const cookie = (await room.signIn('second')).cookie;
  const theirs = (await room.ask('POST', '/api/invites', { cookie, body: { role: 'staff' } }))
    .body as never as MadeInvite;
  await room.ask('PATCH', `/api/accounts/${id}`, { cookie: owner, body: { role: 'staff' } });
  expect((await accept(secretOf(theirs))).body.code).toBe('invite_gone');
});

test('wrong secrets are bounded by the address they come from, many at once too', async () => {
  const good = secretOf(await invite());
  const guess = () => room.ask('POST', '/api/invites/read', { body: { secret: 'x'.repeat(32) } });
  const answers = await Promise.all(Array.from({ length: 40 }, guess));
  expect(answers.filter(({ body }) => body.code === 'invite_gone')).toHaveLength(10);
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(30);
  expect((await accept(good)).status).toBe(429);
  room.time.later(15 * 60_000);
  expect((await accept(good)).status).toBe(201);
});

test('the secret is neither logged nor kept nor told again', async () => {
  const made = await invite({ role: 'staff', note: '林悦' });
  const secret = secretOf(made);
  await room.ask('POST', '/api/invites/read', { body: { secret } });
  await accept(secret);
  await accept(secret, 'other');
  expect(room.logged.join('')).not.toContain(secret);
  expect(JSON.stringify(await room.kit.db.read.selectFrom('audit').selectAll().execute())).not.toContain(secret);
  const acts = await room.kit.db.read.selectFrom('audit').select(['action', 'by_name']).orderBy('id').execute();
  expect(acts.slice(-2)).toEqual([
    { action: 'invite.add', by_name: 'owner' },
    { action: 'invite.accept', by_name: 'lin' },
  ]);
});

test('nobody is invited as an owner, and only owners invite', async () => {
  expect((await room.ask('POST', '/api/invites', { cookie: owner, body: { role: 'owner' } })).body.code).toBe(
    'invalid_input',
  );
  const { cookie } = await accept(secretOf(await invite()));
  expect((await room.ask('POST', '/api/invites', { cookie, body: { role: 'staff' } })).status).toBe(403);
});
