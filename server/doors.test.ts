import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Door, Operation, Role } from '#contract/operation.ts';
import { operations } from '#contract/operations.ts';
import { operationOf } from './http/serve.ts';
import { type Caller, callerOf, startTestBox, type TestBox } from './testing/box.ts';

let box: TestBox;
const callers = new Map<Role | 'nobody' | 'key', Caller>();
beforeAll(async () => {
  box = await startTestBox();
  callers.set('nobody', box.nobody).set('owner', box.owner);
  for (const role of ['staff', 'presenter', 'photographer'] as const) callers.set(role, await box.as(role));
  const { key } = await box.owner.call<{ key: string }>('POST', '/api/keys', { name: 'camera', role: 'photographer' });
  callers.set('key', callerOf(box.localUrl, { authorization: `Bearer ${key}` }));
});
afterAll(() => box.stop());

interface Layer {
  readonly handle: { readonly stack?: readonly Layer[] } & object;
  readonly route?: {
    readonly path: string;
    readonly stack: readonly { readonly handle: object; readonly method: string }[];
  };
}

/** Every handler that a door mounts under a method, with the operation that it serves. */
function mounted(layers: readonly Layer[]): { route: string; operation: Operation | undefined }[] {
  return layers.flatMap(({ route, handle }) =>
    route
      ? route.stack.map((step) => ({
          route: `${step.method?.toUpperCase()} ${route.path}`,
          operation: operationOf(step.handle),
        }))
      : handle.stack
        ? mounted(handle.stack)
        : [],
  );
}

const stackOf = (door: Door) => (box.apps[door] as unknown as { router: { stack: readonly Layer[] } }).router.stack;

describe.each(['local', 'guest'] as const)('the %s door', (door) => {
  test('mounts exactly the operations that the contract lists for it', () => {
    const served = mounted(stackOf(door)).flatMap(({ operation }) => (operation ? [operation.id] : []));
    const listed = operations.filter((operation) => operation.door === door).map(({ id }) => id);
    expect(served.toSorted()).toEqual(listed.toSorted());
  });

  test('mounts nothing else but its gate and its pages', () => {
    const others = mounted(stackOf(door)).filter(({ operation }) => operation === undefined);
    const known = operations
      .filter((operation) => operation.door === door)
      .map(({ method, path }) => `${method} ${path}`);
    const pages = ['GET /', 'GET /admin,/admin/{*rest}', 'GET /kiosk,/kiosk/'];
    expect(
      others
        .map(({ route }) => route)
        .filter((route) => !known.includes(route) && !route.startsWith('undefined') && !pages.includes(route)),
    ).toEqual([]);
  });
});

/** An address of an operation whose ids lead nowhere. */
function addressOf({ path }: Operation): string {
  return path
    .replace(/:size/, 'thumb')
    .replace(/:token/, 'a'.repeat(26))
    .replace(/:name/, 'none.js')
    .replace('/api/audiences/:id', '/api/audiences/none')
    .replace(/:\w+/g, '019aa111-2222-7333-8444-555566667777');
}

// Asked last, or they would end what the others need.
const ending = ['signOut', 'events', 'live'];
const local = operations.filter(({ door, id }) => door === 'local' && !ending.includes(id));

