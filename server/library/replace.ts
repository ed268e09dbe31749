import type { Actor } from '../box/actor.ts';
import { audit } from '../box/audit.ts';
import type { Kit } from '../kit.ts';
import { openProject } from '../projects/project.ts';
import { upsertOriginal } from './originals/table.ts';
import { noPhoto } from './photo.ts';
import { keepEdition, type PhotoRow, photoRow, updatePhoto } from './table.ts';
import { type Looked, originalOf } from './take-in.ts';
import { searchText } from './words.ts';

/**
 * Puts another file in a photo's place, everywhere it is shown; the edition grows and the old file is kept.
 * The same file again changes nothing. Gives the file's hash where its sizes are to be made. Throws `not_found`.
 */
export async function replaceFile(
  kit: Kit,
  actor: Actor,
  photoId: string,
  file: Looked['good'][number],
): Promise<string | undefined> {
  const done = await kit.files.alone([file.hash], async () => {
    await kit.files.keep(file.part, file.hash);
    return kit.db.write(async (writer) => {
      const row = await photoRow(writer, photoId);
      if (!row) throw noPhoto();
      await openProject(writer, row.project_id);
      const now = kit.clock.now();
      const toRender = await upsertOriginal(writer, originalOf(file, now));
      if (row.hash === file.hash) return { projectId: row.project_id, toRender, same: true };
      await keepEdition(writer, {
        photo_id: photoId,
        edition: row.edition,
        hash: row.hash,
        name: row.name,
        replaced_at: now,
      });
      // The photo keeps its words; its name becomes that of the new file, so that a download is called what it is.
      const next: PhotoRow = {
        ...row,
        hash: file.hash,
        edition: row.edition + 1,
        name: file.name,
        taken_at: null,
        updated_at: now,
      };
      await updatePhoto(writer, photoId, { ...next, search: searchText(next) });
      await audit(writer, kit, actor, 'photo.replace', photoId, {
        name: row.name,
        file: file.name,
        edition: next.edition,
      });
      return { projectId: row.project_id, toRender, same: false };
    });
  });
  if (!done.same) kit.changes.emit('photo.changed', { photoId, projectId: done.projectId, what: 'file' });
  return done.toRender ? file.hash : undefined;
}
