import { z } from 'zod';
import { CodePicture, Id } from './common.ts';

/** A time by the box's clock: UTC milliseconds. */
const Time = z.number();

const base = {
  /** The same for as long as it is the same thing of the same item. */
  id: z.string(),
  /** The item of the playlist that it comes of; of a programme without one, the gallery. */
  itemId: z.string(),
  /** How long it stays. */
  ms: z.int().min(1000),
  galleryId: Id.nullable(),
  /** The photos that are seen on it, the first being what it is called after. */
  photoIds: z.array(Id),
  /** Which of the state's codes stands on it; null: none. */
  code: z.string().nullable(),
};

/** One thing that a screen shows for a while. */
export const Scene = z
  .discriminatedUnion('kind', [
    /** One photo, whole; its code beside it where it has one. */
    z.object({ kind: z.literal('photo'), ...base }),
    /** Two upright photos side by side; an upright screen shows one after the other, each for half of the time. */
    z.object({ kind: z.literal('pair'), ...base }),
    /** A code and why to scan it; `audience` where it is for some only (`媒体`). */
    z.object({
      kind: z.literal('poster'),
      ...base,
      thanks: z.string(),
      title: z.string(),
      audience: z.string().nullable(),
    }),
    /** The newest photos of galleries, newest first; `count` are there in all. */
    z.object({ kind: z.literal('wall'), ...base, title: z.string(), count: z.int() }),
    z.object({ kind: z.literal('message'), ...base, text: z.string(), detail: z.string() }),
    /** ① the Wi-Fi's code, ② the photos' code, where it has one. */
    z.object({
      kind: z.literal('wifi'),
      ...base,
      name: z.string(),
      /** To be typed by who cannot scan; null: the network is open, or it is not to be told. */
      password: z.string().nullable(),
      wifi: CodePicture,
    }),
    /** A line that says that 4G/5G will do as well, with the code; left out while there is no public address. */
    z.object({ kind: z.literal('mobile'), ...base, title: z.string() }),
    /** A 360° photo, slowly turning. */
    z.object({ kind: z.literal('pano'), ...base }),
    /** A unit at the sand table: up to three photos, its name, its line, who shows it, and its own code. */
    z.object({ kind: z.literal('unit'), ...base, title: z.string(), line: z.string(), by: z.string() }),
  ])
  .meta({ id: 'Scene' });
export type Scene = z.infer<typeof Scene>;
export type SceneKind = Scene['kind'];
export type SceneOf<K extends SceneKind> = Extract<Scene, { kind: K }>;

/** A just-shot photo: shown once at its time, then part of the loop. */
export const Insert = z.object({ scene: Scene, at: Time, ms: z.int().min(500) });
export type Insert = z.infer<typeof Insert>;

/** What staff put on a screen by hand: its scenes go round from `at` on, until `until`, or until somebody lets them go. */
export const Pinned = z.object({
  what: z.enum(['scene', 'gallery', 'unit', 'message']),
  galleryId: Id.nullable(),
  scenes: z.array(Scene).min(1),
  at: Time,
  until: Time.nullable(),
});
export type Pinned = z.infer<typeof Pinned>;

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
    /** Each once. */
    scenes: z.array(Scene),
    /** The loop, by their places in `scenes`, where some come several times in it; empty: each once, in this order. */
    order: z.array(z.int()).default([]),
    /** By time, none over another. */
    inserts: z.array(Insert),
    pausedAt: Time.nullable(),
    pinned: Pinned.nullable(),
    /** Day parts to come, by time: from `at` on the loop is `loops[loop]`, beginning with its first scene. */
    later: z.array(z.object({ at: Time, loop: z.int() })).default([]),
    /** The loops of `later`, each the ids of its scenes, which are among `scenes` or in `rest`. */
    loops: z.array(z.array(z.string())).default([]),
    /** Scenes that are in a later loop alone. */
    rest: z.array(Scene).default([]),
    /** Spans in which screens are dark unless something is pinned, by time. */
    dark: z.array(z.object({ from: Time, to: Time })).default([]),
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
