import { galleryLimit } from '#contract/galleries.ts';
import type { TrashedPhoto } from '#contract/photos.ts';
import type { Actor } from '../box/actor.ts';
import { audit } from '../box/audit.ts';
import type { Kit } from '../kit.ts';
import { told, toPhoto } from '../library/photo.ts';
import { trashMs } from '../library/recover.ts';
import { trashPage, untrashPhotos } from '../library/table.ts';
import { noProject } from '../projects/project.ts';
import { projectRow } from '../projects/table.ts';
import { Refusal } from '../refusal.ts';
import type { Writer } from '../store/database.ts';
import { galleriesOfPhotos, galleryRow, photoIdsOf, removeGalleryPhotos, updateGallery } from './table.ts';

const pageSize = 60;

/** A page of a project's trash, last withdrawn first, with the galleries that each photo came from. Throws `not_found`. */
export async function readTrash(
  kit: Kit,
  projectId: string,
  cursor: string | undefined,
): Promise<{ items: TrashedPhoto[]; nextCursor: string | null }> {
  if (!(await projectRow(kit.db.read, projectId))) throw noProject();
  const rows = await trashPage(kit.db.read, projectId, positionOf(cursor), pageSize + 1);
  const page = rows.slice(0, pageSize);
  const ids = page.map(({ id }) => id);
  const places = (await galleriesOfPhotos(kit.db.read, ids)).filter(
    ({ picked_at_screen }) => picked_at_screen === null,
  );
  const items = page.map((row): TrashedPhoto => {
    const at = row.deleted_at as number;
    return {
      photo: toPhoto(row),
      withdrawnAt: new Date(at).toISOString(),
      goneAt: new Date(at + trashMs).toISOString(),
      galleries: places.filter((place) => place.photo_id === row.id).map(({ id, title }) => ({ id, title })),
    };
  });
  const last = page.at(-1);
  return { items, nextCursor: rows.length > pageSize && last ? `${last.deleted_at}.${last.id}` : null };
}

function positionOf(cursor: string | undefined): { at: number; id: string } | undefined {
  if (cursor === undefined) return undefined;
  const [, at, id] = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(cursor) ?? [];
  if (at === undefined || id === undefined)
    throw new Refusal('invalid_input', 'cursor: none of ours', {
      errors: [{ field: 'cursor', detail: 'none of ours' }],
    });
  return { at: Number(at), id };
}

export interface Restored {
  /** Those that were in the trash, and are not any more. */
  readonly photoIds: string[];
  /** Galleries that had no room left for some. */
  readonly full: { galleryId: string; title: string; photoIds: string[] }[];
  /** Those that stay in the trash, each with the photo as which the project has its file again. */
  readonly duplicates: { photoId: string; of: string }[];
}

/**
 * Takes photos out of the trash, back to their places in their galleries; where one is full by now, they stay out of it.
 * As an upload makes no second photo of a file that the project has, this brings none back. As withdrawing, it may be
 * done in an archived project. Throws `not_found`, and `photo_already_there` where for that reason nothing comes back.
 */
export async function restorePhotos(
  kit: Kit,
  actor: Actor,
  projectId: string,
  photoIds: readonly string[],
): Promise<Restored> {
  const { restored, changed } = await kit.db.write(async (writer) => {
    const project = await projectRow(writer, projectId);
    if (!project) throw noProject();
    const { back, duplicates } = await untrashPhotos(writer, projectId, photoIds);
    if (back.length === 0 && duplicates.length > 0) {
      throw new Refusal('photo_already_there', 'the project has this file again as another photo', { duplicates });
    }
    const ids = back.map(({ id }) => id);
    const { full, changed } = await makeRoom(writer, ids, kit.clock.now());
    if (back.length > 0) await audit(writer, kit, actor, 'photos.restore', projectId, told(project.title, back));
    return { restored: { photoIds: ids, full, duplicates }, changed };
  });
  for (const photoId of restored.photoIds) kit.changes.emit('photo.changed', { photoId, projectId, what: 'restored' });
  for (const galleryId of changed)
    kit.changes.emit('gallery.changed', { galleryId, projectId, gone: false, urgent: false });
  return restored;
}

/** Their places were kept while they lay in the trash; those for which there is no room lose them now. */
export async function makeRoom(
  writer: Writer,
  back: readonly string[],
  now: number,
): Promise<{ full: Restored['full']; changed: string[] }> {
  const places = await galleriesOfPhotos(writer, back);
  const changed = [...new Set(places.map(({ id }) => id))];
  const full: Restored['full'] = [];
  for (const galleryId of changed) {
    const all = await photoIdsOf(writer, galleryId);
    const mine = new Set(places.filter(({ id }) => id === galleryId).map(({ photo_id }) => photo_id));
    const over = all.length - galleryLimit;
    const out = over > 0 ? all.filter((id) => mine.has(id)).slice(-over) : [];
    await removeGalleryPhotos(writer, galleryId, out);
    const { title, cover_photo_id: cover } = await existing(writer, galleryId);
    if (out.length > 0) full.push({ galleryId, title, photoIds: out });
    await updateGallery(writer, galleryId, {
      updated_at: now,
      cover_photo_id: cover !== null && out.includes(cover) ? null : cover,
    });
  }
  return { full, changed };
}

async function existing(writer: Writer, id: string) {
  const row = await galleryRow(writer, id);
  if (!row) throw new Refusal('not_found', 'there is no such gallery');
  return row;
}
