import { loopAt, sceneAt } from '#contract/scene-at.ts';
import type { Insert, Programme, Scene } from '#contract/scenes.ts';

/** How far ahead a new version takes hold, ms: what is added leaves time to fetch it; presses and withdrawals do not wait. */
export const ahead = { content: 300, press: 80 } as const;
/** Beyond `ahead.content`, so that screens know an insert before it begins. */
const insertAfterMs = 100;
/** A photo that has just come on is not cut at once, and one that ends this soon is let end. */
const leastShownMs = 1000;
const nearEndMs = 600;
/** How long a just-shot photo stays on its first showing, ms: the more wait, the shorter. */
const insertMs = { longest: 6000, hurried: 2500, rushed: 1500 } as const;
/** `few` may take their time, `some` are hurried; no more than `most` wait, and while time stands still no more than `few`. */
const waitingAtMost = { few: 5, some: 12, most: 25 } as const;

/** A programme with nothing to show. */
export function emptyProgramme(id: string, from: number): Programme {
  return { id, version: 1, from, epoch: from, scenes: [], inserts: [], pausedAt: null, pinned: null };
}

/**
 * Where a programme stands at one moment: what is on, the inserts that wait, and the scene of the loop that follows
 * them. All that is changed is changed here, and `written` makes a programme of it again.
 */
interface Course {
  readonly on:
    | { readonly kind: 'loop'; readonly index: number; readonly endsAt: number }
    | { readonly kind: 'insert'; readonly insert: Insert }
    /** What waits, or else the next scene, begins now. */
    | undefined;
  readonly waiting: readonly { readonly scene: Scene; readonly ms: number }[];
  readonly next: number;
}

/** Since when time stands still for the loop; undefined while it runs. */
function frozenAt({ pausedAt, pinned }: Programme): number | undefined {
  if (pausedAt === null) return pinned?.at;
  return pinned ? Math.min(pausedAt, pinned.at) : pausedAt;
}

function readAt(programme: Programme, at: number): Course {
  const { scenes } = programme;
  const inserts = programme.inserts.filter((insert) => insert.at + insert.ms > at);
  const last = inserts.at(-1);
  if (last) {
    const next = loopAt(programme, last.at + last.ms)?.index ?? 0;
    const [first, ...others] = inserts as [Insert, ...Insert[]];
    if (first.at <= at) return { on: { kind: 'insert', insert: first }, waiting: others, next };
    const index = (next + scenes.length - 1) % Math.max(1, scenes.length);
    return { on: { kind: 'loop', index, endsAt: first.at }, waiting: inserts, next };
  }
  const loop = loopAt(programme, at);
  if (!loop) return { on: undefined, waiting: [], next: 0 };
  const { index, endsAt } = loop;
  return { on: { kind: 'loop', index, endsAt }, waiting: [], next: (index + 1) % scenes.length };
}

/** The programme that stands like this at a moment; inserts that are over are left out. */
function written(programme: Programme, scenes: readonly Scene[], { on, waiting, next }: Course, at: number): Programme {
  const begins = on === undefined ? at : on.kind === 'loop' ? on.endsAt : on.insert.at;
  const inserts: Insert[] = on?.kind === 'insert' ? [on.insert] : [];
  let free = begins + (inserts[0]?.ms ?? 0);
  for (const { scene, ms } of waiting) {
    inserts.push({ scene, at: free, ms });
    free += ms;
  }
  // Time in which inserts run does not count, so what follows them begins, for the loop, where they began.
  const before = scenes.slice(0, scenes.length === 0 ? 0 : next % scenes.length).reduce((sum, { ms }) => sum + ms, 0);
  return { ...programme, scenes: [...scenes], inserts, epoch: begins - before };
}

/** The next version of a programme, which holds from this moment on. */
function successor(before: Programme, after: Programme, from: number): Programme {
  return { ...after, version: before.version + 1, from };
}

