import { readFile, stat } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { PhotoFormat } from '#contract/photos.ts';
import type { Kit } from '../../kit.ts';
import { Refusal } from '../../refusal.ts';
import type { Ingest } from '../ingest/ingest.ts';
import type { Cleaned, Patch } from '../ingest/messages.ts';
import { type CleanRow, cleanRow, putCleanRow, putSavedRow, savedRow } from './table.ts';

/** A file as guests may keep it. */
export interface Handout {
  readonly path: string;
  readonly bytes: number;
  /** CRC-32 of what is handed out. */
  readonly crc: number;
  readonly format: PhotoFormat;
  readonly patches: readonly Patch[];
  /** Another wherever a byte is another. */
  readonly tag: string;
}

/** What guests are given to keep, with all that is to be known of it before its first byte. */
export interface Handouts {
  /**
   * The original, without place, serial numbers and owner unless `keeps`. Throws `not_found` where its file is gone,
   * `photo_unreadable` where it cannot be told what to leave out.
   */
  original(photo: { readonly hash: string; readonly format: PhotoFormat }, keeps: boolean): Promise<Handout>;
  /** A JPEG of the screen's size, made when it is first asked for. Throws `photo_not_ready`. */
  jpeg(hash: string): Promise<Handout>;
  /** The largest JPEG that there is of any photo, which is made for screens. Throws `photo_not_ready`. */
  largeJpeg(hash: string): Promise<Handout>;
}

/** Grows with each change of the rules by which originals are looked through: those that were seen by older ones are seen anew. */
export const cleanRules = 1;
const kept = 500;

/** A finding as it is stored. */
export function toCleanRow(hash: string, { crc, cleanCrc, patches }: Cleaned): CleanRow {
  return { hash, rules: cleanRules, crc, clean_crc: cleanCrc, patches: JSON.stringify(patches) };
}

type Found = Pick<Cleaned, 'crc' | 'cleanCrc' | 'patches'> & { readonly bytes: number };

/** Opens them. `remake` is told of a photo whose sizes are gone from the disk. */
export function openHandouts(
  kit: Pick<Kit, 'db' | 'files'>,
  ingest: Pick<Ingest, 'clean' | 'jpeg'>,
  remake: (hash: string) => unknown,
): Handouts {
  const { db, files } = kit;
  const found = new Map<string, Found>();
  const asking = new Map<string, Promise<unknown>>();

  /** Those who ask for one thing at once wait for one answer. */
  const once = <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const under = asking.get(key) as Promise<T> | undefined;
    if (under) return under;
    const mine = work().finally(() => asking.delete(key));
    asking.set(key, mine);
    return mine;
  };

  const look = async (hash: string): Promise<Found> => {
    const path = files.original(hash);
    const { size } = await stat(path).catch(gone);
    const row = await cleanRow(db.read, hash);
    if (row?.rules === cleanRules)
      return { bytes: size, crc: row.crc, cleanCrc: row.clean_crc, patches: JSON.parse(row.patches) as Patch[] };
    const fresh = await ingest.clean(path).catch(gone);
    await db.write((writer) => putCleanRow(writer, toCleanRow(hash, fresh)));
    return fresh;
  };
  const finding = async (hash: string): Promise<Found> => {
    const known = found.get(hash);
    found.delete(hash);
    const now = known ?? (await once(`original ${hash}`, () => look(hash)));
    found.set(hash, now);
    const oldest = found.keys().next().value;
    if (found.size > kept && oldest !== undefined) found.delete(oldest);
    return now;
  };

  const made = async (hash: string): Promise<{ bytes: number; crc: number }> => {
    const path = files.derivative(hash, 'save');
    const [row, file] = await Promise.all([savedRow(db.read, hash), stat(path).catch(() => undefined)]);
    if (row && row.bytes === file?.size) return row;
    const fresh = await ingest.jpeg(files.derivative(hash, 'kiosk'), path).catch(async (error: unknown) => {
      if (await stat(files.derivative(hash, 'kiosk')).catch(() => undefined)) throw error;
      await remake(hash);
      throw new Refusal('photo_not_ready', 'the sizes are being made again');
    });
    await db.write((writer) => putSavedRow(writer, { hash, ...fresh }));
    return fresh;
  };

  return {
    original: async ({ hash, format }, keeps) => {
      const { bytes, crc, cleanCrc, patches } = await finding(hash);
      const common = { path: files.original(hash), bytes, format };
      if (keeps || patches.length === 0) return { ...common, crc, patches: [], tag: hash };
      return { ...common, crc: cleanCrc, patches, tag: `${hash.slice(0, 32)}-${cleanCrc.toString(16)}` };
    },
    jpeg: async (hash) => {
      const { bytes, crc } = await once(`jpeg ${hash}`, () => made(hash));
      const path = files.derivative(hash, 'save');
      return { path, bytes, crc, format: 'jpeg', patches: [], tag: `${hash.slice(0, 32)}-save-${crc.toString(16)}` };
    },
    largeJpeg: async (hash) => {
      const path = files.derivative(hash, 'kiosk');
      try {
        const data = await readFile(path);
        const crc = crc32(data);
        const tag = `${hash.slice(0, 32)}-large-${crc.toString(16)}`;
        return { path, bytes: data.length, crc, format: 'jpeg', patches: [], tag };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
        await remake(hash);
        throw new Refusal('photo_not_ready', 'the sizes are being made again');
      }
    },
  };
}

function gone(error: unknown): never {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new Refusal('not_found', 'the file is gone');
  throw error;
}
