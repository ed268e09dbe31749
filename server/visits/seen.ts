import type { Kit } from '../kit.ts';
import { noteSeenPhotos, type SeenRow } from './seen/table.ts';

/** What visits saw of photos, noted beside the requests. */
export interface Seen {
  /** A visit was sent a photo in a size to look at, or to keep. Costs about as much as a look into a map. */
  note(visitId: string, photoId: string, edition: number): void;
  /** Writes what is not on disk yet. */
  stop(): Promise<void>;
}

/** What is seen within so long is written together. */
const gatherMs = 3000;
const rowsAWrite = 1000;
/** So many at most wait to be written; what comes on top is not remembered. */
const most = 50_000;

/** A photo that was seen in the last few seconds. */
interface Look {
  readonly edition: number;
  readonly at: number;
}

/** Remembers which visit saw which photo in which edition first, and when. What is lost by a power cut is the last few seconds. */
export function openSeen(kit: Pick<Kit, 'db' | 'clock' | 'log'>): Seen {
  // By visit, then by photo: both ids are kept elsewhere as well, so that finding them here costs no hashing.
  let waiting = new Map<string, Map<string, Look>>();
  /** Those whose photo was replaced and seen again meanwhile. */
  let older: SeenRow[] = [];
  let count = 0;
  let dropped = 0;
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  const write = async () => {
    const rows = older;
    for (const [visitId, photos] of waiting)
      for (const [photoId, { edition, at }] of photos) rows.push([visitId, photoId, edition, at]);
    waiting = new Map();
    older = [];
    count = 0;
    if (dropped > 0) kit.log.warn({ dropped }, 'more photos were looked at than could be noted');
    dropped = 0;
    for (let from = 0; from < rows.length; from += rowsAWrite) {
      const some = rows.slice(from, from + rowsAWrite);
      await kit.db.write((writer) => noteSeenPhotos(writer, some));
    }
  };
  const flush = () => {
    timer = undefined;
    // One after the other, so that no more than `most` are ever on their way beside those that wait.
    writing = writing
      .then(write)
      .catch((error: unknown) => kit.log.warn({ err: error }, 'what visits saw could not be noted'));
  };

  return {
    note: (visitId, photoId, edition) => {
      let photos = waiting.get(visitId);
      const known = photos?.get(photoId);
      if (known?.edition === edition) return;
      if (count >= most) {
        dropped += 1;
        return;
      }
      if (!photos) {
        photos = new Map();
        waiting.set(visitId, photos);
      }
      if (known) older.push([visitId, photoId, known.edition, known.at]);
      photos.set(photoId, { edition, at: kit.clock.now() });
      count += 1;
      timer ??= setTimeout(flush, gatherMs).unref();
    },
    stop: async () => {
      clearTimeout(timer);
      flush();
      await writing;
    },
  };
}
