import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { Acknowledged } from './acknowledged.ts';
import { afterwards } from './afterwards.ts';
import { type Ending, endedUnderLoad } from './ended.ts';
import { type Disks, type Layout, makeDisks, preloading } from './power-disk.ts';
import { prepare } from './prepare.ts';

export interface PowerReport {
  readonly cuts: number;
  /** How many acts of each kind were answered before the cuts, all told. */
  readonly counts: ReadonlyMap<string, number>;
  /** What was found broken after them, a line each. */
  readonly broken: readonly string[];
}

/**
 * Cuts the power of a box's disks at random moments of a mixed load, so many times in all, and checks after each cut that
 * nothing acknowledged is lost and every invariant holds: the larger half of them with all data on one disk, the others
 * with the photos on a disk of their own. The disks are files in this folder.
 */
export async function power(
  folder: string,
  cuts: number,
  progress: (line: string) => void = () => {},
): Promise<PowerReport> {
  const counts = new Map<string, number>();
  const broken: string[] = [];
  let cut = 0;
  const halves: [Layout, number][] = [
    ['one', Math.ceil(cuts / 2)],
    ['apart', cuts],
  ];
  for (const [layout, until] of halves) {
    if (cut === until) continue;
    const acknowledged = new Acknowledged();
    await onDisks(folder, layout, async (disks) => {
      const project = await prepare(disks.data, preloading());
      while (cut < until) {
        cut += 1;
        // Mostly once a photo was answered, however slow the machine; now and then while the first is on its way.
        const moment = cut % 4 === 0 ? 'any' : 'later';
        const faults = await cutUnderLoad(disks, project, acknowledged, { moment, env: preloading() });
        const found = [...faults, ...(await afterwards(disks.data, acknowledged))].map((line) => `cut ${cut}: ${line}`);
        broken.push(...found);
        progress([`cut ${cut} of ${cuts}, ${acknowledged.total} acts answered so far`, ...found].join('\n'));
      }
    });
    for (const [what, count] of acknowledged.counts) counts.set(what, (counts.get(what) ?? 0) + count);
  }
  return { cuts, counts, broken };
}

/** Gives new disks in this folder to what is done with them, and unmounts them after it. */
export async function onDisks<T>(folder: string, layout: Layout, use: (disks: Disks) => Promise<T>): Promise<T> {
  const own = await mkdtemp(join(folder, 'disks-'));
  const disks = await makeDisks(own, layout);
  try {
    return await use(disks);
  } finally {
    await disks.remove();
  }
}

/** Runs a box on disks under load, cuts their power and restores it; gives what `endedUnderLoad` does. */
export async function cutUnderLoad(
  disks: Disks,
  project: string,
  acknowledged: Acknowledged,
  ending: Pick<Ending, 'moment' | 'env'>,
): Promise<readonly string[]> {
  const cutter = await disks.cutter();
  try {
    const faults = await endedUnderLoad(disks.data, project, acknowledged, { ...ending, first: cutter.cut });
    await disks.restore();
    return faults;
  } finally {
    cutter.end();
  }
}
