import { type ChildProcess, fork } from 'node:child_process';
import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Order, Reply } from './messages.ts';

/** A running ingest process, as the box sees it. */
export interface WorkerProcess {
  readonly pid: number | undefined;
  send(order: Order): void;
  /** Ends it at once. Nothing of value is lost: what it was doing is on no disk yet, or is whole. */
  kill(): void;
}

/** How an ingest process ended: `said` is the end of what it wrote to its error output. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly said: string;
}

const program = fileURLToPath(new URL('./worker.ts', import.meta.url));
const fonts = fileURLToPath(new URL('./fonts.conf', import.meta.url));

/** Starts an ingest process with so many threads; `hear` gets its checked replies, `ended` is called once. */
export function startWorker(
  threads: number,
  hear: (reply: Reply) => unknown,
  ended: (how: Ending) => void,
): WorkerProcess {
  // Node's own folder in the one it was told of, for its version.
  const cache = getCompileCacheDir();
  const child: ChildProcess = fork(program, [], {
    // Pixels are let go by hand (`render.ts`), so a heap that shrinks early would only cost a collection a photo.
    execArgv: ['--max-old-space-size=128', '--initial-old-space-size=64'],
    // None of the box's own environment: it may hold secrets, and this process reads strangers' bytes.
    env: {
      UV_THREADPOOL_SIZE: String(threads),
      // Freed pictures go back to the system instead of staying in the heaps of many threads.
      MALLOC_ARENA_MAX: '2',
      // libvips' grumbling about odd files belongs in no log.
      VIPS_WARNING: '1',
      FONTCONFIG_FILE: fonts,
      ...(cache && { NODE_COMPILE_CACHE: dirname(cache) }),
    },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2000);
  });
  child.on('message', (message) => {
    const reply = Reply.safeParse(message);
    if (reply.success) return hear(reply.data);
    // Taken over or broken: either way it is no longer ours.
    said = 'it said what is no reply';
    child.kill('SIGKILL');
  });

  let over = false;
  const end = (how: Omit<Ending, 'said'>) => {
    if (over) return;
    over = true;
    ended({ ...how, said });
  };
  // `error` comes without `exit` where the process could not even be started.
  child.on('error', (error) => {
    said ||= error.message;
    if (child.pid === undefined) end({ code: null, signal: null });
  });
  child.on('exit', (code, signal) => end({ code, signal }));

  return {
    pid: child.pid,
    send: (order) => {
      // A process that is just dying cannot be told; its end tells us.
      if (child.connected) child.send(order, () => {});
    },
    kill: () => child.kill('SIGKILL'),
  };
}
