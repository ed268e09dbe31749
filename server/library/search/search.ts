import { Id } from '#contract/common.ts';
import type { PhotoPage, PhotoSearch } from '#contract/photos.ts';
import type { Kit } from '../../kit.ts';
import { noProject } from '../../projects/project.ts';
import { projectRow } from '../../projects/table.ts';
import { Refusal } from '../../refusal.ts';
import { fold } from '../names.ts';
import { toPhoto } from '../photo.ts';
import { kindsOf } from './kinds.ts';
import { type After, countRows, type Found, type FoundRow, searchRows } from './table.ts';

/** A page of the library; the first one with its figures. Throws `not_found` where there is no such project, `invalid_input` for a cursor of another search. */
export async function searchPhotos(kit: Kit, projectId: string, search: PhotoSearch): Promise<PhotoPage> {
  if (!(await projectRow(kit.db.read, projectId))) throw noProject();
  const found = foundBy(projectId, search);
  const [rows, figures] = await Promise.all([
    searchRows(kit.db.read, found, search.order, afterCursor(search), search.limit + 1),
    search.cursor === undefined ? figuresOf(kit, found) : {},
  ]);
  const page = rows.slice(0, search.limit);
  const last = page.at(-1);
  return {
    items: page.map(toPhoto),
    nextCursor: rows.length > search.limit && last ? cursorOf(last) : null,
    ...figures,
  };
}

async function figuresOf(kit: Kit, found: Found): Promise<Pick<PhotoPage, 'total' | 'counts'>> {
  const { projectId, terms, ...others } = found;
  const narrowed = terms.length > 0 || Object.values(others).some((wish) => wish !== undefined);
  const counts = await kindsOf(kit.db, projectId);
  return { total: narrowed ? await countRows(kit.db.read, found) : counts.all, counts };
}

function foundBy(projectId: string, search: PhotoSearch): Found {
  const { sku, angle, usage, state, galleryId, mark } = search;
  return {
    projectId,
    terms: fold(search.q ?? '')
      .split(/\s+/)
      .filter((term) => term !== ''),
    ...{ sku, angle, usage, state, galleryId, mark },
    matched: search.names && search.names === 'matched',
    inGallery: search.inGallery && search.inGallery === 'some',
    panorama: search.panorama && search.panorama === 'true',
    hidden: search.hidden && search.hidden === 'true',
    hearts: search.hearts && true,
  };
}

function cursorOf({ at, id }: FoundRow): string {
  return at === null ? id : `${at}.${id}`;
}

function afterCursor({ cursor, order }: PhotoSearch): After | undefined {
  if (cursor === undefined) return undefined;
  const [, at, id] = /^(?:(-?\d{1,15})\.)?([0-9a-f-]{36})$/.exec(cursor) ?? [];
  if (id === undefined || !Id.safeParse(id).success || (at === undefined) !== (order === 'uploaded'))
    throw new Refusal('invalid_input', 'cursor: not of this search', {
      errors: [{ field: 'cursor', detail: 'not of this search' }],
    });
  return { at: at === undefined ? null : Number(at), id };
}
