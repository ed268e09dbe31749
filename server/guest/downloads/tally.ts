import { readSettings } from '../../box/settings.ts';
import type { ShownPhoto } from '../../galleries/shown.ts';
import type { Kit } from '../../kit.ts';
import type { StoredLink } from '../../links/table.ts';
import type { Visit } from '../../visits/running.ts';
import type { Seen } from '../../visits/seen.ts';
import { addDownloads, type Saved } from '../../visits/totals/downloads.ts';

/** What one answer hands out, to be counted. */
export interface Tally {
  /** A photo of a gallery is about to be out whole. */
  add(photo: Pick<ShownPhoto, 'id' | 'edition'>, galleryId: string): void;
  /**
   * Settles when what was added is on disk, and told to the other rooms. A guest who may have a photo gets it also where
   * it cannot be counted.
   */
  flush(): Promise<void>;
}

/** Begins to count an answer. What it hands out counts as seen by the visit as well, in the edition that it got. */
export function openTally(
  kit: Pick<Kit, 'db' | 'clock' | 'changes' | 'log'>,
  seen: Pick<Seen, 'note'>,
  link: Pick<StoredLink, 'id' | 'projectId'>,
  visit: Pick<Visit, 'id'>,
  how: Saved['how'],
): Tally {
  let waiting: Saved[] = [];
  return {
    add: ({ id, edition }, galleryId) => {
      const what = { photo_id: id, edition, gallery_id: galleryId };
      waiting.push({ visit_id: visit.id, ...what, link_id: link.id, how, at: kit.clock.now() });
      seen.note(visit.id, id, edition);
    },
    flush: async () => {
      const rows = waiting;
      waiting = [];
      if (rows.length === 0) return;
      try {
        const { timeZone } = readSettings(kit);
        const photoIds = await kit.db.write((writer) => addDownloads(writer, rows, timeZone));
        if (photoIds.length === 0) return;
        kit.changes.emit('photo.saved', { photoIds, visitId: visit.id, linkId: link.id, projectId: link.projectId });
      } catch (err) {
        kit.log.error({ err, linkId: link.id, photos: rows.length }, 'saved photos could not be counted');
      }
    },
  };
}
