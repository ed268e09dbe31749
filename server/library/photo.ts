import type { Photo, PhotoChange, PhotoChanges } from '#contract/photos.ts';
import type { Actor } from '../box/actor.ts';
import { audit } from '../box/audit.ts';
import type { Kit } from '../kit.ts';
import { noProject, openProject } from '../projects/project.ts';
import { projectRow } from '../projects/table.ts';
import { Refusal } from '../refusal.ts';
import type { Writer } from '../store/database.ts';
import {
  type PhotoRow,
  photoRow,
  photoRows,
  photosById,
  trashPhotos,
  updateWords,
  type WholePhotoRow,
} from './table.ts';
import { changedRow, undoing } from './words.ts';

/** Photos of these ids, in their order; those that are gone are left out. */
export async function readPhotos(kit: Kit, ids: readonly string[]): Promise<Photo[]> {
  const rows = new Map((ids.length === 0 ? [] : await photosById(kit.db.read, ids)).map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = rows.get(id);
    return row ? [toPhoto(row)] : [];
  });
}

/** Throws `not_found`. */
export async function readPhoto(kit: Kit, id: string): Promise<Photo> {
  const [photo] = await readPhotos(kit, [id]);
  if (!photo) throw noPhoto();
  return photo;
}

/** Changes what staff say of a photo. Throws `not_found`, `project_archived`. */
export async function changePhoto(kit: Kit, actor: Actor, id: string, change: PhotoChange): Promise<Photo> {
  const done = await kit.db.write(async (writer) => {
    const row = await photoRow(writer, id);
    if (!row) throw noPhoto();
    await openProject(writer, row.project_id);
    const changed = await applyAll(writer, [row], [{ id, change }], kit.clock.now());
    if (changed.length > 0) await audit(writer, kit, actor, 'photo.change', id, { name: row.name, ...change });
    return { changed, projectId: row.project_id };
  });
  announce(kit, done.projectId, done.changed);
  return readPhoto(kit, id);
}

/**
 * Changes several photos of a project, all or none; gives them in the order asked, and what undoes it.
 * Throws `not_found`, `project_archived`, `photo_not_in_project`.
 */
export async function changePhotos(
  kit: Kit,
  actor: Actor,
  projectId: string,
  { changes }: PhotoChanges,
): Promise<{ items: Photo[]; undo: PhotoChanges | null }> {
  const ids = [...new Set(changes.map(({ id }) => id))];
  const changed = await kit.db.write(async (writer) => {
    const { title: project } = await openProject(writer, projectId);
    const rows = await photoRows(writer, projectId, ids);
    if (rows.length < ids.length) {
      const there = new Set(rows.map(({ id }) => id));
      const missing = ids.filter((id) => !there.has(id));
      throw new Refusal('photo_not_in_project', `${missing.length} of the photos are not in this project`, {
        photoIds: missing,
      });
    }
    const changed = await applyAll(writer, rows, changes, kit.clock.now());
    const fields = [...new Set(changes.flatMap(({ change }) => Object.keys(change)))];
    if (changed.length > 0) {
      const really = new Set(changed.map(({ id }) => id));
      const named = told(
        project,
        rows.filter(({ id }) => really.has(id)),
      );
      await audit(writer, kit, actor, 'photos.change', projectId, { fields, ...named });
    }
    return changed;
  });
  announce(kit, projectId, changed);
  return {
    items: await readPhotos(kit, ids),
    undo: changed.length === 0 ? null : { changes: changed.map(({ id, undo }) => ({ id, change: undo })) },
  };
}

interface Changed {
  readonly id: string;
  readonly undo: PhotoChange;
}

/** Stores the changes of these rows; gives those that were really changed. */
async function applyAll(
  writer: Writer,
  rows: readonly PhotoRow[],
  changes: PhotoChanges['changes'],
  now: number,
): Promise<Changed[]> {
  const whole = new Map(
    (
      await photosById(
        writer,
        rows.map(({ id }) => id),
      )
    ).map((row) => [row.id, row.format]),
  );
  const before = new Map(rows.map((row) => [row.id, row]));
  const after = new Map(before);
  for (const { id, change } of changes) {
    const row = after.get(id) as PhotoRow;
    after.set(id, changedRow(row, whole.get(id) ?? 'jpeg', change, now));
  }
  const changed = [...after.values()].flatMap((row) => {
    const undo = undoing(before.get(row.id) as PhotoRow, row);
    return undo ? [{ row: { ...row, updated_at: now }, id: row.id, undo }] : [];
  });
  if (changed.length > 0)
    await updateWords(
      writer,
      changed.map(({ row }) => row),
    );
  return changed.map(({ id, undo }) => ({ id, undo }));
}

