import type { PlaylistItem } from '#contract/playlists.ts';
import { newId } from '../../ids.ts';
import type { Kit } from '../../kit.ts';
import type { Writer } from '../../store/database.ts';
import { allPlaylists, updatePlaylistRow } from './table.ts';
import { projectsOf, specOf } from './usable.ts';

const mostItems = 60;
const mostOnWall = 12;

/** In the write that opens a next chapter: playlists that show the one show the other. */
export async function followInPlaylists(writer: Writer, galleryId: string, nextId: string, now: number): Promise<void> {
  for (const row of await allPlaylists(writer)) {
    const before = specOf(row);
    const items = itemsWithNext(before.items, galleryId, nextId, () => newId(now));
    if (items === before.items) continue;
    await updatePlaylistRow(writer, row.id, { spec: JSON.stringify({ ...before, items }), updated_at: now });
  }
}

/**
 * Items that show a gallery's photos show those of its next chapter as well: as an item of its own behind it, or in its
 * place where there is no more room; a wall that is full lets its first go. The same where nothing shows it.
 */
export function itemsWithNext(
  items: readonly PlaylistItem[],
  galleryId: string,
  nextId: string,
  makeId: () => string,
): readonly PlaylistItem[] {
  if (!items.some((item) => showsPhotos(item, galleryId))) return items;
  let room = mostItems - items.length;
  return items.flatMap((item): PlaylistItem[] => {
    if (!showsPhotos(item, galleryId)) return [item];
    if (item.kind === 'wall') {
      if (item.galleryIds.includes(nextId)) return [item];
      const galleryIds = item.galleryIds.toSpliced(item.galleryIds.indexOf(galleryId) + 1, 0, nextId);
      return [{ ...item, galleryIds: galleryIds.slice(-mostOnWall) }];
    }
    if (items.some((one) => one.kind === 'photos' && one.galleryId === nextId)) return [item];
    if (room <= 0) return [{ ...item, galleryId: nextId } as PlaylistItem];
    room -= 1;
    return [item, { ...item, id: makeId(), galleryId: nextId } as PlaylistItem];
  });
}

function showsPhotos(item: PlaylistItem, galleryId: string): boolean {
  return item.kind === 'wall'
    ? item.galleryIds.includes(galleryId)
    : item.kind === 'photos' && item.galleryId === galleryId;
}

/** Tells of playlists that a next chapter has just joined; ends with what it gives. */
export function tellOfChapters({ db, changes, log }: Pick<Kit, 'db' | 'changes' | 'log'>): () => void {
  return changes.on('gallery.continued', ({ nextId }) => {
    const look = async () => {
      for (const row of await allPlaylists(db.read)) {
        if (!row.spec.includes(nextId)) continue;
        const projectIds = await projectsOf(db.read, { ...specOf(row), projectId: row.project_id });
        changes.emit('playlist.changed', { playlistId: row.id, projectIds, grown: true });
      }
    };
    look().catch((error: unknown) => log.error({ err: error }, 'playlists could not be looked at'));
  });
}
