import { z } from 'zod';
import { Id } from './common.ts';

/** A time by the box's clock: UTC milliseconds. */
const Time = z.number();

/** One thing that a screen shows for a while. */
export const Scene = z
  .object({
    /** The same for as long as it is the same photo of the same gallery. */
    id: z.string(),
    kind: z.literal('photo'),
    photoId: Id,
    galleryId: Id,
    /** Whose code stands beside the photo; null shows the photo alone. */
    linkId: Id.nullable(),
    /** How long it stays. */
    ms: z.int().min(1000),
  })
  .meta({ id: 'Scene' });
export type Scene = z.infer<typeof Scene>;

/** A just-shot photo: shown once at its time, then part of the loop. */
export const Insert = z.object({ scene: Scene, at: Time, ms: z.int().min(500) });
export type Insert = z.infer<typeof Insert>;

/** What screens cycle through: data alone, from which `sceneAt` says what is on. */
export const Programme = z
  .object({
    id: Id,
    /** Grows with each change. */
    version: z.int(),
    /** From when this version holds; until then a screen goes on by the one before. */
    from: Time,
    /** When the loop began with its first scene. */
    epoch: Time,
    scenes: z.array(Scene),
    /** By time, none over another. */
    inserts: z.array(Insert),
    pausedAt: Time.nullable(),
    pinned: z.object({ scene: Scene, at: Time }).nullable(),
  })
  .meta({ id: 'Programme' });
export type Programme = z.infer<typeof Programme>;

/** What is on at one moment, as `sceneAt` of scene-at.ts says. */
export interface SceneNow {
  readonly scene: Scene;
  readonly startedAt: number;
  /** Null where it stays until somebody says otherwise. */
  readonly endsAt: number | null;
  /** A just-shot photo on its first showing. */
  readonly fresh: boolean;
  /** What comes after it, to be fetched beforehand; null where nothing else does. */
  readonly next: Scene | null;
}
