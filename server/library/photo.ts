import type { Photo, PhotoChange, PhotoPage, PhotoSearch } from '#contract/photos.ts';
import type { Actor } from '../box/actor.ts';
import { audit } from '../box/audit.ts';
import type { Kit } from '../kit.ts';
import { openProject } from '../projects/project.ts';
import { projectRow } from '../projects/table.ts';
import { Refusal } from '../refusal.ts';
import { fold } from './names.ts';
import { type PhotoRow, photoRow, photosById, searchRows, updatePhoto, type WholePhotoRow } from './table.ts';

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

/** A page of the library. Throws `not_found` where there is no such project. */
export async function searchPhotos(kit: Kit, projectId: string, search: PhotoSearch): Promise<PhotoPage> {
  if (!(await projectRow(kit.db.read, projectId))) throw new Refusal('not_found', 'there is no such project');
  const rows = await searchRows(kit.db.read, {
    projectId,
    terms: fold(search.q ?? '')
      .split(/\s+/)
      .filter((term) => term !== ''),
    sku: search.sku,
    angle: search.angle,
    usage: search.usage,
    state: search.state,
    matched: search.names === undefined ? undefined : search.names === 'matched',
    galleryId: search.galleryId,
    before: search.cursor,
    limit: search.limit + 1,
  });
  const page = rows.slice(0, search.limit);
  return { items: page.map(toPhoto), nextCursor: rows.length > search.limit ? (page.at(-1)?.id ?? null) : null };
}

/** Changes a photo's words. Throws `not_found`, `project_archived`. */
export async function changePhoto(kit: Kit, actor: Actor, id: string, change: PhotoChange): Promise<Photo> {
  const projectId = await kit.db.write(async (writer) => {
    const row = await photoRow(writer, id);
    if (!row) throw noPhoto();
    await openProject(writer, row.project_id);
    const next: PhotoRow = {
      ...row,
      title: change.title ?? row.title,
      caption: change.caption ?? row.caption,
      tags: change.tags === undefined ? row.tags : JSON.stringify([...new Set(change.tags)]),
      sku: change.sku === undefined ? row.sku : change.sku || null,
      angle: change.angle === undefined ? row.angle : change.angle || null,
      usage: change.usage === undefined ? row.usage : change.usage || null,
      panorama: change.panorama === undefined ? row.panorama : Number(change.panorama),
      taken_at:
        change.takenAt === undefined ? row.taken_at : change.takenAt === null ? null : Date.parse(change.takenAt),
      updated_at: kit.clock.now(),
    };
    await updatePhoto(writer, id, { ...next, search: searchText(next) });
    await audit(writer, kit, actor, 'photo.change', id, change);
    return row.project_id;
  });
  kit.changes.emit('photo.changed', { photoId: id, projectId, what: 'words' });
  return readPhoto(kit, id);
}

/** Puts a photo into the trash: it vanishes from everywhere at once, and can be had back for 7 days. Throws `not_found`. */
export async function withdrawPhoto(kit: Kit, actor: Actor, id: string): Promise<void> {
  const projectId = await kit.db.write(async (writer) => {
    const row = await photoRow(writer, id);
    if (!row) throw noPhoto();
    await updatePhoto(writer, id, { deleted_at: kit.clock.now() });
    await audit(writer, kit, actor, 'photo.withdraw', id, { name: row.name });
    return row.project_id;
  });
  kit.changes.emit('photo.changed', { photoId: id, projectId, what: 'withdrawn' });
}

/** What a search looks through. */
export function searchText(
  row: Pick<PhotoRow, 'name' | 'title' | 'caption' | 'tags' | 'sku' | 'angle' | 'usage'>,
): string {
  return fold(
    [row.title, row.caption, ...(JSON.parse(row.tags) as string[]), row.name, row.sku, row.angle, row.usage]
      .filter(Boolean)
      .join('\n'),
  );
}

export function noPhoto(): Refusal {
  return new Refusal('not_found', 'there is no such photo');
}

function toPhoto(row: WholePhotoRow): Photo {
  const image = (size: string) => `/api/photos/${row.id}/image/${size}?e=${row.edition}`;
  const ready = row.state === 'ready' ? { thumb: image('thumb'), screen: image('screen'), kiosk: image('kiosk') } : {};
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
    panorama: row.panorama === 1,
    state: row.state,
    failure: row.failure_code === null ? null : { code: row.failure_code, detail: row.failure_detail ?? '' },
    images: { ...ready, original: image('original') },
  };
}
