import type { Kit } from '../kit.ts';
import type { ShownGallery } from './shown.ts';
import { shownGallery } from './table.ts';

export type { ShownGallery, ShownPhoto } from './shown.ts';

/** What galleries hold, in memory, never older than the last commit that was announced. */
export interface Shelf {
  gallery(id: string): Promise<ShownGallery | undefined>;
  /** From memory alone; undefined where it has to be fetched. */
  known(id: string): ShownGallery | undefined;
  stop(): void;
}

/** So many galleries are kept in memory. */
const kept = 2000;

/** Keeps galleries in memory and lets go of each as soon as it, or a photo in it, has changed. */
export function openShelf(kit: Pick<Kit, 'db' | 'changes'>): Shelf {
  const galleries = new Map<string, ShownGallery>();
  const holding = new Map<string, Set<string>>();
  let turn = 0;

  const forget = (galleryId: string) => {
    turn += 1;
    const gallery = galleries.get(galleryId);
    if (!gallery) return;
    galleries.delete(galleryId);
    for (const photo of gallery.photos) {
      const holders = holding.get(photo.id);
      holders?.delete(galleryId);
      if (holders?.size === 0) holding.delete(photo.id);
    }
  };
  const photoChanged = ({ photoId }: { photoId: string }) => {
    turn += 1;
    for (const galleryId of [...(holding.get(photoId) ?? [])]) forget(galleryId);
  };
  const stops = [
    kit.changes.on('gallery.changed', ({ galleryId }) => forget(galleryId)),
    kit.changes.on('photo.ready', photoChanged),
    kit.changes.on('photo.failed', photoChanged),
    // What staff noted while choosing, nobody else sees.
    kit.changes.on('photo.changed', (told) => told.what !== 'mark' && photoChanged(told)),
  ];

  return {
    known: (id) => galleries.get(id),
    gallery: async (id) => {
      const known = galleries.get(id);
      if (known) return known;
      for (;;) {
        const before = turn;
        const gallery = await shownGallery(kit.db.read, id);
        // Something changed while it was read: what was read may be the old state.
        if (before !== turn) continue;
        if (!gallery) return undefined;
        galleries.set(id, gallery);
        for (const photo of gallery.photos) {
          const holders = holding.get(photo.id) ?? new Set();
          holding.set(photo.id, holders.add(id));
        }
        const oldest = galleries.keys().next().value;
        if (galleries.size > kept && oldest !== undefined) forget(oldest);
        return gallery;
      }
    },
    stop: () => {
      for (const stop of stops) stop();
    },
  };
}
