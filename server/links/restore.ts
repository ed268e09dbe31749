import type { Gallery } from '#contract/galleries.ts';
import { galleryLimit } from '#contract/gallery-limit.ts';
import type { Project } from '#contract/projects.ts';
import type { TrashedGallery, TrashedProject } from '#contract/trash.ts';
import { type Actor, mayTouch } from '../box/actor.ts';
import { audit } from '../box/audit.ts';
import { coverOf, noGallery, readGallery, toGallery } from '../galleries/gallery.ts';
import {
  photosGoneWith,
  photosOfTrashed,
  restoreGalleriesOf,
  trashedGalleries,
  trashedRow,
} from '../galleries/removed/table.ts';
import { photoIdsOf, removeGalleryPhotos, updateGallery } from '../galleries/table.ts';
import { makeRoom } from '../galleries/trash.ts';
import type { Kit } from '../kit.ts';
import { trashMs } from '../library/recover.ts';
import { untrashPhotos } from '../library/table.ts';
import { noProject, openProject, readProject, toProject } from '../projects/project.ts';
import { projectRow, showProject, trashedRow as trashedProject, trashedProjects } from '../projects/table.ts';
import type { Writer } from '../store/database.ts';
import { settleSoon } from './trash/settle.ts';
import { endedWithGalleries } from './trash/table.ts';

/** Deleted projects that there are for whoever asks, last deleted first. */
export async function listTrashedProjects(kit: Kit, actor: Actor): Promise<TrashedProject[]> {
  const rows = await trashedProjects(kit.db.read);
  return rows
    .filter(({ id }) => mayTouch(actor, id))
    .map((row) => ({
      // Photos of deleted projects are shown to nobody.
      project: { ...toProject(row), cover: [] },
      ...moments(row.deleted_at as number),
      links: row.links,
    }));
}

/** Deleted galleries of a project, last deleted first. Throws `not_found`. */
export async function listTrashedGalleries(kit: Kit, projectId: string): Promise<TrashedGallery[]> {
  const { read } = kit.db;
  if (!(await projectRow(read, projectId))) throw noProject();
  const [rows, photos, links] = await Promise.all([
    trashedGalleries(read, projectId),
    photosOfTrashed(read, projectId),
    endedWithGalleries(read, projectId),
  ]);
  return rows.map((row) => ({
    gallery: toGallery(row, photos.get(row.id) ?? []),
    ...moments(row.deleted_at),
    why: row.deleted_why,
    links: links.get(row.id) ?? 0,
  }));
}

function moments(deletedAt: number): { deletedAt: string; goneAt: string } {
  return { deletedAt: new Date(deletedAt).toISOString(), goneAt: new Date(deletedAt + trashMs).toISOString() };
}

/**
 * Brings a deleted project back with what was deleted with it: galleries, photos, and links with their printed codes;
 * visits from before stay over. Throws `not_found`.
 */
export async function restoreProject(kit: Kit, actor: Actor, id: string): Promise<Project> {
  const galleries = await kit.db.write(async (writer) => {
    const row = mayTouch(actor, id) ? await trashedProject(writer, id) : undefined;
    if (!row) throw noProject();
    await showProject(writer, id);
    const galleries = await restoreGalleriesOf(writer, id, kit.clock.now());
    await audit(writer, kit, actor, 'project.restore', id, { title: row.title, galleries: galleries.length });
    return galleries;
  });
  announce(kit, id, galleries);
  await settleSoon(kit, actor, id, { projectId: id });
  return readProject(kit, id);
}

/**
 * Brings a deleted gallery back, with the photos that went to the trash with it and the links that ended for want of
 * it; as a chapter of its own. Throws `not_found`, `project_archived`.
 */
export async function restoreGallery(kit: Kit, actor: Actor, id: string): Promise<Gallery> {
  const { projectId, photoIds, changed } = await kit.db.write(async (writer) => {
    const row = await trashedRow(writer, id);
    if (!row) throw noGallery();
    const { project_id: projectId, title } = row;
    await openProject(writer, projectId);
    const gone = await photosGoneWith(writer, id);
    const { back } = gone.length > 0 ? await untrashPhotos(writer, projectId, gone) : { back: [] };
    const photoIds = back.map((photo) => photo.id);
    // Others that hold them may have been filled meanwhile.
    const { changed } = await makeRoom(writer, photoIds, kit.clock.now());
    const shown = await fitted(writer, id);
    await updateGallery(writer, id, {
      deleted_at: null,
      deleted_why: null,
      // The hour belongs to chapters that follow each other; it follows none any more.
      daily_at: null,
      cover_photo_id: coverOf(row, shown),
      updated_at: kit.clock.now(),
    });
    await audit(writer, kit, actor, 'gallery.restore', id, { title, photos: photoIds.length });
    return { projectId, photoIds, changed };
  });
  for (const photoId of photoIds) kit.changes.emit('photo.changed', { photoId, projectId, what: 'restored' });
  announce(kit, projectId, [...changed, id]);
  await settleSoon(kit, actor, projectId, { galleryId: id });
  return readGallery(kit.db.read, id);
}

/** What a gallery shows once it is back: photos that came out of the trash while it lay there may be more than it holds. */
async function fitted(writer: Writer, id: string): Promise<string[]> {
  const all = await photoIdsOf(writer, id);
  await removeGalleryPhotos(writer, id, all.slice(galleryLimit));
  return all.slice(0, galleryLimit);
}

function announce(kit: Kit, projectId: string, galleryIds: readonly string[]): void {
  for (const galleryId of galleryIds)
    kit.changes.emit('gallery.changed', { galleryId, projectId, gone: false, urgent: false });
}
