import { randomInt } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { startProcess } from '../testing/process.ts';
import type { Acknowledged } from './acknowledged.ts';
import { allActs, load } from './load.ts';

export interface Ending {
  /**
   * When it comes: in the moment in which an act of this kind has just been answered, any moment after an upload or after
   * one act of every kind, or any moment at all; or about the moment in which chapters of a new day begin.
   */
  readonly moment: 'upload' | 'open' | 'later' | 'all' | 'any' | 'struck';
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
    const acts = moment === 'all' ? allActs : [moment === 'open' ? 'open' : 'upload'];
    const struck = moment === 'struck' ? nextMinute() : undefined;
    if (struck !== undefined) await until(struck - leadMs);
    const running = await load(box, project, acknowledged, struck);
    const before = new Map(acknowledged.counts);
    const answered = () => acts.every((act) => (acknowledged.counts.get(act) ?? 0) > (before.get(act) ?? 0));
    const patience = performance.now() + (moment === 'any' ? 0 : 60_000);
    while (!answered() && performance.now() < patience) await setTimeout(1);
    if (struck !== undefined) await until(struck + randomInt(0, strikeMs));
    if (moment === 'any' || moment === 'later' || moment === 'all') await setTimeout(randomInt(0, withinMs));
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

/** A load needs so long until it has something of everything; and the box looks for what is due twice a second. */
const leadMs = 15_000;
const strikeMs = 700;

/** The next minute that is far enough away, UTC ms: an hour is set in minutes. */
function nextMinute(): number {
  return Math.ceil((Date.now() + leadMs) / 60_000) * 60_000;
}

async function until(at: number): Promise<void> {
  while (Date.now() < at) await setTimeout(at - Date.now());
}
