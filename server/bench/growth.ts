import { availableParallelism } from 'node:os';
import { type BenchBox, folder, startBox } from './box.ts';
import { type Ask, openAsk, openedBy, runLoad } from './load.ts';
import { cpuOf, figure, median, quick, rounds } from './measure.ts';
import { type Seeded, seed } from './seed.ts';

/**
 * Measures what a box with 10,000 photos and 1,000 links costs more than one with 100 photos and 10 links: CPU of a
 * guest's page, photo and open, of staff's first pages, and the start. Both in one run, in turn.
 * node server/bench/growth.ts [runs]
 */
const runs = rounds(5, 2);
const seconds = quick ? 1 : 4;
const sizes = {
  small: { photos: 100, links: 10 },
  large: quick ? { photos: 2000, links: 200 } : { photos: 10_000, links: 1000 },
};
const bareIs = `${sizes.small.photos} photos, ${sizes.small.links} links`;
const limits = { request: 1.2, start: 1.5 };
const cores = availableParallelism();

interface Side {
  readonly data: string;
  readonly seeded: Seeded;
  readonly startMs: number[];
  readonly costs: Map<string, number[]>;
}

const place = await folder();
const side = async (name: keyof typeof sizes): Promise<Side> => {
  const data = `${place.path}/${name}`;
  const seeded = await seed(data, { ...sizes[name], thumbBytes: 3000, screenBytes: 6000 });
  return { data, seeded, startMs: [], costs: new Map() };
};
const sides = [await side('small'), await side('large')] as const;
for (let run = 0; run < runs; run += 1) {
  // Started more often than measured, since that is quick.
  for (const { data, startMs } of [...sides, ...sides]) {
    const box = await startBox(data);
    startMs.push(box.startMs);
    await box.stop();
  }
  for (const one of sides) await measure(one);
}

const names = [...sides[0].costs.keys()];
for (const name of names) {
  const [bare, value] = sides.map(({ costs }) => median(costs.get(name) ?? []) * 1000) as [number, number];
  figure({ what: `${name}, CPU`, value, unit: 'ms', bare, bareIs, limit: limits.request });
}
const [bare, value] = sides.map(({ startMs }) => median(startMs)) as [number, number];
figure({ what: 'start until ready', value, unit: 'ms', bare, bareIs, limit: limits.start });
await place.remove();

async function measure({ data, seeded, costs }: Side): Promise<void> {
  const box = await startBox(data, cores > 1 ? 0 : undefined);
  try {
    // The newest link, whose gallery lies last in every table.
    const token = seeded.links.at(-1)?.token as string;
    const opened = await openedBy(box.guestUrl, token);
    const cookie = { cookie: opened.cookie };
    const staff = `/api/projects/${seeded.projectId}`;
    const asks: [name: string, ask: Ask][] = [
      ['a guest’s page', { name: 'ask', path: opened.page, headers: { ...cookie, accept: 'text/html' } }],
      ['a photo', { name: 'ask', path: opened.thumbs[0] as string, headers: cookie }],
      ['an open', { ...openAsk(token), name: 'ask' }],
    ];
    for (const [name, ask] of asks) note(costs, name, await cost(box, ask));
    note(costs, 'staff’s first page of the library', await staffCost(box, `${staff}/photos?limit=50`));
  } finally {
    await box.stop();
  }
}

function note(costs: Side['costs'], name: string, cost: number): void {
  costs.set(name, [...(costs.get(name) ?? []), cost]);
}

/** CPU seconds of one of a guest's answers. */
async function cost(box: BenchBox, ask: Ask): Promise<number> {
  const load = { origin: box.guestUrl, asks: [ask], connections: 8 };
  const core = cores > 1 ? 1 : undefined;
  await runLoad({ ...load, seconds: 1 }, core);
  const before = cpuOf(box.pid);
  const done = await runLoad({ ...load, seconds }, core);
  return (cpuOf(box.pid) - before) / (done.ms.ask ?? []).length;
}

/** CPU seconds of one of staff's answers. */
async function staffCost(box: BenchBox, path: string): Promise<number> {
  const ask = async (count: number) => {
    for (let at = 0; at < count; at += 1) await box.owner.call('GET', path);
  };
  await ask(20);
  const before = cpuOf(box.pid);
  const count = quick ? 50 : 200;
  await ask(count);
  return (cpuOf(box.pid) - before) / count;
}
