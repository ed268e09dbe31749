import type { Photo } from '#contract/photos.ts';
import { startTestBox } from '../testing/box.ts';
import { openBrowser } from '../testing/browser.ts';
import { openKiosk, pairKiosk, waitForPhoto } from '../testing/kiosk.ts';
import { figure, quantile, rounds } from './measure.ts';
import { largestPhotos } from './photos.ts';

/**
 * Measures from the moment staff send a photo until it is drawn on a paired big screen (1920 × 1080, real Chromium):
 * one photo after another, each sent when the first showing of the one before is over.
 * node server/bench/upload-to-screen.ts [runs]
 */
const runs = rounds(20, 4);

const box = await startTestBox();
const browser = await openBrowser();
try {
  const photos = await largestPhotos(runs + 1);
  const project = await box.project();
  const gallery = await box.gallery(project.id, { inflow: 'newest' });
  await box.bring(project.id, photos.slice(-1), { galleryId: gallery.id });
  const kiosk = await openKiosk(browser, box.localUrl);
  const screen = await pairKiosk(kiosk, box.owner, 'bench', [{ galleryId: gallery.id }]);
  await box.owner.call('PATCH', `/api/screens/${screen.id}`, { seconds: 3 });
  await waitForPhoto(kiosk);

  const ready = new Map<string, number>();
  box.kit.changes.on('photo.ready', ({ photoId }) => ready.set(photoId, performance.now()));
  const sent: number[] = [];
  const made: number[] = [];
  for (const file of photos.slice(0, runs)) {
    const started = performance.now();
    const { accepted } = await box.owner.upload(project.id, [file], { galleryId: gallery.id });
    const photo = accepted[0] as Photo;
    await kiosk.page.locator(`scene-view[data-on][data-photo-id="${photo.id}"]`).waitFor({ timeout: 60_000 });
    const seen = performance.now();
    // A photo that comes while another is shown for the first time waits for its turn: each gets the screen to itself here.
    await kiosk.page.locator('scene-view[data-on][data-fresh="false"]').waitFor({ timeout: 60_000 });
    sent.push(seen - started);
    made.push(seen - (ready.get(photo.id) ?? started));
  }
  const unit = 'ms';
  figure({
    what: 'one photo, sent to drawn on a screen, p95',
    value: quantile(sent, 0.95),
    unit,
    note: 'no limit of its own',
  });
  figure({ what: 'one photo, its sizes made to drawn, p95', value: quantile(made, 0.95), unit, limit: 1500 });
} finally {
  await browser.close();
  await box.stop();
}
