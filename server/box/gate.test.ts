import { once } from 'node:events';
import { connect } from 'node:net';
import express, { Router } from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Operation, Role } from '#contract/operation.ts';
import { operations } from '#contract/operations.ts';
import { problems } from '../http/problems.ts';
import { actorOf } from './actor.ts';
import { gate } from './gate.ts';
import { nowhere, startRoom, type TestRoom } from './test-box.ts';

const local = operations.filter(({ door }) => door === 'local');
const guests = operations.filter(({ door, path }) => door === 'guest' && !local.some((own) => own.path === path));
const roles: Role[] = ['owner', 'staff', 'presenter', 'photographer'];
/** An address that the operation has, of things that are not there. */
const address = ({ path }: Operation) => path.replaceAll(/:\w+/g, '019aa111-2222-7333-8444-555566667777');

let room: TestRoom;
let owner: string;
const keys: Partial<Record<Role, string>> = {};
const cookies: Partial<Record<Role, string>> = {};

beforeAll(async () => {
  room = await startRoom();
  owner = (await room.claim()).cookie;
  cookies.owner = owner;
  for (const role of roles.slice(1)) {
    await room.ask('POST', '/api/accounts', {
      cookie: owner,
      body: { username: role, password: 'correct horse', role },
    });
    cookies[role] = (await room.signIn(role)).cookie;
    const made = await room.ask('POST', '/api/keys', { cookie: owner, body: { name: role, role } });
    keys[role] = (made.body as { key?: string }).key as string;
  }
});
afterAll(async () => {
  await room.end();
  await room.remove();
});

/** A gate of its own before rooms that only say that they were reached, so that the matrix has no effects. */
async function probe(method: string, path: string, headers: Record<string, string> = {}) {
  probed ??= await listen();
  const answer = await fetch(probed.url + path, { method, headers });
  return {
    status: answer.status,
    headers: answer.headers,
    body: (method === 'HEAD' ? {} : await answer.json()) as { code?: string; as?: string },
  };
}
let probed: Awaited<ReturnType<typeof listen>> | undefined;
async function listen() {
  const app = express().set('case sensitive routing', true);
  app.use(gate(room.kit, nowhere));
  app.use((req: express.Request, res: express.Response) => {
    let as = 'anyone';
    try {
      as = actorOf(req).role;
    } catch {}
    res.status(299).json({ as });
  });
  app.use(problems(room.kit.log));
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `http://127.0.0.1:${(server.address() as { port: number }).port}` };
}
afterAll(() => void probed?.server.close());

test.each(local.map((operation) => [`${operation.method} ${operation.path}`, operation] as const))(
  '%s passes its roles and nobody else',
  async (_name, operation) => {
    const { method, access } = operation;
    const expected = (who: Role | 'stranger') => {
      if (access === 'anyone' || access === 'screens') return [299, 'anyone'];
      if (who === 'stranger') return [401, 'not_signed_in'];
      return access.includes(who) ? [299, who] : [403, 'not_allowed'];
    };
    const got = async (headers: Record<string, string>) => {
      const { status, body } = await probe(method, address(operation), headers);
      return [status, body.as ?? body.code];
    };

    expect(await got({})).toEqual(expected('stranger'));
    for (const role of roles) {
      expect(await got({ cookie: cookies[role] as string })).toEqual(expected(role));
      if (keys[role]) expect(await got({ authorization: `Bearer ${keys[role]}` })).toEqual(expected(role));
    }
    if (method === 'GET')
      expect((await probe('HEAD', address(operation))).status).toBe(typeof access === 'string' ? 299 : 401);
  },
);