function announce(kit: Kit, projectId: string, changed: readonly Changed[]): void {
  for (const { id: photoId, undo } of changed) {
    const { hidden, ...others } = undo;
    const fields = Object.keys(others);
    const marked = fields.every((field) => field === 'mark');
    if (hidden !== undefined)
      kit.changes.emit('photo.changed', { photoId, projectId, what: hidden ? 'shown' : 'hidden' });
    if (fields.length > 0) kit.changes.emit('photo.changed', { photoId, projectId, what: marked ? 'mark' : 'words' });
  }
}

/** Puts a photo into the trash: it vanishes from everywhere at once, and can be had back for 7 days. Throws `not_found`. */
export async function withdrawPhoto(kit: Kit, actor: Actor, id: string): Promise<void> {
  const projectId = await kit.db.write(async (writer) => {
    const row = await photoRow(writer, id);
    if (!row) throw noPhoto();
    await trashPhotos(writer, row.project_id, [id], kit.clock.now());
    await audit(writer, kit, actor, 'photo.withdraw', id, { name: row.name });
    return row.project_id;
  });
  kit.changes.emit('photo.changed', { photoId: id, projectId, what: 'withdrawn' });
}

/** The same for several photos of a project; gives those that were not in the trash before. Throws `not_found`. */
export async function withdrawPhotos(
  kit: Kit,
  actor: Actor,
  projectId: string,
  photoIds: readonly string[],
): Promise<string[]> {
  const ids = await kit.db.write(async (writer) => {
    const project = await projectRow(writer, projectId);
    if (!project) throw noProject();
    const gone = await trashPhotos(writer, projectId, photoIds, kit.clock.now());
    if (gone.length > 0) await audit(writer, kit, actor, 'photos.withdraw', projectId, told(project.title, gone));
    return gone.map(({ id }) => id);
  });
  for (const photoId of ids) kit.changes.emit('photo.changed', { photoId, projectId, what: 'withdrawn' });
  return ids;
}

/** Photos of a project as an audit entry names them: how many, the first hundred of them, and what the first few are called. */
export function told(
  project: string,
  photos: readonly { readonly id: string; readonly name: string }[],
): { project: string; photos: number; names: string[]; photoIds: string[] } {
  return {
    project,
    photos: photos.length,
    names: photos.slice(0, 5).map(({ name }) => name),
    photoIds: photos.slice(0, 100).map(({ id }) => id),
  };
}

/** The refusal for a photo that is not there, or in the trash. */
export function noPhoto(): Refusal {
  return new Refusal('not_found', 'there is no such photo');
}

/** A photo as the contract has it. */
export function toPhoto(row: WholePhotoRow): Photo {
  const trash = row.deleted_at === null ? '' : '&in=trash';
  const image = (size: string) => `/api/photos/${row.id}/image/${size}?e=${row.edition}${trash}`;
  const ready = row.state === 'ready' ? { thumb: image('thumb'), screen: image('screen'), kiosk: image('kiosk') } : {};
  const pano = row.state === 'ready' && row.panorama === 1 ? { pano: image('pano') } : {};
  return {
    id: row.id,
    projectId: row.project_id,
    name: row.name,
    title: row.title,
    caption: row.caption,
    tags: JSON.parse(row.tags) as string[],
    sku: row.sku,
    angle: row.angle,
    usage: row.usage,
    edition: row.edition,
    format: row.format,
    bytes: row.bytes,
    width: row.width,
    height: row.height,
    thumbhash: row.thumbhash,
    takenAt: row.taken_at === null ? null : new Date(row.taken_at).toISOString(),
    uploadedAt: new Date(row.uploaded_at).toISOString(),
    uploadedBy: row.uploader,
    mark: row.mark,
    hidden: row.hidden_at !== null,
    panorama: row.panorama === 1,
    state: row.state,
    failure: row.failure_code === null ? null : { code: row.failure_code, detail: row.failure_detail ?? '' },
    images: { ...ready, ...pano, original: image('original') },
  };
}
