import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formOf, type NamedFile } from '../testing/box.ts';
import { type BenchBox, end, folder, startBox, startServer } from './box.ts';
import { collectGarbage } from './heap.ts';
import { childrenOf, figure, median, memoryOf, pause, quick, rounds, skipped } from './measure.ts';
import { badPhotos, largestPhotos } from './photos.ts';
import { seed } from './seed.ts';

/**
 * Measures the resident memory of the server and of the ingest process: idle beside a bare server of the same parts,
 * with 2,000 phones that listen, taking in 25 photos, for files that are hard to read, and after a minute without work.
 * The box is started as `npm start` does it, and not for the first time: with Node's compile cache, and with glibc told to
 * give large blocks back. The bare server is a plain `node bare-server.mjs`: it compiles no TypeScript and frees no large blocks.
 * node server/bench/memory.ts [runs]
 */
const runs = rounds(3, 1);
const streams = quick ? 200 : 2000;
const settleMs = quick ? 4000 : 15_000;
const unit = 'MB';
/** What the design counts, kB. */
const perPhone = 30;
/** The same for the server, and for the ingest process with two jobs. */
const limits = { idle: 2, ingest: 1.5, worker: 650, resting: 80 };

await startOnce();
const idle: number[] = [];
const bare: number[] = [];
for (let run = 0; run < runs; run += 1) {
  const [one, other] = [await folder(), await startServer([join(import.meta.dirname, 'bare-server.mjs')])];
  const box = await startBox(one.path);
  await pause(settleMs);
  idle.push(memoryOf(box.pid).now);
  bare.push(memoryOf(other.child.pid as number).now);
  await box.stop();
  await end(other.child);
  await one.remove();
}
const resting = median(idle);
figure({
  what: 'server, idle',
  value: resting,
  unit,
  bare: median(bare),
  bareIs: 'bare Express + sqlite3 + socket.io',
  limit: limits.idle,
});
await listening();
await working();

/** The first start after a change fills the compile cache, when it ends. */
async function startOnce(): Promise<void> {
  const place = await folder();
  const box = await startBox(place.path);
  await box.stop();
  await place.remove();
}

async function listening(): Promise<void> {
  const place = await folder();
  const { links } = await seed(place.path, { photos: 25, links: 1 });
  const box = await startBox(place.path);
  try {
    const token = links[0]?.token as string;
    const phones = async (count: number) =>
      (await startServer([join(import.meta.dirname, 'streams.ts'), box.guestUrl, token, String(count)])).child;
    // What the first phones bring into memory, of code above all, is not taken once more by others.
    await end(await phones(100));
    await pause(settleMs);
    await collectGarbage(box.pid);
    const before = memoryOf(box.pid).now;
    const child = await phones(streams);
    await pause(settleMs);
    const { now } = memoryOf(box.pid);
    figure({
      what: `server, ${streams} phones listen`,
      value: now,
      unit,
      bare: resting,
      bareIs: 'idle',
      note: 'no limit of its own',
    });
    // What the opens left behind is not what a phone takes: V8 keeps that room until it needs it for something else.
    await collectGarbage(box.pid);
    await pause(settleMs);
    figure({
      what: 'a phone that listens, its visit included',
      value: ((memoryOf(box.pid).now - before) * 1024) / streams,
      unit: 'kB',
      limit: perPhone,
      note: 'without garbage',
    });
    await end(child);
  } finally {
    await box.stop();
    await place.remove();
  }
}

