import type { Actor } from '../box/actor.ts';
import { audit } from '../box/audit.ts';
import { dropGallery } from '../galleries/gallery.ts';
import { dropGalleriesOf } from '../galleries/removed/table.ts';
import type { Kit } from '../kit.ts';
import { dropProject } from '../projects/project.ts';
import { settleSoon } from './trash/settle.ts';

/**
 * Puts a gallery into the trash; its photos stay in the library. Links that open nothing else end with it and are
 * brought back with it. Throws `not_found`, `project_archived`.
 */
export async function removeGallery(kit: Kit, actor: Actor, id: string): Promise<void> {
  const projectId = await kit.db.write(async (writer) => {
    const { project_id, title } = await dropGallery(writer, id, kit.clock.now(), 'hand');
    await audit(writer, kit, actor, 'gallery.remove', id, { title });
    return project_id;
  });
  // It opens nothing from here on; that its links say so follows in writes of their own.
  kit.changes.emit('gallery.changed', { galleryId: id, projectId, gone: true, urgent: true });
  await settleSoon(kit, actor, projectId, { galleryId: id });
}

/**
 * Puts a project into the trash with all that is in it; what it is made of stays as it is until the trash is emptied.
 * Throws `not_found`.
 */
export async function removeProject(kit: Kit, actor: Actor, id: string): Promise<void> {
  const galleries = await kit.db.write(async (writer) => {
    const now = kit.clock.now();
    const { title } = await dropProject(writer, id, now);
    const galleries = await dropGalleriesOf(writer, id, now);
    await audit(writer, kit, actor, 'project.remove', id, { title, galleries: galleries.length });
    return galleries;
  });
  for (const galleryId of galleries)
    kit.changes.emit('gallery.changed', { galleryId, projectId: id, gone: true, urgent: true });
  kit.changes.emit('project.changed', { projectId: id });
  await settleSoon(kit, actor, id, { projectId: id });
}
