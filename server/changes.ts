import { EventEmitter } from 'node:events';
import type { Logger } from 'pino';

/**
 * What happened to a photo: its words, its file; it was withdrawn from everywhere, or came back from the trash.
 * `hidden`: guests and screens are to see it no more, `shown`: again. `mark`: what staff noted while choosing, of which
 * nobody else hears.
 */
export type PhotoNews = 'words' | 'file' | 'withdrawn' | 'restored' | 'hidden' | 'shown' | 'mark';

/** What a lower room tells the ones above it, after it is on disk. */
export interface Facts {
  'project.changed': { projectId: string };
  /** A photo's file can be shown (again, where its edition grew). */
  'photo.ready': { photoId: string; projectId: string };
  'photo.failed': { photoId: string; projectId: string };
  'photo.changed': { photoId: string; projectId: string; what: PhotoNews };
  /**
   * Its title, order or content changed, or a photo in it did; `gone` where it was deleted.
   * `urgent` where something must vanish from open phones and screens at once.
   */
  'gallery.changed': { galleryId: string; projectId: string; gone: boolean; urgent: boolean };
  /** It goes on in a next chapter, which opened by itself: whatever shows the one shows the other too. */
  'gallery.continued': { galleryId: string; nextId: string; projectId: string };
  /** `grown`: all that changed is that a next chapter of one of its galleries joined it. */
  'link.changed': { linkId: string; projectId: string; grown?: true };
  'link.revoked': { linkId: string; projectId: string };
  /** Its password was guessed at too often: no more guesses are judged for a while. */
  'link.locked': { linkId: string; projectId: string };
  /** Wrong guesses at its password are forgotten. */
  'link.unlocked': { linkId: string; projectId: string };
  /** Somebody at a closed page asks to see more. */
  'ask.added': { askId: string; linkId: string; projectId: string };
  /** It waits no more: given, declined, or lapsed. */
  'ask.answered': { askId: string; linkId: string; projectId: string };
  /** A recipient came, changed or went; `recipientId` null: several at once. */
  'recipient.changed': { recipientId: string | null; projectId: string };
  /** More of its links are there, or some are void. */
  'batch.changed': { batchId: string; projectId: string };
  /** Staff noted that messages were sent, or took that back. */
  'message.sent': { linkIds: readonly string[]; projectId: string };
  /** A guest gave a photo a heart or a line, or took it back. */
  'photo.hearted': { photoId: string; linkId: string; projectId: string };
  /** A guest asked that a photo be hidden, or that was answered. */
  'hide.changed': { requestId: string; photoId: string; projectId: string };
  /** `opens`: of the link so far. `staff`: by somebody of the house, in no figure. */
  'visit.opened': { visitId: string; linkId: string; projectId: string; opens: number; staff: boolean };
  /** A guest saved photos: those of them that were not counted in this visit before. */
  'photo.saved': { photoIds: readonly string[]; visitId: string; linkId: string; projectId: string };
  /** Its name or its terms changed, or it was removed; links keep the terms that they have. */
  'audience.changed': { id: string };
  /** What it shows, how it is, or that it came or went. */
  'screen.changed': { screenId: string };
  /**
   * A playlist came, changed or went; the projects are those of all that it names. `grown`: all that changed is that a
   * next chapter of one of its galleries joined it.
   */
  'playlist.changed': { playlistId: string; projectIds: readonly string[]; grown?: true };
  /** Of the machine under the box: how full the disk is, whether the clock can be trusted, whether its Wi-Fi is crowded. */
  'box.changed': { names: readonly ('disk' | 'clock' | 'crowd')[] };
  /** Guests looked at photos, or ticked them as saved. */
  'photo.viewed': { photoIds: readonly string[]; visitId: string; linkId: string; projectId: string };
  /** Nothing is tied to these phones any more (keys of visitors): what runs of theirs is over. Nobody outside hears of it. */
  'phone.forgotten': { visitors: readonly string[] };
  'settings.changed': { names: readonly string[] };
  /** A session, or an API key, opens nothing any more; `actorId` is the account's or the key's. */
  'session.ended': { actorId: string };
}
export type Fact = keyof Facts;

export interface Changes {
  emit<F extends Fact>(fact: F, told: Facts[F]): void;
  /** Gives the way to stop listening. */
  on<F extends Fact>(fact: F, hear: (told: Facts[F]) => void): () => void;
}

/** The typed bus. A listener that throws is logged and harms nobody. */
export function makeChanges(log: Logger): Changes {
  const bus = new EventEmitter();
  bus.setMaxListeners(0);
  return {
    emit: (fact, told) => {
      for (const hear of bus.listeners(fact)) {
        try {
          hear(told);
        } catch (error) {
          log.error({ err: error, fact }, 'a listener failed');
        }
      }
    },
    on: (fact, hear) => {
      bus.on(fact, hear);
      return () => bus.off(fact, hear);
    },
  };
}
