import { loopAt, loopOf, packedLoop } from '#contract/scene-at.ts';
import type { Insert, Programme, Scene } from '#contract/scenes.ts';

/** A programme with nothing to show. */
export function emptyProgramme(id: string, from: number): Programme {
  const nothing = {
    scenes: [],
    order: [],
    inserts: [],
    pausedAt: null,
    pinned: null,
    later: [],
    loops: [],
    rest: [],
    dark: [],
  };
  return { id, version: 1, from, epoch: from, ...nothing };
}

/**
 * Where a programme stands at one moment: what is on, the inserts that wait, and the scene of the loop that follows
 * them. All that is changed is changed here, and `written` makes a programme of it again.
 */
export interface Course {
  readonly on:
    | { readonly kind: 'loop'; readonly index: number; readonly endsAt: number }
    | { readonly kind: 'insert'; readonly insert: Insert }
    /** What waits, or else the next scene, begins now. */
    | undefined;
  readonly waiting: readonly { readonly scene: Scene; readonly ms: number }[];
  readonly next: number;
}

/** Since when time stands still for the loop; undefined while it runs. */
export function frozenAt({ pausedAt, pinned }: Programme): number | undefined {
  if (pausedAt === null) return pinned?.at;
  return pinned ? Math.min(pausedAt, pinned.at) : pausedAt;
}

export function readAt(programme: Programme, at: number): Course {
  const scenes = loopOf(programme);
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
export function written(
  programme: Programme,
  scenes: readonly Scene[],
  { on, waiting, next }: Course,
  at: number,
): Programme {
  const begins = on === undefined ? at : on.kind === 'loop' ? on.endsAt : on.insert.at;
  const inserts: Insert[] = on?.kind === 'insert' ? [on.insert] : [];
  let free = begins + (inserts[0]?.ms ?? 0);
  for (const { scene, ms } of waiting) {
    inserts.push({ scene, at: free, ms });
    free += ms;
  }
  // Time in which inserts run does not count, so what follows them begins, for the loop, where they began.
  const before = scenes.slice(0, scenes.length === 0 ? 0 : next % scenes.length).reduce((sum, { ms }) => sum + ms, 0);
  return { ...programme, ...packedLoop(scenes), inserts, epoch: begins - before };
}

/** The next version of a programme, which holds from this moment on. */
export function successor(before: Programme, after: Programme, from: number): Programme {
  return { ...after, version: before.version + 1, from };
}

/** What stood like this at one moment stands so at the other. */
export function shifted(programme: Programme, at: number, to: number): Programme {
  const { on, waiting, next } = readAt(programme, at);
  const by = to - at;
  const moved: Course['on'] =
    on?.kind === 'loop'
      ? { ...on, endsAt: on.endsAt + by }
      : on && { kind: 'insert', insert: { ...on.insert, at: on.insert.at + by } };
  return written(programme, loopOf(programme), { on: moved, waiting, next }, to);
}
