import { audit, type Doer } from '../box/audit.ts';
import { newId } from '../ids.ts';
import type { Kit } from '../kit.ts';
import type { Writer } from '../store/database.ts';
import { placeInChain, titlesAround } from './chapters/table.ts';
import { type GalleryRow, insertGalleryRow } from './table.ts';

/**
 * Done above the galleries in the write that opens a chapter: whoever sees the gallery sees the new one behind it. Gives
 * the links that do.
 */
export type JoinChapter = (writer: Writer, galleryId: string, nextId: string) => Promise<string[]>;

/** What chapters are opened with. */
export interface ChapterTools {
  readonly kit: Pick<Kit, 'clock'>;
  readonly by: Doer;
  readonly join: JoinChapter;
}

/** A chapter that was opened, for `announceChapters` after the write. */
export interface OpenedChapter {
  readonly row: GalleryRow;
  /** The gallery that goes on in it. */
  readonly after: string;
  readonly linkIds: readonly string[];
}

/** How a chapter differs from the one before it. */
interface Beginning {
  /** What it is called; else as the one before, counted on. */
  readonly title?: string;
  readonly day_at?: number;
  readonly daily_next?: number;
}

/** Opens the next chapter of a gallery that is the last one: what flows into it, its order and its hour go on there. */
export async function openChapter(
  writer: Writer,
  { kit, by, join }: ChapterTools,
  before: GalleryRow,
  { title, ...beginning }: Beginning = {},
): Promise<OpenedChapter> {
  const now = kit.clock.now();
  const titles = await titlesAround(writer, before);
  const row: GalleryRow = {
    ...{ id: newId(now), project_id: before.project_id, inflow: before.inflow, ordering: before.ordering },
    ...{ daily_at: before.daily_at, daily_next: before.daily_next, day_at: null, ...beginning },
    ...{ line: before.line, building: before.building, picked_at_screen: null },
    title:
      title === undefined
        ? nextTitle(before.title, titles.before, titles.taken)
        : titles.taken.has(title)
          ? nextTitle(title, undefined, titles.taken)
          : title,
    cover_photo_id: null,
    version: 1,
    next_id: null,
    created_at: now,
    updated_at: now,
    deleted_at: null,
    ...{ recipient_id: null, kept: 0, deleted_why: null },
    content_at: now,
  };
  await insertGalleryRow(writer, row);
  await placeInChain(writer, [before.id], { next_id: row.id });
  const linkIds = await join(writer, before.id, row.id);
  await audit(writer, kit, by, 'gallery.chapter', row.id, { title: row.title, after: before.title });
  return { row, after: before.id, linkIds };
}

/** Tells of chapters that are on disk: first what opens them, then that they are there. */
export function announceChapters(kit: Kit, opened: readonly OpenedChapter[]): void {
  for (const { row, after, linkIds } of opened) {
    const { id: nextId, project_id: projectId } = row;
    for (const linkId of linkIds) kit.changes.emit('link.changed', { linkId, projectId, grown: true });
    kit.changes.emit('gallery.changed', { galleryId: after, projectId, gone: false, urgent: false });
    kit.changes.emit('gallery.changed', { galleryId: nextId, projectId, gone: false, urgent: false });
    kit.changes.emit('gallery.continued', { galleryId: after, nextId, projectId });
  }
}

const longestTitle = 120;

/** `主会场` goes on in `主会场 2`, and that in `主会场 3`; a number that is part of the name stays one. */
export function nextTitle(title: string, before: string | undefined, taken: ReadonlySet<string>): string {
  const [, stem, number] = /^(.*\S) (\d{1,4})$/.exec(title) ?? [];
  const counted =
    stem !== undefined && before?.startsWith(stem) === true && /^( \d{1,4})?$/.test(before.slice(stem.length));
  const name = counted ? stem : title;
  for (let count = counted ? Number(number) + 1 : 2; ; count += 1) {
    const end = ` ${count}`;
    const next = `${name.slice(0, longestTitle - end.length).replace(/[\uD800-\uDBFF]$/, '')}${end}`;
    if (!taken.has(next)) return next;
  }
}
