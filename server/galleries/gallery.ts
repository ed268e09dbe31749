import {
  type Gallery,
  type GalleryChange,
  type GalleryMoves,
  galleryLimit,
  type NewGallery,
} from '#contract/galleries.ts';
import type { Actor } from '../box/actor.ts';
import { audit } from '../box/audit.ts';
import { readSettings } from '../box/settings.ts';
import { newId } from '../ids.ts';
import type { Kit } from '../kit.ts';
import { openProject } from '../projects/project.ts';
import { projectRow } from '../projects/table.ts';
import { Refusal, refusedField } from '../refusal.ts';
import type { Reader, Writer } from '../store/database.ts';
import { chainAround, leaveChain, placeInChain } from './chapters/table.ts';
import { nextStrike } from './strike.ts';
import {
  addGalleryPhotos,
  type GalleryRow,
  galleriesOfProject,
  galleryRow,
  insertGalleryRow,
  photoIdsOf,
  photoIdsOfProject,
  photosInProject,
  removeGalleryPhotos,
  replaceGalleryPhotos,
  updateGallery,
  type WholeGalleryRow,
} from './table.ts';

/** Throws `not_found` where there is no such project. */
export async function listGalleries(kit: Kit, projectId: string): Promise<Gallery[]> {
  if (!(await projectRow(kit.db.read, projectId))) throw new Refusal('not_found', 'there is no such project');
  const ids = await photoIdsOfProject(kit.db.read, projectId);
  return (await galleriesOfProject(kit.db.read, projectId)).map((row) => toGallery(row, ids.get(row.id) ?? []));
}

/** From either side of the database; throws `not_found`. */
export async function readGallery(db: Reader, id: string): Promise<Gallery> {
  const row = await galleryRow(db, id);
  if (!row) throw noGallery();
  return toGallery(row, await photoIdsOf(db, id));
}

/**
 * Makes a gallery, inside the write that also makes its first link; a personal one names its recipient.
 * Throws `not_found`, `project_archived`, `gallery_full`, `photo_not_in_project`.
 */
export async function insertGallery(
  writer: Writer,
  kit: Kit,
  actor: Actor,
  projectId: string,
  input: NewGallery,
  recipientId: string | null = null,
): Promise<Gallery> {
  await openProject(writer, projectId);
  const photoIds = await checkContent(writer, projectId, input.photoIds ?? []);
  const now = kit.clock.now();
  const id = newId(now);
  await insertGalleryRow(writer, {
    id,
    project_id: projectId,
    title: input.title,
    inflow: input.inflow ?? 'append',
    // Staff who list photos have put them in order; a gallery that fills by itself goes by capture time.
    ordering: photoIds.length > 0 ? 'manual' : 'captured',
    cover_photo_id: null,
    version: 1,
    recipient_id: recipientId,
    created_at: now,
    updated_at: now,
    deleted_at: null,
  });
  await replaceGalleryPhotos(writer, id, photoIds, now);
  await audit(writer, kit, actor, 'gallery.add', id, { title: input.title, photos: photoIds.length });
  return readGallery(writer, id);
}

/**
 * Marks a gallery as deleted at an instant, inside a write that also notes it; its links end after it. Gives it. Throws
 * `not_found`, `project_archived`.
 */
export async function dropGallery(
  writer: Writer,
  id: string,
  at: number,
  why: 'hand' | 'clean_up',
): Promise<GalleryRow> {
  const row = await galleryRow(writer, id);
  if (!row) throw noGallery();
  await openProject(writer, row.project_id);
  await leaveChain(writer, row);
  await updateGallery(writer, id, { deleted_at: at, deleted_why: why, updated_at: at });
  return row;
}

/** Throws `not_found`, `changed_meanwhile`, `photo_not_in_project` for a cover from elsewhere. */
export function changeGallery(kit: Kit, actor: Actor, id: string, change: GalleryChange): Promise<Gallery> {
  return edit(kit, actor, id, 'gallery.change', change.version, async (writer, row, photoIds, now) => {
    const { coverPhotoId: cover } = change;
    if (cover && !photoIds.includes(cover))
      throw new Refusal('photo_not_in_project', 'the cover has to be a photo of the gallery', {
        errors: [refusedField('coverPhotoId', (say) => say.notOfGallery)],
      });
    await updateGallery(writer, id, {
      title: change.title ?? row.title,
      inflow: change.inflow ?? row.inflow,
      ordering: change.order ?? row.ordering,
      cover_photo_id: cover === undefined ? row.cover_photo_id : cover,
      kept: change.kept === undefined ? row.kept : Number(change.kept),
      line: change.line ?? row.line,
      building: change.building ?? row.building,
      updated_at: now,
    });
    // What guests see now becomes the order to go on from by hand.
    if (change.order === 'manual' && row.ordering !== 'manual') await replaceGalleryPhotos(writer, id, photoIds, now);
    if (change.dailyAt !== undefined) await setDaily(writer, kit, id, change.dailyAt, now);
    return { ...change };
  });
}

/** The hour at which a new chapter begins belongs to all chapters that follow each other, and counts from its next stroke on. */
async function setDaily(writer: Writer, kit: Kit, id: string, at: string | null, now: number): Promise<void> {
  const daily_next = at === null ? null : nextStrike(now, at, readSettings(kit).timeZone);
  await placeInChain(writer, await chainAround(writer, id), { daily_at: at, daily_next });
}