test.each(
  local
    .filter(({ method }) => method !== 'GET')
    .map((operation) => [`${operation.method} ${operation.path}`, operation] as const),
)('%s is refused from another origin', async (_name, operation) => {
  await probe('GET', '/api/setup');
  const own = probed?.url as string;
  const role = typeof operation.access === 'string' ? 'owner' : (operation.access[0] as Role);
  const got = async (headers: Record<string, string>) =>
    (await probe(operation.method, address(operation), { cookie: cookies[role] as string, ...headers })).status;
  const foreign: Record<string, string>[] = [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
    { 'sec-fetch-site': 'same-site', origin: own },
    { origin: 'http://evil.example' },
    { origin: 'null' },
    { origin: own.replace('http:', 'https:') },
    // The guest door of the same box.
    { origin: own.replace(/:\d+$/, ':8090') },
    { origin: `${own}.evil.example` },
    { 'sec-fetch-site': 'cross-site', origin: own },
  ];
  for (const headers of foreign) expect([headers, await got(headers)]).toEqual([headers, 403]);
  const ours: Record<string, string>[] = [
    {},
    { origin: own },
    { 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'same-origin', origin: own },
  ];
  for (const headers of ours) {
    expect([headers, await got(headers)]).toEqual([headers, 299]);
  }
  // A pretended key does not open the way for what anyone may call.
  if (typeof operation.access === 'string')
    expect(await got({ origin: 'http://evil.example', authorization: 'Bearer mk_x' })).toBe(403);
});

test('a script with a key needs no origin', async () => {
  const headers = { authorization: `Bearer ${keys.staff}`, origin: 'http://elsewhere.example' };
  expect((await probe('POST', '/api/projects', headers)).status).toBe(299);
});

test('what is not in the contract is not there, whoever asks and however it is written', async () => {
  const cookie = owner;
  const paths = [
    '/',
    '/api',
    '/api/',
    '/api/nothing',
    '/API/projects',
    '/api/Projects',
    '/api/projects/a/b/c/d',
    '//api/projects',
    '/api//projects',
    '/api/projects%2f',
    '/admin',
    '/.env',
    '/api/projects/../settings/x',
  ];
  for (const path of [...paths, ...guests.map(address)]) {
    expect([path, (await probe('GET', path, { cookie })).body.code]).toEqual([path, 'not_found']);
  }
});

test('a method that an address does not take is named as such, with those that it takes', async () => {
  const wrong = await probe('PUT', '/api/projects');
  expect([wrong.status, wrong.body.code, wrong.headers.get('allow')]).toEqual([
    405,
    'method_not_allowed',
    'GET, HEAD, POST',
  ]);
  expect((await probe('OPTIONS', '/api/projects')).status).toBe(405);
});

test('no two operations of one method meet at one address, unless the one is a file of the other', async () => {
  for (const operation of local) {
    const fitting = await Promise.all(
      local
        .filter(({ method }) => method === operation.method)
        .map(async (other) => {
          const router = Router({ caseSensitive: true });
          let fits = false;
          router.all(other.path, (_req, _res, next) => {
            fits = true;
            next();
          });
          await new Promise((done) => router({ method: 'GET', url: address(operation) } as never, {} as never, done));
          return fits ? other.id : undefined;
        }),
    );
    // The file is served first; both are for the same people, so that neither's gate keeps out whom the other lets in.
    const whole = local.find(({ path, method }) => method === operation.method && `${path}.csv` === operation.path);
    expect(whole?.access ?? operation.access).toEqual(operation.access);
    // Only where the address ends in a name that may hold anything is it that of both.
    const both = whole !== undefined && /:\w+$/.test(whole.path);
    expect(fitting.filter(Boolean)).toEqual([operation.id, ...(both ? [whole.id] : [])]);
  }
});

test('a stranger is refused before his body is read', async () => {
  const { host, hostname, port } = new URL(room.url);
  const socket = connect(Number(port), hostname);
  socket.write(
    `POST /api/accounts HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{`,
  );
  const [answer] = (await once(socket, 'data')) as [Buffer];
  expect(answer.toString()).toContain('401 Unauthorized');
  socket.destroy();
});

test('broken JSON, another type and too much are refused by name', async () => {
  const post = async (body: string, type: string) => {
    const answer = await fetch(`${room.url}/api/session`, { method: 'POST', headers: { 'content-type': type }, body });
    return ((await answer.json()) as { code: string }).code;
  };
  expect(await post('{', 'application/json')).toBe('malformed_request');
  expect(await post('{"username":"owner"}', 'text/plain')).toBe('unsupported_media_type');
  expect(await post(`{"username":"${'x'.repeat(2_000_000)}"}`, 'application/json')).toBe('payload_too_large');
  expect(await post('{"username":"owner","password":["x"]}', 'application/json')).toBe('invalid_input');
});
