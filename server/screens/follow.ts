import type { JoinChapter } from '../galleries/chapter.ts';
import type { Kit } from '../kit.ts';
import { insertChapterAfter } from '../links/chapters/table.ts';
import { followInPlaylists } from './playlists/follow.ts';
import type { Show } from './shown.ts';
import { editShows } from './table.ts';

/**
 * What the rooms above the galleries do in the write that opens a next chapter: links open it, and screens that show the
 * one show the other. Screens hear of it by `gallery.continued` a moment later; a box that ends in that moment has it on
 * disk all the same.
 */
export function joinChapter({ clock }: Pick<Kit, 'clock'>): JoinChapter {
  return async (writer, galleryId, nextId) => {
    const linkIds = await insertChapterAfter(writer, galleryId, nextId, clock.now());
    await editShows(writer, (shows) => withNext(shows, galleryId, nextId), clock.now());
    await followInPlaylists(writer, galleryId, nextId, clock.now());
    return linkIds;
  };
}

/** The same where the gallery is not shown, or its next chapter is. */
export function withNext(shows: readonly Show[], galleryId: string, nextId: string): readonly Show[] {
  const at = shows.findIndex((show) => show.galleryId === galleryId);
  const show = shows[at];
  if (!show || shows.some((one) => one.galleryId === nextId)) return shows;
  return shows.toSpliced(at + 1, 0, { ...show, galleryId: nextId });
}
