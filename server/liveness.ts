import { setImmediate as immediate, setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Kit } from './kit.ts';
import { Refusal } from './refusal.ts';

/** A box that fails so many probes in a row ends itself: whoever supervises it starts it anew, and the start recovers. */
const failuresAllowed = 3;

/** A write that is not back after so many turns of the loop, and its time, does not come back. */
const turnsOfAWrite = 50;

export interface LivenessOptions {
  /** How often a write is tried, and how long it may take: 20 s and 15 s. */
  readonly everyMs?: number;
  readonly withinMs?: number;
}

/**
 * Tries a write again and again, which also keeps the clock's mark, and tells `onFatal` where three in a row fail or do
 * not come back. A full disk is no failure: a restart makes no room. Gives the way to stop.
 */
export function startLiveness(
  { db, log }: Pick<Kit, 'db' | 'log'>,
  onFatal: (error: Error) => void,
  { everyMs = 20_000, withinMs = 15_000 }: LivenessOptions = {},
): () => void {
  let failures = 0;
  let probing = false;
  const probe = async () => {
    probing = true;
    const late = new AbortController();
    try {
      const tooLate = wait(withinMs, undefined, { signal: late.signal, ref: false }).then(async () => {
        // A write is some ten trips to a thread and back, and in a full hall each turn of the loop takes seconds.
        for (let turn = 0; turn < turnsOfAWrite; turn += 1) await immediate();
        throw new Error(`a write did not come back within ${withinMs / 1000} s`);
      });
      await Promise.race([db.write(async () => {}), tooLate]);
      failures = 0;
    } catch (error) {
      if (error instanceof Refusal) return;
      failures += 1;
      log.error({ err: error, failures }, 'the box could not write');
      if (failures >= failuresAllowed) onFatal(error as Error);
    } finally {
      late.abort();
      probing = false;
    }
  };
  const timer = setInterval(() => {
    if (!probing) void probe();
  }, everyMs).unref();
  return () => clearInterval(timer);
}

const beats = new Int32Array(new SharedArrayBuffer(4));

/**
 * A request was taken up: the loop does not stand still. Where thousands come at once, Node answers them before it looks at
 * its timers, and a hall that is served must not be taken for a box that hangs.
 */
export function atWork(): void {
  Atomics.add(beats, 0, 1);
}

/**
 * Ends the process when its event loop has stood still for so long: nothing inside it could say so any more. A thread of
 * its own counts beats, not time, so that a machine that slept or a process that was frozen is not taken for one that hangs.
 */
export function startWatchdog(stillMs = 10_000): () => Promise<unknown> {
  const beatMs = Math.min(1000, stillMs / 10);
  const timer = setInterval(() => Atomics.add(beats, 0, 1), beatMs / 2).unref();
  // As text, since a file in TypeScript would have the thread load a compiler of its own: 10 MB.
  const worker = new Worker(`(${watch.toString()})()`, {
    eval: true,
    workerData: { beats, beatMs, stillMs },
    resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 },
    execArgv: [],
    env: {},
  });
  worker.unref();
  return () => {
    clearInterval(timer);
    return worker.terminate();
  };
}

/** Runs in a thread, from its text alone: it may refer to nothing outside itself. */
function watch(): void {
  const { workerData } = process.getBuiltinModule('node:worker_threads');
  const { write } = process.getBuiltinModule('node:fs');
  const { beats, beatMs, stillMs } = workerData as { beats: Int32Array; beatMs: number; stillMs: number };
  let last = 0;
  let missed = 0;
  setInterval(() => {
    const beat = Atomics.load(beats, 0);
    missed = beat === last ? missed + 1 : 0;
    last = beat;
    if (missed * beatMs < stillMs) return;
    const end = () => process.kill(process.pid, 'SIGKILL');
    const msg = `the event loop stood still for ${stillMs / 1000} s: the process is ended`;
    // The main thread's log is as stuck as the rest of it, and nobody may be reading: the end does not wait for that.
    const time = Math.round(performance.timeOrigin + performance.now());
    write(1, `${JSON.stringify({ level: 60, time, pid: process.pid, msg })}\n`, end);
    setTimeout(end, beatMs);
  }, beatMs);
}
