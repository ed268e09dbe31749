import type { NewSwap, Swap } from '#contract/galleries.ts';
import type { Actor } from '../box/actor.ts';
import { audit } from '../box/audit.ts';
import { newId } from '../ids.ts';
import type { Kit } from '../kit.ts';
import { openProject } from '../projects/project.ts';
import { invalid, Refusal } from '../refusal.ts';
import type { Writer } from '../store/database.ts';
import { checkContent, coverOf, noGallery } from './gallery.ts';
import { deleteSwap, dueSwaps, insertSwap, type SwapRow, swapRow, swapsOf, updateSwap } from './swaps/table.ts';
import { galleryRow, photoIdsOf, photosInProject, replaceGalleryPhotos, updateGallery } from './table.ts';

/** What came of a swap is told for so long. */
export const toldForMs = 7 * 86_400_000;
const mostPlanned = 100;

/**
 * Plans a set of photos that takes the place of a gallery's at a moment. Throws `not_found`, `project_archived`,
 * `gallery_full`, `photo_not_in_project`, and `invalid_input` for a moment that is over or one plan too many.
 */
export async function planSwap(kit: Kit, actor: Actor, galleryId: string, input: NewSwap): Promise<Swap> {
  const { row, projectId } = await kit.db.write(async (writer) => {
    const gallery = await galleryRow(writer, galleryId);
    if (!gallery) throw noGallery();
    await openProject(writer, gallery.project_id);
    const now = kit.clock.now();
    const at = Date.parse(input.at);
    if (at <= now) throw invalid('at', (say) => say.momentOver);
    const photoIds = await checkContent(writer, gallery.project_id, input.photoIds);
    const others = (await swapsOf(writer, galleryId, now)).filter(({ state }) => state === 'planned');
    if (others.length >= mostPlanned) throw invalid('at', (say) => say.planned(mostPlanned));
    const row: SwapRow = {
      id: newId(now),
      gallery_id: galleryId,
      photo_ids: JSON.stringify(photoIds),
      held: JSON.stringify(await photoIdsOf(writer, galleryId)),
      at,
      state: 'planned',
      made_by: actor.name,
      made_at: now,
      ended_at: null,
    };
    await insertSwap(writer, row);
    const detail = { title: gallery.title, at: new Date(at).toISOString(), photos: photoIds.length };
    await audit(writer, kit, actor, 'swap.plan', galleryId, detail);
    return { row, projectId: gallery.project_id };
  });
  kit.changes.emit('gallery.changed', { galleryId, projectId, gone: false, urgent: false });
  return toSwap(row);
}

/** What is planned for a gallery, and what came of it within a week, earliest first. Throws `not_found`. */
export async function listSwaps(kit: Kit, galleryId: string): Promise<Swap[]> {
  if (!(await galleryRow(kit.db.read, galleryId))) throw noGallery();
  return (await swapsOf(kit.db.read, galleryId, kit.clock.now() - toldForMs)).map(toSwap);
}

/** Calls off what is planned, or puts away what came of it; also in an archived project. Throws `not_found`. */
export async function removeSwap(kit: Kit, actor: Actor, galleryId: string, swapId: string): Promise<void> {
  const projectId = await kit.db.write(async (writer) => {
    const gallery = await galleryRow(writer, galleryId);
    const swap = await swapRow(writer, swapId);
    if (!gallery || swap?.gallery_id !== galleryId) throw new Refusal('not_found', 'there is no such plan');
    await deleteSwap(writer, swapId);
    if (swap.state === 'planned') {
      const detail = { title: gallery.title, at: new Date(swap.at).toISOString() };
      await audit(writer, kit, actor, 'swap.cancel', galleryId, detail);
    }
    return gallery.project_id;
  });
  kit.changes.emit('gallery.changed', { galleryId, projectId, gone: false, urgent: false });
}

/**
 * Makes every swap that is due happen, once, in the order of their moments. While the machine's clock has leapt ahead
 * none does: what is kept back until a day must not be seen by a wrong battery.
 */
export async function makeSwaps(kit: Kit): Promise<void> {
  const { clock } = kit;
  // A clock that was lost runs behind: what is due by it is due by any.
  if (!clock.trusted() && clock.machine() >= clock.now()) return;
  for (const id of await dueSwaps(kit.db.read, clock.now())) {
    const made = await kit.db.write((writer) => makeSwap(writer, kit, id));
    if (made) kit.changes.emit('gallery.changed', { ...made, gone: false });
  }
}

async function makeSwap(
  writer: Writer,
  kit: Kit,
  id: string,
): Promise<{ galleryId: string; projectId: string; urgent: boolean } | undefined> {
  const swap = await swapRow(writer, id);
  const gallery = swap && (await galleryRow(writer, swap.gallery_id));
  if (!gallery || swap.state !== 'planned') return undefined;
  const { id: galleryId, project_id: projectId, title } = gallery;
  const now = kit.clock.now();
  const wanted = JSON.parse(swap.photo_ids) as string[];
  const there = await photosInProject(writer, projectId, wanted);
  const photoIds = wanted.filter((photoId) => there.has(photoId));
  const told = { title, plannedBy: swap.made_by, leftOut: wanted.length - photoIds.length };
  if (photoIds.length === 0) {
    await updateSwap(writer, id, { state: 'missed', ended_at: now });
    await audit(writer, kit, 'box', 'swap.missed', galleryId, told);
    return { galleryId, projectId, urgent: false };
  }
  const before = await photoIdsOf(writer, galleryId);
  await replaceGalleryPhotos(writer, galleryId, photoIds, now);
  await updateGallery(writer, galleryId, {
    ordering: 'manual',
    cover_photo_id: coverOf(gallery, photoIds),
    content_at: now,
    updated_at: now,
  });
  await updateSwap(writer, id, { state: 'done', ended_at: now });
  // What somebody has made of the gallery since it was planned is gone from it; the audit says so.
  const overChanges = JSON.stringify(before) !== swap.held;
  const detail = { ...told, before: before.length, after: photoIds.length, overChanges };
  await audit(writer, kit, 'box', 'gallery.swap', galleryId, detail);
  return { galleryId, projectId, urgent: before.some((photoId) => !photoIds.includes(photoId)) };
}

function toSwap(row: SwapRow): Swap {
  return {
    id: row.id,
    galleryId: row.gallery_id,
    photoIds: JSON.parse(row.photo_ids) as string[],
    at: new Date(row.at).toISOString(),
    state: row.state,
    madeBy: row.made_by,
    madeAt: new Date(row.made_at).toISOString(),
    endedAt: row.ended_at === null ? null : new Date(row.ended_at).toISOString(),
  };
}
