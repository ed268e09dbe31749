import type { Pickup } from '#contract/pickup.ts';
import { type Actor, mayTouch } from '../../box/actor.ts';
import { galleryRow } from '../../galleries/table.ts';
import type { Kit } from '../../kit.ts';
import { presetFor } from '../../links/preset.ts';
import { linksOfProject } from '../../links/table.ts';
import { openProject } from '../../projects/project.ts';
import { invalid, Refusal } from '../../refusal.ts';
import { isForFew, isMoreOpen, passersOf, refuseSecret } from '../private.ts';

/**
 * What staff chose for a station, each gallery once, its audience by its whole id. Throws `not_found` for a gallery that
 * there is not, `project_archived`, `audience_not_found`, `invalid_input` for galleries of several projects and for an
 * audience that asks for a password, and `private_on_screen` for what is not meant for everybody, or an audience that may
 * keep more than whoever passes by, unless that was confirmed.
 */
export async function chosenPickup(kit: Kit, actor: Actor, asked: Pickup, confirmed: boolean): Promise<Pickup> {
  const db = kit.db.read;
  const galleryIds = [...new Set(asked.galleryIds)];
  const secret = new Set<string>();
  let projectId: string | undefined;
  for (const galleryId of galleryIds) {
    const gallery = await galleryRow(db, galleryId);
    // What a guest picked at a station is that guest's.
    if (!gallery || gallery.picked_at_screen !== null || !mayTouch(actor, gallery.project_id)) {
      throw new Refusal('not_found', 'there is no such gallery', { galleryIds: [galleryId] });
    }
    // What a guest takes along is one gallery, and that is of one project.
    if (projectId !== undefined && projectId !== gallery.project_id) {
      throw invalid('pickup.galleryIds', (say) => say.oneProject);
    }
    projectId = gallery.project_id;
    if (isForFew(await linksOfProject(db, projectId, { galleryId }))) secret.add(galleryId);
  }
  const { kind } = await openProject(db, projectId as string);
  const audience = await presetFor(db, kind, asked.audience, 'pickup.audience');
  if (audience.kind !== kind) throw invalid('pickup.audience', (say) => say.noAudience);
  // Everybody who stands in front of it would need the password, and there would be none to tell.
  if (audience.passwordAsked) throw invalid('pickup.audience', (say) => say.passwordAtStation);
  if (audience.id.endsWith('.internal')) throw invalid('pickup.audience', (say) => say.internalAtStation);
  // Everybody who passes by would keep more than guests of such a project may.
  if (isMoreOpen({ audience: audience.id, download: audience.download }, await passersOf(db, kind))) {
    for (const galleryId of galleryIds) secret.add(galleryId);
  }
  if (!confirmed) refuseSecret({ galleryIds: secret, linkIds: new Set() });
  return { galleryIds, audience: audience.id };
}