/**
 * The same programme with other scenes: the one that is on keeps its start and its end; where it is gone, the next in
 * order begins at `from`. What is gone is neither inserted nor pinned any more.
 */
export function withScenes(before: Programme, scenes: readonly Scene[], from: number): Programme {
  const pin = before.pinned && (byId(scenes, before.pinned.scene) ?? byPhoto(scenes, before.pinned.scene));
  const programme = before.pinned && !pin ? unpinned(before, from) : before;
  const at = frozenAt(programme) ?? from;
  if (scenes.length === 0) {
    const empty = { ...programme, scenes: [], inserts: [], epoch: at, pinned: null };
    return successor(before, empty, from);
  }
  const course = readAt(programme, at);
  const following = (index: number) => {
    const order = [...programme.scenes.slice(index), ...programme.scenes.slice(0, index)];
    const found = order.map(({ id }) => scenes.findIndex((scene) => scene.id === id)).find((place) => place >= 0);
    return found ?? 0;
  };
  const still = <T extends { readonly scene: Scene }>(insert: T): T[] => {
    const scene = byId(scenes, insert.scene) ?? byPhoto(scenes, insert.scene);
    return scene ? [{ ...insert, scene }] : [];
  };
  const waiting = course.waiting.flatMap(still);
  const after = successor(before, written(programme, scenes, { ...next(), waiting }, at), from);
  return pin && programme.pinned ? { ...after, pinned: { scene: pin, at: programme.pinned.at } } : after;

  function next(): Pick<Course, 'on' | 'next'> {
    const { on } = course;
    if (on?.kind === 'insert') {
      const [insert] = still(on.insert);
      return { on: insert && { kind: 'insert', insert }, next: following(course.next) };
    }
    if (!on) return { on: undefined, next: 0 };
    const old = programme.scenes[on.index] as Scene;
    const index = scenes.findIndex(({ id }) => id === old.id);
    if (index < 0) return { on: undefined, next: following((on.index + 1) % programme.scenes.length) };
    const ms = (scenes[index] as Scene).ms;
    // Cut by an insert it ends there, unless its time is shorter now.
    const endsAt = waiting.length > 0 ? Math.min(on.endsAt, at + ms) : on.endsAt - old.ms + ms;
    const over = endsAt <= at;
    return { on: over ? undefined : { kind: 'loop', index, endsAt }, next: (index + 1) % scenes.length };
  }
}

/** When a scene's photo was captured, UTC ms. */
export type Captured = (scene: Scene) => number;

/**
 * The same programme with just-shot photos: the running scene gives way soon, or ends where it would end soon anyhow;
 * each is shown once, in order of capture among those that wait, and the loop goes on with its next scene. While it is
 * paused or pinned they wait. Where too many wait, the earliest captured are left to the loop.
 */
export function withInserts(
  before: Programme,
  fresh: readonly Scene[],
  now: number,
  seconds: number,
  captured: Captured,
): Programme {
  const from = now + ahead.content;
  const at = frozenAt(before) ?? from;
  const course = readAt(before, at);
  if (!course.on || fresh.length === 0) return before;
  const waiting = [...course.waiting.map(({ scene }) => scene), ...fresh]
    .toSorted((a, b) => captured(a) - captured(b))
    .slice(frozenAt(before) === undefined ? -waitingAtMost.most : -waitingAtMost.few);
  const ms = shownFor(waiting.length, seconds);
  let { on } = course;
  if (on.kind === 'loop' && course.waiting.length === 0) {
    const startedAt = on.endsAt - (before.scenes[on.index] as Scene).ms;
    const cut = Math.max(at + insertAfterMs, startedAt + leastShownMs);
    on = { ...on, endsAt: on.endsAt <= at + nearEndMs ? on.endsAt : Math.min(cut, on.endsAt) };
  }
  const timed = waiting.map((scene) => ({ scene, ms }));
  return successor(before, written(before, before.scenes, { ...course, on, waiting: timed }, at), from);
}

