import { type DownloadRow, noteDownloads, type Saver, saversOf } from '../../links/downloads/table.ts';
import type { Writer } from '../../store/database.ts';
import { Adding, photoSubjectsOf, subjectsOf } from './adding.ts';
import { localTime } from './local-time.ts';
import { addTotals, noteFirst } from './table.ts';

/** What guests saved, at `at` (UTC ms). */
export type Saved = Omit<DownloadRow, 'day'>;

/** Counts what was saved together with its totals; gives the ids of the photos that were not counted before, in their order. */
export async function addDownloads(writer: Writer, rows: readonly Saved[], zone: string): Promise<string[]> {
  const savers = new Map(
    (await saversOf(writer, [...new Set(rows.map(({ visit_id }) => visit_id))])).map((one) => [one.visitId, one]),
  );
  const [first] = rows;
  if (!first) return [];
  // By the last of them, so that days never go back for a visitor who saves around midnight.
  const { day } = localTime(zone, Math.max(...rows.map(({ at }) => at)));
  const noted = await noteDownloads(
    writer,
    rows.map((row) => ({ ...row, day })),
  );
  const adding = new Adding();
  const began = new Set<string>();
  for (const { visit_id, photo_id, gallery_id } of noted) {
    const saver = savers.get(visit_id) as Saver;
    if (saver.staff === 1) continue;
    const begins = saver.saved === 0 && !began.has(visit_id);
    began.add(visit_id);
    for (const subject of subjectsOf(saver)) {
      adding.day(subject, day, 'downloads');
      adding.downloaded(subject, saver.visitor, 1);
      if (begins) adding.comings.push({ kind: 'save', subject, visitor: saver.visitor, at: first.at, day });
    }
    for (const subject of photoSubjectsOf(saver))
      adding.photo(subject, day, { gallery: gallery_id, photo: photo_id }, { downloads: 1 });
  }
  await addTotals(writer, adding);
  const linkIds = [...new Set([...began].map((id) => (savers.get(id) as Saver).linkId))];
  if (linkIds.length > 0) await noteFirst(writer, 'first_download_at', linkIds, first.at);
  const fresh = new Set(noted.map(({ photo_id }) => photo_id));
  return [...new Set(rows.map(({ photo_id }) => photo_id))].filter((id) => fresh.has(id));
}
