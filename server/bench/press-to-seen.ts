import type { Gallery } from '#contract/galleries.ts';
import { openBrowser } from '../testing/browser.ts';
import { type Kiosk, openKiosk, pairKiosk, waitForPhoto } from '../testing/kiosk.ts';
import { folder, startBox } from './box.ts';
import { figure, median, pause, quantile, rounds } from './measure.ts';
import { another, type BenchPhoto, largestPhotos } from './photos.ts';

/**
 * Measures from the moment a key of the remote is pressed until what it calls for is on the screen: the first frame in
 * which the new scene is the one that is on. A screen of 1920 × 1080 and one of 3840 × 2160 in a real Chromium, which
 * draws by the same cores that everything else runs on. `next` and `previous` in turn with a second between two presses,
 * units in an order in which none was on before, and `next` pressed as fast as it can be.
 * node server/bench/press-to-seen.ts [presses]
 */
const presses = rounds(50, 6);
const units = 8;
const unitPhotos = 3;
const loopPhotos = 12;

/** Runs in the page: notes each scene that comes on, with the time of the frame after. */
const watching = `{
  const inside = (element, name) => element.shadowRoot.querySelector(name);
  const root = inside(document.querySelector('kiosk-app'), 'kiosk-stage').shadowRoot;
  globalThis.seenAt = [];
  const onNow = () => root.querySelector('[data-on]')?.dataset.sceneId;
  let last = onNow();
  new MutationObserver(() => {
    if (onNow() === last) return;
    last = onNow();
    requestAnimationFrame(() => seenAt.push(performance.timeOrigin + performance.now()));
  }).observe(root, { subtree: true, attributes: true });
}`;

const place = await folder();
const box = await startBox(place.path);
const browser = await openBrowser();
try {
  const photos = await largestPhotos(loopPhotos + units * unitPhotos);
  const { id: projectId } = await box.owner.call<{ id: string }>('POST', '/api/projects', {
    kind: 'estate',
    title: '云栖府',
  });
  const galleryOf = async (title: string, some: readonly BenchPhoto[]) => {
    const { id } = await box.owner.call<Gallery>('POST', `/api/projects/${projectId}/galleries`, {
      title,
      inflow: 'append',
      for: 'many',
    });
    await box.owner.upload(
      projectId,
      some.map((photo) => another(photo, 1)),
      { galleryId: id },
    );
    return id;
  };
  const loop = await galleryOf('园区', photos.slice(0, loopPhotos));
  const called: string[] = [];
  for (let unit = 0; unit < units; unit += 1) {
    const from = loopPhotos + unit * unitPhotos;
    called.push(await galleryOf(`${unit + 1} 栋`, photos.slice(from, from + unitPhotos)));
  }
  for (const [width, height] of [
    [1920, 1080],
    [3840, 2160],
  ] as const) {
    const kiosk = await openKiosk(browser, box.localUrl, { width, height });
    const screen = await pairKiosk(kiosk, box.owner, `bench ${width}`, [{ galleryId: loop }]);
    await box.owner.call('PATCH', `/api/screens/${screen.id}`, { seconds: 300 });
    await waitForPhoto(kiosk);
    await holdsAll(screen.id);
    await kiosk.page.evaluate(watching);
    const press = (body: object) => box.owner.call('POST', `/api/screens/${screen.id}/commands`, body);
    const took = async (body: object) => {
      const before = await changes(kiosk);
      const at = performance.timeOrigin + performance.now();
      await press(body);
      return (await seenAfter(kiosk, before)) - at;
    };
    const seen = { next: [] as number[], previous: [] as number[], unit: [] as number[], fast: [] as number[] };
    await took({ type: 'next' });
    for (let round = 0; round < presses; round += 1) {
      await pause(1000);
      seen.next.push(await took({ type: 'next' }));
      // Forward by one in all, so that each is a scene that was not on just before.
      if (round % 2 === 0) continue;
      await pause(1000);
      seen.previous.push(await took({ type: 'previous' }));
    }
    for (let round = 0; round < presses; round += 1) {
      await pause(1000);
      seen.unit.push(await took({ type: 'unit', galleryId: called[round % units] }));
    }
    await press({ type: 'unpin' });
    await pause(1500);
    for (let round = 0; round < presses; round += 1) seen.fast.push(await took({ type: 'next' }));
    const unit = 'ms';
    // Four times the pixels, drawn by the processor: a screen of this size has a graphics card.
    const promised = width === 1920 ? { limit: 150 } : { note: 'no limit of its own' };
    for (const [what, values] of Object.entries(seen) as [keyof typeof seen, number[]][]) {
      const said = what === 'fast' ? 'next, pressed again as soon as it was seen' : what;
      const told = `${said}: pressed to seen, ${width} × ${height}`;
      figure({ what: `${told}, median`, value: median(values), unit, ...promised });
      const worst = what === 'fast' ? { note: 'no limit of its own' } : promised;
      figure({ what: `${told}, worst of ${values.length}`, value: quantile(values, 1), unit, ...worst });
    }
    await kiosk.context.close();
  }
} finally {
  await browser.close();
  await box.stop();
  await place.remove();
}

async function holdsAll(id: string): Promise<void> {
  for (;;) {
    const { status } = await box.owner.call<{ status: { held: number; wanted: number } | null }>(
      'GET',
      `/api/screens/${id}`,
    );
    if (status && status.wanted >= loopPhotos + units && status.held === status.wanted) return;
    await pause(500);
  }
}

function changes({ page }: Kiosk): Promise<number> {
  return page.evaluate<number>('seenAt.length');
}

async function seenAfter({ page }: Kiosk, before: number): Promise<number> {
  for (let tries = 0; tries < 1000; tries += 1) {
    const at = await page.evaluate<number | undefined>(`seenAt[${before}]`);
    if (at !== undefined) return at;
    await pause(20);
  }
  throw new Error('nothing came on');
}