async function working(): Promise<void> {
  const place = await folder();
  const box = await startBox(place.path);
  try {
    const project = await box.owner.call<{ id: string }>('POST', '/api/projects', { kind: 'event', title: '峰会' });
    const taken = await watched(box, async () => {
      await box.owner.upload(project.id, await largestPhotos(quick ? 5 : 25));
      await allDone(box, project.id);
    });
    figure({
      what: 'server, taking in 25 photos',
      value: taken.server,
      unit,
      bare: resting,
      bareIs: 'idle',
      limit: limits.ingest,
    });
    figure({ what: 'ingest process, 25 photos, two jobs', value: taken.worker, unit, limit: limits.worker });
    await bad(box, project.id);
    const waitMs = quick ? 35_000 : 60_000;
    await pause(waitMs);
    const [worker] = childrenOf(box.pid);
    figure({
      what: `ingest process, after ${waitMs / 1000} s without work`,
      value: worker === undefined ? 0 : memoryOf(worker).now,
      unit,
      limit: limits.resting,
    });
    figure({
      what: 'server, after that',
      value: memoryOf(box.pid).now,
      unit,
      bare: resting,
      bareIs: 'idle',
      note: 'no limit of its own',
    });
  } finally {
    await box.stop();
    await place.remove();
  }
}

async function bad(box: BenchBox, projectId: string): Promise<void> {
  const files = await badPhotos();
  if (files.length === 0) return skipped('ingest process, the worst of bad files', 'there is no folder of bad files');
  const peaks: { name: string; worker: number; server: number; ms: number }[] = [];
  for (const file of quick ? files.filter(({ name }) => /^big-|bomb/.test(name)) : files) {
    const started = performance.now();
    let answeredMs = 0;
    const { worker, server } = await watched(box, async () => {
      await one(box, projectId, file);
      answeredMs = performance.now() - started;
      await allDone(box, projectId);
    });
    peaks.push({ name: file.name, worker, server, ms: answeredMs });
  }
  const worst = (of: 'worker' | 'server' | 'ms') => peaks.toSorted((a, b) => b[of] - a[of])[0] ?? peaks[0];
  figure({
    what: 'ingest process, the worst of bad files',
    value: worst('worker')?.worker ?? 0,
    unit,
    limit: limits.worker,
    note: worst('worker')?.name ?? '',
  });
  figure({
    what: 'server, the worst of bad files',
    value: worst('server')?.server ?? 0,
    unit,
    bare: resting,
    bareIs: 'idle',
    limit: limits.ingest,
    note: worst('server')?.name ?? '',
  });
  figure({
    what: 'answer to the slowest of bad files',
    value: (worst('ms')?.ms ?? 0) / 1000,
    unit: 's',
    limit: 2,
    note: worst('ms')?.name ?? '',
  });
}

async function one(box: BenchBox, projectId: string, file: NamedFile): Promise<void> {
  // Refused is an answer as well.
  const { status } = await box.owner.ask('POST', `/api/projects/${projectId}/photos`, formOf([file]));
  if (status >= 500) throw new Error(`${file.name}: ${status}`);
}

async function allDone(box: BenchBox, projectId: string): Promise<void> {
  for (;;) {
    const { items } = await box.owner.call<{ items: { state: string }[] }>(
      'GET',
      `/api/projects/${projectId}/photos?limit=200`,
    );
    if (items.every(({ state }) => state !== 'processing')) return;
    await pause(50);
  }
}

/** The most that the server and its ingest processes took while this was done, MB. */
async function watched(box: BenchBox, work: () => Promise<void>): Promise<{ server: number; worker: number }> {
  // The highest mark of both begins anew (proc(5), clear_refs).
  for (const pid of [box.pid, ...childrenOf(box.pid)]) writeFileSync(`/proc/${pid}/clear_refs`, '5');
  let worker = 0;
  const look = () => {
    for (const pid of childrenOf(box.pid)) worker = Math.max(worker, peakOf(pid));
  };
  const timer = setInterval(look, 20);
  try {
    await work();
  } finally {
    clearInterval(timer);
    look();
  }
  return { server: memoryOf(box.pid).peak, worker };
}

function peakOf(pid: number): number {
  try {
    return memoryOf(pid).peak;
  } catch {
    // It has just ended.
    return 0;
  }
}
