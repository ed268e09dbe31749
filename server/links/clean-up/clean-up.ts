import type { CleanUpGallery } from '#contract/clean-up.ts';
import type { Actor } from '../../box/actor.ts';
import { audit } from '../../box/audit.ts';
import { readSettings } from '../../box/settings.ts';
import { dropGallery } from '../../galleries/gallery.ts';
import { photosOnlyIn } from '../../galleries/removed/table.ts';
import type { Kit } from '../../kit.ts';
import { trashPhotos } from '../../library/table.ts';
import { settleSoon } from '../trash/settle.ts';
import { type OverGallery, overGalleries, overPicks } from './table.ts';

const dayMs = 86_400_000;
/** What guests picked at a station goes so long after its link is over: until then staff may prolong that. */
const picksKeptMs = 7 * dayMs;
const picksAtOnce = 100;

/** The galleries that are on screens, whatever of them these show at present. */
export type OnScreens = () => ReadonlySet<string>;

export interface CleanUp {
  readonly days: number | null;
  readonly paused: 'clock' | null;
  readonly items: CleanUpGallery[];
}

/** What the clean-up takes next, soonest first, of what there is for whoever asks; with `days` as if these were set. */
export async function readCleanUp(
  kit: Kit,
  onScreens: OnScreens,
  { projectIds }: Pick<Actor, 'projectIds'>,
  days: number | null = readSettings(kit).cleanUpDays,
): Promise<CleanUp> {
  const on = readSettings(kit).cleanUpDays !== null;
  const paused = on && !kit.clock.mayDelete() ? 'clock' : null;
  if (days === null) return { days, paused, items: [] };
  const found = await overGalleries(kit.db.read, kit.clock.now(), { projectIds });
  return { days, paused, items: off(found, onScreens).map((gallery) => toItem(gallery, days)) };
}

/**
 * Puts the galleries into the trash whose links have been over for as many days as the settings say, each in a write of
 * its own, with the photos that no other gallery holds. Nothing where it is switched off, or while the clock cannot be
 * trusted. Gives how many.
 */
export async function runCleanUp(kit: Kit, onScreens: OnScreens): Promise<number> {
  const { cleanUpDays } = readSettings(kit);
  if (cleanUpDays === null || !kit.clock.mayDelete()) return 0;
  const until = () => kit.clock.now() - cleanUpDays * dayMs;
  const due = off(await overGalleries(kit.db.read, until()), onScreens);
  let taken = 0;
  for (const { id, projectId } of due) {
    const photos = await kit.db.write(async (writer) => {
      // Staff may have given it a link, kept it, or put it away meanwhile.
      const [still] = off(await overGalleries(writer, until(), { galleryId: id }), onScreens);
      if (!still) return undefined;
      const now = kit.clock.now();
      const ids = await photosOnlyIn(writer, id);
      await dropGallery(writer, id, now, 'clean_up');
      // At the very same instant: by that they are known as those that come back with it.
      const gone = await trashPhotos(writer, projectId, ids, now);
      await audit(writer, kit, 'box', 'gallery.clean_up', id, {
        title: still.title,
        photos: gone.length,
        days: cleanUpDays,
      });
      return gone;
    });
    if (!photos) continue;
    taken += 1;
    for (const photo of photos) kit.changes.emit('photo.changed', { photoId: photo.id, projectId, what: 'withdrawn' });
    kit.changes.emit('gallery.changed', { galleryId: id, projectId, gone: true, urgent: true });
    await settleSoon(kit, 'box', projectId, { galleryId: id });
  }
  return taken;
}

/**
 * Deletes what guests picked at stations, its links being over for long, whatever the settings say: nobody made these
 * galleries, nobody sees them in a list, and there are hundreds a day. Their photos stay. Nothing while the clock cannot
 * be trusted. Gives how many.
 */
export async function clearPicks(kit: Kit): Promise<number> {
  let taken = 0;
  // Their links are over already, and follow with the next round.
  while (kit.clock.mayDelete()) {
    const gone = await kit.db.write(async (writer) => {
      const now = kit.clock.now();
      const over = await overPicks(writer, now - picksKeptMs, picksAtOnce);
      for (const { id } of over) await dropGallery(writer, id, now, 'clean_up');
      return over;
    });
    for (const { id, projectId } of gone) {
      kit.changes.emit('gallery.changed', { galleryId: id, projectId, gone: true, urgent: true });
    }
    taken += gone.length;
    if (gone.length < picksAtOnce) break;
  }
  return taken;
}

function off(galleries: readonly OverGallery[], onScreens: OnScreens): OverGallery[] {
  const shown = onScreens();
  return galleries.filter(({ id }) => !shown.has(id));
}

function toItem(
  { id, title, projectId, projectTitle, endedAt, photos, bytes }: OverGallery,
  days: number,
): CleanUpGallery {
  return {
    galleryId: id,
    title,
    projectId,
    projectTitle,
    endedAt: new Date(endedAt).toISOString(),
    goesAt: new Date(endedAt + days * dayMs).toISOString(),
    photos,
    bytes,
  };
}
