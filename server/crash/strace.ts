import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What is done to a call: the process is killed as it enters it, or it fails with this error. */
export type Fault = 'SIGKILL' | 'EIO' | 'ENOSPC';

/** One of the calls by which something gets onto a disk. */
export interface Call {
  readonly name: string;
  /** It is the so-manieth of its name on this file, from 1; where the file has another name each time, on any. */
  readonly when: number;
  /** The file or folder, within the folder that is watched. */
  readonly about: string;
  readonly failed?: boolean;
}

const persisting =
  'openat write writev pwrite64 pwritev fsync fdatasync ftruncate rename renameat renameat2 unlink unlinkat mkdir mkdirat';

/** Why no calls can be watched on this machine; undefined where they can. */
export function whyNoStrace(): string | undefined {
  if (process.platform !== 'linux') return 'strace is for Linux';
  const child = spawn('sleep', ['20']);
  try {
    const { error, status, stderr } = spawnSync(
      'strace',
      ['-p', String(child.pid), '-e', 'trace=none', '-o', '/dev/null'],
      {
        timeout: 1000,
        encoding: 'utf8',
      },
    );
    if ((error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') return 'strace is not installed';
    // It goes on until its time is over, where it may attach.
    return status === null || status === 0 ? undefined : `strace may not attach: ${stderr.trim()}`;
  } finally {
    child.kill('SIGKILL');
  }
}

/** What a process did to its disk from now on. */
export interface Watch {
  /** To be asked at the end: the calls on the folder, and on which of its files one was made to fail. */
  readonly seen: () => Promise<{ calls: Call[]; hit: string | undefined }>;
  /** Settles when the process is gone. */
  readonly ended: Promise<unknown>;
}

/** What is watched: the threads of a process that do its file work, on a folder; `log` is a file for strace. */
export interface Watched {
  readonly pid: number;
  readonly folder: string;
  readonly log: string;
}

/** Watches what a process calls from now on, and breaks one of these calls. */
export async function watch(
  { pid, folder, log }: Watched,
  fault?: { readonly call: Call; readonly how: Fault },
): Promise<Watch> {
  const threads = readdirSync(`/proc/${pid}/task`).filter(
    (thread) => readFileSync(`/proc/${pid}/task/${thread}/comm`, 'utf8').trim() === 'libuv-worker',
  );
  if (threads.length === 0) throw new Error(`process ${pid} has no threads for its files`);
  const names = persisting.split(' ').map((name) => `?${name}`);
  const how = fault && (fault.how === 'SIGKILL' ? 'signal=SIGKILL' : `error=${fault.how}`);
  const strace = spawn(
    'strace',
    [
      ...['-y', '-s', '0', '-o', log, '-e', `trace=${names.join(',')}`],
      ...(fault ? ['-e', `inject=${fault.call.name}:${how}:when=${fault.call.when}`] : []),
      ...(fault && !nameless(fault.call.about) ? ['-P', join(folder, fault.call.about)] : []),
      ...threads.flatMap((thread) => ['-p', thread]),
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const ended = once(strace, 'exit');
  let attached = 0;
  let said = '';
  await Promise.race([
    ended.then(() => Promise.reject(new Error(`strace ended: ${said}`))),
    new Promise<void>((resolve) => {
      strace.stderr.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        attached = said.split('attached').length - 1;
        if (attached >= threads.length) resolve();
      });
    }),
  ]);
  return {
    ended,
    seen: async () => {
      const calls = callsOn((await readFile(log, 'utf8')).split('\n'), folder);
      return { calls, hit: calls.find(({ failed }) => failed)?.about };
    },
  };
}

/** Parts of uploads are called something else each time. */
function nameless(about: string): boolean {
  return about.startsWith('incoming/');
}

function callsOn(lines: readonly string[], folder: string): Call[] {
  const counts = new Map<string, number>();
  const calls: Call[] = [];
  for (const line of lines) {
    const [, thread, name, told] = /^(?:(\d+) +)?(\w+)\((.*)/.exec(line) ?? [];
    if (name === undefined || told === undefined) continue;
    const path = /[<"]([^>"]*)[>"]/.exec(name === 'openat' ? told.slice(told.indexOf(',')) : told)?.[1] ?? '';
    const about = path.slice(folder.length + 1);
    const each = (counted: string) => {
      counts.set(counted, (counts.get(counted) ?? 0) + 1);
      return counts.get(counted) as number;
    };
    const [ofAll, ofThis] = [each(`${thread} ${name}`), each(`${thread} ${name} ${path}`)];
    if (!path.startsWith(folder) || (name === 'openat' && !told.includes('O_CREAT'))) continue;
    calls.push({ name, when: nameless(about) ? ofAll : ofThis, about, failed: told.includes('(INJECTED)') });
  }
  return calls;
}

/** The first child of a process, by its id; nothing where it has none. */
export function childOf(pid: number): number | undefined {
  const [child] = execFileSync('sh', ['-c', `cat /proc/${pid}/task/*/children`], { encoding: 'utf8' }).split(/\s+/);
  return child ? Number(child) : undefined;
}
