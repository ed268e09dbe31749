import type { Pinned, Programme, Scene, SceneNow } from './scenes.ts';

/**
 * What is on at a time of the box's clock, the same on every screen and on the box; nothing where there is nothing to
 * show. Time in which an insert ran, or something was pinned, does not count for the loop, so that the loop goes on
 * where it was. Whether a screen is dark then is another question (`isDark`).
 */
export function sceneAt(told: Programme, now: number): SceneNow | undefined {
  const programme = settledAt(told, now);
  const { inserts, pausedAt, pinned } = programme;
  const scenes = loopOf(programme);
  const held = pausedAt !== null && pausedAt <= now;
  const t = held ? pausedAt : now;
  if (pinned && pinned.at <= t) return pinnedAt(programme, pinned, t, held);
  // What was pinned while time stands still is seen from the moment of the pin on, and does not go round.
  if (pinned) return pinnedAt(programme, pinned, pinned.at, true);
  const on = inserts.find(({ at, ms }) => at <= t && t < at + ms);
  const after = inserts.find(({ at }) => at > t);
  const turn = programme.later.find(({ at }) => at > t)?.at ?? null;
  if (on) {
    const end = on.at + on.ms;
    const next = after && after.at <= end ? after.scene : (loopAt(programme, end)?.scene ?? null);
    return { scene: on.scene, startedAt: on.at, endsAt: held ? null : end, fresh: true, next };
  }
  const loop = loopAt(programme, t);
  if (!loop) return undefined;
  const cut = after !== undefined && after.at < loop.endsAt ? after : undefined;
  const endsAt = cut ? cut.at : loop.endsAt;
  const following = scenes[(loop.index + 1) % scenes.length] ?? null;
  const next = cut ? cut.scene : after && after.at <= endsAt ? after.scene : following;
  const alone = scenes.length === 1 && !after;
  const shown = { scene: loop.scene, startedAt: loop.startedAt, fresh: false };
  if (held) return { ...shown, endsAt: null, next };
  if (turn !== null && (alone || turn <= endsAt)) return { ...shown, endsAt: turn, next: firstAt(programme, turn) };
  return { ...shown, endsAt: alone ? null : endsAt, next };
}

/**
 * The programme as it stands at a time: a pin whose time is over is gone, and the day part that has begun is the loop.
 * The same object where nothing of it is due.
 */
export function settledAt(told: Programme, now: number): Programme {
  const { pausedAt, pinned } = told;
  const held = pausedAt !== null && pausedAt <= now;
  // A pause holds a pin as well; a pin that came while time stood still ends by the clock on the wall.
  const clock = held && pinned && pinned.at <= pausedAt ? pausedAt : now;
  const until = pinned?.until ?? null;
  const programme = until !== null && until <= clock ? letGo(told, until) : told;
  const t = held ? pausedAt : now;
  const part = programme.pinned ? undefined : programme.later.findLast(({ at }) => at <= t);
  if (!part) return programme;
  const known = new Map([...programme.rest, ...programme.scenes].map((scene) => [scene.id, scene]));
  const packed = packedLoop((programme.loops[part.loop] ?? []).flatMap((id) => known.get(id) ?? []));
  const inserts = programme.inserts.filter(({ at, ms }) => at + ms > part.at);
  const running = inserts.find(({ at }) => at < part.at);
  const here = new Set(packed.scenes.map(({ id }) => id));
  return {
    ...programme,
    ...packed,
    inserts,
    epoch: running?.at ?? part.at,
    later: programme.later.filter(({ at }) => at > part.at),
    rest: [...known.values()].filter(({ id }) => !here.has(id)),
  };
}

