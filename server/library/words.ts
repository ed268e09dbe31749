import type { PhotoChange, PhotoFormat } from '#contract/photos.ts';
import { fold, partsOfName } from './names.ts';
import { renamed } from './rename.ts';
import type { PhotoRow } from './table.ts';

/** A photo's row after a change of what staff say of it; what the change leaves out stays. `now` in UTC ms. */
export function changedRow(row: PhotoRow, format: PhotoFormat, change: PhotoChange, now: number): PhotoRow {
  const next: PhotoRow = { ...row };
  if (change.name !== undefined) Object.assign(next, named(row, renamed(change.name, row.name, format)));
  if (change.title !== undefined) next.title = change.title;
  if (change.caption !== undefined) next.caption = change.caption;
  if (change.tags !== undefined) next.tags = JSON.stringify([...new Set(change.tags)]);
  if (change.sku !== undefined) next.sku = change.sku || null;
  if (change.angle !== undefined) next.angle = change.angle || null;
  if (change.usage !== undefined) next.usage = change.usage || null;
  if (change.panorama !== undefined) next.panorama = change.panorama === null ? null : Number(change.panorama);
  if (change.mark !== undefined) next.mark = change.mark;
  if (change.hidden !== undefined) next.hidden_at = change.hidden ? (row.hidden_at ?? now) : null;
  if (change.takenAt !== undefined) next.taken_at = change.takenAt === null ? null : Date.parse(change.takenAt);
  return { ...next, search: searchText(next) };
}

/** The parts are read from the new name; where it has none, those go that came from the old one, and not those set by hand. */
function named(row: PhotoRow, name: string): Partial<PhotoRow> {
  const before = partsOfName(row.name);
  const parts = partsOfName(name);
  const part = (which: 'sku' | 'angle' | 'usage') =>
    parts?.[which] ?? (row[which] === before?.[which] ? null : row[which]);
  return { name, matched: parts ? 1 : 0, sku: part('sku'), angle: part('angle'), usage: part('usage') };
}

/** The change that takes a photo back from `after` to `before`; undefined where they say the same. */
export function undoing(before: PhotoRow, after: PhotoRow): PhotoChange | undefined {
  const undo: PhotoChange = {};
  if (before.name !== after.name) undo.name = before.name;
  if (before.title !== after.title) undo.title = before.title;
  if (before.caption !== after.caption) undo.caption = before.caption;
  if (before.tags !== after.tags) undo.tags = JSON.parse(before.tags) as string[];
  for (const part of ['sku', 'angle', 'usage'] as const) {
    // A name that goes back would read its parts anew.
    if (before[part] !== after[part] || undo.name !== undefined) undo[part] = before[part];
  }
  if (before.panorama !== after.panorama) undo.panorama = before.panorama === null ? null : before.panorama === 1;
  if (before.mark !== after.mark) undo.mark = before.mark;
  if (before.hidden_at !== after.hidden_at) undo.hidden = before.hidden_at !== null;
  if (before.taken_at !== after.taken_at)
    undo.takenAt = before.taken_at === null ? null : new Date(before.taken_at).toISOString();
  return Object.keys(undo).length === 0 ? undefined : undo;
}

/** What a search looks through. */
export function searchText(
  row: Pick<PhotoRow, 'name' | 'title' | 'caption' | 'tags' | 'sku' | 'angle' | 'usage'>,
): string {
  return fold(
    [row.title, row.caption, ...(JSON.parse(row.tags) as string[]), row.name, row.sku, row.angle, row.usage]
      .filter(Boolean)
      .join('\n'),
  );
}
