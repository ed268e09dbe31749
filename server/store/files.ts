import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Which file of a photo: the original under its hash, or a derivative beside it. */
export type Derivative = 'thumb' | 'screen' | 'kiosk' | 'pano' | 'save';
const endings: Record<Derivative, string> = {
  thumb: '-thumb.webp',
  screen: '-screen.webp',
  kiosk: '-kiosk.jpg',
  // Of panoramas alone.
  pano: '-pano.webp',
  // Made when a guest first saves it.
  save: '-save.jpg',
};

/** Sizes that are made after the others, each with its row written after its file: the originals that have one. */
export type LateRows = Readonly<Record<'pano' | 'save', ReadonlySet<string>>>;

/** Whether this file of `derivatives` is such a size without a row. */
export function isWithoutRow(name: string, rows: LateRows): boolean {
  const size = (['pano', 'save'] as const).find((one) => name.endsWith(endings[one]));
  return size !== undefined && !rows[size].has(name.slice(0, 64));
}

export interface Files {
  readonly root: string;
  /** A new path for a file that is on its way, on the same file system as the originals. */
  incoming(): string;
  original(hash: string): string;
  derivative(hash: string, size: Derivative): string;
  /** A copy of a photo that can be made again at any time and is kept for who asks next. */
  marked(hash: string, name: string): string;
  /** Moves a synced incoming file to its place for good; settles when the move itself is on disk. */
  keep(part: string, hash: string): Promise<void>;
  /** Removes an original, its derivatives and its marked copies. */
  drop(hash: string): Promise<void>;
  /** Moves an original that no row knows out of the way; `at` (UTC ms) becomes the file's date. */
  quarantine(hash: string, at: number): Promise<void>;
  /** Paths of what was set aside. */
  quarantined(): Promise<string[]>;
  /** All hashes that have an original on disk. */
  hashes(): AsyncGenerator<string>;
  /** Removes what was left on its way when the process last ended; gives how many. */
  clearIncoming(): Promise<number>;
  /**
   * Removes derivatives and marked copies of originals that are none of these (a drop that was cut off leaves some), and
   * panoramas and JPEGs to be saved of others than have a row (a box that ended before it was written leaves one). Gives
   * how many.
   */
  clearDerivatives(known: ReadonlyMap<string, unknown>, rows: LateRows): Promise<number>;
  /** Runs work alone for these hashes: keeping and dropping the same content must not cross. */
  alone<T>(hashes: readonly string[], work: () => Promise<T>): Promise<T>;
}

/** Makes a rename or a new name in a folder durable: without it a power cut loses the name. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

/**
 * The folder of photos beside the database: originals and derivatives by the SHA-256 of the original, in 256 folders.
 * `onFatal` is told where the disk fails to keep what was renamed: trying again could succeed and still keep nothing.
 */
export async function openFiles(root: string, onFatal: (error: Error) => void = () => {}): Promise<Files> {
  for (const folder of Object.values(foldersOf(root))) {
    await makeFolder(folder);
    // A run that was killed may have left folders in it that were never flushed.
    await syncFolder(folder);
  }
  return filesIn(root, onFatal);
}

function foldersOf(root: string) {
  return {
    incoming: join(root, 'incoming'),
    originals: join(root, 'originals'),
    derivatives: join(root, 'derivatives'),
    quarantine: join(root, 'quarantine'),
    marked: join(root, 'marked'),
  };
}

