import type { RefusalCode } from '#contract/problems.ts';
import type { Kit } from '../kit.ts';
import { Refusal } from '../refusal.ts';
import type { Derivative } from '../store/files.ts';
import { toCleanRow } from './handouts/handouts.ts';
import { putCleanRow } from './handouts/table.ts';
import type { Ingest, Rendered } from './ingest/ingest.ts';
import type { Cleaned } from './ingest/messages.ts';
import { countAttempt, type DerivativeRow, replaceDerivatives, unfinished, updateOriginal } from './originals/table.ts';
import { photosOfHash } from './table.ts';

/** Asks for the sizes of originals, and announces photos that are ready. */
export interface Renditions {
  /** Takes up what an earlier run of the box did not finish. */
  resume(): Promise<number>;
  /** Asks for the sizes of a file, once. */
  add(hash: string): void;
  /** A size that should be on disk is not: makes the sizes again. */
  again(hash: string): Promise<void>;
  /** How many renders may run side by side. */
  setJobs(count: number): void;
  /** Settles when nothing is left to do. */
  idle(): Promise<void>;
  /** Lets running renders end without taking up others. */
  stop(): Promise<void>;
}

const maxAttempts = 3;
/** How long to wait before a file is tried again after a fault that is not the file's. */
const pauseMs = 5000;

export function openRenditions(kit: Kit, ingest: Ingest, jobs: number): Renditions {
  const { db, files, changes, log } = kit;
  const queue: string[] = [];
  const known = new Set<string>();
  const pauses = new Set<NodeJS.Timeout>();
  let allowed = jobs;
  let running = 0;
  let stopped = false;
  let waiters: (() => void)[] = [];

  const add = (hash: string) => {
    if (stopped || known.has(hash)) return;
    known.add(hash);
    queue.push(hash);
    pump();
  };

  const pump = () => {
    while (!stopped && running < allowed && queue.length > 0) {
      const hash = queue.shift() as string;
      running += 1;
      void one(hash).finally(() => {
        running -= 1;
        pump();
      });
    }
    if (running === 0 && (queue.length === 0 || stopped) && pauses.size === 0) {
      for (const wake of waiters) wake();
      waiters = [];
    }
  };

  const one = async (hash: string) => {
    try {
      const into = (size: Derivative) => files.derivative(hash, size);
      // What cannot be told now is asked for again when a guest wants the original.
      const cleaning = ingest.clean(files.original(hash)).catch(() => undefined);
      const rendered = await ingest.render({
        source: files.original(hash),
        into: { thumb: into('thumb'), screen: into('screen'), kiosk: into('kiosk') },
      });
      await ready(hash, rendered, await cleaning);
    } catch (error) {
      await failed(hash, error).catch((worse: unknown) =>
        log.error({ err: worse, hash }, 'a photo could not be marked'),
      );
    } finally {
      known.delete(hash);
    }
  };

  const ready = async (hash: string, rendered: Rendered, cleaned: Cleaned | undefined) => {
    const rows = (Object.keys(rendered.sizes) as (keyof Rendered['sizes'])[]).map(
      (size): DerivativeRow => ({ hash, size, ...rendered.sizes[size] }),
    );
    await db.write(async (writer) => {
      await replaceDerivatives(writer, rows);
      if (cleaned) await putCleanRow(writer, toCleanRow(hash, cleaned));
      await updateOriginal(writer, hash, {
        state: 'ready',
        thumbhash: rendered.thumbhash,
        failure_code: null,
        failure_detail: null,
      });
    });
    await announce(hash, 'photo.ready');
  };

  const failed = async (hash: string, error: unknown) => {
    if (stopped && !(error instanceof Refusal)) return;
    if (error instanceof Refusal && error.code !== 'disk_full' && error.code !== 'stopping')
      return mark(hash, error.code, error.message);
    if (error instanceof Refusal && error.code === 'stopping') return;
    const full = error instanceof Refusal || (error as NodeJS.ErrnoException).code === 'ENOSPC';
    // A full disk is no fault of the photo's: it waits, however long that takes. The box says once that it is full.
    if (!full) log.warn({ err: error, hash }, 'the sizes of a photo could not be made; it will be tried again');
    const attempts = full ? 0 : await db.write((writer) => countAttempt(writer, hash));
    if (attempts >= maxAttempts) return mark(hash, 'photo_unreadable', 'the photo could not be read');
    const pause = setTimeout(() => {
      pauses.delete(pause);
      add(hash);
      pump();
    }, pauseMs);
    pauses.add(pause);
  };

  const mark = async (hash: string, code: RefusalCode, detail: string) => {
    await db.write((writer) =>
      updateOriginal(writer, hash, { state: 'failed', failure_code: code, failure_detail: detail }),
    );
    log.info({ hash, code }, 'a photo failed');
    await announce(hash, 'photo.failed');
  };

  const announce = async (hash: string, fact: 'photo.ready' | 'photo.failed') => {
    for (const photo of await photosOfHash(db.read, hash))
      changes.emit(fact, { photoId: photo.id, projectId: photo.project_id });
  };

  return {
    resume: async () => {
      const left = await unfinished(db.read);
      for (const hash of left) add(hash);
      return left.length;
    },
    add,
    again: async (hash) => {
      await db.write((writer) => updateOriginal(writer, hash, { state: 'processing', attempts: 0 }));
      add(hash);
    },
    setJobs: (count) => {
      allowed = count;
      ingest.setJobs(count);
      pump();
    },
    idle: () =>
      new Promise((resolve) => {
        waiters.push(resolve);
        pump();
      }),
    stop: async () => {
      stopped = true;
      for (const pause of pauses) clearTimeout(pause);
      pauses.clear();
      if (running === 0) return;
      await new Promise<void>((resolve) => {
        waiters.push(resolve);
        pump();
      });
    },
  };
}
