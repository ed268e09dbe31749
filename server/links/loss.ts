import type { Loss } from '#contract/trash.ts';
import type { Actor } from '../box/actor.ts';
import { readGallery } from '../galleries/gallery.ts';
import { galleriesOfProject } from '../galleries/table.ts';
import type { Kit } from '../kit.ts';
import { readProject } from '../projects/project.ts';
import { judge } from './policy.ts';
import { linkNames, linksOfProject, type StoredLink } from './table.ts';
import { batchesAlive, phonesOf } from './trash/table.ts';

/** A screen that shows something. */
export interface ShowingScreen {
  readonly id: string;
  readonly name: string;
}
/** Which screens show one of these galleries, of those that whoever asks may know of; the screens' room knows. */
export type ScreensShowing = (actor: Actor, galleryIds: ReadonlySet<string>) => readonly ShowingScreen[];

/** What would end if a project were deleted or archived. Throws `not_found`. */
export async function projectLoss(kit: Kit, screens: ScreensShowing, actor: Actor, projectId: string): Promise<Loss> {
  const { photos, galleries } = await readProject(kit, projectId);
  const ids = (await galleriesOfProject(kit.db.read, projectId)).map(({ id }) => id);
  const links = await linksOfProject(kit.db.read, projectId);
  return {
    photos,
    galleries,
    ...(await ofLinks(kit, links)),
    batches: await batchesAlive(kit.db.read, { projectId }, kit.clock.now()),
    screens: [...screens(actor, new Set(ids))],
  };
}

/** What would end if a gallery were deleted; its photos stay, and so do links that open others too. Throws `not_found`. */
export async function galleryLoss(kit: Kit, screens: ScreensShowing, actor: Actor, galleryId: string): Promise<Loss> {
  const { projectId } = await readGallery(kit.db.read, galleryId);
  const links = await linksOfProject(kit.db.read, projectId, { galleryId });
  const only = links.filter(({ galleryIds }) => galleryIds.every((id) => id === galleryId));
  return {
    photos: 0,
    galleries: 1,
    ...(await ofLinks(kit, only)),
    batches: await batchesAlive(kit.db.read, { projectId, galleryId }, kit.clock.now()),
    screens: [...screens(actor, new Set([galleryId]))],
  };
}

/** Of links that open now or will: how many there are, how often and by how many phones they were opened, and whose codes may hang somewhere. */
async function ofLinks(
  kit: Kit,
  links: readonly StoredLink[],
): Promise<Pick<Loss, 'links' | 'opens' | 'visitors' | 'codes'>> {
  const now = kit.clock.now();
  const alive = links.filter((link) => ['live', 'scheduled'].includes(judge(link, now)));
  const ids = alive.map(({ id }) => id);
  const codes = alive.filter(({ placement, meantFor }) => placement !== null || meantFor === 'many');
  const names = await linkNames(
    kit.db.read,
    codes.map(({ id }) => id),
  );
  return {
    links: alive.length,
    opens: alive.reduce((sum, { opens }) => sum + opens, 0),
    visitors: await phonesOf(kit.db.read, ids),
    codes: codes.map(({ id, label, placement, opens }) => ({
      linkId: id,
      name: label || (names.get(id)?.gallery ?? ''),
      placement,
      opens,
    })),
  };
}
