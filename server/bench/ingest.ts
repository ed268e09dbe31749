import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Sharp } from 'sharp';
import { startIngest } from '../library/ingest/ingest.ts';
import { sharp } from '../library/ingest/sharp.ts';

/**
 * Measures ingest over the largest photos of a folder (`../shared/photos` by default): CPU against decoding and encoding
 * alone, wall time against the bare cascade in this process. Prints JSON lines; medians of `runs`. Linux only.
 * node server/bench/ingest.ts [folder] [photos] [runs]
 */
const folder = process.argv[2] ?? join(import.meta.dirname, '../../../shared/photos');
const count = Number(process.argv[3] ?? 25);
const runs = Number(process.argv[4] ?? 3);
/** Of the floor, and of the bare cascade's wall time: goals 1 and 2 of performance.md. */
const limits = { cpu: 1.35, wall: 1.5 };
const cores = availableParallelism();

interface Cost {
  readonly cpu: number;
  readonly wall: number;
  readonly peakMb?: number;
  readonly startCpu?: number;
}

type Sized = { readonly file: string; readonly pixels: number };

async function largest(): Promise<Sized[]> {
  const files = (await readdir(folder))
    .filter((name) => /\.(jpe?g|png|webp)$/i.test(name))
    .map((name) => join(folder, name));
  const sized = await Promise.all(
    files.map(async (file) => ({
      file,
      pixels: await sharp(file)
        .metadata()
        .then(({ width, height }) => width * height),
    })),
  );
  return sized.toSorted((a, b) => b.pixels - a.pixels).slice(0, count);
}

interface Pixels {
  readonly data: Buffer;
  readonly info: { readonly width: number; readonly height: number };
}
const from = ({ data, info }: Pixels) => sharp(data, { raw: { width: info.width, height: info.height, channels: 3 } });
const pixels = (image: Sharp) => image.raw().toBuffer({ resolveWithObject: true });
const fit = (image: Sharp, edge: number) => image.resize(edge, edge, { fit: 'inside', withoutEnlargement: true });
const upright = (file: string) =>
  fit(sharp(file, { failOn: 'error' }).autoOrient(), 3840)
    .flatten({ background: '#fff' })
    .toColourspace('srgb');

async function encodeAll(kiosk: Pixels, screen: Pixels, thumb: Pixels): Promise<void> {
  await from(thumb).webp({ quality: 80, effort: 4 }).toBuffer();
  await from(screen).webp({ quality: 80, effort: 2 }).toBuffer();
  await from(kiosk).jpeg({ quality: 80 }).toBuffer();
}

/** What no way of doing it can avoid: every photo decoded once, every size encoded once. */
async function floor(photos: readonly Sized[]): Promise<Cost> {
  let cpu = 0;
  const timed = async (work: () => Promise<unknown>) => {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    cpu += (user + system) / 1e6;
  };
  const start = performance.now();
  for (const { file } of photos) {
    await timed(() => sharp(file).raw().toBuffer());
    const kiosk = await pixels(upright(file));
    const screen = await pixels(fit(from(kiosk), 1600));
    const thumb = await pixels(fit(from(screen), 400));
    await timed(() => encodeAll(kiosk, screen, thumb));
  }
  return { cpu, wall: (performance.now() - start) / 1000 };
}

async function cascade(photos: readonly Sized[]): Promise<Cost> {
  const before = process.cpuUsage();
  const start = performance.now();
  const queue = [...photos];
  const worker = async () => {
    for (let photo = queue.shift(); photo; photo = queue.shift()) {
      const kiosk = await pixels(upright(photo.file));
      const screen = await pixels(fit(from(kiosk), 1600));
      await encodeAll(kiosk, screen, await pixels(fit(from(screen), 400)));
    }
  };
  await Promise.all(Array.from({ length: cores }, worker));
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / 1e6, wall: (performance.now() - start) / 1000 };
}

async function ingest(photos: readonly Sized[]): Promise<Cost> {
  const into = await mkdtemp(join(tmpdir(), 'maiimg-bench-'));
  const ingest = startIngest({ log: pino({ level: 'silent' }) });
  try {
    const look = (file: string) => ingest.inspect(file, { localZone: 'Asia/Shanghai' });
    await look((photos[0] as Sized).file);
    const pid = ingest.pid() as number;
    const startCpu = cpuOf(pid);
    const start = performance.now();
    await Promise.all(
      photos.map(async ({ file }, index) => {
        await look(file);
        const target = (size: string) => join(into, `${index}-${size}`);
        await ingest.render({
          source: file,
          into: { thumb: target('thumb'), screen: target('screen'), kiosk: target('kiosk') },
        });
      }),
    );
    const wall = (performance.now() - start) / 1000;
    const peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
    return { cpu: cpuOf(pid) - startCpu, wall, peakMb: peak / 1024, startCpu };
  } finally {
    await ingest.stop();
    await rm(into, { recursive: true });
  }
}

/** CPU seconds that a process has used, all its threads together. */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  // utime and stime, in ticks of a hundredth.
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

function middle(of: readonly Cost[]): Cost {
  const pick = (key: keyof Cost) =>
    of.map((cost) => cost[key] ?? 0).toSorted((a, b) => a - b)[Math.floor(of.length / 2)] as number;
  const peakMb = Math.round(pick('peakMb'));
  return {
    cpu: round(pick('cpu')),
    wall: round(pick('wall')),
    ...(peakMb > 0 && { peakMb, startCpu: round(pick('startCpu')) }),
  };
}

function ratio(a: number, b: number): number {
  return round(a / b);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function print(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

const photos = await largest();
print({
  photos: photos.length,
  megapixels: Math.round(photos.reduce((sum, { pixels }) => sum + pixels, 0) / 1e6),
  cores,
  runs,
});
const costs: Record<'floor' | 'cascade' | 'ingest', Cost[]> = { floor: [], cascade: [], ingest: [] };
for (let run = 0; run < runs; run += 1) {
  costs.floor.push(await floor(photos));
  costs.cascade.push(await cascade(photos));
  costs.ingest.push(await ingest(photos));
}
const [least, bare, whole] = [middle(costs.floor), middle(costs.cascade), middle(costs.ingest)];
print({ what: 'floor: decode + encode', cpu: least.cpu });
print({ what: 'bare cascade in one process, jobs = cores', ...bare });
print({ what: 'ingest: inspect + render, files synced', ...whole });
print({ what: 'CPU, ingest / floor', ratio: ratio(whole.cpu, least.cpu), limit: limits.cpu });
print({ what: 'CPU, bare cascade / floor', ratio: ratio(bare.cpu, least.cpu) });
print({ what: 'wall, ingest / bare cascade', ratio: ratio(whole.wall, bare.wall), limit: limits.wall });
