import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ScreenPhoto } from '#contract/screens.ts';
import { openBrowser } from '../server/testing/browser.ts';
import { type KioskSources, serveKiosk } from '../server/testing/kiosk-sources.ts';
import { makePhoto } from '../server/testing/photos.ts';
import type { View } from './view.ts';

// The stage alone, played by hand, many times faster than any programme would.

let sources: KioskSources;

beforeAll(async () => {
  sources = await serveKiosk();
});
afterAll(async () => {
  await (await openBrowser()).close();
  await sources.close();
});

/** The part of `KioskStage` that is played here; its own types are those of another side, with decorators. */
interface Stage extends HTMLElement {
  readonly on: View | undefined;
  readonly stuck: boolean;
  show(view: View | undefined, next: View | undefined): void;
  keepOnly(photos: Record<string, ScreenPhoto>): Promise<void>;
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
  photo(photo: number, edition?: number): ScreenPhoto;
  /** A wall of these photos. */
  wall(...photos: number[]): View;
  /** Shows one after the other, waiting for each; gives the photos seen. */
  play(from: number, to: number): Promise<string[]>;
  addresses: Set<string>;
  pictures: { keepOnly(photos: readonly ScreenPhoto[]): Promise<void> };
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
  await page.goto(new URL('bench', sources.url).href);
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
    const pictures = (globalThis as never as { freshPictures(): Bench['pictures'] }).freshPictures();
    const drawn = { modules: 29, path: 'M0 0h7v7h-7z' };
    const code = {
      code: drawn,
      linkId: 'l',
      fallback: false,
      public: false,
      galleryTitle: 'G',
      photos: 3,
      expiresAt: null,
    };
    Object.assign(stage, {
      pictures,
      venue: { name: 'Venue', logo: null, brandColour: '#b7791f', timeZone: 'UTC', locale: 'en' },
    });
    document.body.append(stage);
    const photo = (index: number, edition = 1): ScreenPhoto => {
      const id = String(index % count);
      const base = { id, edition, title: id, caption: '', thumbhash: null, takenAt: 0, pano: false };
      return { ...base, width: 300, height: (index % count) % 3 === 0 ? 450 : 200 };
    };
    const view = (index: number, edition = 1): View => {
      const id = String(index % count);
      const beside = index % 2 ? 'code' : 'nothing';
      const fresh = index % 5 === 0;
      const scene = { id, itemId: 'i', kind: 'photo', photoIds: [id], galleryId: 'g', code: 'c', ms: 5000 } as const;
      return {
        key: `${id} ${edition} ${beside} ${fresh}`,
        scene: { ...scene, photoIds: [...scene.photoIds] },
        photos: [photo(index, edition)],
        half: null,
        code: beside === 'code' ? code : null,
        beside,
        fresh,
        spot: 0,
      };
    };
    const wall = (...indexes: number[]): View => {
      const photos = indexes.map((index) => photo(index));
      const base = { id: 'wall', itemId: 'i', galleryId: null, code: null, ms: 5000, title: 'Wall' };
      const scene = { ...base, kind: 'wall', photoIds: photos.map(({ id }) => id), count: photos.length } as const;
      const still = { half: null, code: null, beside: 'nothing', fresh: false, spot: 0 } as const;
      return { key: 'wall', scene: { ...scene, photoIds: [...scene.photoIds] }, photos, ...still };
    };
    const play = async (from: number, to: number) => {
      const seen: string[] = [];
      for (let index = from; index < to; index += 1) {
        const turned = new Promise((resolve) => stage.addEventListener('turned', resolve, { once: true }));
        stage.show(view(index), view(index + 1));
        await turned;
        seen.push(stage.on?.photos[0]?.id ?? 'nothing');
      }
      return seen;
    };
    Object.assign(globalThis, { bench: { stage, view, photo, wall, play, addresses, pictures } satisfies Bench });
  }, photos);
  return page;
}

/** Tells what the page holds, its garbage collected. */
async function measuring(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  return async () => {
    for (let round = 0; round < 3; round += 1) await session.send('HeapProfiler.collectGarbage');
    const { metrics } = await session.send('Performance.getMetrics');
    const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
    const addresses = await page.evaluate(() => bench.addresses.size);
    return { nodes: of('Nodes'), listeners: of('JSEventListeners'), heap: of('JSHeapUsedSize'), addresses };
  };
}

test('after a thousand photos more the page holds no more than before', async () => {
  const photos = 25;
  const page = await open(photos);
  const figures = await measuring(page);
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
  // Each photo in two sizes, of which so small ones may all stay at hand.
  expect(after.addresses).toBeLessThanOrEqual(2 * photos);
  await page.context().close();
});

