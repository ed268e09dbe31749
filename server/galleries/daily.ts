import { words } from '#words/index.ts';
import { momentOf } from '#words/moments.ts';
import { readSettings } from '../box/settings.ts';
import type { Kit } from '../kit.ts';
import type { Writer } from '../store/database.ts';
import { announceChapters, type JoinChapter, type OpenedChapter, openChapter } from './chapter.ts';
import { comingDays, dueDays, placeInChain } from './chapters/table.ts';
import { lastStrike, nextStrike } from './strike.ts';
import { galleryRow, photoIdsOf, updateGallery } from './table.ts';

/** What came of one gallery's hour. */
interface Begun {
  readonly projectId: string;
  readonly opened?: OpenedChapter;
  readonly renamed?: boolean;
}

/**
 * Begins the chapter of a new day where its hour has struck and the last one has photos: one chapter, however many days
 * the box was off. Does nothing while the clock cannot be trusted.
 */
export async function openDays(kit: Kit, join: JoinChapter): Promise<void> {
  if (!kit.clock.trusted()) return;
  for (const id of await dueDays(kit.db.read, kit.clock.now())) {
    const begun = await kit.db.write((writer) => openDay(writer, kit, join, id));
    if (begun?.opened) announceChapters(kit, [begun.opened]);
    else if (begun?.renamed)
      kit.changes.emit('gallery.changed', { galleryId: id, projectId: begun.projectId, gone: false, urgent: false });
  }
}

async function openDay(writer: Writer, kit: Kit, join: JoinChapter, id: string): Promise<Begun | undefined> {
  const row = await galleryRow(writer, id);
  const now = kit.clock.now();
  const { timeZone: zone } = readSettings(kit);
  // It may have gone on, or been changed, since it was found.
  if (!row || row.daily_at === null || row.next_id !== null || (row.daily_next ?? now + 1) > now) return undefined;
  const daily_next = nextStrike(now, row.daily_at, zone);
  const day_at = lastStrike(now, row.daily_at, zone);
  const { project_id: projectId } = row;
  if ((await photoIdsOf(writer, id)).length > 0) {
    const beginning = { title: titleOfDay(kit, day_at), day_at, daily_next };
    return { projectId, opened: await openChapter(writer, { kit, by: 'box', join }, row, beginning) };
  }
  await placeInChain(writer, [id], { daily_next });
  // A day that brought no photos leaves no empty chapter behind: it becomes that of the day that runs.
  if (row.day_at === null || row.title !== titleOfDay(kit, row.day_at)) return { projectId };
  await updateGallery(writer, id, { title: titleOfDay(kit, day_at), day_at, updated_at: now });
  return { projectId, renamed: true };
}

/** Takes hours that are yet to come by the clocks of the zone that the box is in now. */
export async function resetDays(kit: Kit): Promise<void> {
  const { timeZone: zone } = readSettings(kit);
  const now = kit.clock.now();
  for (const { id, daily_at, daily_next } of await comingDays(kit.db.read, now)) {
    const next = nextStrike(now, daily_at, zone);
    if (next === daily_next) continue;
    await kit.db.write(async (writer) => {
      const row = await galleryRow(writer, id);
      if (row?.daily_at === daily_at) await placeInChain(writer, [id], { daily_next: next });
    });
  }
}

function titleOfDay(kit: Kit, at: number): string {
  const { locale, timeZone } = readSettings(kit);
  return words(locale).galleries.dayTitle(momentOf(at, at, timeZone));
}