describe.each(local.map((operation) => [`${operation.method} ${operation.path}`, operation] as const))(
  '%s',
  (_, operation) => {
    test('is open to the roles that the contract names, and to nobody else', async () => {
      for (const [role, caller] of callers) {
        const answer = await caller.ask(
          operation.method,
          addressOf(operation),
          operation.method === 'GET' ? undefined : {},
        );
        const { code } = (answer.headers.get('content-type')?.includes('problem') ? await answer.json() : {}) as {
          code?: string;
        };
        const allowed =
          typeof operation.access === 'string' ||
          operation.access.includes(role === 'key' ? 'photographer' : (role as Role));
        const refused = role === 'nobody' ? 'not_signed_in' : 'not_allowed';
        if (allowed) expect([role, code]).not.toContain(refused);
        else expect([role, answer.status, code]).toEqual([role, role === 'nobody' ? 401 : 403, refused]);
      }
    });

    test('is not behind the guest door, whatever the headers say', async () => {
      if (operation.path === '/healthz') return;
      const cookie = {
        forwarded: 'host=localhost',
        'x-forwarded-host': 'localhost:8080',
        'x-original-url': operation.path,
      };
      const answer = await callerOf(box.guestUrl).ask(
        operation.method,
        addressOf(operation),
        operation.method === 'GET' ? undefined : {},
        cookie,
      );
      expect(answer.status).toBe(404);
    });
  },
);

/** Asks with any Host; fetch would not let us. */
function withHost(
  url: string,
  path: string,
  headers: Record<string, string> | string[],
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(new URL(path, url), { headers, setHost: false }, (answer) => {
      let body = '';
      answer.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }));
    });
    asked.on('error', reject);
    asked.end();
  });
}

test.each(['localUrl', 'guestUrl'] as const)('the %s answers to its own names alone', async (door) => {
  for (const host of [
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'evil.example:80',
    '',
    'a b',
    '169.254.169.254',
  ]) {
    const { status, body } = await withHost(box[door], '/healthz', { host });
    expect([host, status]).toEqual([host, host === 'a b' ? status : 421]);
    expect(body).not.toContain('"ok"');
  }
  for (const host of ['localhost', 'LOCALHOST:1234', '127.0.0.1', '[::1]:80', box.kit.config.machineName]) {
    expect((await withHost(box[door], '/healthz', { host })).status).toBe(200);
  }
});

test.each(['localUrl', 'guestUrl'] as const)('the %s answers to nobody who names two hosts', async (door) => {
  for (const hosts of [
    ['localhost', 'evil.example'],
    ['evil.example', 'localhost'],
    ['localhost', 'localhost'],
  ]) {
    const headers = hosts.flatMap((host) => ['host', host]);
    expect((await withHost(box[door], '/healthz', headers)).status).toBe(421);
  }
});

test('a public name opens the guest door and not the local one', async () => {
  const own = await startTestBox({ env: { MAIIMG_PUBLIC_ORIGIN: 'https://photos.example.com' } });
  expect((await withHost(own.guestUrl, '/healthz', { host: 'photos.example.com' })).status).toBe(200);
  expect((await withHost(own.localUrl, '/healthz', { host: 'photos.example.com' })).status).toBe(421);
  await own.stop();
});

test('a guest’s address on the local door leads to the guest door', async () => {
  const answer = await box.nobody.ask('GET', '/g/sometoken?x=1');
  expect(answer.status).toBe(307);
  expect(answer.headers.get('location')).toBe(`${box.guestUrl.replace('localhost', '127.0.0.1')}/g/sometoken?x=1`);
});

test('every answer carries the security headers of its door', async () => {
  for (const [url, path] of [
    [box.localUrl, '/api/setup'],
    [box.localUrl, '/nothing'],
    [box.guestUrl, '/healthz'],
    [box.guestUrl, '/nothing'],
    [box.guestUrl, '/g/none'],
  ] as const) {
    const { headers } = await fetch(new URL(path, url));
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy.match(/script-src [^;]*/)?.[0]).not.toMatch(/unsafe|\*|https?:/);
    expect([
      headers.get('x-content-type-options'),
      headers.get('referrer-policy'),
      headers.get('x-powered-by'),
      headers.get('strict-transport-security'),
    ]).toEqual(['nosniff', 'no-referrer', null, null]);
  }
});

