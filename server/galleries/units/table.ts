import { type RawBuilder, sql } from 'kysely';
import type { Reader } from '../../store/database.ts';

/** A gallery of a project of the kind estate, which the remote can call for. */
export interface UnitRow {
  readonly id: string;
  readonly projectId: string;
  readonly title: string;
  readonly line: string;
  readonly building: string;
}

/** What these galleries are called, and what stands beside that; deleted ones, and those of closed projects, are left out. */
export function unitRows(db: Reader, galleryIds: readonly string[]): Promise<UnitRow[]> {
  return units(db, sql`galleries.id IN (SELECT value FROM json_each(${JSON.stringify(galleryIds)}))`);
}

/** The units of those of these projects that are of the kind estate, as staff's list has them, so many a project. */
export function estateUnitRows(db: Reader, projectIds: readonly string[], most: number): Promise<UnitRow[]> {
  const of = sql`projects.kind = 'estate' AND projects.id IN (SELECT value FROM json_each(${JSON.stringify(projectIds)}))`;
  return units(db, of, most);
}

/** Galleries that were neither chosen for one client nor picked at a station. */
async function units(db: Reader, which: RawBuilder<unknown>, most = 1000): Promise<UnitRow[]> {
  const { rows } = await sql<UnitRow>`
    SELECT id, "projectId", title, line, building FROM (
      SELECT galleries.id, galleries.project_id AS "projectId", galleries.title, galleries.line, galleries.building,
        row_number() OVER (PARTITION BY galleries.project_id ORDER BY galleries.id) AS place
      FROM galleries JOIN projects ON projects.id = galleries.project_id
      WHERE ${which} AND galleries.deleted_at IS NULL AND projects.deleted_at IS NULL AND projects.archived = 0
        AND galleries.recipient_id IS NULL AND galleries.picked_at_screen IS NULL)
    WHERE place <= ${most} ORDER BY "projectId", id`.execute(db);
  return rows;
}