/** The same without making its folders, to look at. */
export function filesIn(root: string, onFatal: (error: Error) => void = () => {}): Files {
  const folders = foldersOf(root);
  const sync = (folder: string) =>
    syncFolder(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EIO') onFatal(error);
      throw error;
    });
  const place = (folder: string, hash: string, ending = '') => join(folder, hash.slice(0, 2), `${hash}${ending}`);
  const turns = new Map<string, Promise<unknown>>();

  const files: Files = {
    root,
    incoming: () => join(folders.incoming, `${randomUUID()}.part`),
    original: (hash) => place(folders.originals, hash),
    derivative: (hash, size) => place(folders.derivatives, hash, endings[size]),
    marked: (hash, name) => place(folders.marked, hash, `-${name}`),
    keep: async (part, hash) => {
      const target = files.original(hash);
      await makeFolder(dirname(target));
      // Ready beforehand, so that the ingest process only has to write.
      await makeFolder(dirname(files.derivative(hash, 'thumb')));
      await rename(part, target);
      await sync(dirname(target));
    },
    drop: async (hash) => {
      for (const size of Object.keys(endings) as Derivative[]) await rm(files.derivative(hash, size), { force: true });
      const marked = dirname(files.marked(hash, ''));
      for (const name of await readdir(marked).catch(() => []))
        if (name.startsWith(hash)) await rm(join(marked, name), { force: true });
      await rm(files.original(hash), { force: true });
      await sync(dirname(files.original(hash)));
    },
    quarantine: async (hash, at) => {
      await utimes(files.original(hash), at / 1000, at / 1000);
      await rename(files.original(hash), join(folders.quarantine, hash));
      await sync(folders.quarantine);
      await sync(dirname(files.original(hash)));
    },
    quarantined: async () => (await readdir(folders.quarantine)).map((name) => join(folders.quarantine, name)),
    hashes: async function* () {
      for (const folder of await readdir(folders.originals)) {
        for (const name of await readdir(join(folders.originals, folder))) {
          if (/^[0-9a-f]{64}$/.test(name)) yield name;
        }
      }
    },
    clearIncoming: async () => {
      const left = (await readdir(folders.incoming)).map((name) => join(folders.incoming, name));
      // Derivatives and marked copies are written beside their targets.
      for (const top of [folders.derivatives, folders.marked]) {
        for (const folder of await readdir(top)) {
          const names = await readdir(join(top, folder));
          left.push(...names.filter((name) => name.endsWith('.part')).map((name) => join(top, folder, name)));
        }
      }
      for (const path of left) await rm(path, { force: true, recursive: true });
      return left.length;
    },
    clearDerivatives: async (known, rows) => {
      let cleared = 0;
      for (const top of [folders.derivatives, folders.marked]) {
        for (const folder of await readdir(top)) {
          for (const name of await readdir(join(top, folder))) {
            const rowless = top === folders.derivatives && isWithoutRow(name, rows);
            if (known.has(name.slice(0, 64)) && !rowless) continue;
            await rm(join(top, folder, name), { force: true });
            cleared += 1;
          }
        }
      }
      return cleared;
    },
    // In one order for everybody, so that two callers never wait for each other.
    alone: (hashes, work) =>
      [...new Set(hashes)]
        .toSorted()
        .reverse()
        .reduce((inner, hash) => () => turn(turns, hash, inner), work)(),
  };
  return files;
}

async function turn<T>(turns: Map<string, Promise<unknown>>, name: string, work: () => Promise<T>): Promise<T> {
  const mine = (turns.get(name) ?? Promise.resolve()).then(work, work);
  turns.set(name, mine);
  try {
    return await mine;
  } finally {
    if (turns.get(name) === mine) turns.delete(name);
  }
}

/** Folders that are being made, by their path. */
const making = new Map<string, Promise<void>>();

/** Makes a folder, and those above it, whose names survive a power cut. Throws where the system refuses one. */
export function makeFolder(folder: string): Promise<void> {
  // Whoever else asks meanwhile waits for the flush too: a folder that is there is not yet one that stays.
  const made = making.get(folder) ?? make(folder).finally(() => making.delete(folder));
  making.set(folder, made);
  return made;
}

async function make(folder: string): Promise<void> {
  if (await stat(folder).catch(() => undefined)) return;
  await makeFolder(dirname(folder));
  // Not `recursive`: Node tries for ever where a folder cannot be made although the one above it is there.
  await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await syncFolder(dirname(folder));
}
