import { readSettings } from '../box/settings.ts';
import type { Kit } from '../kit.ts';
import { Refusal } from '../refusal.ts';
import { addViews } from './totals/views.ts';
import type { ViewRow } from './views/table.ts';

/** What a visit told of one photo. */
export interface PhotoLook {
  readonly photoId: string;
  /** The chapter that showed it. */
  readonly galleryId: string;
  readonly edition: number;
  /** Begun looks, and the ms of all that was told. */
  readonly views: number;
  readonly ms: number;
  /** Its guest ticked it as saved. */
  readonly saved: boolean;
}

/** Who looked. */
export interface Looker {
  readonly visitId: string;
  readonly linkId: string;
  readonly projectId: string;
}

/** What guests looked at, and for how long. */
export interface Views {
  /**
   * Settles when what a visit told (at most 200 photos) is on disk, where it stays whatever happens then. Throws `busy`
   * where too much waits for that, `disk_full` where there is no room; nothing of it is noted then.
   */
  note(who: Looker, looks: readonly PhotoLook[]): Promise<void>;
  /** Writes what is not on disk yet. */
  stop(): Promise<void>;
}

/** What is told within so long is written together. */
const gatherMs = 500;
const rowsAWrite = 1000;
/** So many rows wait at most, in all groups. */
const most = 20_000;

/** What goes to the disk in one write. */
interface Group {
  /** By visit, then by photo. */
  readonly visits: Map<string, { readonly who: Looker; readonly photos: Map<string, ViewRow> }>;
  rows: number;
  readonly done: Promise<void>;
  readonly settle: (written: Promise<void>) => void;
}

/** Notes looks in groups, off the way of the requests that wait for it, and tells `photo.viewed` of each visit after that. */
export function openViews(
  { db, clock, changes }: Pick<Kit, 'db' | 'clock' | 'changes'>,
  bounds: { readonly most: number } = { most },
): Views {
  let group: Group | undefined;
  let waiting = 0;
  let timer: NodeJS.Timeout | undefined;
  const writing = new Set<Promise<void>>();

  const write = async ({ visits, rows }: Group) => {
    try {
      const told = [...visits.values()].flatMap(({ photos }) => [...photos.values()]);
      await db.write((writer) => addViews(writer, told, readSettings({ db }).timeZone));
    } finally {
      waiting -= rows;
    }
    for (const { who, photos } of visits.values())
      changes.emit('photo.viewed', { ...who, photoIds: [...photos.keys()] });
  };
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    const full = group;
    group = undefined;
    if (!full) return;
    const written = write(full);
    writing.add(written);
    full.settle(written);
    const over = () => writing.delete(written);
    written.then(over, over);
  };
  const newGroup = (): Group => {
    const { promise: done, resolve: settle } = Promise.withResolvers<void>();
    return { visits: new Map(), rows: 0, done, settle };
  };

  return {
    note: async (who, looks) => {
      if (waiting + looks.length > bounds.most)
        throw new Refusal('busy', 'too much waits to be noted', { retryAfter: 10 });
      if (group && group.rows + looks.length > rowsAWrite) flush();
      group ??= newGroup();
      const { visits, done } = group;
      const photos = visits.get(who.visitId)?.photos ?? new Map<string, ViewRow>();
      visits.set(who.visitId, { who, photos });
      const at = clock.now();
      for (const { photoId, galleryId, edition, views, ms, saved } of looks) {
        const known = photos.get(photoId);
        if (!known) {
          group.rows += 1;
          waiting += 1;
        }
        photos.set(photoId, [
          ...([who.visitId, photoId, galleryId, edition] as const),
          ...([(known?.[4] ?? 0) + views, (known?.[5] ?? 0) + Math.round(ms), at] as const),
          known?.[7] ?? (saved ? at : null),
        ]);
      }
      timer ??= setTimeout(flush, gatherMs);
      await done;
    },
    stop: async () => {
      flush();
      await Promise.allSettled(writing);
    },
  };
}
