import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Link } from '#contract/links.ts';
import type { Problem } from '#contract/problems.ts';
import { words } from '#words/index.ts';
import { startTestBox, type TestBox } from '../../testing/box.ts';
import { phoneAgent, phoneAt, shelvePhotos } from '../../testing/guests.ts';
import { portalWindow, type WifiPhone, wifiPhone } from '../../testing/wifi.ts';

const safari =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1';
/** The one address from which requests come through the tunnel. */
const tunnel = 9;
const { guest: say } = words('zh-CN').welcome;

let box: TestBox;
let hall: Link;
let secret: Link;
let shown: Link;
beforeAll(async () => {
  box = await startTestBox({ env: { MAIIMG_TRUST_PROXY: `127.0.0.${tunnel}` } });
  const { id } = await box.project('云境花园');
  const gallery = await box.gallery(id, { title: '主会场' });
  await shelvePhotos(box.kit, id, gallery.id, ['a', 'b', 'c']);
  const add = (policy: object) =>
    box.owner.call<Link>('POST', `/api/projects/${id}/links`, { galleryIds: [gallery.id], for: 'many', policy });
  hall = await add({ preview: false });
  secret = await add({ password: 'orchid', preview: false });
  shown = await add({ preview: true });
  await put({ on: true, text: '照片在这里', linkIds: [hall.id, secret.id, shown.id] });
});
afterAll(() => box.stop());

const put = (change: object) => box.owner.call('PUT', '/api/welcome', change);
let last = 20;
const phone = (agent?: string): WifiPhone => wifiPhone(box.guestUrl, ++last, agent);
const hereabouts = () => `${box.origins.local}/`;
const opensOf = async (link: Link) => (await box.owner.call<Link>('GET', `/api/links/${link.id}`)).opens;
const lead = { method: 'POST', body: '' };

const answers: [path: string, host: string, status: number, body: string][] = [
  [
    '/hotspot-detect.html',
    'captive.apple.com',
    200,
    '<HTML><HEAD><TITLE>Success</TITLE></HEAD><BODY>Success</BODY></HTML>',
  ],
  [
    '/library/test/success.html',
    'www.apple.com',
    200,
    '<HTML><HEAD><TITLE>Success</TITLE></HEAD><BODY>Success</BODY></HTML>',
  ],
  ['/generate_204', 'connectivitycheck.gstatic.com', 204, ''],
  ['/generate_204', 'connectivitycheck.platform.hicloud.com', 204, ''],
  ['/generate_204', 'connect.rom.miui.com', 204, ''],
  ['/gen_204', 'www.google.com', 204, ''],
  ['/connecttest.txt', 'www.msftconnecttest.com', 200, 'Microsoft Connect Test'],
  ['/ncsi.txt', 'www.msftncsi.com', 200, 'Microsoft NCSI'],
  ['/success.txt?ipv4', 'detectportal.firefox.com', 200, 'success\n'],
  [
    '/canonical.html',
    'detectportal.firefox.com',
    200,
    '<meta http-equiv="refresh" content="0;url=https://support.mozilla.org/kb/captive-portal"/>',
  ],
  ['/check_network_status.txt', 'nmcheck.gnome.org', 200, 'NetworkManager is online\n'],
  ['/nm-check.txt', 'ping.archlinux.org', 200, 'NetworkManager is online\n'],
  ['/nm', 'network-test.debian.org', 200, 'NetworkManager is online\n'],
  ['/static/hotspot.txt', 'fedoraproject.org', 200, 'OK\n'],
];

test.each(answers)(
  '%s at %s leads to the page until the guest went on, then all is well',
  async (path, host, status, body) => {
    const own = phone();
    for (const method of ['GET', 'HEAD']) {
      const led = await own.ask(path, { method, host });
      expect([led.status, led.headers.location, led.text]).toEqual([302, hereabouts(), '']);
      expect(led.headers).toMatchObject({ 'cache-control': 'no-store', connection: 'close' });
    }
    const on = await own.ask('/welcome/go-on?lang=en', lead);
    expect([on.status, on.headers.location]).toEqual([303, '/?lang=en']);
    const well = await own.ask(path, { host });
    expect([well.status, well.text]).toEqual([status, body]);
    expect(well.headers).toMatchObject({ 'cache-control': 'no-store', connection: 'close' });
    const head = await own.ask(path, { host, method: 'HEAD' });
    expect([head.status, head.text, head.headers['content-length']]).toEqual([
      status,
      '',
      well.headers['content-length'],
    ]);
    // Another phone beside it is asked for itself.
    expect((await phone().ask(path, { host })).status).toBe(302);
  },
);

