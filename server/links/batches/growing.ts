import type { Kit } from '../../kit.ts';
import { insertChapterInto } from '../chapters/table.ts';
import { chaptersOfBatch, termsOf } from './batch.ts';
import { type BatchRow, batchesOfChapters, noteChapters, withoutChapter } from './table.ts';

/** So many links are given a chapter in one write; behind it others of theirs may have to move. */
const linksAWrite = 300;
/** No visit runs longer (`visits/running.ts`). */
const visitsLastMs = 12 * 3_600_000;

/**
 * Gives the links of batches the chapters that opened since they were made, a few hundred a write; `rest` is awaited
 * after each. It may be cut off at any time and goes on the next time; a chapter that staff took from a link stays away.
 */
export async function growBatches(kit: Kit, rest: (tookMs: number) => Promise<void>): Promise<void> {
  for (const batch of await batchesOfChapters(kit.db.read)) {
    const chapters = await chaptersOfBatch(kit.db.read, batch.gallery_id);
    const before = new Set(termsOf(batch).chapters);
    const fresh = chapters.filter((id) => !before.has(id));
    for (const nextId of fresh) {
      const galleryId = chapters[chapters.indexOf(nextId) - 1];
      if (galleryId === undefined) continue;
      for (let began = performance.now(); await growSome(kit, batch, galleryId, nextId); began = performance.now()) {
        await rest(performance.now() - began);
      }
    }
    if (fresh.length > 0) await kit.db.write((writer) => noteChapters(writer, batch.id, chapters, kit.clock.now()));
  }
}

/** One write; false where there was nothing left to do. */
async function growSome(kit: Kit, batch: BatchRow, galleryId: string, nextId: string): Promise<boolean> {
  const links = await kit.db.write(async (writer) => {
    const links = await withoutChapter(writer, batch.id, galleryId, nextId, linksAWrite);
    const ids = links.map(({ id }) => id);
    if (ids.length > 0) await insertChapterInto(writer, ids, galleryId, nextId);
    return links;
  });
  const { project_id: projectId } = batch;
  const since = kit.clock.now() - visitsLastMs;
  // One by one only where somebody may be looking.
  for (const { id: linkId, last_open_at: opened } of links) {
    if (opened !== null && opened >= since) kit.changes.emit('link.changed', { linkId, projectId, grown: true });
  }
  if (links.length > 0) kit.changes.emit('batch.changed', { batchId: batch.id, projectId });
  return links.length > 0;
}
