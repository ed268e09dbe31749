import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Photo } from '#contract/photos.ts';
import { type NamedFile, startTestBox } from '../testing/box.ts';
import { openBrowser } from '../testing/browser.ts';
import { openKiosk, pairKiosk, waitForPhoto } from '../testing/kiosk.ts';
import { makePhoto } from '../testing/photos.ts';

/**
 * Measures from the moment staff send a photo until it is drawn on a paired big screen (1920 × 1080, real Chromium):
 * `runs` photos one after another, each sent when the first showing of the one before is over. Prints JSON lines in ms.
 * node server/bench/upload-to-screen.ts [runs]
 */
const runs = Number(process.argv[2] ?? 20);

const folder = join(import.meta.dirname, '../../../shared/photos');

async function photos(): Promise<NamedFile[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => /\.(jpe?g|png|webp)$/i.test(name));
  if (names.length > runs)
    return Promise.all(
      names.slice(0, runs + 1).map(async (name) => ({ name, data: await readFile(join(folder, name)) })),
    );
  return Promise.all(
    Array.from({ length: runs + 1 }, async (_, seed) => ({
      name: `${seed}.jpg`,
      data: await makePhoto({ width: 4800, height: 3200, seed }),
    })),
  );
}

const of = (values: number[], share: number) =>
  Math.round(values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0);

const box = await startTestBox();
const browser = await openBrowser();
try {
  const [first, ...others] = await photos();
  const project = await box.project();
  const gallery = await box.gallery(project.id, { inflow: 'append' });
  await box.bring(project.id, [first as NamedFile], { galleryId: gallery.id });
  const kiosk = await openKiosk(browser, box.localUrl);
  const screen = await pairKiosk(kiosk, box.owner, 'bench', [{ galleryId: gallery.id }]);
  await box.owner.call('PATCH', `/api/screens/${screen.id}`, { seconds: 3 });
  await waitForPhoto(kiosk);

  const ready = new Map<string, number>();
  box.kit.changes.on('photo.ready', ({ photoId }) => ready.set(photoId, performance.now()));
  const figures: { fromSent: number; fromReady: number }[] = [];
  for (const file of others.slice(0, runs)) {
    const sent = performance.now();
    const { accepted } = await box.owner.upload(project.id, [file], { galleryId: gallery.id });
    const photo = accepted[0] as Photo;
    await kiosk.page.locator(`photo-scene[data-on][data-photo-id="${photo.id}"]`).waitFor({ timeout: 60_000 });
    const seen = performance.now();
    // A photo that comes while another is shown for the first time waits for its turn: each gets the screen to itself here.
    await kiosk.page.locator('photo-scene[data-on][data-fresh="false"]').waitFor({ timeout: 60_000 });
    figures.push({ fromSent: seen - sent, fromReady: seen - (ready.get(photo.id) ?? sent) });
  }
  const sent = figures.map(({ fromSent }) => fromSent);
  const made = figures.map(({ fromReady }) => fromReady);
  console.log(
    JSON.stringify({
      what: 'upload to screen, ms',
      photos: figures.length,
      fromSent: { median: of(sent, 0.5), p95: of(sent, 0.95), worst: of(sent, 1) },
      fromReady: { median: of(made, 0.5), p95: of(made, 0.95), limit: 1500 },
    }),
  );
} finally {
  await browser.close();
  await box.stop();
}
