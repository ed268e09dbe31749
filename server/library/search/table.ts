import { type SqlBool, sql } from 'kysely';
import type { PhotoPage, PhotoSearch, PhotoState } from '#contract/photos.ts';
import type { Reader } from '../../store/database.ts';
import { type WholePhotoRow, wholePhotos } from '../table.ts';

/** What a search asks for; what is undefined does not count. */
export interface Found {
  readonly projectId: string;
  readonly terms: readonly string[];
  readonly sku?: string | undefined;
  readonly angle?: string | undefined;
  readonly usage?: string | undefined;
  readonly state?: PhotoState | undefined;
  readonly matched?: boolean | undefined;
  readonly galleryId?: string | undefined;
  readonly inGallery?: boolean | undefined;
  readonly mark?: PhotoSearch['mark'];
  readonly panorama?: boolean | undefined;
  readonly hidden?: boolean | undefined;
  /** Only those that a guest gave a heart. */
  readonly hearts?: true | undefined;
}

/** Where a page starts: behind this photo. `at` is what photos are ordered by, before their ids. */
export interface After {
  readonly at: number | null;
  readonly id: string;
}

export type FoundRow = WholePhotoRow & { readonly at: number | null };

const taken = sql<number>`coalesce(photos.taken_at, originals.taken_at, photos.uploaded_at)`;
const panorama = sql<number>`coalesce(photos.panorama, originals.panorama)`;
const held = sql<SqlBool>`EXISTS (SELECT 1 FROM gallery_photos
  JOIN galleries ON galleries.id = gallery_photos.gallery_id AND galleries.deleted_at IS NULL
    AND galleries.picked_at_screen IS NULL
  WHERE gallery_photos.photo_id = photos.id)`;

const hearted = sql<SqlBool>`EXISTS (SELECT 1 FROM hearts WHERE hearts.photo_id = photos.id)`;

function conditions(found: Found) {
  const all = [sql<SqlBool>`photos.project_id = ${found.projectId}`];
  // Parts of words, since Chinese has no blanks: every term must be somewhere in the photo's words.
  for (const term of found.terms) all.push(sql`instr(photos.search, ${term}) > 0`);
  if (found.sku !== undefined) all.push(sql`photos.sku = ${found.sku}`);
  if (found.angle !== undefined) all.push(sql`photos.angle = ${found.angle}`);
  if (found.usage !== undefined) all.push(sql`photos.usage = ${found.usage}`);
  if (found.state !== undefined) all.push(sql`originals.state = ${found.state}`);
  if (found.matched !== undefined) all.push(sql`photos.matched = ${found.matched ? 1 : 0}`);
  if (found.galleryId !== undefined) {
    all.push(sql`photos.id IN (SELECT photo_id FROM gallery_photos WHERE gallery_id = ${found.galleryId})`);
  }
  if (found.inGallery !== undefined) all.push(found.inGallery ? held : sql`NOT ${held}`);
  if (found.mark !== undefined)
    all.push(found.mark === 'none' ? sql`photos.mark IS NULL` : sql`photos.mark = ${found.mark}`);
  if (found.hidden !== undefined) all.push(sql`(photos.hidden_at IS NOT NULL) = ${found.hidden ? 1 : 0}`);
  if (found.hearts) all.push(hearted);
  if (found.panorama !== undefined) all.push(sql`${panorama} = ${found.panorama ? 1 : 0}`);
  return sql<SqlBool>`${sql.join(all, sql` AND `)}`;
}

/** A page of a project's photos, newest first: by upload (`at` is null), or by capture time and, where there is none, by upload. */
export function searchRows(
  db: Reader,
  found: Found,
  order: PhotoSearch['order'],
  after: After | undefined,
  limit: number,
): Promise<FoundRow[]> {
  const query = wholePhotos(db).where(conditions(found)).limit(limit);
  if (order === 'uploaded') {
    const from = after ? query.where('photos.id', '<', after.id) : query;
    return from.select(sql<null>`NULL`.as('at')).orderBy('photos.id', 'desc').execute();
  }
  const from = after ? query.where(sql<SqlBool>`(${taken}, photos.id) < (${after.at}, ${after.id})`) : query;
  return from.select(taken.as('at')).orderBy(sql`at`, 'desc').orderBy('photos.id', 'desc').execute();
}

/** How many fit a search. */
export async function countRows(db: Reader, found: Found): Promise<number> {
  const { rows } = await sql<{ total: number }>`SELECT count(*) AS total FROM photos
    JOIN originals ON originals.hash = photos.hash
    WHERE photos.deleted_at IS NULL AND ${conditions(found)}`.execute(db);
  return rows[0]?.total ?? 0;
}

export type Kinds = NonNullable<PhotoPage['counts']>;

/** Grows with every change of what `countKinds` counts, in the same commit. */
export async function libraryVersion(db: Reader): Promise<number> {
  const { rows } = await sql<{ version: number }>`SELECT version FROM library_version`.execute(db);
  return rows[0]?.version ?? 0;
}

/** How many photos of a project are of each kind, whatever is searched for, and the library's version at that moment. */
export async function countKinds(db: Reader, projectId: string): Promise<{ counts: Kinds; version: number }> {
  // Each figure by the way that looks at the fewest rows: what has failed, and panoramas, are few.
  const { rows } = await sql<Kinds & { held: number; version: number }>`SELECT
      (SELECT version FROM library_version) AS version,
      count(*) AS "all",
      count(*) FILTER (WHERE mark = 'picked') AS picked,
      count(*) FILTER (WHERE mark = 'rejected') AS rejected,
      count(*) FILTER (WHERE matched = 0) AS unmatched,
      count(*) FILTER (WHERE hidden_at IS NOT NULL) AS hidden,
      (SELECT count(*) FROM photos AS liked WHERE liked.project_id = ${projectId} AND liked.deleted_at IS NULL
        AND EXISTS (SELECT 1 FROM hearts WHERE hearts.photo_id = liked.id)) AS hearts,
      (SELECT count(DISTINCT gallery_photos.photo_id) FROM galleries
        JOIN gallery_photos ON gallery_photos.gallery_id = galleries.id
        JOIN photos AS shown ON shown.id = gallery_photos.photo_id AND shown.deleted_at IS NULL
        WHERE galleries.project_id = ${projectId} AND galleries.deleted_at IS NULL
          AND galleries.picked_at_screen IS NULL) AS held,
      (SELECT count(*) FROM photos AS wide
        WHERE wide.project_id = ${projectId} AND wide.panorama = 1 AND wide.deleted_at IS NULL)
      + (SELECT count(*) FROM originals CROSS JOIN photos AS wide ON wide.hash = originals.hash
        WHERE originals.panorama = 1 AND wide.panorama IS NULL
          AND wide.project_id = ${projectId} AND wide.deleted_at IS NULL) AS panorama,
      (SELECT count(*) FROM originals CROSS JOIN photos AS broken ON broken.hash = originals.hash
        WHERE originals.state = 'failed' AND broken.project_id = ${projectId} AND broken.deleted_at IS NULL) AS failed,
      (SELECT count(*) FROM photos AS gone WHERE gone.project_id = ${projectId} AND gone.deleted_at IS NOT NULL) AS trash
    FROM photos WHERE project_id = ${projectId} AND deleted_at IS NULL`.execute(db);
  const { held: inSome, version, ...counts } = rows[0] as (typeof rows)[number];
  return { counts: { ...counts, inNoGallery: counts.all - inSome }, version };
}
