import { loopOf, sceneAt, settledAt } from '#contract/scene-at.ts';
import type { Pinned, Programme, Scene } from '#contract/scenes.ts';
import { type Course, frozenAt, readAt, successor, written } from './course.ts';
import { pinnedTo, unpinned } from './presses.ts';

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

/** What becomes of scenes that are not simply among the new ones. */
export interface Revision {
  /** A just-shot photo's scene, as it is now. */
  insert(scene: Scene): Scene | undefined;
  /** What was put on by hand, as it is now; nothing where nothing of it is left. */
  pinned(pinned: Pinned): Scene[];
}

/** They are what they were where they are still among the scenes, by themselves or by their photo. */
function asTheyWere(scenes: readonly Scene[]): Revision {
  const insert = (scene: Scene) => byId(scenes, scene) ?? byPhoto(scenes, scene);
  return { insert, pinned: (pinned) => pinned.scenes.flatMap((scene) => insert(scene) ?? []) };
}

/**
 * The same programme with other scenes: the one that is on keeps its start and its end; where it is gone, the next in
 * order begins at `from`. What is gone is neither inserted nor pinned any more.
 */
export function withScenes(
  told: Programme,
  scenes: readonly Scene[],
  from: number,
  revision: Revision = asTheyWere(scenes),
): Programme {
  const before = settledAt(told, from);
  const pins = before.pinned ? revision.pinned(before.pinned) : [];
  const programme = before.pinned && pins.length === 0 ? unpinned(before, from) : before;
  const pinned = programme.pinned && { ...programme.pinned, scenes: pins };
  const at = frozenAt(programme) ?? from;
  if (scenes.length === 0) {
    // A message stays though there is nothing else to show.
    return successor(told, { ...programme, scenes: [], order: [], inserts: [], epoch: at, pinned }, from);
  }
  const loop = loopOf(programme);
  const course = readAt(programme, at);
  const following = (index: number) => {
    for (let step = 0; step < loop.length; step += 1) {
      const place = samePlace(loop, (index + step) % loop.length, scenes);
      if (place >= 0) return place;
    }
    return 0;
  };
  const still = <T extends { readonly scene: Scene }>(insert: T): T[] => {
    const scene = revision.insert(insert.scene);
    return scene ? [{ ...insert, scene }] : [];
  };
  const waiting = course.waiting.flatMap(still);
  const after = successor(told, written(programme, scenes, { ...next(), waiting }, at), from);
  return { ...after, pinned };

  function next(): Pick<Course, 'on' | 'next'> {
    const { on } = course;
    if (on?.kind === 'insert') {
      const [insert] = still(on.insert);
      return { on: insert && { kind: 'insert', insert }, next: following(course.next) };
    }
    if (!on) return { on: undefined, next: 0 };
    const old = loop[on.index] as Scene;
    const index = samePlace(loop, on.index, scenes);
    if (index < 0) return { on: undefined, next: following((on.index + 1) % loop.length) };
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
    const startedAt = on.endsAt - (loopOf(before)[on.index] as Scene).ms;
    const cut = Math.max(at + insertAfterMs, startedAt + leastShownMs);
    on = { ...on, endsAt: on.endsAt <= at + nearEndMs ? on.endsAt : Math.min(cut, on.endsAt) };
  }
  const timed = waiting.map((scene) => ({ scene, ms }));
  return successor(before, written(before, loopOf(before), { ...course, on, waiting: timed }, at), from);
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
  const scene = pinned ? pinned.scenes[0] : pausedAt === null ? undefined : sceneAt(programme, pausedAt)?.scene;
  // What goes round, or shows several photos, goes on without the one that is gone.
  const photoId = scene?.kind === 'photo' && (pinned?.scenes.length ?? 1) === 1 ? scene.photoIds[0] : undefined;
  return photoId === undefined ? undefined : { photoId, pinned: pinned !== null };
}

/** A photo that was held, went while its file was replaced, and is among the scenes again, is held again. */
export function heldAgain(before: Programme, { photoId, pinned }: HeldPhoto, from: number): Programme {
  const scenes = loopOf(before);
  const index = scenes.findIndex((scene) => scene.photoIds[0] === photoId);
  const scene = scenes[index];
  if (!scene) return before;
  if (pinned)
    return pinnedTo(before, { what: 'scene', galleryId: scene.galleryId, scenes: [scene], until: null }, from);
  if (before.pausedAt === null) return before;
  const { waiting } = readAt(before, before.pausedAt);
  const on = { kind: 'loop', index, endsAt: from + scene.ms } as const;
  const course: Course = { on, waiting, next: (index + 1) % scenes.length };
  return successor(before, { ...written(before, scenes, course, from), pausedAt: from }, from);
}

/** Where the scene at a place of one loop is in another: a mixed one has a scene several times, so its turn counts; -1: nowhere. */
function samePlace(before: readonly Scene[], index: number, after: readonly Scene[]): number {
  const id = before[index]?.id;
  const turn = before.slice(0, index).filter((scene) => scene.id === id).length;
  const places = after.flatMap((scene, place) => (scene.id === id ? [place] : []));
  return places[Math.min(turn, places.length - 1)] ?? -1;
}

function byId(scenes: readonly Scene[], { id }: Scene): Scene | undefined {
  return scenes.find((scene) => scene.id === id);
}

function byPhoto(scenes: readonly Scene[], { kind, photoIds }: Scene): Scene | undefined {
  return scenes.find((scene) => scene.kind === kind && scene.photoIds[0] === photoIds[0]);
}
