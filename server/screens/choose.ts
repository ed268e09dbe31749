import type { z } from 'zod';
import type { Shows } from '#contract/screens.ts';
import { type Actor, mayTouch } from '../box/actor.ts';
import { galleryRow } from '../galleries/table.ts';
import type { Kit } from '../kit.ts';
import { mayMeet } from '../links/mine.ts';
import { judge } from '../links/policy.ts';
import { linksOfProject, type StoredLink } from '../links/table.ts';
import { openProject } from '../projects/project.ts';
import { Refusal } from '../refusal.ts';
import type { Show } from './content.ts';

/**
 * What staff chose to show, each gallery once, with the link whose code stands beside it. Throws `not_found` for a
 * gallery that there is not, `project_archived`, `invalid_input` for a link of another gallery, and
 * `private_on_screen` for what is not meant for everybody, unless that was confirmed.
 */
export async function chosenShows(
  kit: Kit,
  actor: Actor,
  asked: z.output<typeof Shows>,
  confirmed: boolean,
): Promise<Show[]> {
  const shows = new Map<string, Show>();
  const secret = { galleryIds: new Set<string>(), linkIds: new Set<string>() };
  for (const [place, { galleryId, linkId }] of asked.entries()) {
    if (shows.has(galleryId)) continue;
    const gallery = await galleryRow(kit.db.read, galleryId);
    if (!gallery || !mayTouch(actor, gallery.project_id)) {
      throw new Refusal('not_found', 'there is no such gallery', { galleryIds: [galleryId] });
    }
    await openProject(kit.db.read, gallery.project_id);
    const links = await linksOfProject(kit.db.read, gallery.project_id, { galleryId });
    const link =
      linkId === undefined
        ? newestPublic(links, kit.clock.now())
        : links.find((one) => one.id === linkId && mayMeet(actor, one));
    if (linkId && !link) {
      const field = `shows.${place}.linkId`;
      throw new Refusal('invalid_input', 'the link does not open this gallery', {
        errors: [{ field, detail: 'not a link of this gallery' }],
      });
    }
    shows.set(galleryId, { galleryId, linkId: link?.id ?? null });
    if (link && isPrivate(link)) secret.linkIds.add(link.id);
    const left = links.filter(({ revokedAt }) => revokedAt === null);
    const judged = left.length > 0 ? left : links;
    const onlyPrivate = judged.length > 0 && judged.every(isPrivate);
    if (onlyPrivate || (link && isPrivate(link))) secret.galleryIds.add(galleryId);
  }
  if (secret.galleryIds.size > 0 && !confirmed) {
    throw new Refusal('private_on_screen', 'this is not meant for everybody; say that it may be seen', {
      galleryIds: [...secret.galleryIds],
      linkIds: [...secret.linkIds],
    });
  }
  return [...shows.values()];
}

/** Asks for a password, or is for one person or for the house alone. */
function isPrivate({ passwordHash, recipient, audience }: StoredLink): boolean {
  return passwordHash !== null || recipient !== null || (audience?.endsWith('.internal') ?? false);
}

/** Whose code stands beside a gallery where staff name none: everybody looks at a screen, so one for many goes first. */
function newestPublic(links: readonly StoredLink[], now: number): StoredLink | undefined {
  const open = links.filter((link) => judge(link, now) === 'live' && !isPrivate(link));
  return open.findLast(({ meantFor }) => meantFor === 'many') ?? open.at(-1);
}