test('Windows’ own way to the portal leads there, also later', async () => {
  const own = phone();
  await own.ask('/welcome/go-on', lead);
  const { status, headers } = await own.ask('/redirect', { host: 'www.msftconnecttest.com' });
  expect([status, headers.location]).toEqual([302, hereabouts()]);
});

test('nothing else is answered under another’s name, and nothing by the tunnel', async () => {
  const own = phone();
  for (const [path, method] of [
    ['/', 'GET'],
    ['/generate_2040', 'GET'],
    ['/GENERATE_204', 'GET'],
    ['/x/generate_204', 'GET'],
    ['/generate_204', 'POST'],
    ['/welcome/go-on', 'POST'],
    ['/welcome/captive', 'GET'],
    [`/g/${hall.token}`, 'GET'],
  ] as const) {
    expect([path, (await own.ask(path, { method, host: 'captive.apple.com' })).status]).toEqual([path, 421]);
  }
  const away = wifiPhone(box.guestUrl, tunnel, safari);
  expect((await away.ask('/generate_204', { host: 'connectivitycheck.gstatic.com' })).status).toBe(421);
  for (const path of ['/', '/generate_204', '/welcome/captive']) expect((await away.ask(path)).status).toBe(404);
  expect((await away.ask('/welcome/go-on', lead)).status).toBe(404);
});

test('nothing of it is there by the public address, through a tunnel that the box was not told of', async () => {
  const { port } = new URL(box.guestUrl);
  const own = phone(safari);
  await box.owner.call('PATCH', '/api/settings', { publicOrigin: `http://localhost:${port}` });
  for (const host of ['localhost', 'LOCALHOST', 'localhost.'].map((name) => `${name}:${port}`)) {
    for (const path of ['/', '/generate_204', '/welcome/captive'])
      expect([host, path, (await own.ask(path, { host })).status]).toEqual([host, path, 404]);
    expect((await own.ask('/welcome/go-on', { ...lead, host })).status).toBe(404);
  }
  // A portal window is one under every name.
  const window = await phone().ask(`/g/${hall.token}/open`, {
    ...{ method: 'POST', body: '{}', host: `localhost:${port}` },
    headers: {
      ...{ accept: 'application/json', 'content-type': 'application/json' },
      'x-requested-with': 'com.android.captiveportallogin',
    },
  });
  expect(window.status).toBe(403);
  expect((await own.ask('/')).status).toBe(200);
  // Without a tunnel it may be the very address of the page.
  await box.owner.call('PATCH', '/api/settings', { publicOrigin: box.origins.local });
  expect((await own.ask('/')).status).toBe(200);
  await box.owner.call('PATCH', '/api/settings', { publicOrigin: null });
  expect((await own.ask('/', { host: `localhost:${port}` })).status).toBe(200);
});

test('no page of another site goes on for a phone', async () => {
  const own = phone();
  await own.ask('/generate_204', { host: 'connectivitycheck.gstatic.com' });
  for (const [name, value] of [
    ['origin', 'http://elsewhere.test'],
    ['sec-fetch-site', 'cross-site'],
  ] as const)
    expect((await own.ask('/welcome/go-on', { ...lead, headers: { [name]: value } })).status).toBe(403);
  expect((await own.ask('/generate_204', { host: 'connectivitycheck.gstatic.com' })).status).toBe(302);
  // Ours keeps to itself where its form comes from.
  expect((await own.ask('/welcome/go-on', { ...lead, headers: { origin: 'null' } })).status).toBe(303);
});

test('a phone that asks by RFC 8908 hears how it is', async () => {
  const own = phone();
  const state = async () => {
    const { text, headers } = await own.ask('/welcome/captive');
    expect(headers['content-type']).toContain('application/captive+json');
    expect(headers['cache-control']).toContain('no-store');
    return JSON.parse(text) as object;
  };
  expect(await state()).toEqual({ captive: true, 'user-portal-url': hereabouts() });
  await own.ask('/welcome/go-on', lead);
  expect(await state()).toEqual({ captive: false, 'user-portal-url': hereabouts() });
});

