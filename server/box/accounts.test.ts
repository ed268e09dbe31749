import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startRoom, type TestRoom } from './test-box.ts';

let room: TestRoom;
let owner: string;
let ownerPath: string;
beforeEach(async () => {
  room = await startRoom();
  owner = (await room.claim()).cookie;
  ownerPath = `/api/accounts/${((await room.ask('GET', '/api/session', { cookie: owner })).body as { id?: string }).id}`;
});
afterEach(async () => {
  await room.end();
  await room.remove();
});

const add = (username: string, role: string) =>
  room.ask('POST', '/api/accounts', { cookie: owner, body: { username, password: 'correct horse', role } });
const items = async (path: string) =>
  (await room.ask('GET', path, { cookie: owner })).body as never as {
    items: Record<string, never>[];
    nextCursor: string | null;
  };

test('the last owner can be neither removed nor demoted nor disabled, and nothing of the try is left', async () => {
  for (const change of [{ role: 'staff' }, { disabled: true }]) {
    expect((await room.ask('PATCH', ownerPath, { cookie: owner, body: change })).body.code).toBe('last_owner');
  }
  expect((await room.ask('DELETE', ownerPath, { cookie: owner })).body.code).toBe('last_owner');
  expect((await room.ask('GET', '/api/session', { cookie: owner })).body).toMatchObject({ role: 'owner' });

  const second = (await add('second', 'owner')).body as { id?: string };
  await room.ask('PATCH', `/api/accounts/${second.id}`, { cookie: owner, body: { disabled: true } });
  expect((await room.ask('DELETE', ownerPath, { cookie: owner })).body.code).toBe('last_owner');
  await room.ask('PATCH', `/api/accounts/${second.id}`, { cookie: owner, body: { disabled: false } });
  expect((await room.ask('DELETE', ownerPath, { cookie: owner })).status).toBe(204);
});

test('two owners who remove each other at once leave one', async () => {
  const second = (await add('second', 'owner')).body as { id?: string };
  const cookie = (await room.signIn('second')).cookie;
  const answers = await Promise.all([
    room.ask('DELETE', ownerPath, { cookie }),
    room.ask('DELETE', `/api/accounts/${second.id}`, { cookie: owner }),
  ]);
  expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
  expect(await room.kit.db.read.selectFrom('accounts').selectAll().execute()).toHaveLength(1);
});

test('a name is taken once, in any case, also at once', async () => {
  const answers = await Promise.all(['lin', 'LIN', ' lin '].map((name) => add(name, 'staff')));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
  expect((await add('林悦', 'presenter')).status).toBe(201);
  for (const bad of ['', '-x', 'a b', 'a\nb', 'x'.repeat(41)])
    expect((await add(bad, 'staff')).body.code).toBe('invalid_input');
});

test('an API key opens what its role may, until it is withdrawn, and is told once', async () => {
  const made = (await room.ask('POST', '/api/keys', { cookie: owner, body: { name: 'camera', role: 'photographer' } }))
    .body as { id?: string; key?: string };
  const key = made.key as string;
  expect(key).toMatch(/^mk_[\w-]{43}$/);
  expect((await items('/api/keys')).items).toEqual([expect.objectContaining({ name: 'camera', lastUsedAt: null })]);
  expect(JSON.stringify(await items('/api/keys'))).not.toContain(key);

  expect((await room.ask('GET', '/api/session', { key })).body).toMatchObject({
    username: 'camera',
    role: 'photographer',
    by: 'key',
  });
  expect((await room.ask('GET', '/api/accounts', { key })).body.code).toBe('not_allowed');
  // A wrong key is not helped by a good cookie.
  expect((await room.ask('GET', '/api/session', { key: 'mk_x', cookie: owner })).status).toBe(401);
  // Noted beside the answer, not before it.
  await vi.waitFor(async () =>
    expect((await items('/api/keys')).items[0]).toMatchObject({ lastUsedAt: expect.any(String) }),
  );
  expect(
    (await room.ask('POST', '/api/keys', { cookie: owner, body: { name: 'too much', role: 'owner' } })).body.code,
  ).toBe('invalid_input');

  expect((await room.ask('DELETE', `/api/keys/${made.id}`, { cookie: owner })).status).toBe(204);
  expect((await room.ask('GET', '/api/session', { key })).status).toBe(401);
  expect((await room.ask('DELETE', `/api/keys/${made.id}`, { cookie: owner })).status).toBe(404);
});

test('settings change at once, for every room, and stay', async () => {
  const heard: unknown[] = [];
  room.kit.changes.on('settings.changed', ({ names }) => heard.push(names));
  const change = { boxName: '售楼处', timeZone: 'Asia/Tokyo' };
  expect((await room.ask('PATCH', '/api/settings', { cookie: owner, body: change })).body).toMatchObject({
    ...change,
    brandColour: '#B7791F',
  });
  await room.ask('PATCH', '/api/settings', { cookie: owner, body: change });
  expect(heard).toEqual([['boxName', 'timeZone']]);
  expect(room.box.settings()).toMatchObject(change);
  for (const bad of [{ timeZone: 'Mars/Base' }, { brandColour: 'red' }, { boxName: ' ' }, { other: 1 }]) {
    expect((await room.ask('PATCH', '/api/settings', { cookie: owner, body: bad })).body.code).toBe('invalid_input');
  }
  await room.end();
  room = await startRoom({ data: room.data });
  expect(room.box.settings()).toMatchObject({ ...change, locale: 'zh-CN' });
});

test('a setting that no longer fits is left at its default, and the box starts', async () => {
  await room.kit.db.write(async (writer) => {
    await writer
      .insertInto('settings')
      .values([
        { name: 'timeZone', value: '"Mars/Base"' },
        { name: 'locale', value: 'not json' },
        { name: 'brandColour', value: '"#112233"' },
      ])
      .execute();
  });
  await room.end();
  room = await startRoom({ data: room.data });
  expect(room.box.settings()).toMatchObject({ locale: 'zh-CN', brandColour: '#112233' });
  expect(room.box.settings().timeZone).not.toBe('Mars/Base');
});

test('what was done by whom is read newest first, page by page', async () => {
  const { id } = (await add('lin', 'staff')).body as { id?: string };
  await room.ask('PATCH', `/api/accounts/${id}`, {
    cookie: owner,
    body: { role: 'presenter', password: 'another secret' },
  });
  await room.ask('PATCH', '/api/settings', { cookie: owner, body: { boxName: '北岸' } });
  await add('lin', 'staff');
  const { items: entries } = await items('/api/audit');
  expect(entries.slice(0, 3)).toMatchObject([
    { by: 'owner', action: 'settings.change', detail: { boxName: { from: 'Maiimg Box', to: '北岸' } } },
    {
      by: 'owner',
      action: 'account.change',
      subject: id,
      detail: { username: 'lin', role: { from: 'staff', to: 'presenter' }, password: 'changed' },
    },
    { by: 'owner', action: 'account.add', subject: id, detail: { username: 'lin', role: 'staff' } },
  ]);
  expect(JSON.stringify(entries)).not.toContain('another secret');

  for (let nr = 0; nr < 60; nr++)
    await room.ask('PATCH', '/api/settings', { cookie: owner, body: { boxName: `box ${nr}` } });
  const first = await items('/api/audit');
  expect(first.items).toHaveLength(50);
  const second = await items(`/api/audit?cursor=${first.nextCursor}`);
  expect(second.nextCursor).toBeNull();
  expect(second.items).toHaveLength(entries.length + 60 - 50);
  expect(new Set([...first.items, ...second.items].map((entry) => entry.id)).size).toBe(entries.length + 60);
});
