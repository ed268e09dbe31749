import { writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Page } from 'playwright-core';
import type { Gallery } from '#contract/galleries.ts';
import type { UploadAnswer } from '#contract/photos.ts';
import { sharp } from '../library/ingest/sharp.ts';
import { formOf } from '../testing/box.ts';
import { openBrowser } from '../testing/browser.ts';
import { openKiosk, pairKiosk, waitForPhoto } from '../testing/kiosk.ts';
import { type BenchBox, folder, startBox } from './box.ts';
import { cascade } from './cascade.ts';
import { figure, median, pause, quantile, quick, rounds } from './measure.ts';
import { another, type BenchPhoto, largestPhotos } from './photos.ts';
import { startStep } from './step.ts';
import { watching } from './watching.ts';

/**
 * Measures photos of a running batch: from the last byte of each until a paired screen holds it, decoded. The batch of 25
 * is sent as staff's page sends it, three requests of one photo each at once: over lines of 25 and of 100 Mbit/s, and
 * as fast as this machine takes it, where photos wait for those before them. The screen is drawn by the same cores that
 * make the photos.
 * node server/bench/batch-to-screen.ts [runs]
 */
const runs = rounds(3, 1);
const atOnce = 3;
/** Bytes a second of the line, all together: slower than photos are made, and as fast as they are. */
const lines = { slow: 3_125_000, fast: 12_500_000, none: Number.POSITIVE_INFINITY } as const;
const chunk = 65_536;

const place = await folder();
const box = await startBox(place.path);
const browser = await openBrowser();
try {
  const photos = await largestPhotos(quick ? 8 : 25);
  const own = new Map<string, number>();
  for (const { name, data } of photos) {
    const file = join(place.path, 'alone');
    await writeFile(file, data);
    const started = performance.now();
    await cascade(sharp(file, { failOn: 'error' }));
    own.set(name, performance.now() - started);
  }
  const { projectId, galleryId } = await startStep(box.owner);
  await box.owner.upload(projectId, [another(photos.at(-1) as BenchPhoto, 0)], { galleryId });
  const kiosk = await openKiosk(browser, box.localUrl);
  await kiosk.page.addInitScript({ content: watching });
  await kiosk.page.reload();
  const screen = await pairKiosk(kiosk, box.owner, 'bench', [{ galleryId }]);
  await box.owner.call('PATCH', `/api/screens/${screen.id}`, { seconds: 3 });
  await waitForPhoto(kiosk);
  const seen: Record<keyof typeof lines, { took: number; share: number }[]> = { slow: [], fast: [], none: [] };
  for (let run = 1; run <= runs; run += 1) {
    for (const line of ['slow', 'fast', 'none'] as const) {
      const { photoIds } = await box.owner.call<Gallery>('GET', `/api/galleries/${galleryId}`);
      // A gallery that takes the newest keeps the 25 that were captured last: those of before would be in the way.
      await box.owner.call('POST', `/api/galleries/${galleryId}/photos`, { remove: photoIds });
      const batch = photos.map((photo) => another(photo, run));
      const lastBytes = await send(box, projectId, galleryId, batch, lines[line]);
      for (const { id, name, at } of lastBytes) {
        const took = (await heldAt(kiosk.page, id)) - at;
        seen[line].push({ took, share: took / (2 * (own.get(name) ?? Number.NaN) + 250) });
      }
    }
  }
  const p95 = (line: keyof typeof lines, what: 'took' | 'share') =>
    quantile(
      seen[line].map((one) => one[what]),
      0.95,
    );
  const what = 'last byte to decoded on a screen, mid-batch, against 2 × its cascade + 250 ms, p95';
  const alone = `cascade alone: median ${Math.round(median([...own.values()]))} ms`;
  figure({ what, value: p95('slow', 'share'), unit: '×', limit: 1, note: 'a line of 25 Mbit/s' });
  figure({ what: 'the same in ms, p95', value: p95('slow', 'took'), unit: 'ms', note: alone });
  figure({ what, value: p95('fast', 'share'), unit: '×', limit: 1, note: 'a line of 100 Mbit/s' });
  figure({ what: 'the same in ms, p95', value: p95('fast', 'took'), unit: 'ms', note: alone });
  figure({
    what: 'the same as fast as it goes, against 2 × its cascade + 250 ms, p95',
    value: p95('none', 'share'),
    unit: '×',
    note: 'all are sent before the first is made: no limit',
  });
} finally {
  await browser.close();
  await box.stop();
  await place.remove();
}

/** Sends each photo in a request of its own, three at once, and gives when the last byte of each was sent. */
async function send(
  to: BenchBox,
  projectId: string,
  galleryId: string,
  batch: readonly BenchPhoto[],
  bytesASecond: number,
) {
  const sent: { id: string; name: string; at: number }[] = [];
  const queue = [...batch];
  let free = performance.now();
  const paced = async (bytes: Uint8Array, write: (part: Uint8Array) => void) => {
    for (let at = 0; at < bytes.length; at += chunk) {
      const part = bytes.subarray(at, at + chunk);
      free = Math.max(free, performance.now()) + (part.length / bytesASecond) * 1000;
      const wait = free - performance.now();
      if (wait > 1) await pause(wait);
      write(part);
    }
  };
  const sender = async () => {
    for (let photo = queue.shift(); photo; photo = queue.shift()) {
      const form = new Response(formOf([photo], { galleryId }));
      const bytes = new Uint8Array(await form.arrayBuffer());
      const headers = {
        'content-type': form.headers.get('content-type') ?? '',
        'content-length': bytes.length,
        ...to.headers,
      };
      const asked = request(new URL(`/api/projects/${projectId}/photos`, to.localUrl), {
        method: 'POST',
        headers,
        agent: false,
      });
      const answered = new Promise<string>((resolve, reject) => {
        asked.once('response', (answer) => text(answer).then(resolve, reject));
        asked.once('error', reject);
      });
      await paced(bytes, (part) => void asked.write(part));
      const at = performance.timeOrigin + performance.now();
      asked.end();
      const { accepted } = JSON.parse(await answered) as UploadAnswer;
      sent.push({ id: accepted[0]?.id ?? '', name: photo.name, at });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, sender));
  return sent;
}

async function heldAt(page: Page, id: string): Promise<number> {
  for (let tries = 0; tries < 600; tries += 1) {
    const at = (await page.evaluate(`window.heldPhotos[${JSON.stringify(id)}]`)) as number | undefined;
    if (at) return at;
    await pause(100);
  }
  throw new Error('the photo did not come to the screen');
}