describe('the page', () => {
  test('offers what staff put there, each under its own address, with no more than its link shows', async () => {
    const { status, headers, text } = await phone(safari).ask('/');
    expect([status, headers['cache-control']]).toEqual([200, 'no-store']);
    expect(text).toContain('照片在这里');
    expect([...text.matchAll(/href="(\/g\/\w+)"/g)].map(([, address]) => address)).toEqual(
      [hall, secret, shown].map(({ token }) => `/g/${token}`),
    );
    expect(text.match(/<img src="data:image\/png/g)).toHaveLength(1);
    expect(text.indexOf('<img src="data:image/png')).toBeGreaterThan(text.indexOf(`/g/${shown.token}`));
    expect(text.split(say.password)).toHaveLength(2);
    expect(text).toContain(words('zh-CN').guest.gate.lead(1, 3));
    // Nothing that asks for anything: no photo, no script, nobody's phone to keep.
    expect(text).not.toMatch(/<script|\/photos\/|style="/);
    expect(headers['set-cookie']).toBeUndefined();
    expect(text).not.toContain('/welcome/go-on');
  });

  test('speaks the phone’s language, and the other one by a tap, with or without cookies', async () => {
    const own = phone(safari);
    expect((await own.ask('/', { headers: { 'accept-language': 'en' } })).text).toContain('<html lang="en">');
    const other = await own.ask('/?lang=en');
    expect([other.status, other.headers['set-cookie']?.[0]]).toEqual([200, expect.stringContaining('lang=en')]);
    expect(other.text).toContain('<html lang="en">');
    expect(other.text).toContain(words('en').welcome.guest.title);
  });

  test('leaves out what does not open, and has it again when it does; with nothing there it says so', async () => {
    const offered = async () => (await phone(safari).ask('/')).text.match(/href="\/g\//g)?.length ?? 0;
    await put({ linkIds: [shown.id] });
    expect(await offered()).toBe(1);
    await box.owner.call('PATCH', `/api/links/${shown.id}`, { policy: { maxOpens: 1 } });
    await phoneAt(box.guestUrl).opened(shown.token as string);
    expect(await offered()).toBe(0);
    expect((await phone(safari).ask('/')).text).toContain(say.empty);
    await box.owner.call('PATCH', `/api/links/${shown.id}`, { policy: { maxOpens: null } });
    expect(await offered()).toBe(1);
    await box.owner.call('DELETE', `/api/links/${shown.id}`);
    expect(await offered()).toBe(0);
    await box.owner.call('POST', `/api/links/${shown.id}/revive`, {});
    // Under a new address it is offered by that.
    const { token } = await box.owner.call<Link>('POST', `/api/links/${shown.id}/rotate`);
    expect((await phone(safari).ask('/')).text).toContain(`href="/g/${token}"`);
    shown = { ...shown, token };
    // One that became somebody's own hangs there no more.
    const { projectId } = shown;
    const { id: recipientId } = await box.owner.call<{ id: string }>('POST', `/api/projects/${projectId}/recipients`, {
      name: '王芳',
    });
    await box.owner.call('PATCH', `/api/links/${shown.id}`, { recipientId });
    expect(await offered()).toBe(0);
    await box.owner.call('PATCH', `/api/links/${shown.id}`, { recipientId: null });
    await put({ linkIds: [hall.id, secret.id, shown.id] });
    expect(await offered()).toBe(3);
  });

  test('offers to go on where a browser comes while the phone still waits', async () => {
    const own = phone(safari);
    await own.ask('/generate_204', { host: 'connectivitycheck.gstatic.com' });
    expect((await own.ask('/')).text).toContain('action="/welcome/go-on?lang=zh-CN"');
    expect((await own.ask('/')).text).toContain(`href="/g/${hall.token}"`);
    await own.ask('/welcome/go-on', lead);
    expect((await own.ask('/')).text).not.toContain('/welcome/go-on');
  });
});

describe('in a portal window', () => {
  const json = (body: object) => ({
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const led = async (agent = portalWindow) => {
    const own = phone(agent);
    await own.ask('/hotspot-detect.html', { host: 'captive.apple.com' });
    return own;
  };

  test('the page tells the way out of it, and nothing there opens anything, before and after the guest went on', async () => {
    const own = await led();
    const before = (await own.ask('/?lang=zh-CN')).text;
    expect(before).toContain(`<p class="address" dir="ltr" translate="no">${new URL(hereabouts()).host}</p>`);
    expect(before).toContain('action="/welcome/go-on?lang=zh-CN"');
    expect(before).toContain('主会场');
    expect(before).not.toContain('/g/');
    await own.ask('/welcome/go-on', lead);
    const after = (await own.ask('/')).text;
    expect(after).toContain(say.window.titleOn);
    expect(after).not.toMatch(/\/g\/|<form/);
  });

  test('a link’s page leads to the browser and opens nothing; the box refuses what is sent all the same', async () => {
    for (const own of [await led(), phone(portalWindow)]) {
      // One that never asked for the internet says by its app that it is such a window.
      const headers = { 'x-requested-with': 'com.android.captiveportallogin' };
      const page = await own.ask(`/g/${hall.token}`, { headers });
      expect([page.status, page.headers['set-cookie']]).toEqual([200, undefined]);
      expect(page.text).toContain(say.window.wantedText('主会场'));
      expect(page.text).not.toMatch(/action="\/g\/|name="nonce"|<script/);
      const other = await own.ask(`/g/${hall.token}?lang=en`, { headers });
      expect(other.text).toContain(words('en').welcome.guest.window.wanted);

      for (const [body, wanted] of [
        [{}, 'application/json'],
        [{ go: 'page' }, 'text/html'],
        [{}, 'text/html'],
      ] as const) {
        const { headers: told, ...post } = json(body);
        const answer = await own.ask(`/g/${hall.token}/open`, {
          ...post,
          headers: { ...told, ...headers, accept: wanted },
        });
        expect(answer.status).toBe(403);
        if (wanted === 'application/json') expect((JSON.parse(answer.text) as Problem).code).toBe('captive_window');
        else expect(answer.text).toContain(say.window.wanted);
      }
      expect((await own.ask(`/g/${hall.token}`, { headers: { ...headers, accept: 'application/json' } })).status).toBe(
        403,
      );
    }
    expect(await opensOf(hall)).toBe(0);
  });

  test('the address is as short as there is one: the box’s own, where its page offers the link', async () => {
    const own = await led();
    const { host } = new URL(hereabouts());
    const text = (await own.ask(`/g/${hall.token}`)).text;
    expect(text).toContain(`>${host}</p>`);
    expect(text).toContain(say.window.thenTap('主会场'));
    await put({ linkIds: [secret.id] });
    expect((await own.ask(`/g/${hall.token}`)).text).toContain(`>${host}/<wbr>g/<wbr>${hall.token}</p>`);
    await put({ linkIds: [hall.id, secret.id, shown.id] });
  });

  test('a closed link says why it is closed, and an unknown one that it is unknown', async () => {
    const own = await led();
    await box.owner.call('DELETE', `/api/links/${secret.id}`);
    const closed = await own.ask(`/g/${secret.token}`);
    expect([closed.status, closed.text.includes(words('zh-CN').guest.closed.revoked)]).toEqual([410, true]);
    expect((await own.ask(`/g/${'a'.repeat(26)}`)).status).toBe(404);
    await box.owner.call('POST', `/api/links/${secret.id}/revive`, {});
  });

  test('WeChat and Safari on the same phone open as everywhere', async () => {
    const own = await led();
    const before = await opensOf(hall);
    for (const agent of [safari, phoneAgent]) {
      const opened = await own.ask(`/g/${hall.token}/open`, { ...json({}), agent });
      expect([agent, opened.status]).toEqual([agent, 200]);
    }
    expect(await opensOf(hall)).toBe(before + 2);
  });
});

test('switched off, all of it is as if it had never been there, and phones begin anew', async () => {
  const own = phone();
  await own.ask('/welcome/go-on', lead);
  await put({ on: false });
  const { status, text } = await own.ask('/');
  expect([status, text.includes(words('zh-CN').guest.unknown.title)]).toEqual([404, true]);
  expect((await own.ask('/generate_204', { host: 'connectivitycheck.gstatic.com' })).status).toBe(421);
  expect((await own.ask('/generate_204')).status).toBe(404);
  expect((await own.ask('/welcome/captive')).status).toBe(404);
  // What was a window is a web view like any other.
  expect((await own.ask(`/g/${hall.token}`)).text).toContain('name="nonce"');
  await put({ on: true });
  expect((await own.ask('/generate_204')).status).toBe(302);
});
