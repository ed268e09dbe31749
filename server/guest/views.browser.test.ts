import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import { startTestBox, type TestBox } from '../testing/box.ts';
import { openBrowser, type Phone, phone } from '../testing/browser.ts';
import { makePhoto } from '../testing/photos.ts';

const hour = 3_600_000;
let box: TestBox;
let wire: Wire;
let projectId: string;
let guest: Phone;
beforeAll(async () => {
  box = await startTestBox();
  wire = await openWire(Number(new URL(box.guestUrl).port));
  projectId = (await box.project()).id;
});
afterAll(async () => {
  await (await openBrowser()).close();
  await wire.close();
  await box.stop();
});
afterEach(async () => {
  expect(guest.strangers).toEqual([]);
  const meant = /Failed to load resource|ERR_INTERNET_DISCONNECTED|MIME type|EventSource/;
  expect(guest.complaints.filter((one) => !meant.test(one))).toEqual([]);
  await guest.context.close();
});

/** What leads from phones to the box; it can fall silent under open streams without ending them, as a sleeping phone's network does. */
interface Wire {
  readonly origin: string;
  /** Streams that were begun. */
  streams(): number;
  silence(): void;
  close(): Promise<void>;
}

async function openWire(port: number): Promise<Wire> {
  const sockets = new Set<Socket>();
  const live = new Set<() => void>();
  let streams = 0;
  const server: Server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    let silent = false;
    const silence = () => {
      silent = true;
    };
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('data', (bytes) => {
        if (from === near && bytes.includes('/live')) {
          streams += 1;
          live.add(silence);
        }
        if (!silent) to.write(bytes);
      });
      from.on('error', () => {});
      from.on('close', () => {
        sockets.delete(from);
        live.delete(silence);
        to.destroy();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    streams: () => streams,
    silence: () => {
      for (const silence of live) silence();
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

let seeds = 90_000;
const shot = async () => {
  seeds += 1;
  return { name: `${seeds}.jpg`, data: await makePhoto({ width: 900, height: 600, seed: seeds }) };
};

/** A gallery of so many photos on a phone whose clock the test moves; `page` looks at it. */
async function open(count: number) {
  const photos = await box.bring(projectId, await Promise.all(Array.from({ length: count }, shot)));
  const gallery = await box.owner.call<Gallery & { link: Link }>('POST', `/api/projects/${projectId}/galleries`, {
    title: '主会场',
    inflow: 'append',
    photoIds: photos.map(({ id }) => id),
  });
  await box.owner.call('PATCH', `/api/links/${gallery.link.id}`, { policy: { download: 'screen' } });
  guest = await phone(await openBrowser());
  const { page } = guest;
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/events')) sent.push(request.url());
  });
  await page.clock.install();
  await page.addInitScript(() => {
    let state = 'visible';
    Object.defineProperty(document, 'visibilityState', { get: () => state });
    Object.assign(window, {
      turn(to: string) {
        state = to;
        document.dispatchEvent(new Event('visibilitychange'));
      },
    });
  });
  await page.goto(`${wire.origin}/g/${gallery.link.token}`);
  await page.locator('[data-page="gallery"]').waitFor();
  await expect.poll(() => page.evaluate(() => document.querySelectorAll('.tile a img').length)).toBe(count);
  // Nobody is believed to have looked longer than the visit has run.
  box.time.advance(20 * 60_000);
  const views = () =>
    box.kit.db.read
      .selectFrom('photo_views')
      .innerJoin('visits', 'visits.id', 'visit_id')
      .select(['photo_id', 'views', 'photo_views.ms', 'saved_at', 'gallery_id'])
      .where('link_id', '=', gallery.link.id)
      .orderBy('first_at')
      .orderBy('photo_id')
      .execute();
  return { page, photos, gallery, sent, views };
}
const turn = (page: Page, state: 'hidden' | 'visible') =>
  page.evaluate((to) => (window as unknown as { turn(to: string): void }).turn(to), state);
const tiles = (page: Page) => page.locator('.on .tile').count();
const enlarge = async (page: Page, id: string | undefined) => {
  await page.locator(`.on [data-id="${id}"] a.photo`).click();
  await page.locator('.pswp--open').waitFor();
  await page.clock.runFor(400);
};

/** Drawn a little and let go of again, the photo stays; drawn far, it gives way to the next. */
async function swipe(page: Page, from: number, to: number): Promise<void> {
  await page.mouse.move(from, 400);
  await page.mouse.down();
  for (let step = 1; step <= 8; step += 1) await page.mouse.move(from + ((to - from) * step) / 8, 400);
  await page.clock.runFor(200);
  await page.mouse.up();
  await page.clock.runFor(800);
}

test('each photo is told with the time that it was large before somebody’s eyes, in few beacons', async () => {
  const { page, photos, gallery, sent, views } = await open(3);
  const [a, b, c] = photos.map(({ id }) => id);
  await enlarge(page, a);
  await page.clock.runFor(4000);
  await swipe(page, 300, 260);
  await swipe(page, 320, 40);
  await expect.poll(() => page.evaluate(() => (history.state as { photo?: string }).photo)).toBe(b);
  await page.clock.runFor(3000);
  // Passed by, and the one before it once more.
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await page.clock.runFor(2000);
  await turn(page, 'hidden');
  await expect.poll(views).toMatchObject([
    { photo_id: a, views: 1, gallery_id: gallery.id },
    { photo_id: b, views: 2 },
  ]);
  expect(sent).toHaveLength(1);
  const before = await views();
  expect(before[0]?.ms).toBeGreaterThanOrEqual(4000);
  expect(before[1]?.ms).toBeGreaterThanOrEqual(5000);

  // Hidden for ten minutes, asleep for an hour: the same look goes on, and neither is counted.
  await page.clock.runFor(600_000);
  await turn(page, 'visible');
  await page.clock.runFor(2000);
  await page.clock.fastForward(hour);
  await page.clock.runFor(16_000);
  await expect.poll(async () => (await views())[1]?.ms).toBeGreaterThanOrEqual((before[1]?.ms ?? 0) + 10_000);
  const after = await views();
  expect(after.map(({ photo_id, views }) => [photo_id, views])).toEqual([
    [a, 1],
    [b, 2],
  ]);
  expect(after[0]?.ms).toBe(before[0]?.ms);
  expect((after[1]?.ms ?? 0) - (before[1]?.ms ?? 0)).toBeLessThan(120_000);
  expect(sent.length).toBeLessThanOrEqual(4);

  // With the viewer closed nothing is looked at, and nothing sent.
  await page.keyboard.press('Escape');
  await page.locator('.pswp').waitFor({ state: 'detached' });
  await page.clock.runFor(16_000);
  const told = sent.length;
  const last = await views();
  await page.clock.runFor(300_000);
  await turn(page, 'hidden');
  expect(sent).toHaveLength(told);
  expect(await views()).toEqual(last);
  expect(last.map(({ photo_id }) => photo_id)).not.toContain(c);
});

test('without a network it is kept, and told once when that is back; ticks of saved photos go along', async () => {
  const { page, photos, sent, views } = await open(2);
  const [a, b] = photos.map(({ id }) => id);
  await enlarge(page, a);
  await guest.context.setOffline(true);
  await page.clock.runFor(40_000);
  await page.evaluate((id) => document.dispatchEvent(new CustomEvent('guest:saved', { detail: id })), b);
  await turn(page, 'hidden');
  await turn(page, 'visible');
  expect(await views()).toEqual([]);
  await guest.context.setOffline(false);
  await page.clock.runFor(16_000);
  await expect.poll(async () => (await views()).length).toBe(2);
  expect(await views()).toMatchObject([
    { photo_id: a, views: 1, saved_at: null },
    { photo_id: b, views: 0, ms: 0, saved_at: expect.any(Number) },
  ]);
  expect((await views())[0]?.ms).toBeGreaterThanOrEqual(40_000);
  // A phone without cookies carries its pass in every address.
  await page.evaluate(() => {
    const root = document.querySelector('[data-self]') as HTMLElement;
    root.dataset.self += '?p=pass';
  });
  await page.clock.runFor(16_000);
  await expect.poll(() => sent.at(-1)).toMatch(/\/events\?p=pass$/);
});

test('a phone that slept is right at once, though its stream looks open, and hears what comes after', async () => {
  const { page, gallery } = await open(2);
  const add = async () => box.bring(projectId, [await shot()], { galleryId: gallery.id });
  await add();
  await expect.poll(() => tiles(page)).toBe(3);

  wire.silence();
  await add();
  const streams = wire.streams();
  const first = page.locator('.on .tile a').first();
  const before = await first.boundingBox();
  // Asleep without a word of it: no event says so.
  await page.clock.fastForward(hour);
  await page.clock.runFor(1900);
  await expect.poll(() => tiles(page)).toBe(4);
  expect(await first.boundingBox()).toEqual(before);
  await expect.poll(wire.streams).toBe(streams + 1);
  await add();
  await expect.poll(() => tiles(page)).toBe(5);

  // The same of one that says so: hidden, and shown again.
  await turn(page, 'hidden');
  wire.silence();
  await add();
  await page.clock.fastForward(hour);
  await turn(page, 'visible');
  await expect.poll(() => tiles(page)).toBe(6);
  await expect.poll(wire.streams).toBe(streams + 2);

  // And of a stream that dies while somebody looks.
  wire.silence();
  await add();
  await page.clock.runFor(45_000);
  await expect.poll(() => tiles(page)).toBe(7);
  expect(wire.streams()).toBe(streams + 3);
});

test('where the box bears no more streams the page asks now and then, and listens as soon as it may', async () => {
  let full = true;
  const { page, gallery } = await open(1);
  await page.route('**/live', (route) =>
    full ? route.fulfill({ status: 503, body: '{"code":"busy"}' }) : route.continue(),
  );
  await page.reload();
  await page.locator('[data-page="gallery"]').waitFor();
  await box.bring(projectId, [await shot()], { galleryId: gallery.id });
  const streams = wire.streams();
  await page.clock.runFor(35_000);
  await expect.poll(() => tiles(page)).toBe(2);
  full = false;
  await page.clock.runFor(21_000);
  await expect.poll(wire.streams).toBe(streams + 1);
});
