import { sql } from 'kysely';
import type { Reader } from '../../store/database.ts';
import { expiry } from '../table.ts';

/** A gallery all of whose links are over. Instants in UTC ms. */
export interface OverGallery {
  readonly id: string;
  readonly title: string;
  readonly projectId: string;
  readonly projectTitle: string;
  /** When the last of its links ended. */
  readonly endedAt: number;
  /** Photos that no other gallery holds, and what their files weigh. */
  readonly photos: number;
  readonly bytes: number;
}

const ended = sql`min(coalesce(links.revoked_at, 9e15), coalesce(${expiry}, 9e15))`;

/**
 * Galleries that had links, all of which ended up to an instant, those that staff want kept left out: the one that ended
 * first comes first. One that is only used up is not over: staff give such links more. Of these projects, or of all.
 */
export async function overGalleries(
  db: Reader,
  until: number,
  of: { readonly projectIds?: readonly string[] | null; readonly galleryId?: string } = {},
): Promise<OverGallery[]> {
  const { projectIds = null, galleryId } = of;
  const some =
    projectIds === null ? sql`` : sql`AND projects.id IN (SELECT value FROM json_each(${JSON.stringify(projectIds)}))`;
  const one = galleryId === undefined ? sql`` : sql`AND galleries.id = ${galleryId}`;
  // First whether any link still opens, which one row answers of most galleries.
  const { rows } = await sql<OverGallery>`
    WITH over AS MATERIALIZED (SELECT galleries.id, galleries.title, projects.id AS project_id, projects.title AS project_title,
        (SELECT max(${ended}) FROM link_galleries JOIN links ON links.id = link_galleries.link_id
          WHERE link_galleries.gallery_id = galleries.id) AS ended_at
      FROM galleries JOIN projects ON projects.id = galleries.project_id
        AND projects.deleted_at IS NULL AND projects.archived = 0
      WHERE galleries.deleted_at IS NULL AND galleries.kept = 0 AND galleries.picked_at_screen IS NULL ${some} ${one}
        AND NOT EXISTS (SELECT 1 FROM link_galleries JOIN links ON links.id = link_galleries.link_id
          WHERE link_galleries.gallery_id = galleries.id AND ${ended} > ${until})),
    alone AS (SELECT over.id, originals.hash, originals.bytes FROM over
      JOIN gallery_photos AS held ON held.gallery_id = over.id
      JOIN photos ON photos.id = held.photo_id AND photos.deleted_at IS NULL
      JOIN originals ON originals.hash = photos.hash
      WHERE NOT EXISTS (SELECT 1 FROM gallery_photos AS other
        JOIN galleries ON galleries.id = other.gallery_id AND galleries.deleted_at IS NULL
        WHERE other.photo_id = held.photo_id AND other.gallery_id <> held.gallery_id))
    SELECT over.id, title, project_id AS "projectId", project_title AS "projectTitle", ended_at AS "endedAt",
      (SELECT count(*) FROM alone WHERE alone.id = over.id) AS photos,
      (SELECT coalesce(sum(bytes), 0) FROM alone WHERE alone.id = over.id) AS bytes
    FROM over WHERE ended_at IS NOT NULL ORDER BY ended_at, over.id`.execute(db);
  return rows;
}

/** Galleries that guests picked at stations, all of whose links ended up to an instant; of projects that are open. */
export async function overPicks(
  db: Reader,
  until: number,
  limit: number,
): Promise<{ id: string; projectId: string }[]> {
  const { rows } = await sql<{ id: string; projectId: string }>`
    SELECT galleries.id, galleries.project_id AS "projectId" FROM galleries
      JOIN projects ON projects.id = galleries.project_id AND projects.deleted_at IS NULL AND projects.archived = 0
    WHERE galleries.picked_at_screen IS NOT NULL AND galleries.deleted_at IS NULL AND galleries.kept = 0
      AND NOT EXISTS (SELECT 1 FROM link_galleries JOIN links ON links.id = link_galleries.link_id
        WHERE link_galleries.gallery_id = galleries.id AND ${ended} > ${until})
    ORDER BY galleries.id LIMIT ${limit}`.execute(db);
  return rows;
}
