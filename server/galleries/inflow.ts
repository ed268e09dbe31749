import { galleryLimit } from '#contract/galleries.ts';
import type { UploadAnswer } from '#contract/photos.ts';
import { Refusal } from '../refusal.ts';
import type { Writer } from '../store/database.ts';
import { type ChapterTools, type OpenedChapter, openChapter } from './chapter.ts';
import { chainFrom } from './chapters/table.ts';
import { addGalleryPhotos, type GalleryRow, photoIdsOf, removeGalleryPhotos, updateGallery } from './table.ts';

export interface Flowed {
  readonly told: NonNullable<UploadAnswer['gallery']>;
  /** Galleries that hold other photos now, with whether some have left. */
  readonly changed: readonly { readonly galleryId: string; readonly urgent: boolean }[];
  readonly opened: readonly OpenedChapter[];
}

/**
 * Lets photos that were just brought flow into a gallery, inside the write that makes them: into the last of the chapters
 * that follow it. `off` takes none, `append` all, and opens a next chapter where there is no more room, `newest` all,
 * and the oldest leave it (they stay in the library). Throws `gallery_not_in_project`.
 */
export async function flowIn(
  writer: Writer,
  tools: ChapterTools,
  gallery: GalleryRow,
  projectId: string,
  photoIds: readonly string[],
): Promise<Flowed> {
  if (gallery.project_id !== projectId)
    throw new Refusal('gallery_not_in_project', 'the gallery is not in this project');
  const chain = await chainFrom(writer, gallery.id);
  const last = chain.at(-1) ?? gallery;
  if (gallery.inflow === 'off' || last.inflow === 'off') return none(gallery.id, photoIds);

  const held = new Set<string>();
  let inLast: string[] = [];
  for (const { id } of chain) {
    inLast = await photoIdsOf(writer, id);
    for (const photoId of inLast) held.add(photoId);
  }
  // An upload that is sent again because its answer was lost finds its photos in whatever chapter took them.
  const fresh = photoIds.filter((photoId) => !held.has(photoId));
  return last.inflow === 'newest'
    ? keepNewest(writer, tools, gallery.id, last, fresh)
    : append(writer, tools, gallery.id, { row: last, count: inLast.length }, fresh);
}

function none(id: string, photoIds: readonly string[]): Flowed {
  const reason = photoIds.length > 0 ? 'inflow_off' : null;
  return { told: { id, added: [], notAdded: [...photoIds], reason, chapters: [] }, changed: [], opened: [] };
}

async function append(
  writer: Writer,
  tools: ChapterTools,
  id: string,
  last: { readonly row: GalleryRow; readonly count: number },
  fresh: readonly string[],
): Promise<Flowed> {
  const now = tools.kit.clock.now();
  const opened: OpenedChapter[] = [];
  const chapters: Flowed['told']['chapters'] = [];
  let { row, count } = last;
  for (let from = 0; from < fresh.length; ) {
    if (count >= galleryLimit) {
      const next = await openChapter(writer, tools, row);
      opened.push(next);
      row = next.row;
      count = 0;
    }
    const some = fresh.slice(from, from + galleryLimit - count);
    await addGalleryPhotos(writer, row.id, some, now);
    await updateGallery(writer, row.id, { updated_at: now, content_at: now });
    const isNew = opened.some((chapter) => chapter.row.id === row.id);
    chapters.push({ id: row.id, title: row.title, photoIds: some, opened: isNew });
    count += some.length;
    from += some.length;
  }
  return {
    told: { id, added: [...fresh], notAdded: [], reason: null, chapters },
    changed: chapters.map((chapter) => ({ galleryId: chapter.id, urgent: false })),
    opened,
  };
}

async function keepNewest(
  writer: Writer,
  tools: ChapterTools,
  id: string,
  row: GalleryRow,
  fresh: readonly string[],
): Promise<Flowed> {
  const now = tools.kit.clock.now();
  await addGalleryPhotos(writer, row.id, fresh, now);
  const all = await photoIdsOf(writer, row.id);
  const left = all.slice(0, Math.max(0, all.length - galleryLimit));
  await removeGalleryPhotos(writer, row.id, left);
  const added = fresh.filter((photoId) => !left.includes(photoId));
  const notAdded = fresh.filter((photoId) => left.includes(photoId));
  if (added.length > 0) {
    const cover = row.cover_photo_id !== null && left.includes(row.cover_photo_id) ? null : row.cover_photo_id;
    await updateGallery(writer, row.id, { updated_at: now, content_at: now, cover_photo_id: cover });
  }
  return {
    told: {
      id,
      added,
      notAdded,
      reason: notAdded.length > 0 ? 'gallery_full' : null,
      chapters: added.length === 0 ? [] : [{ id: row.id, title: row.title, photoIds: added, opened: false }],
    },
    changed:
      added.length === 0 ? [] : [{ galleryId: row.id, urgent: left.some((photoId) => !fresh.includes(photoId)) }],
    opened: [],
  };
}
