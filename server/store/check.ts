import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import { sql } from 'kysely';
import { brokenRows } from './check-rows.ts';
import type { Reader } from './database.ts';
import { type Derivative, type Files, isWithoutRow, type LateRows } from './files.ts';
import { migrations } from './migrations/index.ts';

export interface Checked {
  /** What is broken, a line each that begins with its invariant. */
  readonly broken: string[];
  /** What was under way when the box ended, a line each: the next start sees to it. */
  readonly leftovers: string[];
  /** Paths of what earlier starts have set aside. */
  readonly quarantined: string[];
  readonly originals: number;
  /** Bytes that were read again. */
  readonly bytes: number;
}

export interface CheckOptions {
  readonly read: Reader;
  readonly files: Files;
  /** A box works on the folder meanwhile: only what never moves is looked at. */
  readonly running?: boolean;
  /** Told after each original. */
  readonly progress?: (done: number, of: number, bytes: number) => void;
}

/**
 * Holds a data folder against what must always be true of it (I2, I3, I6 to I9 of the invariants, the parts of I1, I4
 * and I5 that the folder knows by itself, and I11 on); every original is read and hashed again. Changes nothing.
 */
export async function brokenOnDisk({ read, files, running = false, progress }: CheckOptions): Promise<Checked> {
  const broken = await brokenRows(read, migrations.length);
  const leftovers: string[] = [];
  const rows = async <T>(text: string) => (await sql.raw<T>(text).execute(read)).rows;
  // A database that cannot be read at all says so in the first line.
  const originals = await rows<{ hash: string; state: string }>('SELECT hash, state FROM originals').catch(() => []);

  const noted = await rows<{ hash: string; crc: number }>('SELECT hash, crc FROM clean_originals').catch(() => []);
  const sums = new Map(noted.map(({ hash, crc }) => [hash, crc]));

  let bytes = 0;
  for (const [index, { hash }] of originals.entries()) {
    const found = await hashOf(files.original(hash));
    bytes += found?.bytes ?? 0;
    progress?.(index + 1, originals.length, bytes);
    if (found?.hash === hash) {
      // An archive would say that it is damaged, on the guest's computer.
      const sum = sums.get(hash);
      if (sum !== undefined && sum !== found.crc) broken.push(`I8 the check sum noted of ${hash} is another file's`);
      continue;
    }
    // While a box runs, the trash may have been emptied since.
    if (running && (await rows(`SELECT 1 FROM originals WHERE hash = '${hash}'`)).length === 0) continue;
    broken.push(found ? `I1 the original ${hash} has another content` : `I2 the original ${hash} has no file`);
  }
  if (running) return { broken, leftovers, quarantined: await quarantined(files), originals: originals.length, bytes };

  const states = new Map(originals.map(({ hash, state }) => [hash, state]));
  const jpegs = await rows<{ hash: string; bytes: number; crc: number }>('SELECT * FROM saved_jpegs').catch(() => []);
  const derivatives = await rows<{ hash: string; size: Derivative; sha256: string }>(
    'SELECT hash, size, sha256 FROM derivatives',
  ).catch(() => []);
  const strays = await strayFiles(files, new Set(states.keys()), {
    save: new Set(jpegs.map(({ hash }) => hash)),
    pano: new Set(derivatives.filter(({ size }) => size === 'pano').map(({ hash }) => hash)),
  });
  broken.push(...strays.broken);
  leftovers.push(...strays.leftovers);
  for (const { hash, size, sha256 } of derivatives) {
    // One that is missing is made again when it is asked for; those of an unfinished photo are made anew.
    if (states.get(hash) !== 'ready') continue;
    const found = await hashOf(files.derivative(hash, size));
    if (found && found.hash !== sha256) broken.push(`I8 the size ${size} of ${hash} has another content`);
  }
  for (const { hash, bytes: length, crc } of jpegs) {
    const found = await hashOf(files.derivative(hash, 'save'));
    // One that is missing or of another length is made again when it is asked for.
    if (found?.bytes === length && found.crc !== crc) broken.push(`I8 the JPEG of ${hash} that guests save is damaged`);
  }
  return { broken, leftovers, quarantined: await quarantined(files), originals: originals.length, bytes };
}

/** What a marked copy is called behind its photo's hash: its mark, its size, its kind. */
const markedName = /^([0-9a-f]{64})-([0-9a-f]{16}-(?:(?:thumb|screen|pano)\.webp|(?:save|original)\.jpg))$/;

/** Files that no row knows, and parts of uploads and of copies. */
async function strayFiles(
  files: Files,
  known: ReadonlySet<string>,
  rows: LateRows,
): Promise<Pick<Checked, 'broken' | 'leftovers'>> {
  const broken: string[] = [];
  const leftovers: string[] = [];
  const told = (path: string) => relative(files.root, path);
  for (const path of await filesBelow(join(files.root, 'originals'))) {
    const name = basename(path);
    if (path !== files.original(name) || !/^[0-9a-f]{64}$/.test(name)) broken.push(`I3 ${told(path)} is no original`);
    else if (!known.has(name)) leftovers.push(`I3 ${told(path)} has no row: the next start sets it aside`);
  }
  for (const path of await filesBelow(join(files.root, 'derivatives'))) {
    const hash = basename(path).slice(0, 64);
    if (path.endsWith('.part')) leftovers.push(`I7 ${told(path)} is a part: the next start removes it`);
    else if (
      !(['thumb', 'screen', 'kiosk', 'pano', 'save'] as const).some((size) => files.derivative(hash, size) === path)
    )
      broken.push(`I3 ${told(path)} is no size of a photo`);
    else if (!known.has(hash) || isWithoutRow(basename(path), rows))
      leftovers.push(`I3 ${told(path)} has no row: the next start removes it`);
  }
  for (const path of await filesBelow(join(files.root, 'marked'))) {
    const [, hash = '', name = ''] = markedName.exec(basename(path)) ?? [];
    if (path.endsWith('.part')) leftovers.push(`I7 ${told(path)} is a part: the next start removes it`);
    else if (path !== files.marked(hash, name)) broken.push(`I3 ${told(path)} is no marked copy of a photo`);
    else if (!known.has(hash)) leftovers.push(`I3 ${told(path)} has no row: the next start removes it`);
  }
  for (const path of await filesBelow(join(files.root, 'incoming')))
    leftovers.push(`I7 ${told(path)} is a part of an upload: the next start removes it`);
  return { broken, leftovers };
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(none);
  return entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
}

async function quarantined(files: Files): Promise<string[]> {
  return (await files.quarantined().catch(none)).map((path) => relative(files.root, path));
}

/** A folder is made at the first start, so that a box which never came so far has none of them. */
function none(error: NodeJS.ErrnoException): never[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}

/** SHA-256, CRC-32 and length of a file; nothing where there is none, or where the disk does not give it. */
async function hashOf(path: string): Promise<{ hash: string; crc: number; bytes: number } | undefined> {
  const hash = createHash('sha256');
  let crc = 0;
  let bytes = 0;
  try {
    await pipeline(createReadStream(path, { highWaterMark: 1 << 17 }), async (chunks: AsyncIterable<Buffer>) => {
      for await (const chunk of chunks) {
        bytes += chunk.length;
        hash.update(chunk);
        crc = crc32(chunk, crc);
      }
    });
  } catch {
    return undefined;
  }
  return { hash: hash.digest('hex'), crc, bytes };
}
