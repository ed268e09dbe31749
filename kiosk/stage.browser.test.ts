import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { createServer, type ViteDevServer } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../server/testing/browser.ts';
import { makePhoto } from '../server/testing/photos.ts';
import type { View } from './playback.ts';

// The stage alone, played by hand, many times faster than any programme would.

let vite: ViteDevServer;
let cacheDir: string;

beforeAll(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), 'maiimg-vite-'));
  vite = await createServer({
    configFile: join(import.meta.dirname, 'vite.config.ts'),
    cacheDir,
    logLevel: 'error',
    server: { port: 0, host: '127.0.0.1', hmr: false, ws: false },
  });
  await vite.listen();
});
afterAll(async () => {
  await (await openBrowser()).close();
  await vite.close();
  await rm(cacheDir, { recursive: true, force: true });
});

/** The part of `KioskStage` that is played here; its own types are those of another side, with decorators. */
interface Stage extends HTMLElement {
  readonly on: View | undefined;
  readonly stuck: boolean;
  show(view: View | undefined, next: View | undefined): void;
  keepOnly(photos: Record<string, View['photo']>): Promise<void>;
}

const html = `<!doctype html><title>bench</title><body></body><script type="module">
  import '/kiosk/kiosk-stage.ts';
  import { Pictures } from '/kiosk/preload.ts';
  import { PhotoStore } from '/kiosk/store.ts';
  globalThis.freshPictures = () => new Pictures(new PhotoStore());
</script>`;

/** What the page under test keeps for the test. */
interface Bench {
  stage: Stage;
  view(photo: number, edition?: number): View;
  /** Shows one after the other, waiting for each; gives the photos seen. */
  play(from: number, to: number): Promise<string[]>;
  addresses: Set<string>;
}
/** In the page. */
declare const bench: Bench;

