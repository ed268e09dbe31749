import { once } from 'node:events';
import { createServer, type RequestListener, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Addresses } from '#contract/addresses.ts';
import { startTestBox, type TestBox } from '../testing/box.ts';

let box: TestBox;
let other: TestBox;
const servers: Server[] = [];
beforeAll(async () => {
  [box, other] = await Promise.all([startTestBox(), startTestBox()]);
}, 60_000);
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});
afterAll(() => Promise.all([box.stop(), other.stop()]));

const set = (publicOrigin: string | null) => box.owner.call('PATCH', '/api/settings', { publicOrigin });
const read = () => box.owner.call<Addresses>('GET', '/api/addresses');
const check = async () => {
  // A moment later, so that what was found a moment ago is not shared.
  box.time.advance(4000);
  return (await box.owner.call<Addresses>('POST', '/api/addresses/check')).public?.check;
};
/** Something else that answers at an address, and how often it was asked. */
async function stranger(listener: RequestListener) {
  let asked = 0;
  const server = createServer((req, res) => {
    asked += 1;
    listener(req, res);
  }).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked: () => asked };
}

test('without a public address codes carry the local one, and nothing is checked', async () => {
  await set(null);
  const addresses = await read();
  expect(addresses).toMatchObject({ public: null, local: box.guestUrl, inCodes: box.guestUrl, stays: false });
  expect(addresses.admin).toBe(box.localUrl);
  expect(await check()).toBeUndefined();
});

