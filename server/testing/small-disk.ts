import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { mkdtemp, open, rm, rmdir, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A disk of its own, in memory, that goes with the test. */
export interface SmallDisk {
  readonly folder: string;
  /** Writes until nothing more can be written, or until so many bytes are left. */
  fill(leave?: number): Promise<void>;
  /** Takes the filling away again. */
  empty(): Promise<void>;
  free(): Promise<number>;
}

/** Why there can be no small disk on this machine; undefined where there can. Put it into the name of what is skipped. */
export const noSmallDisk: string | undefined = tryMount();

function tryMount(): string | undefined {
  if (process.getuid?.() !== 0) return 'only root may mount a tmpfs';
  const folder = mkdtempSync(join(tmpdir(), 'maiimg-disk-'));
  try {
    mount(folder, 1);
    execFileSync('umount', [folder]);
    return undefined;
  } catch {
    return 'this machine lets nobody mount a tmpfs';
  } finally {
    rmdirSync(folder);
  }
}

function mount(folder: string, mib: number): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mib}m`, 'tmpfs', folder], { stdio: 'ignore' });
}

/** Mounts one of so many MiB. */
export async function smallDisk(mib: number): Promise<SmallDisk> {
  const folder = await mkdtemp(join(tmpdir(), 'maiimg-disk-'));
  mount(folder, mib);
  onTestFinished(async () => {
    execFileSync('umount', ['--lazy', folder]);
    await rmdir(folder);
  });
  const filler = join(folder, 'filler');
  const free = async () => {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  };
  return {
    folder,
    free,
    fill: async (leave = 0) => {
      const handle = await open(filler, 'a');
      try {
        for (;;) {
          const left = (await free()) - leave;
          if (left <= 0) break;
          await handle.appendFile(Buffer.alloc(Math.min(left, 1024 ** 2)));
        }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      } finally {
        await handle.close();
      }
    },
    empty: () => rm(filler, { force: true }),
  };
}
