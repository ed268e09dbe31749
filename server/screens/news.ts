import type { Kit } from '../kit.ts';
import type { Board } from './board.ts';
import type { Playing } from './playing.ts';
import { galleriesOf } from './spec.ts';

/** What comes in within so long is told together. */
const gatherMs = 60;

export interface News {
  /** Reads a programme anew, soon or at once. */
  touch(playing: Playing, urgent: boolean): void;
  stop(): Promise<void>;
}

/** Reads programmes anew when something they show has changed: together where it may wait, at once where something must go. */
export function followNews(kit: Kit, board: Board): News {
  const waiting = new Map<Playing, NodeJS.Timeout>();
  const reading = new Set<Promise<void>>();

  const read = (playing: Playing) => {
    clearTimeout(waiting.get(playing));
    waiting.delete(playing);
    if (!board.playings.has(playing.id)) return;
    work(board.refresh(playing));
  };
  const work = (act: Promise<void>) => {
    const done: Promise<void> = act
      .catch((error: unknown) => kit.log.error({ err: error }, 'a programme could not be read anew'))
      .finally(() => reading.delete(done));
    reading.add(done);
  };
  const touch = (playing: Playing, urgent: boolean) => {
    playing.turn += 1;
    if (urgent) read(playing);
    else if (!waiting.has(playing))
      waiting.set(
        playing,
        setTimeout(() => read(playing), gatherMs),
      );
  };
  const touchWhere = (concerned: (playing: Playing) => boolean, urgent = false) => {
    for (const playing of board.playings.values()) if (concerned(playing)) touch(playing, urgent);
  };
  /** It shows this link's code, or would where it opened, or where it were the newest. */
  const concerns = (linkId: string, projectId: string) => (playing: Playing) => {
    const { slots, links, projects } = playing.content;
    const named = slots.some(({ choice, fallbackLinkId }) =>
      [fallbackLinkId, choice.kind === 'link' ? choice.linkId : null].includes(linkId),
    );
    const newest = projects.has(projectId) && slots.some(({ choice }) => choice.kind === 'newest');
    return named || newest || links.has(linkId);
  };

  const stops = [
    kit.changes.on('gallery.changed', ({ galleryId, urgent, gone }) => {
      touchWhere(
        ({ spec, content }) =>
          galleriesOf(spec).includes(galleryId) ||
          content.units.has(galleryId) ||
          [...content.links.values()].some(({ galleryIds }) => galleryIds.includes(galleryId)),
        urgent || gone,
      );
    }),
    kit.changes.on('gallery.continued', ({ galleryId, nextId }) => {
      for (const playing of board.playings.values()) work(board.follow(playing, galleryId, nextId));
    }),
    kit.changes.on('photo.changed', ({ photoId, what }) => {
      if (what !== 'file' && what !== 'withdrawn' && what !== 'hidden') return;
      touchWhere(({ content }) => content.photos.delete(photoId), true);
    }),
    kit.changes.on('link.changed', ({ linkId, projectId }) => touchWhere(concerns(linkId, projectId))),
    kit.changes.on('link.revoked', ({ linkId, projectId }) => touchWhere(concerns(linkId, projectId), true)),
    kit.changes.on('playlist.changed', ({ playlistId, grown = false }) => {
      for (const playing of board.playings.values()) {
        if (playing.playlist?.id !== playlistId) continue;
        playing.turn += 1;
        // What staff put into it is not just shot; what comes in with a next chapter is.
        work(board.refresh(playing, !grown));
      }
    }),
    kit.changes.on('visit.opened', ({ linkId, opens }) => {
      touchWhere(({ content }) => {
        const most = content.links.get(linkId)?.maxOpens;
        return most !== null && most !== undefined && opens >= most;
      }, true);
    }),
    kit.changes.on('project.changed', ({ projectId }) => {
      touchWhere(({ content }) => content.projectIds.has(projectId));
    }),
    kit.changes.on('settings.changed', () => touchWhere(() => true)),
    // Codes carry another address then.
    kit.changes.on('box.changed', ({ names }) => {
      if (names.includes('crowd')) for (const screen of board.screens.values()) board.tell(screen);
    }),
  ];
  return {
    touch,
    stop: async () => {
      for (const stop of stops) stop();
      for (const timer of waiting.values()) clearTimeout(timer);
      waiting.clear();
      await Promise.all(reading);
    },
  };
}
