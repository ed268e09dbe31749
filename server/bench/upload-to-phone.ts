import type { Page } from 'playwright-core';
import type { UploadAnswer } from '#contract/photos.ts';
import { openBrowser, phone } from '../testing/browser.ts';
import { folder, startBox } from './box.ts';
import { figure, median, pause, quantile, rounds } from './measure.ts';
import { another, largestPhotos } from './photos.ts';
import { startStep } from './step.ts';

/**
 * Measures how soon a photo stands on a phone that has the gallery open, from the moment it was accepted (the answer to
 * the upload): its place with its colours, and its thumb. One photo after another into a gallery of few.
 * node server/bench/upload-to-phone.ts [runs]
 */
const runs = rounds(20, 4);
/** Milliseconds, of goal 6. */
const limit = 300;

const place = await folder();
const box = await startBox(place.path);
const browser = await openBrowser();
try {
  const { projectId, galleryId, token } = await startStep(box.owner);
  const photos = await largestPhotos(25);
  const { page, context } = await phone(browser);
  await watch(page);
  await page.goto(`${box.guestUrl}/g/${token}`);
  await page.locator('[data-page="gallery"]').waitFor();
  await pause(2500);
  const placed: number[] = [];
  const heard: number[] = [];
  const drawn: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const photo = another(photos[run % photos.length] ?? fail(), run);
    const answer: UploadAnswer = await box.owner.upload(projectId, [photo], { galleryId });
    const acceptedAt = performance.timeOrigin + performance.now();
    const { id } = answer.accepted[0] ?? fail();
    const seen = await seenOf(page, id);
    placed.push(Math.max(0, seen.placed - acceptedAt));
    heard.push(Math.max(0, seen.heard - acceptedAt));
    drawn.push(Math.max(0, seen.drawn - acceptedAt));
  }
  await context.close();
  const unit = 'ms';
  figure({ what: 'accepted to its place on an open phone, p95', value: quantile(placed, 0.95), unit, limit });
  figure({ what: 'the same, median', value: median(placed), unit, limit });
  figure({
    what: 'accepted to the news at the phone, p95',
    value: quantile(heard, 0.95),
    unit,
    note: 'no limit of its own',
  });
  figure({
    what: 'accepted to its thumb on the phone, p95',
    value: quantile(drawn, 0.95),
    unit,
    note: 'no limit of its own',
  });
} finally {
  await browser.close();
  await box.stop();
  await place.remove();
}

interface Seen {
  /** By the clock of this machine, ms. */
  readonly placed: number;
  readonly heard: number;
  readonly drawn: number;
}

/** Notes in the page when a photo first has a place there, when the news before that came, and when its thumb was drawn. */
async function watch(page: Page): Promise<void> {
  const content = `(() => {
    const now = () => performance.timeOrigin + performance.now();
    const seen = window.seenPhotos = {};
    let heard = 0;
    const Source = window.EventSource;
    window.EventSource = class extends Source {
      constructor(...all) { super(...all); this.addEventListener('content', () => { heard ||= now(); }); }
    };
    const look = () => {
      for (const tile of document.querySelectorAll('.tile[data-id]')) {
        const id = tile.dataset.id;
        if (!seen[id]) {
          const one = seen[id] = { heard, placed: 0, drawn: 0 };
          heard = 0;
          requestAnimationFrame(() => { one.placed = now(); });
        }
        const thumb = tile.querySelector('img.thumb');
        if (!thumb || seen[id].drawn) continue;
        const done = () => requestAnimationFrame(() => { seen[id].drawn ||= now(); });
        if (thumb.complete && thumb.naturalWidth > 0) done(); else thumb.addEventListener('load', done, { once: true });
      }
    };
    new MutationObserver(look).observe(document, { childList: true, subtree: true });
  })()`;
  await page.addInitScript({ content });
}

async function seenOf(page: Page, id: string): Promise<Seen> {
  for (let tries = 0; tries < 600; tries += 1) {
    // New photos wait behind a button where showing them would move what somebody looks at.
    await page.evaluate("document.querySelector('button.pill')?.click()");
    const seen = (await page.evaluate(`window.seenPhotos[${JSON.stringify(id)}]`)) as Seen | undefined;
    if (seen && seen.placed > 0 && seen.drawn > 0) return seen;
    await pause(50);
  }
  throw new Error('the photo did not come to the phone');
}

function fail(): never {
  throw new Error('the photo was not accepted');
}