async function open(photos: number): Promise<Page> {
  const context = await (await openBrowser()).newContext({
    viewport: { width: 960, height: 540 },
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const pictures = await Promise.all(
    Array.from({ length: photos }, (_, seed) => makePhoto({ width: 300, height: seed % 3 ? 200 : 450, seed })),
  );
  await page.route('**/bench', (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await page.route('**/kiosk/photos/**', (route) => {
    const index = Number(/photos\/(\d+)\//.exec(route.request().url())?.[1]);
    return route.fulfill({ contentType: 'image/jpeg', body: pictures[index % photos] as Buffer });
  });
  await page.goto(new URL('/kiosk/bench', vite.resolvedUrls?.local[0]).href);
  await page.waitForFunction(() => 'freshPictures' in globalThis);
  await page.evaluate(async (count) => {
    const addresses = new Set<string>();
    const make = URL.createObjectURL;
    const revoke = URL.revokeObjectURL;
    URL.createObjectURL = (blob: Blob) => {
      const address = make.call(URL, blob);
      addresses.add(address);
      return address;
    };
    URL.revokeObjectURL = (address: string) => {
      addresses.delete(address);
      revoke.call(URL, address);
    };
    const stage = document.createElement('kiosk-stage') as Stage;
    const code = { code: { modules: 29, path: 'M0 0h7v7h-7z' }, galleryTitle: 'G', photos: 3, expiresAt: null };
    Object.assign(stage, {
      pictures: (globalThis as never as { freshPictures(): unknown }).freshPictures(),
      venue: { name: 'Venue', logo: null, brandColour: '#b7791f', timeZone: 'UTC', locale: 'en' },
    });
    document.body.append(stage);
    const view = (index: number, edition = 1): View => {
      const id = String(index % count);
      const upright = (index % count) % 3 === 0;
      const photo = { id, edition, title: id, caption: '', thumbhash: null, takenAt: 0 };
      const beside = index % 2 ? 'code' : 'nothing';
      return {
        key: `${id} ${edition} ${beside} ${index % 5 === 0}`,
        scene: { id, kind: 'photo', photoId: id, galleryId: 'g', linkId: beside === 'code' ? 'l' : null, ms: 5000 },
        photo: { ...photo, width: 300, height: upright ? 450 : 200 },
        code: beside === 'code' ? code : null,
        beside,
        fresh: index % 5 === 0,
      };
    };
    const play = async (from: number, to: number) => {
      const seen: string[] = [];
      for (let index = from; index < to; index += 1) {
        const turned = new Promise((resolve) => stage.addEventListener('turned', resolve, { once: true }));
        stage.show(view(index), view(index + 1));
        await turned;
        seen.push(stage.on?.photo.id ?? 'nothing');
      }
      return seen;
    };
    Object.assign(globalThis, { bench: { stage, view, play, addresses } satisfies Bench });
  }, photos);
  return page;
}

test('after a thousand photos more the page holds no more than before', async () => {
  const photos = 25;
  const page = await open(photos);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const figures = async () => {
    for (let round = 0; round < 3; round += 1) await session.send('HeapProfiler.collectGarbage');
    const { metrics } = await session.send('Performance.getMetrics');
    const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
    const addresses = await page.evaluate(() => bench.addresses.size);
    return { nodes: of('Nodes'), listeners: of('JSEventListeners'), heap: of('JSHeapUsedSize'), addresses };
  };
  const play = (from: number, to: number) =>
    page.evaluate(([a, b]) => bench.play(a as number, b as number), [from, to]);
  await play(0, 200);
  const before = await figures();
  const seen = await play(200, 1200);
  const after = await figures();
  if (process.env.MAIIMG_SHOTS) console.log(JSON.stringify({ before, after }));

  expect(seen).toEqual(Array.from({ length: 1000 }, (_, index) => String((200 + index) % photos)));
  expect(after.nodes).toBeLessThanOrEqual(before.nodes + 20);
  expect(after.listeners).toBeLessThanOrEqual(before.listeners);
  expect(after.heap - before.heap).toBeLessThan(1_500_000);
  expect(after.addresses).toBeLessThanOrEqual(16);
  await page.context().close();
});

test('a withdrawn photo is off the screen before anything else is ready', async () => {
  const page = await open(4);
  await page.evaluate(() => bench.play(1, 2));
  const left = await page.evaluate(async () => {
    const { stage, view } = bench;
    await stage.keepOnly({ 2: view(2).photo });
    return [stage.on?.photo.id, stage.shadowRoot?.querySelectorAll('[data-photo-id="1"], img').length];
  });
  expect(left).toEqual([undefined, 0]);
  await page.context().close();
});

test('a replaced photo stays for a moment, until its new edition takes its place', async () => {
  const page = await open(4);
  await page.evaluate(() => bench.play(1, 2));
  const editions = await page.evaluate(async () => {
    const { stage, view } = bench;
    const gone = stage.keepOnly({ 1: view(1, 2).photo });
    const at = [stage.on?.photo.edition];
    stage.show(view(1, 2), undefined);
    await gone;
    at.push(stage.on?.photo.edition);
    const old = stage.shadowRoot?.querySelectorAll('[data-photo-id="1"][data-edition="1"]').length;
    return [...at, old];
  });
  expect(editions).toEqual([1, 2, 0]);
  await page.context().close();
});

test('what is not ready is never shown: the last good picture stays', async () => {
  const page = await open(4);
  await page.evaluate(() => bench.play(1, 2));
  await page.route('**/kiosk/photos/2/**', (route) => route.fulfill({ contentType: 'image/jpeg', body: 'broken' }));
  const on = await page.evaluate(async () => {
    const { stage, view, play } = bench;
    stage.show(view(2), view(3));
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const kept = stage.on?.photo.id;
    return [kept, stage.stuck, ...(await play(3, 4))];
  });
  expect(on).toEqual(['1', false, '3']);
  await page.context().close();
});

test('however fast somebody leafs through, no photo is taken for a bad one', async () => {
  const page = await open(12);
  const shown = await page.evaluate(async () => {
    const { stage, view, play } = bench;
    await play(1, 2);
    for (let round = 0; round < 60; round += 1) {
      stage.show(view(2 + (round % 10)), view(3 + (round % 10)));
      // Now and then in the middle of a decoding.
      await new Promise((resolve) => setTimeout(resolve, round % 12));
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
    return play(0, 12);
  });
  expect(shown).toEqual(Array.from({ length: 12 }, (_, index) => String(index)));
  await page.context().close();
});
