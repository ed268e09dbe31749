import type { SceneNow } from '#contract/scenes.ts';
import type { Screen, ScreenStatus } from '#contract/screens.ts';

export type Trouble = Exclude<Screen['trouble'], null>;

/** A screen says how it is every 10 s; a page that nobody sees is woken once a minute only. */
const silentMs = { seen: 30_000, hidden: 90_000 } as const;
/** Frames are counted with each status: none new for so long, though it said so often how it is. */
const frozen = { ms: 30_000, statuses: 3 } as const;
/** So many scenes came and went without it, in so long. One that could not be had is no fault of the screen. */
const stuck = { ms: 60_000, scenes: 3 } as const;
/** Scenes that are seen whenever there are their photos: of others the code may be missing, and then they are not. */
const surely = new Set<string>(['photo', 'pair', 'wall', 'pano']);

/** What is remembered of a connected screen, to tell whether it draws. Times are the monotonic clock's. */
export interface Signs {
  /** When it came, or last said how it was. */
  readonly saidAt: number;
  readonly hidden: boolean;
  readonly frames: { readonly count: number; readonly since: number; readonly told: number } | undefined;
  /** Since when its picture is the same, and the beginnings of scenes that it should have shown meanwhile. */
  readonly still:
    | { readonly turnedAt: number | null; readonly since: number; readonly missed: readonly number[] }
    | undefined;
}

/** Of a screen that has just come. */
export function signsAt(now: number): Signs {
  return { saidAt: now, hidden: false, frames: undefined, still: undefined };
}

/** With one more status; `due` is what should be on. */
export function heed(before: Signs, status: ScreenStatus, due: SceneNow | undefined, now: number): Signs {
  const { frames, turnedAt, mode, sceneId } = status;
  const same = before.frames && frames === before.frames.count ? before.frames : undefined;
  const still =
    mode !== 'scene' && mode !== 'venue'
      ? undefined
      : before.still && before.still.turnedAt === turnedAt
        ? before.still
        : { turnedAt, since: now, missed: [] };
  const misses =
    still &&
    due !== undefined &&
    surely.has(due.scene.kind) &&
    due.scene.photoIds.length > 0 &&
    due.scene.id !== sceneId &&
    !still.missed.includes(due.startedAt);
  return {
    saidAt: now,
    hidden: frames === null,
    frames: frames === null ? undefined : { count: frames, since: same?.since ?? now, told: (same?.told ?? 0) + 1 },
    still: misses ? { ...still, missed: [...still.missed, due.startedAt].slice(-stuck.scenes) } : still,
  };
}

/** What is wrong with a connected screen. */
export function troubleOf({ saidAt, hidden, frames, still }: Signs, now: number): Trouble | null {
  if (now - saidAt > (hidden ? silentMs.hidden : silentMs.seen)) return 'silent';
  if (frames && frames.told > frozen.statuses && now - frames.since > frozen.ms) return 'stuck';
  if (!hidden && still && still.missed.length >= stuck.scenes && now - still.since > stuck.ms) return 'stuck';
  return null;
}