/** Without its pin, which ends at `until`: what would have followed the scene that was on when it came begins then. */
export function letGo(programme: Programme, until: number): Programme {
  const { pinned, pausedAt } = programme;
  if (!pinned) return programme;
  const free = { ...programme, pinned: null };
  // Time stood still before the pin came, and goes on standing.
  if (pausedAt !== null && pausedAt <= pinned.at) return free;
  const ends = sceneAt({ ...free, pausedAt: null }, pinned.at)?.endsAt ?? pinned.at;
  const by = until - ends;
  // An insert that has begun is over: its time is taken out of the loop's for good.
  const over = programme.inserts.filter(({ at }) => at < ends).reduce((sum, { ms }) => sum + ms, 0);
  const inserts = programme.inserts.filter(({ at }) => at >= ends).map((one) => ({ ...one, at: one.at + by }));
  return { ...free, inserts, epoch: programme.epoch + over + by };
}

/** Whether screens are dark at this time: what is pinned is to be seen all the same. */
export function isDark(programme: Programme, now: number): boolean {
  const { pinned } = settledAt(programme, now);
  return !pinned && programme.dark.some(({ from, to }) => from <= now && now < to);
}

/** When it next grows dark or light by itself, box time; null: never. */
export function darkTurnsAt({ dark }: Programme, now: number): number | null {
  const turns = dark.flatMap(({ from, to }) => [from, to]).filter((at) => at > now);
  return turns.length === 0 ? null : Math.min(...turns);
}

/** The scenes of the loop in order, some of them several times where it is a mixed one. */
export function loopOf({ scenes, order }: Pick<Programme, 'scenes' | 'order'>): readonly Scene[] {
  return order.length === 0 ? scenes : order.flatMap((place) => scenes[place] ?? []);
}

/** A loop as a programme holds it: each scene once, so that a mixed one is not many times as long on the wire. */
export function packedLoop(loop: readonly Scene[]): Pick<Programme, 'scenes' | 'order'> {
  const places = new Map<string, number>();
  for (const { id } of loop) if (!places.has(id)) places.set(id, places.size);
  if (places.size === loop.length) return { scenes: [...loop], order: [] };
  const scenes = [...places.keys()].flatMap((id) => loop.find((scene) => scene.id === id) ?? []);
  return { scenes, order: loop.map(({ id }) => places.get(id) ?? 0) };
}

/** The loop alone at a time outside of inserts. */
export function loopAt(
  programme: Programme,
  t: number,
): { scene: Scene; index: number; startedAt: number; endsAt: number } | undefined {
  const { inserts, epoch } = programme;
  const scenes = loopOf(programme);
  const total = scenes.reduce((sum, { ms }) => sum + ms, 0);
  if (total === 0) return undefined;
  const skipped = inserts.reduce((sum, { at, ms }) => (at + ms <= t ? sum + ms : sum), 0);
  let phase = (((t - epoch - skipped) % total) + total) % total;
  for (const [index, scene] of scenes.entries()) {
    if (phase < scene.ms) return { scene, index, startedAt: t - phase, endsAt: t - phase + scene.ms };
    phase -= scene.ms;
  }
  return undefined;
}

function pinnedAt(programme: Programme, { scenes, at, until }: Pinned, t: number, held: boolean): SceneNow {
  const total = scenes.reduce((sum, { ms }) => sum + ms, 0);
  let phase = (t - at) % total;
  const index = Math.max(
    0,
    scenes.findIndex(({ ms }) => {
      if (phase < ms) return true;
      phase -= ms;
      return false;
    }),
  );
  const scene = scenes[index] as Scene;
  const startedAt = t - phase;
  const turns = scenes.length > 1 && !held ? startedAt + scene.ms : null;
  // A pause that came after it holds it as well.
  const over = held && programme.pausedAt !== null && programme.pausedAt >= at ? null : until;
  const ends = over !== null && (turns === null || over <= turns) ? over : turns;
  const back = ends !== null && ends === over;
  const after = back ? sceneAt(letGo(programme, ends), ends)?.scene : undefined;
  const next = back ? after : scenes.length > 1 ? scenes[(index + 1) % scenes.length] : loopAt(programme, at)?.scene;
  return { scene, startedAt: scenes.length > 1 ? startedAt : at, endsAt: ends, fresh: false, next: next ?? null };
}

function firstAt(programme: Programme, at: number): Scene | null {
  return loopOf(settledAt(programme, at))[0] ?? null;
}
