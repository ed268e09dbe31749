import { join } from 'node:path';
import { afterAll, afterEach, expect } from 'vitest';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Photo } from '#contract/photos.ts';
import type { Screen } from '#contract/screens.ts';
import { startTestBox, type TestBox, type TestBoxOptions } from './box.ts';
import { openBrowser } from './browser.ts';
import { type Kiosk, type KioskOptions, openKiosk, pairKiosk, waitForPhoto } from './kiosk.ts';
import { makePhoto } from './photos.ts';

// What the browser tests of the big screen have in common: a box, its screens, and photos on them.

let box: TestBox | undefined;
const kiosks: Kiosk[] = [];

/** Has whatever a test opened closed after it; and nothing was asked from outside, and no script failed. */
export function cleanUp(): void {
  afterEach(async () => {
    const opened = kiosks.splice(0);
    const heard = opened.flatMap(({ strangers, complaints }) => [...strangers, ...complaints]);
    for (const { context } of opened) await context.close();
    await stopBox();
    expect(heard).toEqual([]);
  });
  afterAll(async () => (await openBrowser()).close());
}

/** The box of this test. */
export async function start(options?: TestBoxOptions): Promise<TestBox> {
  box = await startTestBox(options);
  return box;
}

/** Ends the box of this test before its time. */
export async function stopBox(): Promise<void> {
  await box?.stop();
  box = undefined;
}

/** A screen of this test's box, or of the one at this address. */
export async function kiosk(options?: KioskOptions, localUrl = (box as TestBox).localUrl): Promise<Kiosk> {
  const opened = await openKiosk(await openBrowser(), localUrl, options);
  kiosks.push(opened);
  return opened;
}

/** Leaves a picture where a folder for them is named. */
export async function picture({ page }: Kiosk, name: string): Promise<Buffer> {
  const folder = process.env.MAIIMG_SHOTS;
  return page.screenshot(folder ? { path: join(folder, `kiosk-${name}.png`) } : {});
}

/** A gallery of so many ready photos, with its link. */
export async function gallery(photos: number, seed = 1): Promise<{ gallery: Gallery; link: Link; photos: Photo[] }> {
  const at = box as TestBox;
  const project = await at.project();
  const { link, ...made } = await at.gallery(project.id, { inflow: 'append' });
  const files = await Promise.all(
    Array.from({ length: photos }, async (_, index) => ({
      name: `${index}.jpg`,
      data: await makePhoto({ width: 1200, height: index % 2 ? 1500 : 800, seed: seed + index }),
    })),
  );
  return { gallery: made, link, photos: await at.bring(project.id, files, { galleryId: made.id }) };
}

/** A paired screen that shows so many photos, three seconds each; a small one where none of its sizes is asked for, since every pixel is drawn by the CPU. */
export async function playing(photos: number, options?: KioskOptions) {
  const at = box ?? (await start());
  const shown = await gallery(photos);
  const opened = await kiosk({ width: 1280, height: 720, ...options });
  const paired = await pairKiosk(opened, at.owner, '主舞台', [{ galleryId: shown.gallery.id, linkId: shown.link.id }]);
  await at.owner.call('PATCH', `/api/screens/${paired.id}`, { seconds: 3 });
  await waitForPhoto(opened);
  return { at, kiosk: opened, screenId: paired.id, ...shown };
}

/** Time goes on by so many milliseconds, for the box and for screens with a time of their own. */
export async function leap(ms: number, ...screens: readonly Kiosk[]): Promise<void> {
  // The box first: what a screen does at its new time may ask the box for the time.
  box?.time.advance(ms);
  await Promise.all(screens.map(({ page }) => page.clock.fastForward(ms)));
}

/** The greeting of a newly paired screen with a time of its own is over. */
export async function greeted(screen: Kiosk): Promise<void> {
  const page = screen.page.locator('pairing-page');
  await expect
    .poll(async () => {
      await leap(1000, screen);
      return page.count();
    })
    .toBe(0);
}

export const screenOf = (at: TestBox, id: string) => at.owner.call<Screen>('GET', `/api/screens/${id}`);
export const press = (at: TestBox, id: string, type: string) =>
  at.owner.call('POST', `/api/screens/${id}/commands`, { type });

/** Settles when the screen has said that it holds all of its photos; one with a time of its own is hurried to say so. */
export async function holdsAll(at: TestBox, id: string, hurried?: Kiosk): Promise<void> {
  await expect
    .poll(
      async () => {
        // A screen says how it is every ten seconds.
        if (hurried) await leap(10_000, hurried);
        const { status } = await screenOf(at, id);
        return status && status.wanted > 0 && status.held === status.wanted;
      },
      { interval: 250 },
    )
    .toBe(true);
}

/** How many photos' bytes lie in the page's own store. */
export const stored = ({ page }: Kiosk) =>
  page.evaluate<number>(`new Promise((resolve) => {
    const request = indexedDB.open('maiimg-kiosk');
    request.onsuccess = () => {
      const count = request.result.transaction('photos').objectStore('photos').count();
      count.onsuccess = () => {
        request.result.close();
        resolve(count.result);
      };
    };
  })`);

/** A photo that came on. */
export interface Note {
  at: number;
  photoId: string;
  fresh: boolean;
}

/** Notes from now on which photo came on when, by this machine's clock. */
export async function record({ page }: Kiosk): Promise<() => Promise<Note[]>> {
  await page.locator('kiosk-stage').evaluate((stage) => {
    const notes: Note[] = [];
    const note = () => {
      const on = stage.shadowRoot?.querySelector('scene-view[data-on]');
      const photoId = on?.getAttribute('data-photo-id') ?? '';
      notes.push({
        at: performance.timeOrigin + performance.now(),
        photoId,
        fresh: on?.getAttribute('data-fresh') === 'true',
      });
      stage.setAttribute('data-notes', JSON.stringify(notes));
    };
    note();
    stage.addEventListener('turned', note);
  });
  return async () => JSON.parse((await page.locator('kiosk-stage').getAttribute('data-notes')) ?? '[]');
}
