import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
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

/** Runs a script in the repository's folder on the Node that runs this one, and waits until it has ended. */
export function node(
  command: readonly string[],
  stdio: 'pipe' | 'inherit',
  env: NodeJS.ProcessEnv = process.env,
): Promise<Ended> {
  if (signalled) return Promise.resolve({ code: 1, output: '' });
  return new Promise((settle) => {
    const child = spawn(process.execPath, command, { cwd: root, env, stdio: ['ignore', stdio, stdio] });
    children.add(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text) => (output += text));
    const done = (ended: Ended) => {
      children.delete(child);
      settle(ended);
    };
    child.once('error', (fault) => done({ code: 1, output: fault.message }));
    child.once('close', (code) => done({ code: code ?? 1, output }));
  });
}
