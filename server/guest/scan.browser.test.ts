import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import { formOf, startTestBox, type TestBox } from '../testing/box.ts';
import { decodeCode, openBrowser, type Phone, type PhoneOptions, phone } from '../testing/browser.ts';
import { makePhoto } from '../testing/photos.ts';

let box: TestBox;
beforeAll(async () => {
  box = await startTestBox();
});
afterAll(async () => {
  await (await openBrowser()).close();
  await box.stop();
});

let seed = 40_000;
const shots = (count: number, more = {}) =>
  Promise.all(
    Array.from({ length: count }, async () => ({
      name: `${++seed}.jpg`,
      data: await makePhoto({ width: 900, height: 600, seed, ...more }),
    })),
  );

/** An event whose gallery holds so many photos that are ready. */
async function event(
  count: number,
  input: Record<string, unknown> = {},
): Promise<{ project: string; gallery: Gallery; link: Link; photos: string[] }> {
  const { id: project } = await box.project();
  const photos = count === 0 ? [] : (await box.bring(project, await shots(count))).map(({ id }) => id);
  const { link, ...gallery } = await box.gallery(project, { photoIds: photos, ...input });
  return { project, gallery, link, photos };
}

const opens = async (link: Link) => (await box.owner.call<Link>('GET', `/api/links/${link.id}`)).opens;

/** What a guest does: points the camera at the picture of the code, and goes where it leads. */
async function scan(link: Link, options: PhoneOptions): Promise<Phone> {
  const picture = await box.owner.ask('GET', `/api/links/${link.id}/qr.png?px=480`);
  const [address] = await decodeCode(new Uint8Array(await picture.arrayBuffer()));
  expect(address).toBe(link.codeUrl);
  const guest = await phone(await openBrowser(), options);
  await guest.page.goto(address as string);
  return guest;
}

/** The photos whose pictures are really drawn on the page. */
async function drawn({ page }: Phone): Promise<number> {
  return page.evaluate(
    () =>
      [...document.querySelectorAll<HTMLImageElement>('main a img[src*="/photos/"]')].filter(
        (image) => image.complete && image.naturalWidth > 0,
      ).length,
  );
}

async function leave({ context, strangers, complaints }: Phone, expected: RegExp = /^$/): Promise<void> {
  expect(strangers).toEqual([]);
  expect(complaints.filter((complaint) => !expected.test(complaint))).toEqual([]);
  await context.close();
}

describe.each([
  ['zh-CN', { wechat: true, locale: 'zh-CN' }],
  ['en', { locale: 'en', dark: true }],
] as const)('a guest with a phone in %s', (_, options) => {
  test('scans the code, sees the photos, and a photo that is added appears on the open phone', async () => {
    const { project, gallery, link } = await event(3, { inflow: 'append' });
    const guest = await scan(link, options);
    await expect.poll(() => drawn(guest), { timeout: 15_000 }).toBe(3);
    expect(await opens(link)).toBe(1);

    await box.owner.upload(project, await shots(1), { galleryId: gallery.id });
    await expect.poll(() => drawn(guest), { timeout: 15_000 }).toBe(4);
    expect(await opens(link)).toBe(1);
    await leave(guest);
  });

  test('sees a replaced photo change and a withdrawn one go, without a reload', async () => {
    const { link, photos } = await event(2);
    const guest = await scan(link, options);
    await expect.poll(() => drawn(guest), { timeout: 15_000 }).toBe(2);
    await guest.page.evaluate(() => Object.assign(window, { notReloaded: true }));

    const [fresh] = await shots(1, { width: 600, height: 900 });
    await box.owner.call(
      'PUT',
      `/api/photos/${photos[0]}/file`,
      formOf([fresh as { name: string; data: Uint8Array }], {}, 'photo'),
    );
    await expect
      .poll(() => guest.page.locator(`main img[src*="${photos[0]}"][src*="e=2"]`).count(), { timeout: 15_000 })
      .toBeGreaterThan(0);
    await expect.poll(() => drawn(guest), { timeout: 15_000 }).toBe(2);

    await box.owner.ask('DELETE', `/api/photos/${photos[1]}`);
    await expect
      .poll(() => guest.page.locator(`main a:has(img[src*="${photos[1]}"])`).count(), { timeout: 10_000 })
      .toBe(0);
    expect(await guest.page.evaluate(() => 'notReloaded' in window)).toBe(true);
    await leave(guest);
  });
});

