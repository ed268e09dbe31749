import { type BenchBox, folder, startBox } from './box.ts';
import { type Ask, type LoadDone, openAsk, openedBy, runLoad } from './load.ts';
import { figure, median, pause, quantile, quick, rounds } from './measure.ts';
import { another, type BenchPhoto, largestPhotos } from './photos.ts';
import { seed } from './seed.ts';

/**
 * Measures how long guests wait for a page, a thumb and an open while photos are being taken in without a pause, beside
 * the same without: at set moments, whether or not what was asked before has been answered.
 * node server/bench/during-ingest.ts [runs]
 */
const runs = rounds(3, 1);
const seconds = quick ? 6 : 20;
/** Requests a second: two pages and two opens for every eight thumbs. */
const rate = 48;
const limits = { p95: 2.5, p99: 5 };
const names = ['page', 'thumb', 'open'] as const;

const place = await folder();
const { links } = await seed(place.path, { photos: 100, links: 20, thumbBytes: 12_000 });
const box = await startBox(place.path);
const photos = await largestPhotos(25);
const idle: LoadDone[] = [];
const busy: LoadDone[] = [];
try {
  const guests = await Promise.all(links.map(({ token }) => openedBy(box.guestUrl, token)));
  const asks = guests.flatMap((guest, at): Ask[] => {
    const page = { name: 'page', path: guest.page, headers: { cookie: guest.cookie, accept: 'text/html' } };
    const thumbs = guest.thumbs.slice(0, 8).map((path) => ({ name: 'thumb', path, headers: { cookie: guest.cookie } }));
    const open = openAsk(links[at]?.token as string);
    return [page, open, ...thumbs.slice(0, 4), page, open, ...thumbs.slice(4)];
  });
  const load = { origin: box.guestUrl, asks, connections: 32, rate };
  await runLoad({ ...load, seconds: 3 });
  for (let run = 0; run < runs; run += 1) {
    idle.push(await runLoad({ ...load, seconds }));
    const feeding = feed(box);
    // The ingest process has started, and renders run.
    await pause(3000);
    busy.push(await runLoad({ ...load, seconds }));
    await feeding.stop();
  }
} finally {
  await box.stop();
  await place.remove();
}
for (const name of names) {
  for (const [share, limit] of [
    [0.95, limits.p95],
    [0.99, limits.p99],
  ] as const) {
    const of = (all: readonly LoadDone[]) => median(all.map(({ ms }) => quantile(ms[name] ?? [], share)));
    figure({
      what: `${name} during ingest, p${share * 100}`,
      value: of(busy),
      unit: 'ms',
      bare: of(idle),
      bareIs: 'no ingest',
      limit,
    });
  }
}

/** Brings batch after batch, so that renders never run out, until told to stop; then waits for the last. */
function feed({ owner }: BenchBox): { stop: () => Promise<void> } {
  let stopped = false;
  let batch = 0;
  const waiting = async (projectId: string) => {
    const { items } = await owner.call<{ items: { state: string }[] }>(
      'GET',
      `/api/projects/${projectId}/photos?limit=200`,
    );
    return items.filter(({ state }) => state === 'processing').length;
  };
  const run = async () => {
    while (!stopped) {
      const { id } = await owner.call<{ id: string }>('POST', '/api/projects', { kind: 'event', title: '批' });
      batch += 1;
      for (let at = 0; at < photos.length && !stopped; at += 5) {
        await owner.upload(
          id,
          photos.slice(at, at + 5).map((photo: BenchPhoto) => another(photo, batch)),
        );
        while (!stopped && (await waiting(id)) > 4) await pause(200);
      }
      while (stopped && (await waiting(id)) > 0) await pause(200);
    }
  };
  const done = run();
  return {
    stop: async () => {
      stopped = true;
      await done;
    },
  };
}
