import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface BoxProcess {
  readonly child: ChildProcess;
  readonly localUrl: string;
  readonly guestUrl: string;
  readonly claimCode: string | undefined;
  readonly lines: string[];
  /** Settles with exit code or signal. */
  readonly ended: Promise<number | NodeJS.Signals>;
  kill(signal: NodeJS.Signals): void;
}

/** A box as a process of its own, as the console starts it (or by another program below `server/`); settles when it says it is ready, throws with what it said where it ends before. */
export async function startProcess(env: Record<string, string>, program = 'main.ts'): Promise<BoxProcess> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '..', program)], {
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      // As at the console, what was compiled once is kept.
      ...(process.env.NODE_COMPILE_CACHE && { NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE }),
      MAIIMG_PORT: '0',
      MAIIMG_GUEST_PORT: '0',
      MAIIMG_HOST: '127.0.0.1',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const ended = once(child, 'exit').then(([code, signal]) => (signal ?? code) as number | NodeJS.Signals);
  createInterface({ input: child.stderr }).on('line', (line) => lines.push(line));
  const ready = new Promise<{ localUrl: string; guestUrl: string; claimCode?: string }>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line);
      if (line.includes('"msg":"ready"')) resolve(JSON.parse(line));
    });
  });
  const first = await Promise.race([ready, ended]);
  if (typeof first !== 'object') throw new Error(`the box ended with ${first}: ${lines.join('\n')}`);
  return { child, ...first, claimCode: first.claimCode, lines, ended, kill: (signal) => child.kill(signal) };
}
