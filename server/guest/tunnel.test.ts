import { request } from 'node:https';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Addresses } from '#contract/addresses.ts';
import { operations } from '#contract/operations.ts';
import { formOf, startTestBox, type TestBox } from '../testing/box.ts';
import { phoneAt, shelvePhotos } from '../testing/guests.ts';
import { makePhoto } from '../testing/photos.ts';
import { makeTunnel, noTunnel, type Tunnel, tunnelAddress } from '../testing/tunnel.ts';

const missing = noTunnel();

/** A real nginx with TLS stands before the guest door, as a tunnel's end or an owner's own proxy does. */
describe.skipIf(missing)(`behind a tunnel${missing ? ` (${missing})` : ''}`, () => {
  let tunnel: Tunnel;
  let box: TestBox;
  let projectId: string;
  beforeAll(async () => {
    tunnel = await makeTunnel();
    setDefaultCACertificates([...getCACertificates('default'), tunnel.certificate]);
    box = await startTestBox({ env: { MAIIMG_PUBLIC_ORIGIN: tunnel.origin, MAIIMG_TRUST_PROXY: tunnelAddress } });
    await tunnel.open(box.guestUrl);
    projectId = (await box.project()).id;
  });
  afterAll(async () => {
    await box.stop();
    await tunnel.close();
  });

  const shown = async () => {
    const gallery = await box.gallery(projectId);
    const photos = await shelvePhotos(box.kit, projectId, gallery.id, ['a.jpg', 'b.jpg']);
    return { gallery, photos, token: gallery.link.token ?? '', url: gallery.link.url };
  };
  const visitsOf = (linkId: string) =>
    box.kit.db.read
      .selectFrom('visits')
      .select(['on_site', 'address', 'visitor'])
      .where('link_id', '=', linkId)
      .orderBy('opened_at')
      .orderBy('id')
      .execute();
  /** Asks by the tunnel with headers that fetch would not let us send. */
  const raw = (method: string, path: string, headers: Record<string, string> = {}, body?: Buffer) =>
    new Promise<{ status: number; text: string }>((resolve, reject) => {
      const { port } = new URL(tunnel.origin);
      const asked = request(
        { host: '127.0.0.1', port, path, method, headers, rejectUnauthorized: false, agent: false },
        (answer) => {
          let text = '';
          answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
          answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
        },
      );
      asked.on('error', reject).end(body);
    });

  test('the link names the public address, opens there, and its cookies are secure', async () => {
    const { gallery, photos, token, url } = await shown();
    expect(url).toBe(`${tunnel.origin}/g/${token}`);
    const phone = phoneAt(tunnel.origin);
    const gate = await phone.ask(`/g/${token}`);
    const answer = await phone.open(token);
    const cookies = [...gate.headers.getSetCookie(), ...answer.headers.getSetCookie()];
    expect(cookies.map((line) => line.split('=')[0]).toSorted()).toEqual(['visit', 'visitor']);
    for (const line of cookies) expect(line).toMatch(/; HttpOnly; Secure; SameSite=Lax/);
    expect(gate.headers.get('cross-origin-opener-policy')).toBe('same-origin');
    const thumb = await phone.ask(`/g/${token}/photos/${photos[0]?.id}/thumb`);
    expect(Buffer.from(await thumb.arrayBuffer())).toEqual(photos[0]?.thumb);
    // On site, by plain HTTP, a secure cookie would never come back.
    const near = phoneAt(box.guestUrl);
    const plain = [
      ...(await near.ask(`/g/${token}`)).headers.getSetCookie(),
      ...(await near.open(token)).headers.getSetCookie(),
    ];
    for (const line of plain) expect(line).not.toMatch(/secure/i);
    expect((await visitsOf(gallery.link.id)).map(({ on_site }) => on_site)).toEqual([0, 1]);
  });

  test('a forwarded address counts from the tunnel alone, and there only what the tunnel itself saw', async () => {
    const { gallery, token } = await shown();
    const claims = {
      'x-forwarded-for': '203.0.113.7',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'evil.example',
      forwarded: 'for=203.0.113.8;proto=https;host=evil.example',
      'x-real-ip': '203.0.113.9',
      'cf-connecting-ip': '203.0.113.10',
      'true-client-ip': '203.0.113.11',
    };
    const agent = (name: string) => ({ agent: name, refusesCookies: true });
    await phoneAt(tunnel.origin, { ...agent('remote'), headers: claims }).opened(token);
    await phoneAt(box.guestUrl, { ...agent('near'), headers: claims }).opened(token);
    const near = phoneAt(box.guestUrl, { headers: claims });
    const cookies = (await near.ask(`/g/${token}`)).headers.getSetCookie();
    expect(cookies.join()).not.toMatch(/secure/i);
    const visits = await visitsOf(gallery.link.id);
    expect(visits.map(({ on_site }) => on_site)).toEqual([0, 1]);
    for (const { address } of visits) expect(address ?? '').not.toMatch(/203\.0\.113/);
    // Two phones that differ in nothing but what they claim are one to the box.
    const same = { agent: 'same', refusesCookies: true };
    for (const claim of ['198.51.100.1', '198.51.100.2']) {
      await phoneAt(tunnel.origin, { ...same, headers: { 'x-forwarded-for': claim } }).opened(token);
    }
    const [one, two] = (await visitsOf(gallery.link.id)).slice(2);
    expect(one?.visitor).toBe(two?.visitor);
  });

  test('nothing of the local door is reached, by whatever name or header', async () => {
    const tricks: Record<string, string>[] = [
      {},
      { 'x-forwarded-host': 'localhost:8080', 'x-forwarded-port': '8080', 'x-forwarded-prefix': '/api' },
      { 'x-original-url': '/api/setup', 'x-rewrite-url': '/api/setup' },
    ];
    const local = operations.filter(({ door }) => door === 'local');
    const guest = new Set(operations.filter(({ door }) => door === 'guest').map(({ path }) => path));
    const paths = new Set(local.map(({ path }) => path).filter((path) => !guest.has(path)));
    expect(paths.size).toBeGreaterThan(50);
    const asked = [...paths].map((path) => path.replace(/:\w+/g, '019aa111-2222-7333-8444-555566667777'));
    for (const path of [...asked, '/admin/', '/kiosk', '/kiosk/', '/socket.io/?EIO=4&transport=polling', '/metrics']) {
      expect([path, (await raw('GET', path)).status]).toEqual([path, 404]);
    }
    for (const trick of tricks) {
      for (const path of ['/api/setup', '//api/setup', '/g/../api/setup', '/g/%2e%2e/api/setup', '/;/api/setup']) {
        const { status, text } = await raw('GET', path, trick);
        expect([path, status]).toEqual([path, 404]);
        expect(text).not.toContain('claimed');
      }
    }
    const { host } = new URL(box.localUrl);
    for (const name of ['evil.example', 'photos.internal'])
      expect((await raw('GET', '/', { host: name })).status).toBe(421);
    expect((await raw('GET', '/api/setup', { host })).status).toBe(404);
  });

  test('nothing can be uploaded, and no socket opens', async () => {
    const data = await makePhoto({ width: 90, height: 60, seed: 1 });
    for (const path of [`/api/projects/${projectId}/photos`, '/', '/upload', `/g/${(await shown()).token}`]) {
      const answer = await fetch(`${tunnel.origin}${path}`, {
        method: 'POST',
        body: formOf([{ name: 'a.jpg', data }]),
      });
      expect([path, answer.status >= 400 && answer.status < 500]).toEqual([path, true]);
    }
    const { token } = await shown();
    const large = await raw(
      'POST',
      `/g/${token}/open`,
      { 'content-type': 'application/json' },
      Buffer.alloc(1_000_000, 32),
    );
    expect(large.status).toBe(413);
    const upgrade = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
    };
    for (const path of ['/socket.io/?EIO=4&transport=websocket', `/g/${token}/live`, '/staff']) {
      expect((await raw('GET', path, upgrade)).status).toBeGreaterThanOrEqual(400);
    }
  });

  test('what happens is told to a phone behind the tunnel at once: nothing is held back', async () => {
    const { gallery, token } = await shown();
    const phone = phoneAt(tunnel.origin);
    await phone.opened(token);
    const cut = new AbortController();
    const answer = await phone.ask(`/g/${token}/live`, { signal: cut.signal });
    const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
    let heard = '';
    const until = async (text: string) => {
      while (!heard.includes(text)) {
        const { value, done } = await reader.read();
        if (done) throw new Error(`the stream ended: ${heard}`);
        heard += Buffer.from(value).toString();
      }
    };
    await until(':');
    await box.owner.call('DELETE', `/api/links/${gallery.link.id}`);
    await until('event: link');
    cut.abort();
    expect(heard).toMatch(/event: link\ndata: .*revoked/);
  });

  test('the box knows whether its public address really answers as this box', async () => {
    const check = () => box.owner.call<Addresses>('POST', '/api/addresses/check');
    // What was found is shared for a moment.
    const later = () => box.time.advance(4000);
    later();
    expect((await check()).public).toMatchObject({ origin: tunnel.origin, check: 'ok' });
    const other = await startTestBox({ env: { MAIIMG_PUBLIC_ORIGIN: tunnel.origin } });
    await tunnel.open(other.guestUrl);
    later();
    expect((await check()).public?.check).toBe('another_box');
    await other.stop();
    later();
    // nginx answers 502 where nobody is behind it.
    expect((await check()).public?.check).toBe('unreachable');
    await tunnel.open(box.guestUrl);
    later();
    expect((await check()).public?.check).toBe('ok');
  });
});
