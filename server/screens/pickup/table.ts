import { sql } from 'kysely';
import { type PickupPhoto, pickupMost } from '#contract/pickup.ts';
import type { Reader, Writer } from '../../store/database.ts';

/** A chosen gallery that is there, of a project that is open. */
export interface ChosenRow {
  readonly id: string;
  readonly title: string;
  readonly projectId: string;
  readonly projectTitle: string;
}

/** A photo on the shelf, with what its bytes are found by. */
export type ShelvedPhoto = PickupPhoto & { readonly hash: string };

/** Chapters that follow each other; no more are looked at than a venue could ever fill. */
const longest = 1000;

/** The chosen galleries and the chapters in which they go on; each belongs to the chosen one that it is nearest to. */
const shelved = (galleryIds: readonly string[]) => sql`WITH RECURSIVE
  behind (root, place, id, nr) AS (
    SELECT chosen.value, chosen.key, chosen.value, 0 FROM json_each(${JSON.stringify(galleryIds)}) AS chosen
    UNION ALL SELECT root, place, galleries.next_id, nr + 1 FROM behind JOIN galleries ON galleries.id = behind.id
      WHERE galleries.next_id IS NOT NULL AND nr < ${longest}),
  chapter (id, root, nearest) AS (SELECT id, root, min(nr * 100 + place) FROM behind GROUP BY id),
  shelf (id, root, nearest, project_id, title, project_title) AS (
    SELECT galleries.id, root, nearest, projects.id, galleries.title, projects.title
    FROM chapter JOIN galleries ON galleries.id = chapter.id AND galleries.deleted_at IS NULL
      JOIN projects ON projects.id = galleries.project_id AND projects.deleted_at IS NULL AND projects.archived = 0)`;

/** Those photos that guests may see. */
const seen = sql`FROM shelf
  JOIN gallery_photos ON gallery_photos.gallery_id = shelf.id
  JOIN photos ON photos.id = gallery_photos.photo_id AND photos.deleted_at IS NULL AND photos.hidden_at IS NULL
  JOIN originals ON originals.hash = photos.hash AND originals.state = 'ready' AND originals.missing = 0`;

/** All galleries of a shelf by id, the chosen ones and the chapters that follow them. */
export async function galleriesOnShelf(db: Reader, galleryIds: readonly string[]): Promise<Map<string, ChosenRow>> {
  const { rows } = await sql<ChosenRow>`${shelved(galleryIds)}
    SELECT id, title, project_id AS "projectId", project_title AS "projectTitle" FROM shelf ORDER BY nearest, id`.execute(
    db,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** The newest photos of a shelf, newest first; one that is in several of its galleries is there once. */
export async function photosOnShelf(db: Reader, galleryIds: readonly string[]): Promise<ShelvedPhoto[]> {
  const { rows } = await sql<ShelvedPhoto & { nearest: number }>`${shelved(galleryIds)}
    SELECT photos.id, photos.hash, photos.edition, originals.width, originals.height, originals.thumbhash,
      coalesce(photos.taken_at, originals.taken_at) AS "takenAt", photos.uploaded_at AS "cameAt",
      shelf.root AS "galleryId", min(shelf.nearest) AS nearest
    ${seen} GROUP BY photos.id
    ORDER BY CASE WHEN coalesce(photos.taken_at, originals.taken_at) <= photos.uploaded_at + 600000
      THEN coalesce(photos.taken_at, originals.taken_at) ELSE photos.uploaded_at END DESC, photos.id DESC
    LIMIT ${pickupMost}`.execute(db);
  return rows.map(({ nearest: _, ...photo }) => photo);
}

/** Which of these photos lie on the shelf now. */
export async function stillOnShelf(
  db: Reader,
  galleryIds: readonly string[],
  photoIds: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`${shelved(galleryIds)}
    SELECT DISTINCT photos.id ${seen}
    WHERE photos.id IN (SELECT value FROM json_each(${JSON.stringify(photoIds)}))`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

/** Notes what a screen is a pickup station of; null: it is none. */
export async function storePickup(writer: Writer, screenId: string, pickup: string | null): Promise<void> {
  await writer.updateTable('screens').set({ pickup }).where('id', '=', screenId).execute();
}
