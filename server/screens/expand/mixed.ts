import type { Scene } from '#contract/scenes.ts';

/** So many scenes are in a loop at the most. */
export const mostScenes = 2000;

interface Turns {
  readonly weight: number;
  /** One or more. */
  readonly scenes: readonly Scene[];
}

/**
 * Items in turn, each as often as its weight says and its turns spread evenly, its scenes going round, until every scene
 * was there once and all had their turns: a loop that ended before would begin anew with the heaviest. Where that would be
 * too long, what is left follows in turn regardless of weights.
 */
export function mixed(items: readonly Turns[]): Scene[] {
  const total = items.reduce((sum, { weight }) => sum + weight, 0);
  const turns = items.map(({ weight, scenes }) => ({ weight, scenes, credit: 0, taken: 0 }));
  let unseen = items.reduce((sum, { scenes }) => sum + scenes.length, 0);
  const loop: Scene[] = [];
  const owed = () => turns.some(({ credit }) => credit !== 0);
  while ((unseen > 0 || owed()) && loop.length + unseen < mostScenes) {
    for (const turn of turns) turn.credit += turn.weight;
    const next = turns.reduce((best, turn) => (turn.credit > best.credit ? turn : best));
    next.credit -= total;
    if (next.taken < next.scenes.length) unseen -= 1;
    loop.push(next.scenes[next.taken % next.scenes.length] as Scene);
    next.taken += 1;
  }
  for (let at = 0; unseen > 0 && loop.length < mostScenes; at += 1) {
    for (const { scenes, taken } of turns) {
      const scene = scenes[taken + at];
      if (!scene || loop.length >= mostScenes) continue;
      loop.push(scene);
      unseen -= 1;
    }
  }
  return loop;
}
