import type { Page } from 'playwright-core';
import { startTestBox } from '../testing/box.ts';
import { openBrowser } from '../testing/browser.ts';
import { openKiosk, pairKiosk, waitForPhoto } from '../testing/kiosk.ts';
import { figure, median, pause, quantile, rounds } from './measure.ts';
import { largestPhotos } from './photos.ts';

/**
 * Measures how evenly a big screen (1920 × 1080, real Chromium) fades from one photo to the next, beside a bare page
 * with two images of the same bytes and one CSS transition of the same length: times between the frames that were drawn
 * for as long as a fade lasts, of one after the other.
 * node server/bench/fade.ts [fades]
 */
const fades = rounds(20, 4);
const fadeMs = 700;
/** A wait that is longer than three frames is seen. */
const longMs = 50;

const bare = (sources: readonly string[]) => `<!doctype html><title>bare</title>
<style>
  html, body { margin: 0; height: 100%; background: #0e0d0c; overflow: hidden; }
  img { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: contain; opacity: 0; will-change: opacity; transition: opacity ${fadeMs}ms ease-in-out; }
  .on { opacity: 1; }
</style>
${sources.map((src, index) => `<img src="${src}" class="${index === 0 ? 'on' : ''}">`).join('')}`;

/** In the page: begins a fade (the stage by itself, when its next photo comes), and settles when it is over. */
const fading = {
  stage: `new Promise((resolve) => document.querySelector('kiosk-app').shadowRoot.querySelector('kiosk-stage').addEventListener('turned', () => {
    performance.mark('fade');
    setTimeout(resolve, ${fadeMs});
  }, { once: true }))`,
  images: `new Promise((resolve) => {
    for (const image of document.images) image.classList.toggle('on');
    performance.mark('fade');
    setTimeout(resolve, ${fadeMs});
  })`,
} as const;

/** What Chromium notes of itself; times in µs. */
interface Noted {
  readonly name: string;
  readonly ts: number;
}

/**
 * Milliseconds between the frames that were really drawn while fades ran. A page's own animation frames say little: they
 * are asked for whether the last one was drawn or not, as long as the page changes nothing itself.
 */
async function drawn(page: Page, how: keyof typeof fading): Promise<number[]> {
  await browser.startTracing(page, { categories: ['viz', 'blink.user_timing'] });
  await page.evaluate(fading[how]);
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: Noted[] };
  const began = traceEvents.find(({ name }) => name === 'fade')?.ts ?? Number.NaN;
  const swaps = traceEvents
    .filter(({ name, ts }) => name === 'Display::DrawAndSwap' && ts >= began && ts <= began + fadeMs * 1000)
    .map(({ ts }) => ts)
    .toSorted((one, other) => one - other);
  // The wait for the first of them counts as well.
  return swaps.map((ts, index) => (ts - (swaps[index - 1] ?? began)) / 1000);
}

const box = await startTestBox();
const browser = await openBrowser();
try {
  const photos = await largestPhotos(4);
  const project = await box.project();
  const gallery = await box.gallery(project.id, { inflow: 'append' });
  const brought = await box.bring(project.id, photos, { galleryId: gallery.id });
  const kiosk = await openKiosk(browser, box.localUrl);
  const screen = await pairKiosk(kiosk, box.owner, 'bench', [{ galleryId: gallery.id, linkId: null }]);
  await box.owner.call('PATCH', `/api/screens/${screen.id}`, { seconds: 3 });
  await waitForPhoto(kiosk);
  await pause(6000);
  const other = await kiosk.context.newPage();
  const sources = brought.slice(0, 2).map(({ id, edition }) => `/kiosk/photos/${id}/kiosk?e=${edition}`);
  await other.route('**/kiosk/bare', (route) => route.fulfill({ contentType: 'text/html', body: bare(sources) }));
  await other.goto(new URL('/kiosk/bare', box.localUrl).href);
  await other.evaluate('Promise.all([...document.images].map((image) => image.decode()))');

  const ours: number[] = [];
  const theirs: number[] = [];
  for (let fade = 0; fade < fades; fade += 1) ours.push(...(await drawn(kiosk.page, 'stage')));
  // Two pages would draw into each other's time.
  await kiosk.page.close();
  await other.bringToFront();
  for (let fade = 0; fade < fades; fade += 1) {
    await pause(1000);
    theirs.push(...(await drawn(other, 'images')));
  }
  const unit = 'ms';
  const bareIs = 'two images, one CSS transition';
  const long = (waits: readonly number[]) => (waits.filter((ms) => ms > longMs).length / waits.length) * 100;
  figure({ what: 'cross-fade at 1080p, frame, p50', value: median(ours), unit, bare: median(theirs), bareIs });
  figure({
    what: 'cross-fade at 1080p, frame, p95',
    value: quantile(ours, 0.95),
    unit,
    bare: quantile(theirs, 0.95),
    bareIs,
    limit: 2,
  });
  figure({
    what: 'cross-fade at 1080p, longest frame',
    value: Math.max(...ours),
    unit,
    bare: Math.max(...theirs),
    bareIs,
  });
  figure({
    what: `cross-fade at 1080p, frames over ${longMs} ms`,
    value: long(ours),
    unit: '%',
    bare: long(theirs),
    bareIs,
    note: `${ours.length} and ${theirs.length} frames of ${fades} fades each, drawn without a graphics card`,
  });
} finally {
  await browser.close();
  await box.stop();
}
