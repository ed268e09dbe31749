import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Link } from '#contract/links.ts';
import { makePhoto } from '../testing/photos.ts';
import { type BenchBox, folder, startBox, tie } from './box.ts';
import { type Ask, type LoadDone, openedBy, runLoad } from './load.ts';
import { cpuOf, figure, median, pause, quantile, quick, rounds } from './measure.ts';
import type { Coming, ComingDone } from './record-phones.ts';

/**
 * Measures what it costs to record 500 events a second — opens, photos looked at, photos saved, as 91 guests a second
 * leave them — while 16 phones browse pages and thumbs: what those wait for beside the same without, the CPU of the box
 * for an event, and that all that was acknowledged is in the database.
 * node server/bench/record.ts [runs]
 */
const runs = rounds(3, 1);
const seconds = quick ? 8 : 60;
const eventsASecond = 500;
/** An open, four looks, and half a saved photo. */
const eventsAGuest = 5.5;
const links = 20;
const phones = 16;
/** Pages and thumbs a second, of all 16. */
const browsing = 48;
const limits = { p95: 2.5, p99: 5 };
const shares = [0.5, 0.95, 0.99];
const cores = availableParallelism();
const core = (of: number) => (cores > 1 ? of : undefined);
const note = 'no limit of its own';

const place = await folder();
const box = await startBox(place.path, core(0));
const idle: LoadDone[] = [];
const busy: LoadDone[] = [];
const alone: ComingDone[] = [];
const beside: ComingDone[] = [];
/** CPU seconds of the box in each run. */
const cpu = { idle: [] as number[], alone: [] as number[], busy: [] as number[] };
const counted = { opens: 0, views: 0, downloads: 0 };
try {
  const tokens = await venue(box);
  const guests = await Promise.all(
    Array.from({ length: phones }, (_, at) => openedBy(box.guestUrl, tokens[at % links] as string)),
  );
  counted.opens += phones;
  const asks = guests.flatMap(({ page, thumbs, cookie }): Ask[] => [
    { name: 'page', path: page, headers: { cookie, accept: 'text/html' } },
    ...thumbs.slice(0, 5).map((path) => ({ name: 'thumb', path, headers: { cookie } })),
  ]);
  const browse = { origin: box.guestUrl, asks, connections: phones, rate: browsing, seconds };
  const come = { guestUrl: box.guestUrl, tokens, rate: eventsASecond / eventsAGuest, seconds };
  // Each photo is made ready to be saved once, and code is warm.
  await coming({ ...come, rate: 10, seconds: 5 });
  await runLoad({ ...browse, seconds: 3 }, core(1));
  for (let run = 0; run < runs; run += 1) {
    idle.push(await spent('idle', () => runLoad(browse, core(1))));
    alone.push(await spent('alone', () => coming(come)));
    const both = await spent('busy', () => Promise.all([runLoad(browse, core(1)), coming(come)]));
    busy.push(both[0]);
    beside.push(both[1]);
  }
  // What is written in groups is on its way for half a second at the most.
  await pause(2000);
  await kept(box);
} finally {
  await box.stop();
  await place.remove();
}

for (const name of ['page', 'thumb'] as const)
  for (const share of shares) {
    const of = (all: readonly LoadDone[]) => median(all.map(({ ms }) => quantile(ms[name] ?? [], share)));
    const limit = share === 0.5 ? undefined : share === 0.95 ? limits.p95 : limits.p99;
    const what = `${name} while ${eventsASecond} events a second are recorded, p${share * 100}`;
    figure({
      what,
      value: of(busy),
      unit: 'ms',
      bare: of(idle),
      bareIs: 'none recorded',
      ...(limit ? { limit } : { note }),
    });
  }
for (const name of ['open', 'events', 'save'] as const)
  for (const share of shares) {
    const of = (all: readonly ComingDone[]) => median(all.map(({ ms }) => quantile(ms[name], share)));
    const what = `${{ open: 'open', events: 'looks told, written in groups', save: 'photo saved' }[name]}, p${share * 100}`;
    figure({ what, value: of(beside), unit: 'ms', bare: of(alone), bareIs: 'nobody browses', note });
  }
const events = eventsASecond * seconds;
const guestsThen = events / eventsAGuest;
figure({ what: 'CPU of the box for an event', value: (median(cpu.alone) * 1000) / events, unit: 'ms', note });
figure({
  what: 'the same for a guest with all requests',
  value: (median(cpu.alone) * 1000) / guestsThen,
  unit: 'ms',
  note,
});
figure({
  what: 'CPU of the box while guests browse and events are recorded, of one core',
  value: (median(cpu.busy) / seconds) * 100,
  unit: '%',
  bare: (median(cpu.idle) / seconds) * 100,
  bareIs: 'none recorded',
  note,
});

/** A project of 25 photos in a gallery, opened by many links that let their guests save. Gives their tokens. */
async function venue({ owner }: BenchBox): Promise<string[]> {
  const { id } = await owner.call<{ id: string }>('POST', '/api/projects', { kind: 'event', title: '峰会' });
  const files = await Promise.all(
    Array.from({ length: 25 }, async (_, seed) => ({
      name: `${seed}.jpg`,
      data: await makePhoto({ width: 900, height: 600, seed }),
    })),
  );
  const { accepted } = await owner.upload(id, files);
  for (;;) {
    const { items } = await owner.call<{ items: { state: string }[] }>('GET', `/api/projects/${id}/photos?limit=200`);
    if (items.every(({ state }) => state === 'ready')) break;
    await pause(100);
  }
  const photoIds = accepted.map((photo) => photo.id);
  const gallery = await owner.call<{ id: string }>('POST', `/api/projects/${id}/galleries`, {
    title: '主会场',
    photoIds,
  });
  const made = await Promise.all(
    Array.from({ length: links }, () =>
      owner.call<Link>('POST', `/api/projects/${id}/links`, {
        galleryIds: [gallery.id],
        for: 'many',
        policy: { download: 'original' },
      }),
    ),
  );
  return made.map(({ token }) => token as string);
}

async function coming(come: Coming): Promise<ComingDone> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'record-phones.ts'), JSON.stringify(come)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const on = core(1);
  if (on !== undefined) tie(child.pid as number, on);
  const [said] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  const done = JSON.parse(said) as ComingDone;
  if (done.errors.length > 0) throw new Error(`${done.errors.length} requests failed: ${done.errors[0]}`);
  for (const name of ['opens', 'views', 'downloads'] as const) counted[name] += done.counted[name];
  return done;
}

async function spent<T>(of: keyof typeof cpu, work: () => Promise<T>): Promise<T> {
  const before = cpuOf(box.pid);
  const done = await work();
  cpu[of].push(cpuOf(box.pid) - before);
  return done;
}

/** Whether the box tells of every open, look and saved photo that it acknowledged. */
async function kept({ owner }: BenchBox): Promise<void> {
  const { items } = await owner.call<{ items: { id: string }[] }>('GET', '/api/projects');
  const path = `/api/projects/${items[0]?.id}/report`;
  const answer = await owner.ask('GET', path);
  if (answer.status !== 200) throw new Error(`report: ${answer.status}`);
  const { figures } = (await answer.json()) as { figures: Record<keyof typeof counted, number> };
  const lost = (['opens', 'views', 'downloads'] as const).reduce(
    (sum, name) => sum + Math.abs(counted[name] - figures[name]),
    0,
  );
  const all = counted.opens + counted.views + counted.downloads;
  figure({ what: `events acknowledged, and not in the report (of ${all})`, value: lost, unit: '', limit: 0 });
}