describe('on a slow line', () => {
  const slow = async (guest: Phone) => {
    const tools = await guest.context.newCDPSession(guest.page);
    await tools.send('Network.enable');
    const speed = { latency: 200, downloadThroughput: 500_000, uploadThroughput: 500_000 };
    await tools.send('Network.emulateNetworkConditions', { offline: false, ...speed });
  };

  test.each([
    ['without a password', undefined],
    ['with one, so that nothing may be kept', 'wood pigeon'],
  ])('%s, the first photo goes ahead, and each is asked for once', async (_, password) => {
    const { project, gallery } = await event(5);
    const link = await box.owner.call<Link>('POST', `/api/projects/${project}/links`, {
      galleryIds: [gallery.id],
      ...(password && { policy: { password } }),
    });
    const guest = await phone(await openBrowser());
    await slow(guest);
    const asked: string[] = [];
    guest.page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.endsWith('/thumb')) asked.push(pathname);
    });
    await guest.page.goto(`${box.guestUrl}/g/${link.token}`);
    if (password) {
      await guest.page.fill('#password', password);
      await guest.page.click('.primary');
    }
    await expect.poll(() => drawn(guest), { timeout: 15_000 }).toBe(5);
    const sources = await guest.page
      .locator('.thumb')
      .evaluateAll((images: HTMLImageElement[]) => images.map(({ src }) => new URL(src).pathname));
    expect(asked[0]).toBe(sources[0]);
    expect(asked.toSorted()).toEqual(sources.toSorted());
    await leave(guest);
  });

  test('opens before the gate has come whole', async () => {
    const { link } = await event(2);
    let opened = () => {};
    const open = new Promise<void>((resolve) => {
      opened = resolve;
    });
    // In front of the box: it keeps the rest of the page back until the page has opened.
    const front = createServer((req, res) => {
      const { method, url = '', headers } = req;
      if (method === 'POST') opened();
      const options = { method, headers: { ...headers, 'accept-encoding': 'identity' } };
      const onward = request(new URL(url, box.guestUrl), options, async (answer) => {
        res.writeHead(answer.statusCode ?? 502, answer.headers);
        if (url !== `/g/${link.token}`) return answer.pipe(res);
        const page = await buffer(answer);
        const half = page.indexOf('<style');
        res.write(page.subarray(0, half));
        await open;
        return res.end(page.subarray(half));
      });
      req.pipe(onward);
    });
    await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      front.closeAllConnections();
      front.close();
    });
    const guest = await phone(await openBrowser());
    await guest.page.goto(`http://127.0.0.1:${(front.address() as AddressInfo).port}/g/${link.token}`);
    await expect.poll(() => drawn(guest), { timeout: 15_000 }).toBe(2);
    expect(await opens(link)).toBe(1);
    await guest.context.close();
  });

  test('a photo that failed before the script was there is asked for again', async () => {
    const { link } = await event(3);
    const guest = await phone(await openBrowser());
    let failed = () => {};
    const failure = new Promise<void>((resolve) => {
      failed = resolve;
    });
    guest.page.on('requestfailed', failed);
    await guest.page.route('**/thumb?*', (route) => route.abort(), { times: 1 });
    await guest.page.route('**/assets/main*', (route) => failure.then(() => route.continue()));
    await guest.page.goto(`${box.guestUrl}/g/${link.token}`);
    await expect.poll(() => drawn(guest), { timeout: 15_000 }).toBe(3);
    await guest.context.close();
  });
});

