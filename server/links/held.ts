import type { Kit } from '../kit.ts';
import { Refusal } from '../refusal.ts';
import type { StoredLink } from './table.ts';

const againMs = 1000;
/** Links that are revoked in memory alone, with the moment, by the changes' bus of their box. */
const held = new WeakMap<Kit['changes'], Map<string, number>>();

/**
 * Keeps a link closed to guests although its revocation found no room on the disk, and stores it as soon as there is
 * some. Until then a restart would open the link again, which is why whoever asked must be told.
 */
export function holdRevoked(kit: Kit, linkId: string, projectId: string, store: () => Promise<unknown>): void {
  const links = held.get(kit.changes) ?? new Map<string, number>();
  held.set(kit.changes, links);
  if (links.has(linkId)) return;
  links.set(linkId, kit.clock.now());
  // Not on disk, against the rule of the bus: what guests hold in memory has to go all the same.
  kit.changes.emit('link.revoked', { linkId, projectId });
  const again = () => {
    setTimeout(() => {
      if (!links.has(linkId)) return;
      store().then(
        () => links.delete(linkId),
        (error: unknown) => {
          // What is gone needs no revocation; whatever else went wrong, the link stays closed.
          if (error instanceof Refusal && error.code !== 'disk_full') links.delete(linkId);
          else again();
        },
      );
    }, againMs).unref();
  };
  again();
}

/** Somebody took a revocation back before it was stored: it is not held any more. Tells whether it was. */
export function letGo(kit: Pick<Kit, 'changes'>, linkId: string): boolean {
  return held.get(kit.changes)?.delete(linkId) ?? false;
}

/** The link as guests may know it: revoked where its revocation is held in memory. */
export function asHeld(kit: Pick<Kit, 'changes'>, link: StoredLink): StoredLink {
  const revokedAt = link.revokedAt ?? held.get(kit.changes)?.get(link.id) ?? null;
  return revokedAt === link.revokedAt ? link : { ...link, revokedAt };
}
