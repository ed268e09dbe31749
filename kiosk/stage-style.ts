import { css } from 'lit';
import { placeMs, type View } from './view.ts';

/** `called`: for what somebody asked for; `slow`: to the same in another place, which nobody is to notice. */
export const fadeMs = { usual: 700, called: 400, slow: 2500 } as const;

/** The two layers, and what lies under and over them. */
export const stageStyle = css`
:host { display: block; position: absolute; inset: 0; isolation: isolate; overflow: hidden; background: #0e0d0c; }
scene-view, .dark { position: absolute; inset: 0; }
/* Larger than the screen, so that its middle can move without an edge. */
venue-still { position: absolute; inset: -8%; transition: transform 8s ease-in-out; }
scene-view { opacity: 0; z-index: 1; will-change: opacity; }
.on { opacity: 1; z-index: 3; transition: opacity var(--fade) ease-in-out; }
.leaving { opacity: 1; z-index: 2; }
.going { z-index: 2; transition: opacity var(--fade) ease-in-out; }
.cut { transition: none; }
.dark { z-index: 4; opacity: 0; background: #0b0a09; transition: opacity 400ms ease-in-out; will-change: opacity; }
.dark.night { opacity: 1; }
@media (prefers-reduced-motion: reduce) {
  .on, .going, .dark, venue-still { transition: none; }
}
`;

/** How long one view fades to another. */
export function fadeOf(before: View | undefined, after: View | undefined): number {
  if (before && before.scene.id === after?.scene.id && before.half === after.half) return fadeMs.slow;
  return after?.scene.kind === 'unit' ? fadeMs.called : fadeMs.usual;
}

/** A few pixels each minute, so that no edge burns in; whole ones, or the code would blur. */
export function shiftAt(now: number): readonly [number, number] {
  const minute = Math.floor(now / 60_000);
  return [[0, 2, 4, 3, 1][minute % 5] ?? 0, [0, 3, 1, 4, 2, 3, 0][minute % 7] ?? 0];
}

/** Where the venue's still stands: somewhere else every few minutes. */
export function placeOf(now: number): string {
  const places = [
    [0, 0],
    [5, 3],
    [-5, 4],
    [3, -5],
    [-4, -3],
  ] as const;
  const [x, y] = places[Math.floor(now / placeMs) % places.length] ?? places[0];
  return `translate(${x}%, ${y}%)`;
}