test('pictures that had to go leave nothing of themselves in the page', async () => {
  const page = await open(4);
  const figures = await measuring(page);
  /** In each round one photo that is neither on nor next is withdrawn, and comes again. */
  const rounds = (from: number, to: number) =>
    page.evaluate(
      async ([first = 0, end = 0]) => {
        const { pictures, photo, play, addresses } = bench;
        const all = [0, 1, 2, 3].map((index) => photo(index));
        let dropped = 0;
        for (let round = first; round < end; round += 1) {
          await play(round * 4, round * 4 + 4);
          const before = [...addresses];
          await pictures.keepOnly(all.filter(({ id }) => id !== '1'));
          dropped += before.filter((address) => !addresses.has(address)).length;
          await pictures.keepOnly(all);
        }
        return dropped;
      },
      [from, to],
    );
  await rounds(0, 3);
  const before = await figures();
  // In one size at least, each time.
  expect(await rounds(3, 13)).toBeGreaterThanOrEqual(10);
  expect((await figures()).nodes).toBeLessThanOrEqual(before.nodes + 20);
  await page.context().close();
});

test('a withdrawn photo is off the screen before anything else is ready', async () => {
  const page = await open(4);
  await page.evaluate(() => bench.play(1, 2));
  const left = await page.evaluate(async () => {
    const { stage, photo } = bench;
    await stage.keepOnly({ 2: photo(2) });
    return [stage.on?.photos[0]?.id, stage.shadowRoot?.querySelectorAll('[data-photo-id="1"], img').length];
  });
  expect(left).toEqual([undefined, 0]);
  await page.context().close();
});

test('a replaced photo stays for a moment, until its new edition takes its place', async () => {
  const page = await open(4);
  await page.evaluate(() => bench.play(1, 2));
  const editions = await page.evaluate(async () => {
    const { stage, view, photo } = bench;
    const gone = stage.keepOnly({ 1: photo(1, 2) });
    const at = [stage.on?.photos[0]?.edition];
    stage.show(view(1, 2), undefined);
    await gone;
    at.push(stage.on?.photos[0]?.edition);
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
    const kept = stage.on?.photos[0]?.id;
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

test('photos that join a wall do so in place, and one that is withdrawn leaves it at once', async () => {
  const page = await open(6);
  const seen = await page.evaluate(async () => {
    const { stage, wall, photo } = bench;
    const next = () => new Promise((resolve) => stage.addEventListener('turned', resolve, { once: true }));
    const on = () => stage.shadowRoot?.querySelector<HTMLElement>('[data-on]');
    const ids = () => stage.on?.photos.map(({ id }) => id).join(' ');
    const first = next();
    stage.show(wall(1, 2), undefined);
    await first;
    const layer = on();
    const notes = [ids()];
    const joined = next();
    stage.show(wall(3, 1, 2), undefined);
    await joined;
    notes.push(ids(), String(on() === layer), on()?.dataset.photoId);
    await stage.keepOnly({ 2: photo(2), 3: photo(3) });
    notes.push(ids(), String(on() === layer));
    return notes;
  });
  expect(seen).toEqual(['1 2', '3 1 2', 'true', '3', '3 2', 'true']);
  expect(await page.locator('scene-view img[data-photo="1"]').count()).toBe(0);
  await page.context().close();
});

test('what somebody calls for is seen at once in its small size, and becomes sharp where it is', async () => {
  const page = await open(4);
  await page.evaluate(() => bench.play(1, 2));
  const large = await makePhoto({ width: 900, height: 600, seed: 9 });
  let send = () => {};
  const asked = new Promise<void>((resolve) => {
    send = resolve;
  });
  await page.route(/photos\/3\/(screen|kiosk)/, async (route) => {
    await asked;
    await route.fulfill({ contentType: 'image/jpeg', body: large });
  });
  await page.evaluate(() => bench.play(3, 4));
  const width = () =>
    page
      .locator('scene-view[data-on][data-photo-id="3"] img')
      .evaluate((img) => (img as HTMLImageElement).naturalWidth);
  expect(await width()).toBe(300);
  await page.evaluate(() => {
    bench.stage.addEventListener('turned', () => bench.stage.setAttribute('data-again', ''));
  });
  send();
  await expect.poll(width).toBe(900);
  expect(await page.locator('kiosk-stage[data-again]').count()).toBe(0);
  await page.context().close();
});
