import type { Kit } from '../../kit.ts';
import { keepTrash, trashMs } from '../../library/recover.ts';
import { emptyProject, spendProject, spentProjects } from '../../projects/table.ts';
import { deleteGalleries, deleteRecipients, emptyingSteps, spentGalleries } from './table.ts';

const perWrite = 1000;
/** Each has photos, and may have its own links, plans and wishes. */
const galleriesPerWrite = 10;
/** Each may have been sent many messages. */
const recipientsPerWrite = 20;

export interface Emptied {
  projects: number;
  galleries: number;
  recipients: number;
}

/**
 * Ends for good the projects, galleries and recipients that have lain in the trash for 7 days, with all that hangs on
 * them; photos and files go with the library's own trash. Of a project's links there stays what their printed codes need
 * to say that they were withdrawn (docs/decisions/0009). Does nothing while the clock cannot be trusted. May be cut off
 * and run again: a project counts as emptied only when nothing hangs on it any more.
 */
export async function emptyRemoved(kit: Kit): Promise<Emptied> {
  const done: Emptied = { projects: 0, galleries: 0, recipients: 0 };
  if (!kit.clock.mayDelete()) return done;
  // What was deleted by a wrong clock is kept for as long as anything.
  await keepTrash(kit);
  const before = kit.clock.now() - trashMs;
  for (const id of await spentProjects(kit.db.read, before)) {
    if (!(await kit.db.write((writer) => spendProject(writer, id, before)))) continue;
    for (const step of emptyingSteps) {
      while ((await kit.db.write((writer) => step(writer, id, perWrite))) > 0);
    }
    await kit.db.write((writer) => emptyProject(writer, id));
    kit.changes.emit('project.changed', { projectId: id });
    done.projects += 1;
  }
  for (;;) {
    const ids = await spentGalleries(kit.db.read, before, galleriesPerWrite);
    if (ids.length === 0) break;
    await kit.db.write((writer) => deleteGalleries(writer, ids, before));
    done.galleries += ids.length;
  }
  for (;;) {
    const gone = await kit.db.write((writer) => deleteRecipients(writer, before, recipientsPerWrite));
    done.recipients += gone;
    if (gone < recipientsPerWrite) return done;
  }
}
