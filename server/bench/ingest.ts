import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { startIngest } from '../library/ingest/ingest.ts';
import { sharp } from '../library/ingest/sharp.ts';
import { folder } from './box.ts';
import { cascade, encode, shrink } from './cascade.ts';
import { cpuOf, figure, median, quick, rounds } from './measure.ts';
import { largestPhotos } from './photos.ts';

/**
 * Measures ingest over the 25 largest photos: CPU against decoding and encoding alone, wall time against the bare
 * cascade in this process with as many jobs as there are cores. Linux only.
 * node server/bench/ingest.ts [runs]
 */
const runs = rounds(3, 1);
/** Of the floor, and of the bare cascade's wall time: goals 1 and 2 of performance.md. */
const limits = { cpu: 1.35, wall: 1.5 };
const cores = availableParallelism();

interface Cost {
  readonly cpu: number;
  readonly wall: number;
}

/** What no way of doing it can avoid: every photo decoded once, every size encoded once. */
async function floor(files: readonly string[]): Promise<Cost> {
  let cpu = 0;
  const timed = async (work: () => Promise<unknown>) => {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    cpu += (user + system) / 1e6;
  };
  const start = performance.now();
  for (const file of files) {
    await timed(() => sharp(file).raw().toBuffer());
    const sizes = await shrink(sharp(file, { failOn: 'error' }));
    await timed(() => encode(sizes));
  }
  return { cpu, wall: (performance.now() - start) / 1000 };
}

async function bareCascade(files: readonly string[]): Promise<Cost> {
  const before = process.cpuUsage();
  const start = performance.now();
  const queue = [...files];
  const worker = async () => {
    for (let file = queue.shift(); file; file = queue.shift()) await cascade(sharp(file, { failOn: 'error' }));
  };
  await Promise.all(Array.from({ length: cores }, worker));
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / 1e6, wall: (performance.now() - start) / 1000 };
}

async function ingest(files: readonly string[], into: string): Promise<Cost> {
  const ingest = startIngest({ log: pino({ level: 'silent' }) });
  try {
    const look = (file: string) => ingest.inspect(file, { localZone: 'Asia/Shanghai' });
    await look(files[0] as string);
    const pid = ingest.pid() as number;
    const before = cpuOf(pid);
    const start = performance.now();
    await Promise.all(
      files.map(async (file, index) => {
        await look(file);
        const target = (size: string) => join(into, `${index}-${size}`);
        await ingest.render({
          source: file,
          into: { thumb: target('thumb'), screen: target('screen'), kiosk: target('kiosk') },
        });
      }),
    );
    return { cpu: cpuOf(pid) - before, wall: (performance.now() - start) / 1000 };
  } finally {
    await ingest.stop();
  }
}

const place = await folder();
const files: string[] = [];
for (const { data } of await largestPhotos(quick ? 5 : 25)) {
  const file = join(place.path, `photo-${files.length}`);
  await writeFile(file, data);
  files.push(file);
}
const costs: Record<'floor' | 'bare' | 'whole', Cost[]> = { floor: [], bare: [], whole: [] };
for (let run = 0; run < runs; run += 1) {
  costs.floor.push(await floor(files));
  costs.bare.push(await bareCascade(files));
  const into = join(place.path, `run-${run}`);
  await mkdir(into);
  costs.whole.push(await ingest(files, into));
}
await place.remove();
const mid = (of: keyof typeof costs, what: keyof Cost) => median(costs[of].map((cost) => cost[what]));
const unit = 's';
figure({
  what: `ingest of the ${files.length} largest photos, CPU`,
  value: mid('whole', 'cpu'),
  unit,
  bare: mid('floor', 'cpu'),
  bareIs: 'decode + encode alone',
  limit: limits.cpu,
});
figure({
  what: 'bare cascade, CPU',
  value: mid('bare', 'cpu'),
  unit,
  bare: mid('floor', 'cpu'),
  bareIs: 'decode + encode alone',
  note: 'no limit of its own',
});
figure({
  what: 'ingest, wall time',
  value: mid('whole', 'wall'),
  unit,
  bare: mid('bare', 'wall'),
  bareIs: `bare cascade, ${cores} jobs`,
  limit: limits.wall,
});