test('the public address is found to be this very box, and codes carry it at once', async () => {
  const project = await box.project();
  await box.gallery(project.id);
  await set(box.guestUrl);
  expect(await check()).toBe('ok');
  const addresses = await read();
  expect(addresses).toMatchObject({ inCodes: box.guestUrl, public: { origin: box.guestUrl, from: 'settings' } });
  expect(Date.parse(addresses.public?.checkedAt as string)).toBeGreaterThan(0);

  await set('https://photos.example.com');
  const { items } = await box.owner.call<{ items: { url: string; codeUrl: string; localUrl: string }[] }>(
    'GET',
    `/api/projects/${project.id}/links`,
  );
  expect(items[0]?.url).toMatch(/^https:\/\/photos\.example\.com\/g\//);
  expect(items[0]?.codeUrl).toMatch(/^https:\/\/PHOTOS\.EXAMPLE\.COM\/G\//);
  expect(items[0]?.localUrl).toMatch(box.guestUrl);
});

test('what answers as no box does is told apart from another box', async () => {
  const listeners: Record<string, RequestListener> = {
    page: (_req, res) => res.end('<h1>It works!</h1>'),
    'not found': (_req, res) => res.writeHead(404).end('404 page not found'),
    'other JSON': (_req, res) => res.end('{"proof":1}'),
    'a proof of no box': (_req, res) => res.end('{"proof":"yes"}'),
    'a redirect to this box': (req, res) => res.writeHead(302, { location: box.guestUrl + req.url }).end(),
  };
  for (const [what, listener] of Object.entries(listeners)) {
    await set((await stranger(listener)).origin);
    expect([what, await check()]).toEqual([what, 'no_box']);
  }
});

test('another box, and an answer that is repeated, are not this box', async () => {
  await set(other.guestUrl);
  expect(await check()).toBe('another_box');
  // A proof that was seen before is none for the next nonce.
  const { proof } = (await (await box.guest(`/box-check/${'0'.repeat(32)}`)).json()) as { proof: string };
  const repeated = await stranger((_req, res) => res.end(JSON.stringify({ proof })));
  await set(repeated.origin);
  expect(await check()).toBe('another_box');
});

test('what does not answer is unreachable, and what answers without end is cut off', async () => {
  const gone = await stranger(() => {});
  servers.pop()?.close();
  await set(gone.origin);
  expect(await check()).toBe('unreachable');
  const tunnel = await stranger((_req, res) => res.writeHead(502).end('bad gateway'));
  await set(tunnel.origin);
  expect(await check()).toBe('unreachable');
  const endless = await stranger((_req, res) => {
    const more = setInterval(() => res.write('x'.repeat(512)), 5);
    res.once('close', () => clearInterval(more));
  });
  await set(endless.origin);
  expect(await check()).toBe('no_box');
});

test('many who ask at once share one look, and nobody asks again within a moment', async () => {
  const page = await stranger((_req, res) => setTimeout(() => res.end('{}'), 30));
  await set(page.origin);
  await check();
  const before = page.asked();
  box.time.advance(4000);
  await Promise.all(Array.from({ length: 10 }, () => box.owner.call('POST', '/api/addresses/check')));
  await box.owner.call('POST', '/api/addresses/check');
  expect(page.asked() - before).toBe(1);
});

test('what is found anew is announced, once', async () => {
  await set(null);
  const told: string[] = [];
  const stop = box.kit.changes.on('settings.changed', ({ names }) => told.push(...names));
  await set(box.guestUrl);
  await check();
  await check();
  expect(told).toEqual(['publicOrigin', 'addresses']);
  stop();
});

test('an address stays as long as codes carry the one that was set to stay', async () => {
  await set('https://photos.example.com');
  await box.owner.call('PATCH', '/api/settings', { stayingOrigin: 'https://photos.example.com' });
  expect(await read()).toMatchObject({ stays: true });
  await set('https://other.example.com');
  expect(await read()).toMatchObject({ stays: false });
});

test('the guest door answers to the public name at once, and to the staying one, and the local door to neither', async () => {
  const status = (url: string, host: string) =>
    new Promise<number>((resolve, reject) => {
      request(new URL('/healthz', url), { headers: { host } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      })
        .on('error', reject)
        .end();
    });
  await set('https://new.example.com');
  await box.owner.call('PATCH', '/api/settings', { stayingOrigin: 'https://printed.example.com' });
  for (const host of ['new.example.com', 'printed.example.com']) {
    expect([await status(box.guestUrl, host), await status(box.localUrl, host)]).toEqual([200, 421]);
  }
  await set('http://[2001:db8::7]:8090');
  await box.owner.call('PATCH', '/api/settings', { stayingOrigin: 'https://dotted.example.com.' });
  for (const host of ['[2001:db8::7]:8090', 'dotted.example.com', 'dotted.example.com.']) {
    expect([host, await status(box.guestUrl, host)]).toEqual([host, 200]);
  }
  await set(null);
  await box.owner.call('PATCH', '/api/settings', { stayingOrigin: null });
  for (const host of ['new.example.com', 'printed.example.com']) expect(await status(box.guestUrl, host)).toBe(421);
});

test('an origin is a scheme and a host alone', async () => {
  const bad = [
    'photos.example.com',
    'https://a.example/path',
    'ftp://a.example',
    'https://u:p@a.example',
    'javascript:0',
  ];
  for (const publicOrigin of bad) {
    expect([publicOrigin, (await box.owner.ask('PATCH', '/api/settings', { publicOrigin })).status]).toEqual([
      publicOrigin,
      400,
    ]);
  }
  expect(await set('HTTPS://Photos.Example.com/')).toMatchObject({ publicOrigin: 'https://photos.example.com' });
  await set(null);
});

test('what the environment says goes before what the owner set', async () => {
  const own = await startTestBox({ env: { MAIIMG_PUBLIC_ORIGIN: 'http://127.0.0.1:9' } });
  await own.owner.call('PATCH', '/api/settings', { publicOrigin: 'https://photos.example.com' });
  const addresses = await own.owner.call<Addresses>('POST', '/api/addresses/check');
  expect(addresses.public).toMatchObject({ origin: 'http://127.0.0.1:9', from: 'environment', check: 'unreachable' });
  await own.stop();
});
