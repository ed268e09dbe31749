import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Caller, callerOf, ownerPassword, sessionOf } from '../testing/box.ts';

/** A box in a process of its own, as it is started in earnest: its memory and its CPU are its own. */
export interface BenchBox {
  readonly pid: number;
  readonly localUrl: string;
  readonly guestUrl: string;
  /** From the start of the process until it said that it was ready. */
  readonly startMs: number;
  readonly owner: Caller;
  /** What signs the owner in, for requests made by hand. */
  readonly headers: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** A temporary folder, and the way to remove it. */
export async function folder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'maiimg-bench-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

const root = join(import.meta.dirname, '../..');

/** Starts a box on this folder by the command of `npm start`, with the same settings of memory and cache. `core` ties it to one core where the machine has several and `taskset`. */
export async function startBox(data: string, core?: number): Promise<BenchBox> {
  const started = performance.now();
  const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { scripts: { start: string } };
  const { child, told } = await untilReady('sh', ['-c', scripts.start], {
    // The command says `node`: it means the one that runs this.
    PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ''}`,
    MAIIMG_DATA: data,
    MAIIMG_PORT: '0',
    MAIIMG_GUEST_PORT: '0',
    MAIIMG_HOST: '127.0.0.1',
    MAIIMG_OWNER_PASSWORD: ownerPassword,
  });
  const startMs = performance.now() - started;
  const { localUrl, guestUrl } = told as { localUrl: string; guestUrl: string };
  const pid = child.pid as number;
  const headers = { cookie: await sessionOf(localUrl) };
  if (core !== undefined) tie(pid, core);
  return {
    pid,
    localUrl,
    guestUrl,
    startMs,
    owner: callerOf(localUrl, headers),
    headers,
    stop: () => end(child),
  };
}

/** Starts a Node program that prints one line of JSON with `"msg":"ready"`, and gives that line; of what it prints later, errors are passed on. */
export function startServer(args: readonly string[]): Promise<Started> {
  return untilReady(process.execPath, args);
}

interface Started {
  readonly child: ChildProcess;
  readonly told: unknown;
}

async function untilReady(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Started> {
  const child = spawn(program, args, {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const told = await new Promise<unknown>((resolve, reject) => {
    let text = '';
    const read = (chunk: Buffer) => {
      text += chunk;
      const line = text.split('\n').find((one) => one.includes('"msg":"ready"') && one.endsWith('}'));
      if (line === undefined) return;
      child.stdout.off('data', read);
      createInterface({ input: child.stdout }).on('line', passOn);
      resolve(JSON.parse(line));
    };
    child.stdout.on('data', read);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${text}`)));
  });
  return { child, told };
}

/** Errors of a box that is measured, and why it ended, are part of the result. */
function passOn(line: string): void {
  if (/"level":[56]0/.test(line)) process.stderr.write(`${line}\n`);
}

/** Ends a process that was started here, and waits for it. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}

/** Ties a process with all its threads to one core, so that who measures does not eat what is measured. Does nothing where it cannot. */
export function tie(pid: number, core: number): void {
  spawnSync('taskset', ['-acp', String(core), String(pid)], { stdio: 'ignore' });
}

/** Whether a program can be had on this machine. */
export function hasProgram(name: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${name}`], { stdio: 'ignore' }).status === 0;
}
