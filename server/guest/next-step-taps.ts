import type { Kit } from '../kit.ts';
import type { StoredStep } from '../links/next-steps/table.ts';
import { countTap } from '../links/next-steps/table.ts';
import type { StoredLink } from '../links/table.ts';

/** Presses of next steps' buttons. */
export interface Taps {
  /** Counts one; the same visit (or, without one, the same phone) again within a minute is the same press. Never throws. */
  count(link: StoredLink, step: StoredStep, who: string): Promise<void>;
}

const againMs = 60_000;
/** So many are remembered; with more, the oldest may be counted once too often. */
const kept = 20_000;

/** Counts on disk, each before its guest goes on. A press that cannot be stored is not worth a guest who gets nowhere. */
export function openTaps({ db, clock, log }: Pick<Kit, 'db' | 'clock' | 'log'>): Taps {
  const pressed = new Map<string, number>();

  const fresh = (key: string): boolean => {
    const now = clock.monotonic();
    const before = pressed.get(key);
    if (before !== undefined && now - before < againMs) return false;
    // Behind the others, so that the map begins with the oldest.
    pressed.delete(key);
    pressed.set(key, now);
    for (const [oldest, at] of pressed) {
      if (now - at < againMs && pressed.size <= kept) break;
      pressed.delete(oldest);
    }
    return true;
  };

  return {
    count: async ({ id: linkId, projectId }, { ownerId }, who) => {
      const key = `${linkId} ${ownerId} ${who}`;
      if (!fresh(key)) return;
      try {
        await db.write((writer) => countTap(writer, { linkId, ownerId, projectId }, clock.now()));
      } catch (error) {
        pressed.delete(key);
        log.warn({ err: error, linkId }, 'a tap was not counted');
      }
    },
  };
}
