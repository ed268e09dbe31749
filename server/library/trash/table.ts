import { sql } from 'kysely';
import type { Step } from '../../clock.ts';
import type { Reader, Writer } from '../../store/database.ts';

const spent = (before: number) => sql<boolean>`(photos.deleted_at < ${before}
  OR photos.project_id IN (SELECT projects.id FROM projects WHERE projects.deleted_at < ${before}))`;

/** Photos that lie in the trash since before an instant, or whose project was deleted before it. */
export async function spentPhotos(db: Reader, before: number, limit: number): Promise<string[]> {
  const rows = await db.selectFrom('photos').select('id').where(spent(before)).limit(limit).execute();
  return rows.map((row) => row.id);
}

/** Deletes for good those that are still spent: somebody may have taken one out of the trash meanwhile. */
export async function deleteSpent(writer: Writer, ids: readonly string[], before: number): Promise<void> {
  await writer
    .deleteFrom('photos')
    .where('id', 'in', [...ids])
    .where(spent(before))
    .execute();
}

/**
 * Moves the times of photos that were withdrawn while the machine's clock was lost, and of galleries that were deleted:
 * in one write, since a gallery knows by its time which photos went with it.
 */
export async function moveTrashed(writer: Writer, { since, until, by }: Step): Promise<void> {
  for (const table of ['photos', 'galleries'] as const) {
    await sql`UPDATE ${sql.table(table)} SET deleted_at = deleted_at + ${by}
      WHERE deleted_at BETWEEN ${since} AND ${until}`.execute(writer);
  }
}
