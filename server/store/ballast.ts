import { randomBytes } from 'node:crypto';
import { open, rename, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { syncFolder } from './files.ts';

const mib = 1024 ** 2;
const gib = 1024 ** 3;

/** Bytes that are kept free for what, on a disk of some size. */
export interface Watermarks {
  /** With less than this above them, the need for room is told before anything is refused. */
  readonly short: number;
  /** Below this no uploads are taken. */
  readonly uploads: number;
  /** Below this the ballast is let go of, and no sizes of photos are made. */
  readonly last: number;
  /** How large the ballast is. */
  readonly ballast: number;
}

/**
 * The watermarks of a disk of so many bytes: uploads leave 1 GiB or a twentieth free, whichever is more; on a disk under
 * 10 GiB a tenth, since there a whole GiB would be a large part of it.
 */
export function watermarks(size: number): Watermarks {
  const uploads = Math.floor(Math.min(Math.max(gib, size / 20), size / 10));
  return {
    short: uploads + Math.min(gib, uploads),
    uploads,
    last: Math.min(256 * mib, Math.floor(uploads / 4)),
    ballast: Math.min(64 * mib, Math.floor(size / 16)),
  };
}

/** How full the disk is: `full` refuses uploads, `last` keeps the rest for what is small, `stuck` writes nothing at all. */
export type DiskLevel = 'roomy' | 'short' | 'full' | 'last' | 'stuck';

export interface DiskState {
  readonly level: DiskLevel;
  /** Bytes that may still be written, and bytes in all. */
  readonly free: number;
  readonly size: number;
}

/** The disk under the data folder, and the ballast that is thrown off when it is full. */
export interface Disk {
  /** How it is now; the ballast is let go of where there is too little left. */
  look(): Promise<DiskState>;
  /** How it was at the last look. */
  state(): DiskState;
  /** Lets go of the ballast; true where there was one, so that what failed may be tried again. */
  makeRoom(): Promise<boolean>;
  /** Told when the level changed. Gives the way to stop listening. */
  onChange(hear: (state: DiskState) => void): () => void;
  stop(): Promise<void>;
}

export interface DiskOptions {
  /** The data folder. */
  readonly root: string;
  readonly log: Logger;
  /** Where the figures come from: the file system, or a test. */
  readonly space?: (root: string) => Promise<{ free: number; size: number }>;
  /** How often to look, and how long to wait before the ballast is made after the start or after it was let go of: 5 s and 30 s. */
  readonly everyMs?: number;
  readonly ballastAfterMs?: number;
}

/** Of the file system under a folder: bytes that may still be written, and bytes in all. */
export async function spaceOf(root: string): Promise<{ free: number; size: number }> {
  const { bavail, blocks, bsize } = await statfs(root);
  return { free: bavail * bsize, size: blocks * bsize };
}

/** With less than this and no ballast not even one row can be counted on to be written. */
const oneWrite = 256 * 1024;

/** Takes a look at once, so that also a start finds the room it needs, and then again and again. */
export async function openDisk({
  root,
  log,
  space = spaceOf,
  everyMs = 5000,
  ballastAfterMs = 30_000,
}: DiskOptions): Promise<Disk> {
  const file = join(root, 'ballast');
  const part = `${file}.part`;
  await rm(part, { force: true });
  let held = await stat(file).then(
    () => true,
    () => false,
  );
  let making: Promise<void> | undefined;
  // A start has better things to do than to write the ballast.
  let notBefore = performance.now() + ballastAfterMs;
  let wanted = true;
  let state: DiskState = { level: 'roomy', ...(await space(root)) };
  const hearers = new Set<(state: DiskState) => void>();

  const letGo = async (): Promise<boolean> => {
    wanted = false;
    await making;
    if (!held) return false;
    await rm(file, { force: true });
    held = false;
    // Not made again at once where a write fails although there seems to be room.
    notBefore = performance.now() + ballastAfterMs;
    log.warn('the disk is full: the ballast was let go of, so that links can still be opened, counted and revoked');
    return true;
  };

  const hold = async (bytes: number): Promise<void> => {
    wanted = true;
    try {
      await fill(part, bytes, () => wanted);
      await rename(part, file);
      await syncFolder(root);
      held = true;
    } catch (error) {
      await rm(part, { force: true });
      if (wanted) log.warn({ err: error }, 'the ballast could not be made; it is tried again');
    }
  };

  const look = async (): Promise<DiskState> => {
    const { free, size } = await space(root);
    const marks = watermarks(size);
    if (held && free < marks.last && (await letGo())) return look();
    const level = levelOf(free, marks, held);
    const before = state.level;
    state = { level, free, size };
    if (level !== before) {
      const told = { disk: level, freeMiB: Math.round(free / mib), sizeMiB: Math.round(size / mib) };
      if (level === 'roomy') log.info(told, 'there is room on the disk');
      else log.warn(told, 'the disk is filling up');
      for (const hear of hearers) hear(state);
    }
    return state;
  };

  const round = async () => {
    const { free, size } = await look();
    const marks = watermarks(size);
    if (held || making || performance.now() < notBefore || free - marks.ballast < marks.uploads) return;
    making = hold(marks.ballast).finally(() => {
      making = undefined;
    });
  };
  await look();
  const timer = setInterval(() => {
    round().catch((error: unknown) => log.warn({ err: error }, 'the free space could not be told'));
  }, everyMs).unref();

  return {
    look,
    state: () => state,
    makeRoom: async () => {
      const made = await letGo();
      await look();
      return made;
    },
    onChange: (hear) => {
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
    stop: async () => {
      clearInterval(timer);
      wanted = false;
      await making;
    },
  };
}

function levelOf(free: number, marks: Watermarks, held: boolean): DiskLevel {
  if (free >= marks.short) return 'roomy';
  if (free >= marks.uploads) return 'short';
  // What the ballast gave back is for what is small.
  if (free >= marks.last + (held ? 0 : marks.ballast)) return 'full';
  return held || free >= oneWrite ? 'last' : 'stuck';
}

/** Writes so many bytes that no file system can leave out or shrink, as long as they are wanted. */
async function fill(path: string, bytes: number, wanted: () => boolean): Promise<void> {
  const block = randomBytes(mib);
  const handle = await open(path, 'w', 0o600);
  try {
    for (let left = bytes; left > 0; left -= block.length) {
      if (!wanted()) throw new Error('the room is needed');
      await handle.writeFile(left < block.length ? block.subarray(0, left) : block);
      // Step by step: a commit that is synced meanwhile must not wait for all of it.
      await handle.datasync();
    }
  } finally {
    await handle.close();
  }
}
