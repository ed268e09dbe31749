import { type ChildProcess, spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { createInterface } from 'node:readline';
import { root } from './ready/processes.mjs';

export interface Ended {
  /** 0 where all went well. */
  readonly code: number;
  /** Both streams together; empty where they went to our own. */
  readonly output: string;
}

/** Children that are told of a signal and do not end by themselves are killed after this long. */
const patienceMs = 10_000;

const children = new Set<ChildProcess>();
let signalled: NodeJS.Signals | undefined;

/**
 * From now on a signal to us goes on to every child, so that none is left running; what waits for `node` then goes on
 * with what they came to, no new one is started, and `endedBy` says so.
 */
export function passSignalsOn(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      signalled ??= signal;
      for (const child of children) child.kill(signal);
      setTimeout(() => {
        for (const child of children) child.kill('SIGKILL');
      }, patienceMs).unref();
    });
  }
}

/** The exit code that says by which signal we were ended; undefined where by none. */
export function endedBy(): number | undefined {
  return signalled && 128 + constants.signals[signalled];
}

/** How a script is run. */
export interface Running {
  readonly env?: NodeJS.ProcessEnv;
  /** By how much it gives way to the others, 0 to 19. */
  readonly nice?: number;
}

/**
 * Runs a script in the repository's folder on the Node that runs this one, and waits until it has ended. What it says is
 * kept (`pipe`), goes to our own streams (`inherit`), or is handed on line by line, whole lines even where several run.
 */
export function node(
  command: readonly string[],
  out: 'pipe' | 'inherit' | ((line: string) => void),
  { env = process.env, nice = 0 }: Running = {},
): Promise<Ended> {
  if (signalled) return Promise.resolve({ code: 1, output: '' });
  return new Promise((settle) => {
    const stdio = out === 'inherit' ? 'inherit' : 'pipe';
    const child = spawn(process.execPath, command, { cwd: root, env, stdio: ['ignore', stdio, stdio] });
    children.add(child);
    if (nice > 0) giveWay(child, nice);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      if (typeof out === 'function') createInterface({ input: stream }).on('line', out);
      else stream.setEncoding('utf8').on('data', (text) => (output += text));
    }
    const done = (ended: Ended) => {
      children.delete(child);
      settle(ended);
    };
    child.once('error', (fault) => done({ code: 1, output: fault.message }));
    child.once('close', (code) => done({ code: code ?? 1, output }));
  });
}

function giveWay({ pid }: ChildProcess, nice: number): void {
  try {
    if (pid !== undefined) setPriority(pid, nice);
  } catch {
    // Over already, or of a system that has no such thing: it only runs as the others do.
  }
}
