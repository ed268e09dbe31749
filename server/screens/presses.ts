import { letGo, loopOf, sceneAt, settledAt } from '#contract/scene-at.ts';
import type { Pinned, Programme, Scene } from '#contract/scenes.ts';
import { type Course, frozenAt, readAt, shifted, successor, written } from './course.ts';

/**
 * The scene after or before the one that is on begins at `from`. An insert that is on counts as shown; those that
 * wait come next, or behind the scene that was gone back to. What was put on by hand and goes round is stepped through.
 */
export function moved(told: Programme, step: 1 | -1, from: number): Programme {
  const before = settledAt(told, from);
  const { pinned } = before;
  const scenes = loopOf(before);
  if (pinned && pinned.scenes.length > 1) return stepped(told, before, pinned, step, from);
  if (scenes.length === 0) return told;
  const course = readAt(before, frozenAt(before) ?? from);
  const place = (index: number) => (index + scenes.length) % scenes.length;
  const pin = pinned ? scenes.findIndex(({ id }) => id === pinned.scenes[0]?.id) : -1;
  // The scene of the loop that was on last.
  const here = pin >= 0 ? pin : course.on?.kind === 'loop' ? course.on.index : place(course.next - 1);
  const back = course.on?.kind === 'insert' && !pinned ? here : place(here - 1);
  const target: Course =
    step === 1
      ? { on: undefined, waiting: course.waiting, next: place(here + 1) }
      : {
          on: { kind: 'loop', index: back, endsAt: from + (scenes[back] as Scene).ms },
          waiting: course.waiting,
          next: place(back + 1),
        };
  const after = { ...written(before, scenes, target, from), pinned: null };
  return successor(told, { ...after, pausedAt: before.pausedAt === null ? null : from }, from);
}

/** The next or the last scene of what goes round begins at `from`; the loop stands where it stood. */
function stepped(told: Programme, before: Programme, pinned: Pinned, step: 1 | -1, from: number): Programme {
  const { scenes } = pinned;
  const on = sceneAt(before, from)?.scene;
  const here = Math.max(
    0,
    scenes.findIndex(({ id }) => id === on?.id),
  );
  const to = (here + step + scenes.length) % scenes.length;
  const at = from - scenes.slice(0, to).reduce((sum, { ms }) => sum + ms, 0);
  const frozen = shifted(before, pinned.at, at);
  const pausedAt = before.pausedAt === null ? null : from;
  return successor(told, { ...frozen, pausedAt, pinned: { ...pinned, at } }, from);
}

/** Time stands still from `from` on, inserts included. */
export function paused(before: Programme, from: number): Programme {
  if (before.pausedAt !== null) return before;
  return successor(before, { ...before, pausedAt: from }, from);
}

/** Time goes on where it stood. */
export function resumed(before: Programme, from: number): Programme {
  const { pausedAt, pinned } = before;
  if (pausedAt === null) return before;
  // A pin goes on holding it: from its own moment on, if it came later.
  if (!pinned || pinned.at > pausedAt) {
    const after = shifted(before, pausedAt, pinned?.at ?? from);
    return successor(before, { ...after, pausedAt: null }, from);
  }
  // What is pinned stood still as well, and its time with it.
  const by = from - pausedAt;
  const after = shifted(before, pinned.at, pinned.at + by);
  const until = pinned.until === null ? null : pinned.until + by;
  return successor(before, { ...after, pausedAt: null, pinned: { ...pinned, at: pinned.at + by, until } }, from);
}

/** Something is put on by hand from `from` on, until its time is over or it is let go. */
export function pinnedTo(told: Programme, pin: Omit<Pinned, 'at'>, from: number): Programme {
  const before = settledAt(told, from);
  const { pinned } = before;
  const to = before.pausedAt ?? from;
  // The time from one pin to the next is not to be counted.
  const held = pinned && pinned.at < to ? shifted(before, pinned.at, to) : before;
  return successor(told, { ...held, pinned: { ...pin, at: from } }, from);
}

/** What was put on by hand stays until it is let go; where there is nothing of it, what is on stays. */
export function kept(told: Programme, from: number): Programme {
  const before = settledAt(told, from);
  const { pinned } = before;
  if (pinned)
    return pinned.until === null ? told : successor(told, { ...before, pinned: { ...pinned, until: null } }, from);
  const scene = sceneAt(before, from)?.scene;
  return scene
    ? pinnedTo(told, { what: 'scene', galleryId: scene.galleryId, scenes: [scene], until: null }, from)
    : told;
}

/** Lets go of what was put on by hand: what waits, or else the scene after it, begins at `from`. */
export function unpinned(told: Programme, from: number): Programme {
  const before = settledAt(told, from);
  const { pinned, pausedAt, scenes } = before;
  if (!pinned) return before === told ? told : successor(told, before, from);
  // A photo of the loop that was held: the loop goes on behind it.
  if (pinned.what === 'scene' && scenes.some(({ id }) => id === pinned.scenes[0]?.id)) {
    return moved(told, 1, from);
  }
  const free = letGo({ ...before, pausedAt: null }, from);
  return successor(told, { ...free, pausedAt: pausedAt === null ? null : from }, from);
}

/** What has come by itself meanwhile, written down; the same object where nothing has. */
export function settled(told: Programme, now: number): Programme {
  const after = settledAt(told, now);
  return after === told ? told : successor(told, after, now);
}
