import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { sizes } from '#contract/common.ts';
import { readSettings } from '../box/settings.ts';
import type { ShownPhoto } from '../galleries/shown.ts';
import type { Kit } from '../kit.ts';
import type { Ingest, MarkJob } from '../library/ingest/ingest.ts';
import { logoBytes } from '../library/logo/table.ts';
import { type Mark, markOf } from '../links/mark.ts';
import type { StoredLink } from '../links/table.ts';
import { Refusal } from '../refusal.ts';
import type { Disk, DiskState } from '../store/ballast.ts';
import { openBounded } from '../store/bounded.ts';
import { makeFolder } from '../store/files.ts';
import { within } from '../within.ts';

/** `save`: the screen's size as phones keep it; it and `original` are JPEGs, the others WebP. */
export type MarkedSize = 'thumb' | 'screen' | 'pano' | 'save' | 'original';

/** A marked copy of a photo, on disk. */
export interface MarkedPhoto {
  readonly path: string;
  readonly type: MarkJob['type'];
  /** Another wherever a byte may be another. */
  readonly tag: string;
  /** Says that it turned out not to be there. */
  lost(): void;
}

/** The same as it is handed out to be kept. */
export interface MarkedHandout {
  readonly path: string;
  readonly bytes: number;
  readonly crc: number;
  readonly format: 'jpeg';
  readonly patches: readonly [];
  readonly tag: string;
}

/** Marked copies of photos: made in the ingest process when they are first asked for, and kept while there is room. */
export interface Marks {
  /** The mark of a link as it is now; undefined where it has none. */
  of(link: StoredLink): Mark | undefined;
  /** What there is of a copy, or will be; nothing is asked of the disk. */
  named(photo: ShownPhoto, size: MarkedSize, mark: Mark): MarkedPhoto;
  /** Throws `photo_not_ready` where it cannot be had, or not soon; what is clean is never given in its place. */
  file(photo: ShownPhoto, size: MarkedSize, mark: Mark): Promise<MarkedPhoto>;
  /** The best copy that a link with a mark lets be kept, with all that a download knows before its first byte. Throws as `file` does. */
  copy(link: StoredLink, photo: ShownPhoto): Promise<MarkedHandout>;
  stop(): void;
}

export interface MarkOptions {
  readonly ingest: Pick<Ingest, 'mark'>;
  readonly disk: Pick<Disk, 'state' | 'onChange'>;
  /** Told of a photo whose sizes are gone from the disk. */
  readonly remake: (hash: string) => unknown;
  /** How many bytes of copies are kept; by the disk, where it is not said. */
  readonly room?: (disk: DiskState) => number;
  /** How long a request waits for its copy: 25 s where it is not said. */
  readonly patienceMs?: number;
}

const gib = 1024 ** 3;
const mib = 1024 ** 2;
/** What could not be made is not tried again for so long: a photo that ends the process would end it again and again. */
const restMs = 20_000;
/**
 * A marked panorama takes as long as dozens of thumbs, and a hall of guests may each need their own: they are made one
 * after another, so many wait for it at the most, and they are no larger than the kiosk's size.
 */
const panosWaiting = 12;

/** A tenth of the disk and 2 GiB at the most; where the disk runs short, what is not needed at this moment goes. */
export function roomFor({ level, size }: DiskState): number {
  const most = Math.min(2 * gib, size / 10);
  if (level === 'roomy') return most;
  if (level === 'short') return most / 4;
  return level === 'full' ? most / 16 : Math.min(most / 16, 32 * mib);
}

