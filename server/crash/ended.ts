import { randomInt } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { startProcess } from '../testing/process.ts';
import type { Acknowledged } from './acknowledged.ts';
import { load } from './load.ts';

export interface Ending {
  /** When it comes: in the moment in which an act of this kind has just been answered, any moment later, or any moment at all. */
  readonly moment: 'upload' | 'open' | 'later' | 'any';
  /** How much later at most, ms. */
  readonly withinMs?: number;
  /** What is done to its disks before it is killed. */
  readonly first?: () => Promise<void>;
  /** More of the box's environment. */
  readonly env?: Record<string, string>;
}

/** Runs a box under load until it is killed; gives the answers before that which no client should get, a line each. */
export async function endedUnderLoad(
  data: string,
  project: string,
  acknowledged: Acknowledged,
  { moment, withinMs = 400, first, env = {} }: Ending,
): Promise<readonly string[]> {
  const box = await startProcess({ MAIIMG_DATA: data, MAIIMG_LOG_LEVEL: 'error', ...env });
  try {
    const answered = () => acknowledged.counts.get(moment === 'open' ? 'open' : 'upload') ?? 0;
    const before = answered();
    const running = await load(box, project, acknowledged);
    const patience = performance.now() + (moment === 'any' ? 0 : 60_000);
    while (answered() === before && performance.now() < patience) await setTimeout(1);
    if (moment === 'any' || moment === 'later') await setTimeout(randomInt(0, withinMs));
    const faults = [...running.faults];
    if (first) {
      // A box whose power is gone says no more. This one's machine goes on, and ext4 calls a flush done that was under way
      // at the cut and is lost by it: 94 in 200 cuts when that was tried, and none that was done before.
      box.kill('SIGSTOP');
      await first();
    }
    box.kill('SIGKILL');
    await box.ended;
    await running.ended;
    return faults;
  } finally {
    box.kill('SIGKILL');
  }
}
