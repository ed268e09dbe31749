import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { brokenOnDisk } from './store/check.ts';
import { openToLook } from './store/connection.ts';
import { typed } from './store/dialect.ts';
import { filesIn } from './store/files.ts';
import { FolderHeld, holdFolder } from './store/lock.ts';
import { brokenTotals } from './visits/totals/rebuild.ts';

const usage = 'check: holds the data folder against what must always be true of it. Changes nothing; takes no options.';
const whileRunning = `A box is running on this folder. Looked at all the same: the database, and every original that it knows.
Not looked at, since it moves: files without rows (I3), parts of uploads (I7), the sizes of photos (I8). Stop the box for these.`;
/** Of one invariant so many lines are written out. */
const mostLines = 20;
const progressEveryMs = 5000;

/**
 * The console command `check`; gives the exit code (0 nothing is broken, 1 something is or the folder cannot be read,
 * 2 wrong use). While it looks at the folder of a stopped box, that box cannot be started.
 */
export async function check(
  config: Pick<Config, 'data'>,
  argv: readonly string[],
  output: Pick<NodeJS.WritableStream, 'write'> = process.stdout,
): Promise<number> {
  const say = (line: string) => void output.write(`${line}\n`);
  const { data } = config;
  if (argv.length > 0) {
    say(usage);
    return 2;
  }
  const file = join(data, 'maiimg.db');
  if (!(await stat(file).catch(() => undefined))) {
    say(`There is no box in ${data}. Is MAIIMG_DATA set as it is for the box?`);
    return 1;
  }
  const held = await hold(data);
  if (held.by === 'another') say(whileRunning);
  try {
    const connection = await openToLook(file, held.by !== 'another');
    try {
      const read = typed([connection], () => {});
      const { leftovers, quarantined, originals, bytes, ...rows } = await brokenOnDisk({
        read,
        files: filesIn(data),
        running: held.by === 'another',
        progress: reporter(say),
      });
      const broken = [...rows.broken, ...(await brokenTotals(read))];
      for (const line of [...shortened(broken), ...shortened(leftovers)]) say(line);
      for (const path of quarantined.slice(0, mostLines)) say(`I7 ${path} was set aside by an earlier start`);
      const again = `${originals} originals, ${megabytes(bytes)}, were read again`;
      const left = `${leftovers.length} left from what was under way, ${quarantined.length} set aside`;
      say(`${broken.length === 0 ? 'Sound' : `${broken.length} broken`}: ${again}; ${left}.`);
      return broken.length === 0 ? 0 : 1;
    } finally {
      await connection.close();
    }
  } catch (error) {
    say(`I6 the database cannot be read: ${(error as Error).message}`);
    return 1;
  } finally {
    await held.release();
  }
}

/** Keeps boxes from starting meanwhile; on a read-only disk, or in a copy that no box has run on, none can. */
async function hold(data: string): Promise<{ by: 'us' | 'nobody' | 'another'; release: () => Promise<void> }> {
  const nothing = async () => {};
  if (!(await stat(join(data, 'lock.db')).catch(() => undefined))) return { by: 'nobody', release: nothing };
  try {
    return { by: 'us', release: await holdFolder(data) };
  } catch (error) {
    return { by: error instanceof FolderHeld ? 'another' : 'nobody', release: nothing };
  }
}

/** Says now and then how far it is. */
function reporter(say: (line: string) => void): (done: number, of: number, bytes: number) => void {
  let said = performance.now();
  return (done, of, bytes) => {
    if (performance.now() - said < progressEveryMs) return;
    said = performance.now();
    say(`… ${done} of ${of} originals, ${megabytes(bytes)}`);
  };
}

function shortened(lines: readonly string[]): string[] {
  const counts = new Map<string, number>();
  const kept = lines.filter((line) => {
    const invariant = line.split(' ')[0] as string;
    counts.set(invariant, (counts.get(invariant) ?? 0) + 1);
    return (counts.get(invariant) as number) <= mostLines;
  });
  const more = [...counts].filter(([, count]) => count > mostLines);
  return [...kept, ...more.map(([invariant, count]) => `${invariant} and ${count - mostLines} more`)];
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1e6)} MB`;
}
