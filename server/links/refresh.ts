import type { Actor } from '../box/actor.ts';
import type { Kit } from '../kit.ts';
import { openProject } from '../projects/project.ts';
import { auditLink, readLink } from './link.ts';
import { type StoredLink, updateLinkRow } from './table.ts';

/** Somebody has looked: what the link shows is still right, and is counted as fresh from now on. Throws `not_found`, `project_archived`. */
export async function confirmFresh(kit: Kit, actor: Actor, id: string): Promise<StoredLink> {
  const link = await kit.db.write(async (writer) => {
    const { projectId } = await readLink(writer, id);
    await openProject(writer, projectId);
    await updateLinkRow(writer, id, { refreshed_at: kit.clock.now() });
    await auditLink(writer, kit, actor, 'link.refreshed', id, {});
    return readLink(writer, id);
  });
  kit.changes.emit('link.changed', { linkId: id, projectId: link.projectId });
  return link;
}
