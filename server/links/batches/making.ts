import { setTimeout as pause } from 'node:timers/promises';
import type { Kit } from '../../kit.ts';
import { Refusal } from '../../refusal.ts';
import { chaptersOfBatch } from './batch.ts';
import { growBatches } from './growing.ts';
import { newCodes } from './rows.ts';
import { anyUnfinished, growMade, insertAlike, unfinishedBatch } from './table.ts';

/** Makes the links of batches in the background, one batch after another, from where it stopped; gives them the chapters that open. */
export interface Making {
  /** Looks for what is to be made. */
  go(): void;
  /** Settles when everything that can be made is there. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/** Rows that one write makes at the most: a link's own and one for each gallery that it opens. */
const rowsAWrite = 600;
/** After each write others have the line for so many times as long as it took, and for so long at the least. */
const rest = { times: 1, ms: 5 } as const;
/** Staff hear of the progress so often. */
const toldEveryMs = 250;
/** After a disk that was full, or a fault. */
const againMs = 5000;

export function openMaking(kit: Kit): Making {
  const over = new AbortController();
  let running: Promise<void> | undefined;
  /** There is something more to look for. */
  let asked = false;
  /** Some wait for their gallery or project to come back. */
  let held = false;
  let waiting: NodeJS.Timeout | undefined;

  const breathe = async (tookMs: number) => {
    const ms = Math.max(rest.ms, tookMs * rest.times);
    await pause(ms, undefined, { signal: over.signal }).catch(() => {});
    if (over.signal.aborted) throw new Refusal('stopping', 'the box is stopping');
  };
  const make = async () => {
    let toldAt = Number.NEGATIVE_INFINITY;
    while (!over.signal.aborted) {
      const batch = await unfinishedBatch(kit.db.read);
      if (!batch) {
        held = await anyUnfinished(kit.db.read);
        return;
      }
      const began = performance.now();
      const chapters = await chaptersOfBatch(kit.db.read, batch.gallery_id);
      const some = Math.min(batch.count - batch.made, Math.max(1, Math.floor(rowsAWrite / (1 + chapters.length))));
      const numbers = Array.from({ length: some }, (_, nr) => batch.first_number + batch.made + nr);
      const codes = newCodes(
        kit,
        batch,
        numbers.map((number) => ({ number, issue: 1 })),
      );
      await kit.db.write(async (writer) => {
        // Chapters may have opened, or the gallery gone, since they were read.
        if (await growMade(writer, batch, some, kit.clock.now()))
          await insertAlike(writer, codes.shared, codes.own, await chaptersOfBatch(writer, batch.gallery_id));
      });
      const now = performance.now();
      if (now - toldAt >= toldEveryMs || batch.made + some === batch.count) {
        toldAt = now;
        kit.changes.emit('batch.changed', { batchId: batch.id, projectId: batch.project_id });
      }
      await breathe(now - began);
    }
  };
  const run = async () => {
    while (asked && !over.signal.aborted) {
      asked = false;
      try {
        await make();
        await growBatches(kit, breathe);
      } catch (error) {
        if (over.signal.aborted) return;
        if (!(error instanceof Refusal)) kit.log.error({ err: error }, 'a batch could not be made; it is tried again');
        waiting = setTimeout(go, againMs).unref();
        return;
      }
    }
  };
  function go(): void {
    if (over.signal.aborted) return;
    clearTimeout(waiting);
    asked = true;
    running ??= run().finally(() => {
      running = undefined;
      if (asked) go();
    });
  }

  // It comes back out of the trash.
  const back = () => {
    if (held || running) go();
  };
  const stops = [
    kit.changes.on('gallery.changed', back),
    kit.changes.on('project.changed', back),
    kit.changes.on('gallery.continued', go),
  ];
  return {
    go,
    idle: async () => {
      while (running) await running;
    },
    stop: async () => {
      over.abort();
      clearTimeout(waiting);
      for (const stop of stops) stop();
      await running;
    },
  };
}
