import { stat } from 'node:fs/promises';
import type { Kit } from '../../kit.ts';
import { Refusal } from '../../refusal.ts';
import { within } from '../../within.ts';
import type { Ingest } from '../ingest/ingest.ts';
import { deletePanoRow, panoRow, panosToMake, putPanoRow } from './table.ts';

/**
 * The size for looking all around, of photos that are panoramas. It is made in the background when one becomes ready or
 * staff say that it is one, and at once where somebody asks for it first. It stays until its original goes; whoever asks
 * for it has to know that the photo is a panorama.
 */
export interface Panoramas {
  /** Has it on disk. Throws `photo_not_ready` where it cannot be had, or not soon, and `stopping`. */
  made(hash: string): Promise<void>;
  /** Makes those that are missing: what an earlier run of the box did not finish. */
  resume(): void;
  /** Settles when none is being made in the background. */
  idle(): Promise<void>;
  /** Lets the one that is being made end. */
  stop(): Promise<void>;
}

export interface PanoramaOptions {
  /** How long a request waits for its size: 25 s where it is not said. */
  readonly patienceMs?: number;
  /** How long to wait before one is tried again that could not be made. */
  readonly restMs?: number;
}

export function openPanoramas(
  kit: Pick<Kit, 'db' | 'files' | 'changes' | 'clock' | 'log'>,
  ingest: Pick<Ingest, 'pano'>,
  { patienceMs = 25_000, restMs = 20_000 }: PanoramaOptions = {},
): Panoramas {
  const { db, files, changes, clock, log } = kit;
  const making = new Map<string, Promise<void>>();
  /** Those that could not be made, and until when nobody asks for them again. */
  const failed = new Map<string, number>();
  const pauses = new Set<NodeJS.Timeout>();
  let looking: Promise<void> | undefined;
  let again = false;
  let stopped = false;

  const make = async (hash: string, guestWaits: boolean) => {
    const path = files.derivative(hash, 'pano');
    const [row, file] = await Promise.all([panoRow(db.read, hash), stat(path).catch(() => undefined)]);
    if (row && row.bytes === file?.size) return;
    // A row tells of the very file that is there: if the box ends here, the next start removes a file without one.
    if (row) await db.write((writer) => deletePanoRow(writer, hash));
    const made = await ingest.pano(files.original(hash), path, guestWaits);
    await db.write((writer) => putPanoRow(writer, { hash, ...made }));
    failed.delete(hash);
  };

  /** Why it was not made, for whoever asked; what it was is in the log. */
  const whyNot = (hash: string, error: unknown): Refusal => {
    const code = error instanceof Refusal ? error.code : undefined;
    if (code === 'stopping') return error as Refusal;
    log.warn({ err: error, hash }, 'a panorama could not be made');
    failed.set(hash, clock.monotonic() + restMs);
    // What is no fault of the photo's passes; a file that cannot be read stays as it is.
    if (code === undefined || code === 'disk_full') lookLater(hash);
    return new Refusal('photo_not_ready', 'the panorama could not be made');
  };
  const lookLater = (hash: string) => {
    if (stopped) return;
    const pause = setTimeout(() => {
      pauses.delete(pause);
      failed.delete(hash);
      look();
    }, restMs);
    pauses.add(pause.unref());
  };

  /** One job for all who ask at once. */
  const once = (hash: string, guestWaits: boolean): Promise<void> => {
    const under = making.get(hash);
    if (under) return under;
    const mine = make(hash, guestWaits)
      .catch((error: unknown) => {
        throw whyNot(hash, error);
      })
      .finally(() => making.delete(hash));
    making.set(hash, mine);
    // It goes on where nobody waits any more.
    mine.catch(() => {});
    return mine;
  };

  /** One after the other, so that renders of other photos have their turns. */
  const lookAround = async () => {
    do {
      again = false;
      for (const hash of await panosToMake(db.read)) {
        if (stopped) return;
        if (!failed.has(hash)) await once(hash, false).catch(() => {});
      }
    } while (again);
  };
  const look = () => {
    again = true;
    if (stopped || looking) return;
    looking = lookAround()
      .catch((error: unknown) => log.error({ err: error }, 'panoramas could not be looked for'))
      .finally(() => {
        looking = undefined;
        if (again) look();
      });
  };
  const stops = [
    changes.on('photo.ready', look),
    changes.on('photo.changed', ({ what }) => {
      if (what === 'words' || what === 'file' || what === 'restored') look();
    }),
  ];

  return {
    made: async (hash) => {
      if ((failed.get(hash) ?? 0) > clock.monotonic())
        throw new Refusal('photo_not_ready', 'the panorama could not be made');
      await within(patienceMs, once(hash, true), () => new Refusal('photo_not_ready', 'the panorama is being made'));
    },
    resume: look,
    idle: async () => {
      while (looking) await looking;
    },
    stop: async () => {
      stopped = true;
      again = false;
      for (const stop of stops) stop();
      for (const pause of pauses) clearTimeout(pause);
      await Promise.allSettled([looking, ...making.values()]);
    },
  };
}