/** Opens them, in the folder `marked`. */
export function openMarks(kit: Kit, { ingest, disk, remake, room = roomFor, patienceMs = 25_000 }: MarkOptions): Marks {
  const { files, clock, log } = kit;
  const kept = openBounded(join(files.root, 'marked'), () => room(disk.state()), clock.now);
  const making = new Map<string, Promise<void>>();
  const failed = new Map<string, number>();
  const sums = new Map<string, number>();
  let panos = 0;
  let panoTurn: Promise<unknown> = Promise.resolve();
  const stopListening = disk.onChange(() => {
    kept.trim().catch((error: unknown) => log.warn({ err: error }, 'marked copies could not be removed'));
  });

  const make = async (photo: ShownPhoto, size: MarkedSize, mark: Mark, path: string): Promise<void> => {
    const logo = mark.logo === null ? undefined : await logoBytes(kit.db.read, mark.logo);
    const { kind, names, date } = mark;
    const drawing = { kind, names: [...names], date, logo: logo?.toString('base64') ?? null };
    const own = size === 'original' || size === 'pano';
    const source = own ? files.original(photo.hash) : files.derivative(photo.hash, 'kiosk');
    await makeFolder(dirname(path));
    sums.delete(path);
    const job = { source, target: path, type: typeOf(size), ...sidesOf(photo, size), drawing };
    const { bytes } = await ingest.mark(job, size === 'original' ? size : own ? 'shrunk' : 'size');
    await kept.put(path, bytes);
  };
  const inTurn = async (work: () => Promise<void>): Promise<void> => {
    panos += 1;
    const mine = panoTurn.then(work);
    panoTurn = mine.catch(() => {});
    await mine.finally(() => {
      panos -= 1;
    });
  };

  /** Why it was not made, for guests; what it was is in the log. */
  const whyNot = async (photo: ShownPhoto, path: string, error: unknown): Promise<Refusal> => {
    if (error instanceof Refusal && error.code === 'stopping') return error;
    const gone = !(await stat(files.derivative(photo.hash, 'kiosk')).catch(() => undefined));
    log.warn({ err: error, photoId: photo.id, gone }, 'a photo could not be marked');
    if (gone) await remake(photo.hash);
    else failed.set(path, clock.monotonic() + restMs);
    return new Refusal('photo_not_ready', 'the photo could not be marked');
  };

  /** One job for all who ask at once. */
  const made = (photo: ShownPhoto, size: MarkedSize, mark: Mark, path: string): Promise<void> => {
    const under = making.get(path);
    if (under) return under;
    const work = () => make(photo, size, mark, path);
    const mine = (size === 'pano' ? inTurn(work) : work())
      .catch(async (error: unknown) => {
        throw await whyNot(photo, path, error);
      })
      .finally(() => making.delete(path));
    making.set(path, mine);
    // It goes on where nobody waits any more.
    mine.catch(() => {});
    return mine;
  };

  const resting = (path: string): boolean => {
    const until = failed.get(path);
    if (until === undefined) return false;
    if (clock.monotonic() < until) return true;
    failed.delete(path);
    return false;
  };

  const named = (photo: ShownPhoto, size: MarkedSize, mark: Mark): MarkedPhoto => {
    const type = typeOf(size);
    const path = files.marked(photo.hash, `${mark.key}-${size}.${type === 'image/webp' ? 'webp' : 'jpg'}`);
    return { path, type, tag: `${photo.hash.slice(0, 32)}-${mark.key}-${size}`, lost: () => kept.forget(path) };
  };
  const file = async (photo: ShownPhoto, size: MarkedSize, mark: Mark): Promise<MarkedPhoto> => {
    const copy = named(photo, size, mark);
    const { path } = copy;
    if (making.has(path) || !(await kept.use(path))) {
      if (resting(path)) throw new Refusal('photo_not_ready', 'the photo could not be marked');
      if (size === 'pano' && panos >= panosWaiting && !making.has(path)) throw late();
      await within(patienceMs, made(photo, size, mark, path), late);
    }
    return copy;
  };

  return {
    of: (link) => markOf(link, readSettings(kit)),
    named,
    file,
    copy: async (link, photo) => {
      const mark = markOf(link, readSettings(kit));
      if (!mark) throw new Refusal('photo_not_ready', 'the link has no mark any more');
      for (let again = false; ; again = true) {
        const { path, tag, lost } = await file(photo, link.download === 'original' ? 'original' : 'save', mark);
        try {
          const { size: bytes } = await stat(path);
          const crc = sums.get(path) ?? (await sumOf(path));
          if (sums.size > 10_000) sums.clear();
          sums.set(path, crc);
          return { path, bytes, crc, format: 'jpeg', patches: [], tag: `${tag}-${crc.toString(16)}` };
        } catch (error) {
          // It went for others in this very moment, or with whoever emptied the folder.
          if (again || (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
          lost();
        }
      }
    },
    stop: stopListening,
  };
}

function late(): Refusal {
  return new Refusal('photo_not_ready', 'the photo is being marked');
}

function typeOf(size: MarkedSize): MarkJob['type'] {
  return size === 'save' || size === 'original' ? 'image/jpeg' : 'image/webp';
}

/** Of a copy, as the clean sizes have theirs. */
const longest = { thumb: sizes.thumb, screen: sizes.screen, save: sizes.screen, pano: sizes.kiosk } as const;

/** As the clean sizes are reckoned. */
function sidesOf({ width, height }: ShownPhoto, size: MarkedSize): { width: number; height: number } {
  if (size === 'original') return { width, height };
  const scale = Math.min(1, longest[size] / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

async function sumOf(path: string): Promise<number> {
  let sum = 0;
  for await (const piece of createReadStream(path)) sum = crc32(piece as Buffer, sum);
  return sum;
}
