import type { Kit } from '../kit.ts';
import { asHeld } from './held.ts';
import { linkByTokenHash, type StoredLink } from './table.ts';
import { tokenHash } from './token.ts';

/** The links that guests are using, in memory: what a byte is judged by is never older than the last commit. */
export interface LinkBook {
  /** The link of a canonical token, from memory or else from the database; undefined where there is none. */
  byToken(token: string): Promise<StoredLink | undefined>;
  /** From memory alone; undefined where it has to be fetched. */
  known(token: string): StoredLink | undefined;
  stop(): void;
}

/** So many links are kept; the one that was not asked for longest goes first. */
const kept = 10_000;

/** One look into the database that is on its way, and what was changed meanwhile. */
interface Look {
  readonly changed: Set<string>;
  all: boolean;
}

/** Keeps links in memory and lets go of each in the very tick in which a change of it was announced. */
export function openBook(kit: Pick<Kit, 'db' | 'changes' | 'clock'>): LinkBook {
  const links = new Map<string, StoredLink>();
  const tokens = new Map<string, string>();
  const looks = new Set<Look>();

  const drop = (token: string) => {
    const link = links.get(token);
    links.delete(token);
    if (link) tokens.delete(link.id);
  };
  const forget = ({ linkId }: { linkId: string }) => {
    for (const look of looks) look.changed.add(linkId);
    const token = tokens.get(linkId);
    if (token !== undefined) drop(token);
  };
  const forgetWhere = (concerned: (link: StoredLink) => boolean) => {
    for (const look of looks) look.all = true;
    for (const [token, link] of links) if (concerned(link)) drop(token);
  };

  const stops = [
    kit.changes.on('link.changed', forget),
    kit.changes.on('link.revoked', forget),
    kit.changes.on('batch.changed', ({ batchId }) => forgetWhere((link) => link.batch?.id === batchId)),
    kit.changes.on('visit.opened', ({ linkId, opens }) => {
      // Counted on in place: at the start of an event hundreds open one link each second.
      for (const look of looks) look.changed.add(linkId);
      const token = tokens.get(linkId);
      const link = token === undefined ? undefined : links.get(token);
      if (token === undefined || !link || link.opens >= opens) return;
      links.set(token, { ...link, opens, lastOpenAt: kit.clock.now() });
    }),
    // It may be written into what they see.
    kit.changes.on('recipient.changed', ({ recipientId, projectId }) =>
      forgetWhere(
        (link) =>
          link.projectId === projectId &&
          link.recipient !== null &&
          link.recipient.id === (recipientId ?? link.recipient.id),
      ),
    ),
    // Guests may be shown its name.
    kit.changes.on('audience.changed', ({ id }) => forgetWhere((link) => link.audience === id)),
    kit.changes.on('project.changed', ({ projectId }) => forgetWhere((link) => link.projectId === projectId)),
    kit.changes.on('gallery.changed', ({ galleryId, gone }) => {
      if (gone) forgetWhere((link) => link.galleryIds.includes(galleryId));
    }),
  ];

  return {
    known: (token) => links.get(token),
    byToken: async (token) => {
      const known = links.get(token);
      if (known) {
        links.delete(token);
        links.set(token, known);
        return known;
      }
      const hash = tokenHash(token);
      for (;;) {
        const look: Look = { changed: new Set(), all: false };
        looks.add(look);
        const link = await linkByTokenHash(kit.db.read, hash).finally(() => looks.delete(look));
        if (!link) return undefined;
        // It changed while it was read: what was read may be the old state.
        if (look.all || look.changed.has(link.id)) continue;
        const shown = asHeld(kit, link);
        links.set(token, shown);
        tokens.set(link.id, token);
        const oldest = links.keys().next().value;
        if (links.size > kept && oldest !== undefined) drop(oldest);
        return shown;
      }
    },
    stop: () => {
      for (const stop of stops) stop();
    },
  };
}
