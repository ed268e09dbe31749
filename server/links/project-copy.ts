import type { Actor } from '../box/actor.ts';
import { audit } from '../box/audit.ts';
import { galleriesOfProject, insertGalleryRow, photoIdsOfProject, replaceGalleryPhotos } from '../galleries/table.ts';
import { newId } from '../ids.ts';
import type { Kit } from '../kit.ts';
import { insertPhotos, photoRowsAfter } from '../library/table.ts';
import { noProject } from '../projects/project.ts';
import { insertProject, projectRow, showProject } from '../projects/table.ts';
import { insertLink } from './link.ts';
import { copyProjectStep } from './next-steps/table.ts';

/** Photos are copied so many at a time, so that guests' opens never wait long for their turn to write. */
const batch = 500;

/**
 * Copies a project: its photos with their words (they share their files), its next step, its galleries in their order,
 * each with a link of its own. Nobody sees the copy before it is whole; one that was cut off goes with the trash. Gives its id.
 * An archived project can be copied. Throws `not_found`.
 */
export async function copyProject(
  kit: Kit,
  actor: Actor,
  sourceId: string,
  title: string | undefined,
): Promise<string> {
  const source = await projectRow(kit.db.read, sourceId);
  if (!source) throw noProject();
  const now = kit.clock.now();
  const id = newId(now);
  const unseen = {
    ...source,
    id,
    title: title ?? source.title,
    archived: 0,
    // Whoever copies a sample goes on with it.
    sample: 0,
    created_at: now,
    updated_at: now,
    deleted_at: now,
  };
  await kit.db.write((writer) => insertProject(writer, unseen));

  const photoIds = new Map<string, string>();
  for (let after = ''; ; ) {
    const rows = await photoRowsAfter(kit.db.read, sourceId, after, batch);
    const last = rows.at(-1);
    if (!last) break;
    after = last.id;
    const copies = rows.map((row) => ({ ...row, id: newId(now), project_id: id, edition: 1, updated_at: now }));
    for (const [index, row] of rows.entries()) photoIds.set(row.id, copies[index]?.id as string);
    await kit.db.write((writer) => insertPhotos(writer, copies));
  }

  const galleries = await galleriesOfProject(kit.db.read, sourceId);
  const contents = await photoIdsOfProject(kit.db.read, sourceId);
  // What came into a gallery after the photos were copied is not in the copy.
  const copied = (ids: readonly string[]) => ids.flatMap((photoId) => photoIds.get(photoId) ?? []);
  const links = await kit.db.write(async (writer) => {
    await showProject(writer, id);
    // As it is: one that is over stays unseen until staff give it another last day.
    await copyProjectStep(writer, sourceId, id, now);
    const made: string[] = [];
    for (const gallery of galleries) {
      const galleryId = newId(now);
      const [cover = null] = copied(gallery.cover_photo_id === null ? [] : [gallery.cover_photo_id]);
      const { next_title: _, newest_at: __, ...rest } = gallery;
      const row = {
        ...rest,
        // Each is a chapter of its own; what fills and follows by itself there need not do so here.
        ...{ next_id: null, daily_at: null, daily_next: null, day_at: null, content_at: now },
        id: galleryId,
        project_id: id,
        cover_photo_id: cover,
        version: 1,
        created_at: now,
        updated_at: now,
      };
      await insertGalleryRow(writer, row);
      await replaceGalleryPhotos(writer, galleryId, copied(contents.get(gallery.id) ?? []), now);
      const link = await insertLink(writer, kit, actor, id, { galleryIds: [galleryId], for: 'one' }, undefined);
      made.push(link.id);
    }
    await audit(writer, kit, actor, 'project.copy', id, {
      title: unseen.title,
      from: sourceId,
      photos: photoIds.size,
      galleries: galleries.length,
    });
    return made;
  });
  kit.changes.emit('project.changed', { projectId: id });
  for (const linkId of links) kit.changes.emit('link.changed', { linkId, projectId: id });
  return id;
}
