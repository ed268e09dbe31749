import type { Response } from 'express';
import type { RefusalCode } from '#contract/problems.ts';
import type { Kit } from '../../kit.ts';
import type { StoredLink } from '../../links/table.ts';

/** An answer that is on its way. */
export interface Way {
  readonly res: Response;
  readonly link: Pick<StoredLink, 'id' | 'galleryIds'>;
  /** Throws where it has to end; `changed`: photos may have gone. */
  readonly goesOn: (changed: boolean) => Promise<unknown>;
}

/**
 * Looks after answers that are on their way: a phone that reads slowly would have bytes long after a revocation. One whose
 * visit or link came to its end may still finish, for some minutes; one of what guests are to have no more may not.
 */
export interface Watch {
  /** Sends one; its connection is cut when it may not go on: within a second, and at once where that was announced. */
  over(way: Way, send: () => Promise<void>): Promise<void>;
  stop(): void;
}

interface Watched {
  readonly way: Way;
  changed: boolean;
  looking: boolean;
  /** Until when it may finish; monotonic ms. */
  until: number | undefined;
}

const lookMs = 1000;
/** Ends of the right to ask for anything new. */
const ends = new Set<unknown>(['link_revoked', 'link_expired', 'no_visit'] satisfies RefusalCode[]);
const finishMs = 10 * 60_000;

export function openWatch({ changes, clock, log }: Pick<Kit, 'changes' | 'clock' | 'log'>): Watch {
  const all = new Set<Watched>();
  let timer: NodeJS.Timeout | undefined;

  const look = async (one: Watched) => {
    // Whatever is announced meanwhile is looked at by the next turn of the timer.
    if (one.looking) return;
    one.looking = true;
    const { changed } = one;
    one.changed = false;
    try {
      await one.way.goesOn(changed);
    } catch (error) {
      const { code } = error as { code?: unknown };
      if (ends.has(code)) {
        one.until ??= clock.monotonic() + finishMs;
        if (clock.monotonic() < one.until) return;
      }
      // Once: what was sent of it may take a while to be over.
      if (!all.delete(one)) return;
      log.info({ linkId: one.way.link.id, code }, 'a download was cut');
      one.way.res.destroy();
    } finally {
      one.looking = false;
    }
  };
  /** The first has the link fetched, which hundreds of others then find in memory. */
  const lookAtAll = async ([first, ...others]: readonly Watched[]) => {
    if (first) await look(first);
    for (const one of others) void look(one);
  };
  const ofLink = ({ linkId }: { linkId: string }) => {
    void lookAtAll([...all].filter(({ way }) => way.link.id === linkId));
  };
  const stops = [
    changes.on('link.changed', ofLink),
    changes.on('link.revoked', ofLink),
    changes.on('gallery.changed', ({ galleryId }) => {
      const those = [...all].filter(({ way }) => way.link.galleryIds.includes(galleryId));
      for (const one of those) one.changed = true;
      void lookAtAll(those);
    }),
  ];

  return {
    over: async (way, send) => {
      const one: Watched = { way, changed: false, looking: false, until: undefined };
      all.add(one);
      // Expiry and a visit's end come without an event.
      timer ??= setInterval(() => {
        for (const each of all) void look(each);
      }, lookMs).unref();
      try {
        await send();
      } finally {
        all.delete(one);
        if (all.size === 0) {
          clearInterval(timer);
          timer = undefined;
        }
      }
    },
    stop: () => {
      clearInterval(timer);
      for (const stop of stops) stop();
    },
  };
}
