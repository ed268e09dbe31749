import { loopAt, loopOf, settledAt } from '#contract/scene-at.ts';
import type { Scene } from '#contract/scenes.ts';
import type { ScreenPhoto, ShowState } from '#contract/screens.ts';
import { type Needed, needsOf } from './scenes/needs.ts';

const atHand = 80;

/** The pixels of a screen. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
}

/** The device pixels of this one. */
export function pixels(): Pixels {
  return { width: Math.round(innerWidth * devicePixelRatio), height: Math.round(innerHeight * devicePixelRatio) };
}

/**
 * All that a screen has to hold to show a state without the box, each once: just-shot photos first, then what is pinned,
 * the loop from the scene that is on, the loops of later hours, and the units that may be called for.
 */
export function toHold(state: ShowState, now: number, { width, height }: Pixels): Needed[] {
  const { photos, codes } = state;
  const needed = new Map<string, Needed>();
  const seen = new Set<string>();
  const add = (scene: Scene) => {
    const beside = scene.code !== null && codes[scene.code] !== undefined;
    for (const one of needsOf(scene, photos, beside, width, height)) {
      needed.set(`${one.photo.id}/${one.size}`, one);
      seen.add(one.photo.id);
    }
  };
  for (const scene of inOrder(state, now)) add(scene);
  for (const photo of Object.values(photos)) if (!seen.has(photo.id)) add(unitOf(photo));
  return [...needed.values()];
}

/** Photos of units, that somebody may call for at any time: the first of them, as many as it is cheap to have at hand. */
export function callable({ programme, photos }: ShowState): ScreenPhoto[] {
  const { scenes, rest } = programme;
  const shown = new Set([...scenes, ...rest].flatMap(({ photoIds }) => photoIds));
  return Object.values(photos)
    .filter(({ id }) => !shown.has(id))
    .slice(0, atHand);
}

/** Each scene once. */
function inOrder({ programme }: ShowState, now: number): Set<Scene> {
  const { inserts, pinned, rest } = programme;
  const settled = settledAt(programme, now);
  const loop = loopOf(settled);
  const start = loopAt(settled, settled.pausedAt ?? now)?.index ?? 0;
  return new Set([
    ...inserts.map(({ scene }) => scene),
    ...(pinned?.scenes ?? []),
    ...loop.slice(start),
    ...loop.slice(0, start),
    ...programme.scenes,
    ...rest,
  ]);
}

/** A photo that no scene has is one of a unit's: which others will stand beside it is known when it is called for. */
function unitOf({ id }: ScreenPhoto): Scene {
  const base = { id: '', itemId: '', ms: 1000, galleryId: null, photoIds: [id], code: null };
  return { kind: 'unit', ...base, title: '', line: '', by: '' };
}
