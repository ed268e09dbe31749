import type { Pinned } from '#contract/scenes.ts';
import type { Looked } from '#contract/screens.ts';
import type { Shelf } from '../galleries/shelf.ts';
import { readyOf } from './ready.ts';

/** How long it is known what somebody called for, ms. */
export const lookedMs = 45 * 60_000;
/** So many presses are known in all. */
const most = 1000;

/** Whose hand it was, and what it led: screens in step are led together. */
export interface Hand {
  readonly accountId: string;
  readonly programmeId: string;
}

/** One thing that was put on by hand, box times. */
interface Look extends Hand {
  readonly galleryId: string;
  readonly scenes: Pinned['scenes'];
  readonly at: number;
  /** When it went, or is to go; null: it is on until somebody lets it go. */
  until: number | null;
}

export type Seen = Pick<Looked, 'galleryId' | 'photoIds'> & { readonly at: number };

/** Which galleries each account called for lately: in memory alone, since it is for the client who stands there. */
export interface Looks {
  /** Takes note of what is pinned after a hand pressed a key of the remote. */
  pressed(hand: Hand, pinned: Pinned | null, now: number): void;
  /** What one hand called for, the latest first, each gallery once, with those of its photos that were on by now. */
  of(hand: Hand, now: number): Seen[];
}

export function keepLooks(): Looks {
  /** The latest first. */
  let looks: Look[] = [];
  const within = (now: number) => (look: Look) => now - look.at < lookedMs;

  return {
    pressed: ({ accountId, programmeId }, pinned, now) => {
      const running = looks.find((look) => look.programmeId === programmeId);
      if (running && running.at === pinned?.at) {
        // The same goes on, for longer where it was told to stay.
        running.until = pinned.until;
        return;
      }
      if (running) running.until = Math.min(running.until ?? now, now);
      if (!pinned?.galleryId) return;
      const { galleryId, scenes, at, until } = pinned;
      const look = { accountId, programmeId, galleryId, scenes, at, until };
      looks = [look, ...looks.filter(within(now)).slice(0, most - 1)];
    },
    of: ({ accountId, programmeId }, now) => {
      const all = new Map<string, Seen>();
      const own = looks.filter((look) => look.accountId === accountId && look.programmeId === programmeId);
      for (const look of own.filter(within(now))) {
        const { galleryId, at } = look;
        const known = all.get(galleryId);
        const photoIds = [...new Set([...(known?.photoIds ?? []), ...seenOf(look, now)])];
        all.set(galleryId, { galleryId, photoIds, at: known?.at ?? at });
      }
      return [...all.values()];
    },
  };
}

/** The photos of those scenes that were on by now, the first one at the least. */
function seenOf({ scenes, at, until }: Look, now: number): string[] {
  const lasted = Math.min(now, until ?? now) - at;
  let begins = 0;
  const seen = scenes.filter(({ ms }, place) => {
    const was = place === 0 || begins < lasted;
    begins += ms;
    return was;
  });
  return seen.flatMap(({ photoIds }) => photoIds);
}

/** As staff are told it: only what may still be seen. */
export async function toldLooks(shelf: Shelf, seen: readonly Seen[]): Promise<Looked[]> {
  const told = await Promise.all(
    seen.map(async ({ galleryId, photoIds, at }): Promise<Looked[]> => {
      const gallery = await shelf.gallery(galleryId);
      const there = new Set(gallery && readyOf(gallery).map(({ id }) => id));
      const left = photoIds.filter((id) => there.has(id));
      if (!gallery || left.length === 0) return [];
      const { projectId, title } = gallery;
      return [{ galleryId, projectId, title, photoIds: left, at: new Date(at).toISOString() }];
    }),
  );
  return told.flat();
}
