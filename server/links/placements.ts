import type { NewPlacements } from '#contract/links.ts';
import type { Actor } from '../box/actor.ts';
import { readGallery } from '../galleries/gallery.ts';
import type { Kit } from '../kit.ts';
import { fold } from '../library/names.ts';
import { invalid } from '../refusal.ts';
import type { Reader } from '../store/database.ts';
import { insertLink } from './link.ts';
import { newPassword } from './password.ts';
import { judge } from './policy.ts';
import { linksOfProject, type StoredLink } from './table.ts';

/** The links of new places; `madePassword`: the one for all of them, where the box made one up. */
export interface MadePlacements {
  readonly links: readonly StoredLink[];
  readonly madePassword: string | undefined;
}

/**
 * Makes a link to a gallery for each place where its code is to hang, all of them or none; what a preset counts, it
 * counts per phone. Throws as `insertLink` does, and `invalid_input` for a place that is named twice, or has a link
 * of this gallery that opens.
 */
export async function addPlacements(
  kit: Kit,
  actor: Actor,
  galleryId: string,
  { names, audience, policy }: NewPlacements,
): Promise<MadePlacements> {
  const { projectId } = await readGallery(kit.db.read, galleryId);
  const { password, made } = await newPassword(kit, projectId, audience, policy);
  const links = await kit.db.write(async (writer) => {
    const taken = await placesOf(writer, projectId, galleryId, kit.clock.now());
    const named = new Set<string>();
    for (const [nr, name] of names.entries()) {
      const place = fold(name);
      if (named.has(place)) throw invalid(`names.${nr}`, (say) => say.twice(name));
      if (taken.has(place)) throw invalid(`names.${nr}`, (say) => say.placeTaken(name));
      named.add(place);
    }
    const links: StoredLink[] = [];
    for (const placement of names) {
      const wish = {
        galleryIds: [galleryId],
        for: 'many' as const,
        label: placement,
        placement,
        ...(audience !== undefined && { audience }),
        ...(policy !== undefined && { policy }),
      };
      links.push(await insertLink(writer, kit, actor, projectId, wish, password));
    }
    return links;
  });
  for (const { id: linkId } of links) kit.changes.emit('link.changed', { linkId, projectId });
  return { links, madePassword: made };
}

/** The places, folded, at which codes of a gallery hang that open or will. */
async function placesOf(db: Reader, projectId: string, galleryId: string, now: number): Promise<Set<string>> {
  const links = await linksOfProject(db, projectId, { galleryId });
  const open = links.filter((link) => ['live', 'scheduled'].includes(judge(link, now)));
  return new Set(open.flatMap(({ placement }) => (placement === null ? [] : fold(placement))));
}
