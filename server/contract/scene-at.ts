import type { Programme, Scene, SceneNow } from './scenes.ts';

/**
 * What is on at a time of the box's clock, the same on every screen and on the box; nothing where there is nothing to
 * show. Time in which an insert ran does not count for the loop, so that the loop goes on where it was.
 */
export function sceneAt(programme: Programme, now: number): SceneNow | undefined {
  const { scenes, inserts, pausedAt, pinned } = programme;
  const held = pausedAt !== null && pausedAt <= now;
  const t = held ? pausedAt : now;
  if (pinned) {
    return {
      scene: pinned.scene,
      startedAt: pinned.at,
      endsAt: null,
      fresh: false,
      next: loopAt(programme, t)?.scene ?? null,
    };
  }
  const on = inserts.find(({ at, ms }) => at <= t && t < at + ms);
  const after = inserts.find(({ at }) => at > t);
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
  return { scene: loop.scene, startedAt: loop.startedAt, endsAt: held || alone ? null : endsAt, fresh: false, next };
}

/** The loop alone at a time outside of inserts. */
export function loopAt(
  { scenes, inserts, epoch }: Programme,
  t: number,
): { scene: Scene; index: number; startedAt: number; endsAt: number } | undefined {
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
