import type { Kit } from '../kit.ts';
import type { Board } from './board.ts';
import type { Held } from './playing.ts';

/** What one screen did about a photo that had to go; times in UTC ms. */
export interface ScreenRecall {
  readonly id: string;
  readonly name: string;
  readonly online: boolean;
  readonly letGoAt: number | null;
}

/** Which screens have let go of photos that had to go. */
export interface ScreenRecalls {
  /** When it had to go last, and what its screens did; undefined where it did not since the start. */
  of(photoId: string): { readonly at: number; readonly screens: readonly ScreenRecall[] } | undefined;
  /** A screen said how it is. */
  heard(screen: Held): void;
  stop(): void;
}

interface Waiting {
  readonly name: string;
  /** The edition that it had. */
  readonly edition: number;
  /** Version of the first state without it. */
  version: number | undefined;
  letGoAt: number | null;
}

/** So many photos are remembered. */
const most = 300;

/** Follows photos that must go: a screen has let go when it took over a state without them. */
export function followRecalls(kit: Kit, board: Board): ScreenRecalls {
  const recalls = new Map<string, { at: number; screens: Map<string, Waiting> }>();
  /** A state without the photo was told to this screen, or taken over by it. */
  const look = (screen: Held) => {
    for (const [photoId, { screens }] of recalls) {
      const waiting = screens.get(screen.id);
      if (!waiting || waiting.letGoAt !== null || screen.state.photos[photoId]?.edition === waiting.edition) continue;
      waiting.version ??= screen.state.version;
      if ((screen.status?.version ?? 0) >= waiting.version) waiting.letGoAt = kit.clock.now();
    }
  };
  const stops = [
    kit.changes.on('photo.changed', ({ photoId, what }) => {
      if (what !== 'withdrawn' && what !== 'hidden' && what !== 'file') return;
      const screens = new Map<string, Waiting>();
      for (const { id, name, state } of board.screens.values()) {
        const photo = state.photos[photoId];
        if (photo) screens.set(id, { name, edition: photo.edition, version: undefined, letGoAt: null });
      }
      recalls.delete(photoId);
      recalls.set(photoId, { at: kit.clock.now(), screens });
      const [oldest] = recalls.keys();
      if (recalls.size > most && oldest !== undefined) recalls.delete(oldest);
    }),
    kit.changes.on('screen.changed', ({ screenId }) => {
      const screen = board.screens.get(screenId);
      if (screen) look(screen);
    }),
  ];
  return {
    of: (photoId) => {
      const recall = recalls.get(photoId);
      if (!recall) return undefined;
      const screens = [...recall.screens].map(([id, { name, letGoAt }]) => {
        const there = board.screens.get(id);
        return { id, name: there?.name ?? name, online: (there?.lines.size ?? 0) > 0, letGoAt };
      });
      return { at: recall.at, screens };
    },
    heard: look,
    stop: () => {
      for (const stop of stops) stop();
    },
  };
}
