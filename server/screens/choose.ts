import type { z } from 'zod';
import type { Shows } from '#contract/screens.ts';
import { type Actor, mayTouch } from '../box/actor.ts';
import { galleryRow } from '../galleries/table.ts';
import type { Kit } from '../kit.ts';
import { mayMeet } from '../links/mine.ts';
import { linksOfProject, projectOf } from '../links/table.ts';
import { openProject } from '../projects/project.ts';
import { invalid, Refusal } from '../refusal.ts';
import { isForFew, isMoreOpen, isPrivate, newestPublic, passersOf, refuseSecret, type Secret } from './private.ts';
import type { Show } from './shown.ts';

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
  const secret: Secret = { galleryIds: new Set(), linkIds: new Set() };
  for (const [place, { galleryId, linkId }] of asked.entries()) {
    if (shows.has(galleryId)) continue;
    const gallery = await galleryRow(kit.db.read, galleryId);
    // What a guest picked at a station is that guest's.
    if (!gallery || gallery.picked_at_screen !== null || !mayTouch(actor, gallery.project_id)) {
      throw new Refusal('not_found', 'there is no such gallery', { galleryIds: [galleryId] });
    }
    const { kind } = await openProject(kit.db.read, gallery.project_id);
    const passers = await passersOf(kit.db.read, kind);
    const links = await linksOfProject(kit.db.read, gallery.project_id, { galleryId });
    const link =
      linkId === undefined
        ? newestPublic(links, kit.clock.now(), passers)
        : links.find((one) => one.id === linkId && mayMeet(actor, one));
    if (linkId && !link) throw invalid(`shows.${place}.linkId`, (say) => say.notLinkOfGallery);
    shows.set(galleryId, { galleryId, linkId: link?.id ?? null });
    const forFew = link !== undefined && (isPrivate(link) || isMoreOpen(link, passers));
    if (link && forFew) secret.linkIds.add(link.id);
    if (forFew || isForFew(links)) secret.galleryIds.add(galleryId);
  }
  if (!confirmed) refuseSecret(secret);
  return [...shows.values()];
}

/** Those of these galleries that whoever asks may touch; the same where that is all of them. */
export async function showsFor({ db }: Kit, actor: Actor, shows: readonly Show[]): Promise<readonly Show[]> {
  if (actor.projectIds === null) return shows;
  const own: Show[] = [];
  for (const show of shows) {
    const projectId = await projectOf(db.read, 'galleries', show.galleryId);
    if (projectId !== undefined && mayTouch(actor, projectId)) own.push(show);
  }
  return own.length === shows.length ? shows : own;
}