test('a reload, the back button and a second tab go on with the same open', async () => {
  const { link } = await event(2);
  const guest = await scan(link, { wechat: true });
  await expect.poll(() => drawn(guest), { timeout: 15_000 }).toBe(2);
  await guest.page.reload();
  await expect.poll(() => drawn(guest), { timeout: 15_000 }).toBe(2);
  await guest.page.goto('about:blank');
  await guest.page.goBack();
  await expect.poll(() => drawn(guest), { timeout: 15_000 }).toBe(2);
  const tab = await guest.context.newPage();
  await tab.goto(link.codeUrl as string);
  await expect.poll(() => tab.locator('main a img').count(), { timeout: 15_000 }).toBe(2);
  expect(await opens(link)).toBe(1);
  await leave(guest);
});

test('a phone that scans the printed code again later is the same visitor', async () => {
  const { project, gallery } = await event(1);
  const link = await box.owner.call<Link>('POST', `/api/projects/${project}/links`, {
    galleryIds: [gallery.id],
    policy: { maxOpensPerVisitor: 1 },
  });
  const guest = await scan(link, { wechat: true });
  await expect.poll(() => drawn(guest), { timeout: 15_000 }).toBe(1);
  expect(new URL(guest.page.url()).pathname).toBe(`/g/${link.token}`);
  await guest.page.goto('about:blank');
  box.time.advance(31 * 60_000);
  await guest.page.goto(link.codeUrl as string);
  await expect.poll(() => guest.page.locator('main').textContent(), { timeout: 10_000 }).toContain('用完');
  expect(await opens(link)).toBe(1);
  await leave(guest, /410/);
});

test('a code on a screen tells where it was scanned, by itself and behind a password, and the address does not keep it', async () => {
  const { project, gallery, link } = await event(1);
  const secret = await box.owner.call<Link>('POST', `/api/projects/${project}/links`, {
    galleryIds: [gallery.id],
    policy: { password: '2026' },
  });
  const names = { screen_name: '主舞台', scene_kind: 'poster', scene_name: '扫码领取' };
  await box.kit.db.write(async (writer) => {
    await writer
      .insertInto('screen_places')
      .values({ number: 1295, screen_id: 'screen', item_id: 'item', ...names })
      .execute();
  });
  for (const one of [link, secret]) {
    const guest = await phone(await openBrowser(), { wechat: true });
    await guest.page.goto(`${one.codeUrl}/ZZ`);
    if (one === secret) {
      for (const typed of ['1999', '2026']) {
        await guest.page.locator('#password').fill(typed);
        await guest.page.locator('form .primary').click();
        if (typed === '1999') await guest.page.locator('.help.wrong').waitFor();
      }
    }
    await expect.poll(() => drawn(guest), { timeout: 15_000 }).toBe(1);
    expect(new URL(guest.page.url()).pathname).toBe(`/g/${one.token}`);
    const visits = await box.kit.db.read.selectFrom('visits').select('place').where('link_id', '=', one.id).execute();
    expect(visits).toEqual([{ place: 1295 }]);
    await leave(guest, one === secret ? /401/ : undefined);
  }
});

test('a password is asked for, a wrong one is told, the right one opens', async () => {
  const { project, gallery } = await event(2);
  const link = await box.owner.call<Link>('POST', `/api/projects/${project}/links`, {
    galleryIds: [gallery.id],
    policy: { password: '会场2026' },
  });
  const guest = await scan(link, { wechat: true });
  await guest.page.locator('input[type=password]').fill('wrong one');
  await guest.page.locator('main button[type=submit]').tap();
  await expect.poll(() => guest.page.locator('main').textContent(), { timeout: 10_000 }).toContain('密码不对');
  expect(await opens(link)).toBe(0);
  await guest.page.locator('input[type=password]').fill('会场2026');
  await guest.page.locator('main button[type=submit]').tap();
  await expect.poll(() => drawn(guest), { timeout: 15_000 }).toBe(2);
  expect(await opens(link)).toBe(1);
  await leave(guest, /401/);
});

