import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { kioskFrontEnd } from './front-ends.ts';
import { localHeaders } from './headers.ts';

let server: Server;
let folder: string;
const ask = (path: string, method = 'GET') =>
  fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { method, redirect: 'manual' });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maiimg-test-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<title>kiosk</title>');
  await writeFile(join(folder, 'service-worker.js'), 'worker');
  await writeFile(join(folder, 'assets', 'main-1.js'), 'main');
  const app = express();
  app.use(localHeaders(), kioskFrontEnd('/kiosk', folder));
  app.use((_req, res) => void res.status(418).end());
  await new Promise<void>((resolve) => {
    server = app.listen(0, '127.0.0.1', () => resolve());
  });
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});

test('the kiosk’s page is at its path alone, and leaves everything else below it to others', async () => {
  for (const path of ['/kiosk', '/kiosk/']) {
    const page = await ask(path);
    expect([page.status, page.headers.get('cache-control'), await page.text()]).toEqual([
      200,
      'no-cache',
      '<title>kiosk</title>',
    ]);
  }
  for (const [path, method] of [
    ['/kiosk/key', 'POST'],
    ['/kiosk/photos/019aa111-2222-7333-8444-555566667777/kiosk', 'GET'],
    ['/kiosk/anything', 'GET'],
    ['/kiosk/%2e%2e/secret', 'GET'],
    ['/kioskx', 'GET'],
    ['/Kiosk', 'GET'],
  ] as const) {
    expect([path, (await ask(path, method)).status]).toEqual([path, 418]);
  }
});

test('its files may be kept for good, its worker never', async () => {
  expect((await ask('/kiosk/assets/main-1.js')).headers.get('cache-control')).toContain('immutable');
  expect((await ask('/kiosk/assets/none.js')).status).toBe(418);
  const worker = await ask('/kiosk/service-worker.js');
  expect([worker.status, worker.headers.get('cache-control'), worker.headers.get('service-worker-allowed')]).toEqual([
    200,
    'no-cache',
    '/kiosk',
  ]);
});

test('a page of the local door may speak to this box alone, by sockets too', async () => {
  const page = await ask('/kiosk');
  const { host } = new URL(page.url);
  const policy = page.headers.get('content-security-policy') ?? '';
  expect(policy).toContain(`connect-src 'self' ws://${host} wss://${host};`);
  expect(policy).toContain("worker-src 'self'");
});