function shownFor(waiting: number, seconds: number): number {
  if (waiting > waitingAtMost.some) return insertMs.rushed;
  return waiting > waitingAtMost.few ? insertMs.hurried : Math.min(seconds * 1000, insertMs.longest);
}

/** A photo that stays on: pinned, or paused at. */
export interface HeldPhoto {
  readonly photoId: string;
  readonly pinned: boolean;
}

/** What stays on while time stands still. */
export function heldPhoto(programme: Programme): HeldPhoto | undefined {
  const { pinned, pausedAt } = programme;
  if (pinned) return { photoId: pinned.scene.photoId, pinned: true };
  const scene = pausedAt === null ? undefined : sceneAt(programme, pausedAt)?.scene;
  return scene && { photoId: scene.photoId, pinned: false };
}

/** A photo that was held, went while its file was replaced, and is among the scenes again, is held again. */
export function heldAgain(before: Programme, { photoId, pinned }: HeldPhoto, from: number): Programme {
  const index = before.scenes.findIndex((scene) => scene.photoId === photoId);
  const scene = before.scenes[index];
  if (!scene) return before;
  if (pinned) return pinnedTo(before, scene, from);
  if (before.pausedAt === null) return before;
  const { waiting } = readAt(before, before.pausedAt);
  const on = { kind: 'loop', index, endsAt: from + scene.ms } as const;
  const course: Course = { on, waiting, next: (index + 1) % before.scenes.length };
  return successor(before, { ...written(before, before.scenes, course, from), pausedAt: from }, from);
}

/**
 * The scene after or before the one that is on begins at `from`. An insert that is on counts as shown; those that
 * wait come next, or behind the scene that was gone back to.
 */
export function moved(before: Programme, step: 1 | -1, from: number): Programme {
  const { scenes, pinned } = before;
  if (scenes.length === 0) return before;
  const course = readAt(before, frozenAt(before) ?? from);
  const place = (index: number) => (index + scenes.length) % scenes.length;
  const pin = pinned ? scenes.findIndex(({ id }) => id === pinned.scene.id) : -1;
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
  return successor(before, { ...after, pausedAt: before.pausedAt === null ? null : from }, from);
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
  const after = pinned && pinned.at <= pausedAt ? before : shifted(before, pausedAt, pinned?.at ?? from);
  return successor(before, { ...after, pausedAt: null }, from);
}

/** One scene stays from `from` on, until it is let go. */
export function pinnedTo(before: Programme, scene: Scene, from: number): Programme {
  const { pinned } = before;
  const to = before.pausedAt ?? from;
  // The time from one pin to the next is not to be counted.
  const held = pinned && pinned.at < to ? shifted(before, pinned.at, to) : before;
  return successor(before, { ...held, pinned: { scene, at: from } }, from);
}

/** Lets the pinned scene go: what waits, or else the scene after it, begins at `from`. */
export function unpinned(before: Programme, from: number): Programme {
  return before.pinned ? moved(before, 1, from) : before;
}

/** What stood like this at one moment stands so at the other. */
function shifted(programme: Programme, at: number, to: number): Programme {
  const { on, waiting, next } = readAt(programme, at);
  const by = to - at;
  const moved: Course['on'] =
    on?.kind === 'loop'
      ? { ...on, endsAt: on.endsAt + by }
      : on && { kind: 'insert', insert: { ...on.insert, at: on.insert.at + by } };
  return written(programme, programme.scenes, { on: moved, waiting, next }, to);
}

function byId(scenes: readonly Scene[], { id }: Scene): Scene | undefined {
  return scenes.find((scene) => scene.id === id);
}

function byPhoto(scenes: readonly Scene[], { photoId }: Scene): Scene | undefined {
  return scenes.find((scene) => scene.photoId === photoId);
}
