import type { Writer } from '../../store/database.ts';
import {
  type AddedView,
  addViewRows,
  addVisitMs,
  type Believed,
  believed,
  galleriesSeen,
  type ViewRow,
} from '../views/table.ts';
import { Adding, photoSubjectsOf, subjectsOf } from './adding.ts';
import { lengthOf } from './lengths.ts';
import { localTime } from './local-time.ts';
import { addTotals } from './table.ts';

/**
 * Adds what visits looked at, at most 1,000 rows in one write, each of another photo of its visit, with the totals that
 * it counts in. What is told beyond what fits into a visit adds nothing (`believed`).
 */
export async function addViews(writer: Writer, rows: readonly ViewRow[], zone: string): Promise<void> {
  const told = await believed(writer, rows);
  if (told.length === 0) return;
  const visitIds = [...new Set(told.map(({ place }) => (rows[place] as ViewRow)[0]))];
  const seen = await galleriesSeen(writer, visitIds);
  const adding = new Adding();
  const added: AddedView[] = [];
  const longer = new Map<string, { readonly of: Believed; ms: number }>();
  for (const one of told) {
    const row = rows[one.place] as ViewRow;
    const [visitId, photoId, toldGallery, edition, , , at, savedAt] = row;
    const today = localTime(zone, at).day;
    const { views } = one;
    // Before its first view nothing was looked at.
    const ms = views + one.viewsBefore > 0 ? one.ms : 0;
    const galleryId = one.galleryId ?? toldGallery;
    const saves = savedAt !== null && one.savedBefore === 0;
    const firstView = one.viewsBefore === 0 && views > 0;
    const day = one.viewsBefore > 0 ? (one.day ?? today) : today;
    added.push([visitId, photoId, galleryId, edition, views, ms, at, savedAt, today, saves ? today : null]);
    const looked = longer.get(visitId) ?? { of: one, ms: 0 };
    looked.ms += ms;
    longer.set(visitId, looked);
    const firstOfGallery = views > 0 && !seen.has(`${visitId} ${galleryId}`);
    if (firstOfGallery) seen.add(`${visitId} ${galleryId}`);
    if (one.staff === 1) continue;
    for (const subject of subjectsOf(one)) {
      adding.day(subject, day, 'views', views);
      adding.day(subject, day, 'ms', ms);
      if (saves) adding.day(subject, today, 'saves');
    }
    const place = { gallery: galleryId, photo: photoId };
    for (const subject of photoSubjectsOf(one)) {
      if (views > 0 || ms > 0) adding.photo(subject, day, place, { visits: firstView ? 1 : 0, views, ms });
      if (saves) adding.photo(subject, today, place, { saves: 1 });
      if (firstOfGallery) adding.photo(subject, day, { gallery: galleryId, photo: null }, { visits: 1 });
    }
  }
  await addViewRows(writer, added);
  addLengths(adding, [...longer.values()]);
  const more = [...longer].filter(([, { ms }]) => ms > 0).map(([id, { ms }]) => [id, ms] as const);
  if (more.length > 0) await addVisitMs(writer, new Map(more));
  await addTotals(writer, adding);
}

/** A visit that looked longer is counted under another length than before. */
function addLengths(adding: Adding, visits: readonly { readonly of: Believed; readonly ms: number }[]): void {
  for (const { of, ms } of visits) {
    const [before, now] = [lengthOf(of.visitMs), lengthOf(of.visitMs + ms)];
    if (ms === 0 || of.staff === 1 || (of.visitMs > 0 && before === now)) continue;
    for (const subject of subjectsOf(of)) {
      if (of.visitMs > 0) adding.length(subject, of.visitDay, before, -1);
      adding.length(subject, of.visitDay, now, 1);
    }
  }
}
