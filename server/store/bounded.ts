import { readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';

/** A folder of files that can all be made again, and of how many bytes they are: those not asked for longest go first. */
export interface Bounded {
  /** Says that a file is asked for; whether it is there. */
  use(path: string): Promise<boolean>;
  /** Says that a file of so many bytes was put there; others go for it. */
  put(path: string, bytes: number): Promise<void>;
  /** A file turned out to be gone. */
  forget(path: string): void;
  /** Removes what is too much, after the room for it has shrunk. */
  trim(): Promise<void>;
  /** How many bytes there are. */
  bytes(): number;
}

interface Kept {
  readonly bytes: number;
  /** When it was noted last, on disk, that it was asked for: UTC ms. */
  noted: number;
}

/** A file that is in use is noted so often, so that a restart knows in which order to remove them. */
const noteEveryMs = 3_600_000;

/**
 * Keeps a folder that holds folders of files within `most` bytes. What an earlier run left is read in the background, and
 * what it left unfinished (`.part`) is removed; every question waits for that. `now` tells the time in UTC ms.
 */
export function openBounded(root: string, most: () => number, now: () => number): Bounded {
  // In the order of use.
  const kept = new Map<string, Kept>();
  let all = 0;
  const read = readAll(root).then((found) => {
    for (const { path, bytes, noted } of found) {
      kept.set(path, { bytes, noted });
      all += bytes;
    }
  });
  // Whoever waits for it hears of it; where nobody does, nobody has to.
  read.catch(() => {});

  const forget = (path: string) => {
    all -= kept.get(path)?.bytes ?? 0;
    kept.delete(path);
  };
  const trim = async () => {
    await read;
    // The last one that was put there stays: somebody is about to read it.
    while (all > most() && kept.size > 1) {
      const oldest = kept.keys().next().value as string;
      forget(oldest);
      // Whoever is just reading it reads on.
      await rm(oldest, { force: true });
    }
  };

  return {
    use: async (path) => {
      await read;
      const file = kept.get(path);
      if (!file) return false;
      kept.delete(path);
      kept.set(path, file);
      if (now() - file.noted > noteEveryMs) {
        file.noted = now();
        const date = new Date(file.noted);
        await utimes(path, date, date).catch(() => {});
      }
      return true;
    },
    put: async (path, bytes) => {
      await read;
      forget(path);
      kept.set(path, { bytes, noted: now() });
      all += bytes;
      await trim();
    },
    forget,
    trim,
    bytes: () => all,
  };
}

/** Those least recently asked for first. */
async function readAll(root: string): Promise<{ path: string; bytes: number; noted: number }[]> {
  const found: { path: string; bytes: number; noted: number }[] = [];
  for (const folder of await namesIn(root)) {
    for (const name of await namesIn(join(root, folder))) {
      const path = join(root, folder, name);
      if (name.endsWith('.part')) {
        await rm(path, { force: true });
        continue;
      }
      const about = await stat(path).catch(() => undefined);
      if (about?.isFile()) found.push({ path, bytes: about.size, noted: about.mtimeMs });
    }
  }
  return found.toSorted((one, other) => one.noted - other.noted);
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
    throw error;
  });
}
