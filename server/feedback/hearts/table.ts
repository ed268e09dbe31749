import { sql } from 'kysely';
import { linksFor } from '../../links/recipients/table.ts';
import type { Reader, Writer } from '../../store/database.ts';

declare module '../../store/tables.ts' {
  interface Tables {
    hearts: HeartRow;
  }
}

/** A heart of one phone at one photo, by the link it came through; instants in UTC ms. */
interface HeartRow {
  link_id: string;
  visitor: string;
  photo_id: string;
  /** May be empty. */
  line: string;
  at: number;
  updated_at: number;
}

/** Whose heart at what. */
export interface HeartOf {
  readonly linkId: string;
  readonly visitor: string;
  readonly photoId: string;
}

/** The second browser of a phone that a link knows is that phone. */
const phone = (linkId: string, visitor: string) => sql<string>`coalesce((SELECT device FROM link_visitors
  WHERE link_visitors.link_id = ${linkId} AND link_visitors.visitor = ${visitor}), ${visitor})`;

/**
 * Gives a photo the phone's heart, with this line or, where none is said, the one it had. Gives the line; undefined where
 * the link takes no feedback any more.
 */
export async function putHeart(
  writer: Writer,
  { linkId, visitor, photoId }: HeartOf,
  line: string | undefined,
  now: number,
): Promise<string | undefined> {
  const { rows } = await sql<{ line: string }>`
    INSERT INTO hearts (link_id, visitor, photo_id, line, at, updated_at)
    SELECT links.id, ${phone(linkId, visitor)}, photos.id, ${line ?? ''}, ${now}, ${now}
    FROM links JOIN photos ON photos.id = ${photoId} AND photos.deleted_at IS NULL
    WHERE links.id = ${linkId} AND links.feedback = 1 AND links.revoked_at IS NULL
    ON CONFLICT (link_id, visitor, photo_id) DO UPDATE SET line = coalesce(${line ?? null}, line), updated_at = ${now}
    RETURNING line`.execute(writer);
  return rows[0]?.line;
}

/** Takes it back, line and all; false where there was none. */
export async function removeHeart(writer: Writer, { linkId, visitor, photoId }: HeartOf): Promise<boolean> {
  const { numDeletedRows } = await writer
    .deleteFrom('hearts')
    .where('link_id', '=', linkId)
    .where('visitor', '=', phone(linkId, visitor))
    .where('photo_id', '=', photoId)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/** The photos that a phone gave its heart to by a link, with its lines. */
export function heartsOfPhone(
  db: Reader,
  linkId: string,
  visitor: string,
): Promise<{ photo_id: string; line: string }[]> {
  return db
    .selectFrom('hearts')
    .select(['photo_id', 'line'])
    .where('link_id', '=', linkId)
    .where('visitor', '=', phone(linkId, visitor))
    .execute();
}

export interface WhichHearts {
  readonly projectId: string;
  readonly galleryId?: string | undefined;
  readonly linkId?: string | undefined;
  readonly photoId?: string | undefined;
  /** Only by links that there are for this account; null: by all. */
  readonly maker: string | null;
  readonly most: { readonly photos: number; readonly each: number };
}

/** One heart, beside how many its photo has. */
export interface ToldHeart {
  readonly photoId: string;
  readonly linkId: string;
  readonly name: string;
  readonly line: string;
  readonly at: number;
  readonly hearts: number;
  readonly lines: number;
}

/** Hearts of a project's photos: the photo with the most first, of each those with a line first, then the newest. */
export async function heartsOfProject(
  db: Reader,
  { projectId, galleryId, linkId, photoId, maker, most }: WhichHearts,
): Promise<ToldHeart[]> {
  const conditions = [
    sql`photos.project_id = ${projectId} AND photos.deleted_at IS NULL`,
    ...(photoId === undefined ? [] : [sql`hearts.photo_id = ${photoId}`]),
    ...(linkId === undefined ? [] : [sql`hearts.link_id = ${linkId}`]),
    ...(galleryId === undefined
      ? []
      : [
          sql`hearts.photo_id IN (SELECT gallery_photos.photo_id FROM gallery_photos
          JOIN galleries ON galleries.id = gallery_photos.gallery_id AND galleries.deleted_at IS NULL
          WHERE galleries.id = ${galleryId})`,
        ]),
    linksFor(maker),
  ];
  const { rows } = await sql<ToldHeart>`
    WITH found AS (
      SELECT hearts.photo_id, hearts.link_id, hearts.line, hearts.updated_at AS at,
        coalesce(recipients.name, links.label) AS name
      FROM photos CROSS JOIN hearts ON hearts.photo_id = photos.id
        JOIN links ON links.id = hearts.link_id
        LEFT JOIN recipients ON recipients.id = links.recipient_id
      WHERE ${sql.join(conditions, sql` AND `)}
    ), counted AS (
      SELECT photo_id, count(*) AS hearts, count(*) FILTER (WHERE line <> '') AS lines, max(at) AS last
      FROM found GROUP BY photo_id ORDER BY hearts DESC, last DESC, photo_id LIMIT ${most.photos}
    ), placed AS (
      SELECT found.*, counted.hearts, counted.lines, counted.last,
        row_number() OVER (PARTITION BY found.photo_id ORDER BY found.line = '', found.at DESC) AS place
      FROM counted JOIN found ON found.photo_id = counted.photo_id
    )
    SELECT photo_id AS "photoId", link_id AS "linkId", name, line, at, hearts, lines
    FROM placed WHERE place <= ${most.each} ORDER BY hearts DESC, last DESC, photo_id, place`.execute(db);
  return rows;
}