test('headers that browsers heed over HTTPS alone come with it alone', async () => {
  const tunnelled = await startTestBox({ env: { MAIIMG_TRUST_PROXY: '127.0.0.1' } });
  const told = async (url: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(new URL('/healthz', url), { headers });
    return ['cross-origin-opener-policy', 'origin-agent-cluster'].map((name) => answer.headers.get(name));
  };
  const https = { 'x-forwarded-proto': 'https' };
  expect(await told(tunnelled.guestUrl, https)).toEqual(['same-origin', '?1']);
  for (const [url, headers] of [
    [tunnelled.guestUrl, {}],
    [tunnelled.localUrl, https],
    [box.guestUrl, https],
    [box.localUrl, {}],
  ] as const) {
    expect(await told(url, headers)).toEqual([null, null]);
  }
  await tunnelled.stop();
});

test('the OpenAPI page lists every operation, by a name of its own', async () => {
  const page = await box.nobody.call<{
    openapi: string;
    paths: Record<string, Record<string, { operationId: string }>>;
  }>('GET', '/api/openapi.json');
  const ids = Object.values(page.paths).flatMap((methods) =>
    Object.values(methods).map(({ operationId }) => operationId),
  );
  expect(page.openapi).toMatch(/^3\.1/);
  // What both doors have at one address is described once.
  const twice = ['/healthz', '/brand/:name'];
  const missing = operations.filter(({ id, path }) => !ids.includes(id) && !twice.includes(path));
  expect(missing.map(({ id }) => id)).toEqual([]);
});

test('an address that is broken, a body that is no JSON, and one that is too large each have a clear answer', async () => {
  const { cookie } = { cookie: '' };
  const post = (body: string, type = 'application/json') =>
    fetch(new URL('/api/session', box.localUrl), { method: 'POST', body, headers: { 'content-type': type, cookie } });
  expect((await withHost(box.localUrl, '/api/photos/%E0%A4%A/image/thumb', { host: 'localhost' })).status).toBe(400);
  expect([
    (await post('{"a":')).status,
    (await post('x', 'text/plain')).status,
    (await post(`{"a":"${'x'.repeat(2_000_000)}"}`)).status,
  ]).toEqual([400, 415, 413]);
});

test('a stream of events ends with the session or the key that opened it', async () => {
  const own = await startTestBox();
  const presenter = await own.as('presenter');
  const { id, key } = await own.owner.call<{ id: string; key: string }>('POST', '/api/keys', {
    name: 'script',
    role: 'staff',
  });
  const script = callerOf(own.localUrl, { authorization: `Bearer ${key}` });
  const streams = await Promise.all([presenter, script].map((caller) => caller.ask('GET', '/api/events')));
  const ended = streams.map((stream) => stream.text());
  await own.project();
  await own.owner.ask('DELETE', `/api/keys/${id}`);
  expect((await presenter.ask('DELETE', '/api/session')).status).toBe(204);
  const texts = await Promise.all(ended);
  expect(texts.map((text) => text.includes('event: project.changed'))).toEqual([true, true]);
  await own.stop();
});

test('keys go with the owner who made them', async () => {
  const own = await startTestBox();
  const second = await own.as('owner');
  const { key } = await second.call<{ key: string }>('POST', '/api/keys', { name: 'camera', role: 'staff' });
  const camera = callerOf(own.localUrl, { authorization: `Bearer ${key}` });
  expect((await camera.ask('GET', '/api/projects')).status).toBe(200);
  const { id } = await second.call<{ id: string }>('GET', '/api/session');
  await own.owner.call('PATCH', `/api/accounts/${id}`, { role: 'staff' });
  expect((await camera.ask('GET', '/api/projects')).status).toBe(401);
  await own.stop();
});

test('a body that says it is compressed is refused on the guest door, and no fault is logged', async () => {
  const answer = await fetch(new URL('/g/none/open', box.guestUrl), {
    method: 'POST',
    body: 'xx',
    headers: { 'content-type': 'application/json', 'content-encoding': 'br' },
  });
  expect(answer.status).toBe(415);
  expect(box.logged.join('')).not.toContain('"msg":"fault"');
});