/** Sets content and order at once. Throws `not_found`, `changed_meanwhile`, `gallery_full`, `photo_not_in_project`. */
export function setGalleryPhotos(
  kit: Kit,
  actor: Actor,
  id: string,
  photoIds: readonly string[],
  version: number,
): Promise<Gallery> {
  return edit(kit, actor, id, 'gallery.photos', version, async (writer, row, before, now) => {
    const ids = await checkContent(writer, row.project_id, photoIds);
    await replaceGalleryPhotos(writer, id, ids, now);
    await updateGallery(writer, id, {
      ordering: 'manual',
      cover_photo_id: coverOf(row, ids),
      updated_at: now,
      // Another order, or fewer of the same, is nothing new.
      ...(ids.some((photoId) => !before.includes(photoId)) && { content_at: now }),
    });
    return { before: before.length, after: ids.length };
  });
}

/** Adds and takes out photos. Throws `not_found`, `gallery_full`, `photo_not_in_project`. */
export function moveGalleryPhotos(
  kit: Kit,
  actor: Actor,
  id: string,
  { add = [], remove = [] }: GalleryMoves,
): Promise<Gallery> {
  return edit(kit, actor, id, 'gallery.photos', undefined, async (writer, row, before, now) => {
    const left = before.filter((photoId) => !remove.includes(photoId));
    const fresh = [...new Set(add)].filter((photoId) => !left.includes(photoId));
    await checkContent(writer, row.project_id, [...left, ...fresh], 'add');
    await removeGalleryPhotos(writer, id, remove);
    await addGalleryPhotos(writer, id, fresh, now);
    await updateGallery(writer, id, {
      cover_photo_id: coverOf(row, [...left, ...fresh]),
      updated_at: now,
      ...(fresh.length > 0 && { content_at: now }),
    });
    return { added: fresh.length, removed: before.length - left.length };
  });
}

type Edit = (writer: Writer, row: WholeGalleryRow, photoIds: string[], now: number) => Promise<Record<string, unknown>>;

/** One change of a gallery: nobody's work is overwritten, it is audited, and announced after it is on disk. */
async function edit(
  kit: Kit,
  actor: Actor,
  id: string,
  action: string,
  version: number | undefined,
  act: Edit,
): Promise<Gallery> {
  const { gallery, lost } = await kit.db.write(async (writer) => {
    const row = await galleryRow(writer, id);
    if (!row) throw noGallery();
    if (version !== undefined && version !== row.version) {
      throw new Refusal('changed_meanwhile', 'somebody changed the gallery meanwhile; read it again', {
        version: row.version,
      });
    }
    await openProject(writer, row.project_id);
    const before = await photoIdsOf(writer, id);
    const told = await act(writer, row, before, kit.clock.now());
    await audit(writer, kit, actor, action, id, { title: row.title, ...told });
    const gallery = await readGallery(writer, id);
    return { gallery, lost: before.some((photoId) => !gallery.photoIds.includes(photoId)) };
  });
  kit.changes.emit('gallery.changed', { galleryId: id, projectId: gallery.projectId, gone: false, urgent: lost });
  return gallery;
}

/** The ids once each. Throws `gallery_full`, which names the way on, and `photo_not_in_project`; both name the field. */
export async function checkContent(
  db: Reader,
  projectId: string,
  photoIds: readonly string[],
  field = 'photoIds',
): Promise<string[]> {
  const ids = [...new Set(photoIds)];
  if (ids.length > galleryLimit)
    throw new Refusal(
      'gallery_full',
      `a gallery holds ${galleryLimit} photos, these are ${ids.length}; chapters under one link hold them all`,
      {
        ...{ limit: galleryLimit, count: ids.length, chapters: `/api/projects/${projectId}/chapters` },
        errors: [refusedField(field, (say) => say.photos(galleryLimit))],
      },
    );
  await checkPhotos(db, projectId, ids, field);
  return ids;
}

/** Throws `photo_not_in_project`, naming which. */
export async function checkPhotos(
  db: Reader,
  projectId: string,
  ids: readonly string[],
  field = 'photoIds',
): Promise<void> {
  const there = await photosInProject(db, projectId, ids);
  const missing = ids.filter((id) => !there.has(id));
  if (missing.length > 0)
    throw new Refusal('photo_not_in_project', `${missing.length} of the photos are not in this project`, {
      photoIds: missing,
      errors: [refusedField(field, (say) => say.notOfProject)],
    });
}

/** The cover that a gallery keeps with these photos; null where it is not among them. */
export function coverOf(row: GalleryRow, photoIds: readonly string[]): string | null {
  return row.cover_photo_id !== null && photoIds.includes(row.cover_photo_id) ? row.cover_photo_id : null;
}

export function noGallery(): Refusal {
  return new Refusal('not_found', 'there is no such gallery');
}

export function toGallery(row: WholeGalleryRow, photoIds: string[]): Gallery {
  return {
    id: row.id,
    projectId: row.project_id,
    title: row.title,
    inflow: row.inflow,
    order: row.ordering,
    coverPhotoId: row.cover_photo_id,
    photoIds,
    next: row.next_id === null ? null : { id: row.next_id, title: row.next_title ?? '' },
    dailyAt: row.daily_at,
    recipientId: row.recipient_id,
    kept: row.kept === 1,
    line: row.line,
    building: row.building,
    contentAt: new Date(row.newest_at).toISOString(),
    version: row.version,
    createdAt: new Date(row.created_at).toISOString(),
    updatedAt: new Date(row.updated_at).toISOString(),
  };
}
