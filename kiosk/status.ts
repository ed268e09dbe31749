import type { ScreenStatus } from '#contract/screens.ts';
import { type Evidence, nodesOf } from './evidence.ts';
import type { Seen } from './play-log.ts';
import type { Watchdog } from './watchdog.ts';

/** What is on, as far as a screen tells it. */
export interface Shown extends Seen {
  /** The photos that are really seen, in this edition each. */
  readonly photos: readonly { readonly id: string; readonly edition: number }[];
}

/** What a screen knows of itself. */
export interface Known {
  readonly on: Shown | undefined;
  /** What it is in instead of a scene; null: in none of these. */
  readonly instead: 'blank' | 'dark' | 'pickup' | null;
  /** Photos that a guest has ticked. */
  readonly picked: number;
  readonly version: number;
  readonly held: number;
  readonly wanted: number;
  readonly playsWaiting: number;
  readonly clock: { readonly offsetMs: number; readonly roundTripMs: number };
  readonly evidence: Pick<Evidence, 'frames' | 'turnedAt'>;
  readonly watchdog: Pick<Watchdog, 'reloads'> | undefined;
  readonly build: string;
}

/** What it says of that to the box, with the figures of the browser. */
export function statusOf(known: Known): ScreenStatus {
  const { on, instead, clock, evidence } = known;
  const { memory } = performance as { memory?: { usedJSHeapSize: number } };
  const [first] = on?.photos ?? [];
  return {
    sceneId: on?.scene.id.slice(0, 200) ?? null,
    kind: on?.scene.kind ?? null,
    photoId: first?.id ?? null,
    photoIds: on?.photos.slice(0, 60).map(({ id }) => id) ?? [],
    galleryId: on?.scene.galleryId ?? null,
    linkId: on?.code?.linkId ?? null,
    edition: first?.edition ?? null,
    mode: instead ?? (on ? 'scene' : 'venue'),
    fresh: on?.fresh ?? false,
    picked: known.picked,
    version: known.version,
    held: known.held,
    wanted: known.wanted,
    offsetMs: tenths(clock.offsetMs),
    roundTripMs: tenths(clock.roundTripMs),
    width: Math.round(innerWidth * devicePixelRatio),
    height: Math.round(innerHeight * devicePixelRatio),
    heapMb: memory ? tenths(memory.usedJSHeapSize / 1e6) : null,
    nodes: nodesOf(),
    frames: evidence.frames,
    turnedAt: evidence.turnedAt,
    playsWaiting: known.playsWaiting,
    reloads: known.watchdog?.reloads ?? 0,
    uptimeS: Math.round(performance.now() / 1000),
    build: known.build,
  };
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
