import type { Unit } from '#contract/screens.ts';
import type { Shelf, ShownGallery } from '../galleries/shelf.ts';
import { estateUnitRows, type UnitRow, unitRows } from '../galleries/units/table.ts';
import { linksOfProject, type StoredLink } from '../links/table.ts';
import type { Reader } from '../store/database.ts';
import { isClosed } from './private.ts';
import { coverFirst } from './ready.ts';

/** So many units a project can be called for. */
export const unitLimit = 40;

/**
 * The galleries that may be called for where these projects are on: the units of those of the kind estate, but for those
 * that are internal or ask for a password, since nobody was asked whether everybody may see them.
 */
export async function unitGalleryIds(db: Reader, projectIds: readonly string[]): Promise<string[]> {
  if (projectIds.length === 0) return [];
  const rows = await estateUnitRows(db, projectIds, unitLimit);
  const closed = await closedAmong(db, rows);
  return rows.map(({ id }) => id).filter((id) => !closed.has(id));
}

async function closedAmong(db: Reader, units: readonly UnitRow[]): Promise<Set<string>> {
  const links = new Map<string, StoredLink[]>(units.map(({ id }) => [id, []]));
  for (const projectId of new Set(units.map((unit) => unit.projectId))) {
    for (const link of await linksOfProject(db, projectId)) {
      for (const galleryId of link.galleryIds) links.get(galleryId)?.push(link);
    }
  }
  return new Set([...links].flatMap(([id, its]) => (isClosed(its) ? [id] : [])));
}

/** What a screen shows, as far as its units depend on it. */
export interface Showing {
  readonly projectIds: readonly string[];
  /** In the order shown. */
  readonly galleryIds: readonly string[];
}

/**
 * What the remote of a screen can call for: of projects of the kind estate their units, in the order of staff's list;
 * of others the galleries that are on it, in the order shown. Those without a photo to be seen are left out.
 */
export async function listUnits(db: Reader, shelf: Shelf, { projectIds, galleryIds }: Showing): Promise<Unit[]> {
  const estate = projectIds.length === 0 ? [] : await estateUnitRows(db, projectIds, unitLimit);
  const listed = new Set(estate.map(({ projectId }) => projectId));
  const shown = galleryIds.length === 0 ? [] : await unitRows(db, galleryIds);
  const place = new Map(galleryIds.map((id, nr) => [id, nr]));
  const closed = await closedAmong(db, estate);
  // What is shown anyhow may be called for.
  const open = estate.filter(({ id }) => !closed.has(id) || place.has(id));
  const others = shown
    .filter(({ projectId }) => !listed.has(projectId))
    .toSorted((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0));
  const units = await Promise.all(
    [...open, ...others].map(async (row) => {
      const gallery = await shelf.gallery(row.id);
      return gallery && unitOf(row, gallery, listed.has(row.projectId) ? 'unit' : 'gallery');
    }),
  );
  return units.filter((unit) => unit !== undefined && unit.photoIds.length > 0) as Unit[];
}

/** A unit as the remote has it: its cover first, then as guests see it. */
export function unitOf(
  { id, projectId, title, line, building }: UnitRow,
  gallery: ShownGallery,
  kind: Unit['kind'],
): Unit {
  return { galleryId: id, projectId, kind, title, line, building, photoIds: coverFirst(gallery) };
}
