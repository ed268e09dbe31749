import type { Pickup } from '#contract/pickup.ts';
import type { Kit } from '../../kit.ts';
import type { Held } from '../playing.ts';
import { readShelf, type Shelf } from './shelf.ts';

/** What of a screen is looked at here. */
export interface Station {
  readonly id: string;
  readonly pickup: Pickup | null;
}

/** A shelf with its version, which grows. */
export type VersionedShelf = Shelf & { readonly version: number };

/** The shelves of all pickup stations, in memory; never older than the last commit that was announced. */
export interface Stations<S extends Station = Held> {
  /** What lies there now, and its version; undefined where the screen is no station, or was not read yet. */
  shelf(screenId: string): VersionedShelf | undefined;
  /** Reads a station's shelf anew, or lets go of it where the screen is none any more. */
  refresh(station: S): Promise<void>;
  /** Lets go of a screen that was removed. */
  drop(screenId: string): void;
  stop(): Promise<void>;
}

interface Options<S extends Station> {
  readonly kit: Kit;
  /** All screens; those that are stations are told from the others by `pickup`. */
  readonly all: () => Iterable<S>;
  /** Another version lies on its shelf. */
  readonly changed: (station: S, shelf: VersionedShelf) => void;
}

/** What comes in within so long is read together. */
const gatherMs = 60;

/** Keeps the shelves, and follows what changes them: a withdrawn photo is off at once, new ones come within a moment. */
export function openStations<S extends Station>({ kit, all, changed }: Options<S>): Stations<S> {
  const shelves = new Map<string, VersionedShelf>();
  const waiting = new Map<string, NodeJS.Timeout>();
  const reading = new Set<Promise<unknown>>();
  /** Grows with each piece of news of a station: what was read before it may be the old state. */
  const turns = new Map<string, number>();
  let last = 0;

  const turnOf = (id: string) => turns.get(id) ?? 0;
  const refresh = async (station: S): Promise<void> => {
    let shelf: Shelf | undefined;
    let turn: number;
    do {
      turn = turnOf(station.id);
      shelf = station.pickup ? await readShelf(kit, station.pickup) : undefined;
    } while (turn !== turnOf(station.id));
    const before = shelves.get(station.id);
    if (!shelf || !station.pickup) {
      shelves.delete(station.id);
      return;
    }
    const same = before?.stamp === shelf.stamp && before.photos.size === shelf.photos.size;
    last = same ? last : Math.max(last + 1, kit.clock.now());
    const next = { ...shelf, version: same ? before.version : last };
    shelves.set(station.id, next);
    if (!same) changed(station, next);
  };
  const read = (station: S) => {
    clearTimeout(waiting.get(station.id));
    waiting.delete(station.id);
    const done: Promise<unknown> = refresh(station)
      .catch((error: unknown) => kit.log.error({ err: error }, 'a shelf could not be read anew'))
      .finally(() => reading.delete(done));
    reading.add(done);
  };
  const touch = (concerned: (shelf: Shelf) => boolean, urgent = false) => {
    for (const station of all()) {
      const shelf = shelves.get(station.id);
      if (!shelf || !station.pickup || !concerned(shelf)) continue;
      turns.set(station.id, turnOf(station.id) + 1);
      if (urgent) read(station);
      else if (!waiting.has(station.id))
        waiting.set(
          station.id,
          setTimeout(() => read(station), gatherMs),
        );
    }
  };
  const stops = [
    kit.changes.on('gallery.changed', ({ galleryId, urgent, gone }) =>
      touch(({ galleryIds }) => galleryIds.has(galleryId), urgent || gone),
    ),
    kit.changes.on('gallery.continued', ({ galleryId }) => touch(({ galleryIds }) => galleryIds.has(galleryId))),
    kit.changes.on('photo.changed', ({ photoId, what }) => {
      if (what !== 'file' && what !== 'withdrawn' && what !== 'hidden') return;
      touch(({ photos }) => photos.delete(photoId), true);
    }),
    // Its title, or whether it is open; one whose galleries are all away may be about to have them back.
    kit.changes.on('project.changed', ({ projectId }) =>
      touch((shelf) => shelf.projectId === projectId || shelf.projectId === null),
    ),
    kit.changes.on('settings.changed', () => touch(() => true)),
  ];
  return {
    shelf: (screenId) => shelves.get(screenId),
    refresh,
    drop: (screenId) => {
      shelves.delete(screenId);
      turns.delete(screenId);
    },
    stop: async () => {
      for (const stop of stops) stop();
      for (const timer of waiting.values()) clearTimeout(timer);
      waiting.clear();
      await Promise.all(reading);
    },
  };
}
