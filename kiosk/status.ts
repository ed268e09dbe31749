import type { ScreenStatus } from '#contract/screens.ts';
import type { View } from './playback.ts';

/** What a screen knows of itself. */
export interface Known {
  readonly on: View | undefined;
  readonly blank: boolean;
  readonly version: number;
  readonly held: number;
  readonly wanted: number;
  readonly clock: { readonly offsetMs: number; readonly roundTripMs: number };
  readonly build: string;
}

/** What it says of that to the box, with the figures of the browser. */
export function statusOf({ on, blank, version, held, wanted, clock, build }: Known): ScreenStatus {
  const { memory } = performance as { memory?: { usedJSHeapSize: number } };
  return {
    sceneId: on?.scene.id ?? null,
    photoId: on?.photo.id ?? null,
    galleryId: on?.scene.galleryId ?? null,
    linkId: on?.code ? on.scene.linkId : null,
    edition: on?.photo.edition ?? null,
    mode: blank ? 'blank' : on ? 'scene' : 'venue',
    fresh: on?.fresh ?? false,
    version,
    held,
    wanted,
    offsetMs: tenths(clock.offsetMs),
    roundTripMs: tenths(clock.roundTripMs),
    width: Math.round(innerWidth * devicePixelRatio),
    height: Math.round(innerHeight * devicePixelRatio),
    heapMb: memory ? tenths(memory.usedJSHeapSize / 1e6) : null,
    uptimeS: Math.round(performance.now() / 1000),
    build,
  };
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
