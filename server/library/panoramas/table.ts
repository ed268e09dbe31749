import { sql } from 'kysely';
import type { Reader, Writer } from '../../store/database.ts';
import type { DerivativeRow } from '../originals/table.ts';

const ofPano = (db: Reader) => db.selectFrom('derivatives').where('size', '=', 'pano');

export function panoRow(db: Reader, hash: string): Promise<Pick<DerivativeRow, 'bytes'> | undefined> {
  return ofPano(db).select('bytes').where('hash', '=', hash).executeTakeFirst();
}

/** Originals of which the size was made. */
export async function panoHashes(db: Reader): Promise<Set<string>> {
  return new Set((await ofPano(db).select('hash').execute()).map(({ hash }) => hash));
}

/** Originals that are ready and shown as a panorama by a photo of any project, and of which the size was not made yet. */
export async function panosToMake(db: Reader): Promise<string[]> {
  // By those that staff marked and those that say so themselves, since both are few and have an index.
  const { rows } = await sql<{ hash: string }>`
    WITH wide (hash, project_id) AS (
      SELECT hash, project_id FROM photos WHERE panorama = 1 AND deleted_at IS NULL
      UNION ALL
      SELECT hash, project_id FROM originals JOIN photos USING (hash)
        WHERE originals.panorama = 1 AND photos.panorama IS NULL AND deleted_at IS NULL)
    SELECT DISTINCT hash FROM wide JOIN originals USING (hash) JOIN projects ON projects.id = wide.project_id
      WHERE originals.state = 'ready' AND originals.missing = 0 AND projects.deleted_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM derivatives WHERE derivatives.hash = wide.hash AND size = 'pano')`.execute(db);
  return rows.map(({ hash }) => hash);
}

/** Keeps it, while there is such an original. */
export async function putPanoRow(writer: Writer, row: Omit<DerivativeRow, 'size'>): Promise<void> {
  const { hash, type, width, height, bytes, sha256 } = row;
  await sql`INSERT OR REPLACE INTO derivatives (hash, size, type, width, height, bytes, sha256)
    SELECT hash, 'pano', ${type}, ${width}, ${height}, ${bytes}, ${sha256} FROM originals WHERE hash = ${hash}`.execute(
    writer,
  );
}

export async function deletePanoRow(writer: Writer, hash: string): Promise<void> {
  await writer.deleteFrom('derivatives').where('hash', '=', hash).where('size', '=', 'pano').execute();
}