test('without script a button opens the same photos, and one can be looked at alone', async () => {
  const { link } = await event(2);
  const guest = await scan(link, { javaScript: false });
  await guest.page.locator('main button[type=submit]').tap();
  await guest.page.waitForURL(/\/g\/[0-9a-z]{26}$/);
  expect(await guest.page.locator('main a img').count()).toBe(2);
  await guest.page.reload();
  expect(await guest.page.locator('main a img').count()).toBe(2);
  expect(await opens(link)).toBe(1);
  const href = await guest.page.locator('main a:has(img)').first().getAttribute('href');
  expect((await guest.page.goto(new URL(href as string, guest.page.url()).href))?.headers()['content-type']).toMatch(
    /^image\//,
  );
  await leave(guest);
});

test('originals are offered one by one where the link allows them, and nowhere else', async () => {
  const { project, gallery, link: closed, photos } = await event(1);
  const open = await box.owner.call<Link>('POST', `/api/projects/${project}/links`, {
    galleryIds: [gallery.id],
    policy: { download: 'original' },
  });
  const visitor = await scan(open, {});
  await expect.poll(() => drawn(visitor), { timeout: 15_000 }).toBe(1);
  await visitor.page.locator('main a:has(img)').first().tap();
  const [download] = await Promise.all([
    visitor.page.waitForEvent('download'),
    visitor.page.locator('.pswp a[href*="/save"]').tap(),
  ]);
  expect(download.suggestedFilename()).toBe(`${seed}.jpg`);
  await leave(visitor);

  const guest = await scan(closed, {});
  await expect.poll(() => drawn(guest), { timeout: 15_000 }).toBe(1);
  await guest.page.locator('main a:has(img)').first().tap();
  await guest.page.locator('.pswp').waitFor({ state: 'visible' });
  expect(await guest.page.locator('a[href*="/original"], a[href*="/save"], a[href*=".zip"]').count()).toBe(0);
  const refused = await guest.page.evaluate(
    (path) => fetch(path).then((answer) => answer.status),
    `/g/${closed.token}/photos/${photos[0]}/original`,
  );
  expect(refused).toBe(403);
  await leave(guest, /403/);
});

test('a link that is revoked before the page listens closes it all the same', async () => {
  const { link } = await event(1);
  const guest = await phone(await openBrowser(), { wechat: true });
  let revoked = () => {};
  const over = new Promise<void>((resolve) => {
    revoked = resolve;
  });
  await guest.context.route(/\/live$/, async (route) => {
    await over;
    await route.continue();
  });
  await guest.page.goto(link.codeUrl as string);
  await expect.poll(() => drawn(guest), { timeout: 15_000 }).toBe(1);
  await box.owner.ask('DELETE', `/api/links/${link.id}`);
  revoked();
  await expect.poll(() => guest.page.locator('main').textContent(), { timeout: 8_000 }).toContain('收回');
  await leave(guest, /410/);
});

test('an open phone sees at once that its link was revoked, and a used-up link says so', async () => {
  const { project, gallery, link } = await event(1);
  const guest = await scan(link, { wechat: true });
  await expect.poll(() => drawn(guest), { timeout: 15_000 }).toBe(1);
  await box.owner.ask('DELETE', `/api/links/${link.id}`);
  await expect.poll(() => guest.page.locator('main').textContent(), { timeout: 10_000 }).toContain('收回');
  expect(await guest.page.locator('main a img').count()).toBe(0);
  await leave(guest, /410/);

  const once = await box.owner.call<Link>('POST', `/api/projects/${project}/links`, {
    galleryIds: [gallery.id],
    policy: { maxOpens: 1 },
  });
  const first = await scan(once, { wechat: true });
  await expect.poll(() => drawn(first), { timeout: 15_000 }).toBe(1);
  const second = await scan(once, { locale: 'en' });
  await expect.poll(() => second.page.locator('main').textContent(), { timeout: 10_000 }).toMatch(/used up/i);
  await first.page.reload();
  await expect.poll(() => drawn(first), { timeout: 15_000 }).toBe(1);
  await leave(first);
  await leave(second, /410/);
});
