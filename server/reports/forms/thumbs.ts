import type { Kit } from '../../kit.ts';
import type { Ingest } from '../../library/ingest/ingest.ts';
import { photosById } from '../../library/table.ts';

/** What pictures of photos are drawn with. */
export interface ThumbTools {
  readonly kit: Pick<Kit, 'db' | 'files'>;
  readonly small: Ingest['small'];
}

/**
 * Photos as small pictures (JPEG, `edge` pixels at most on either side), one after another. Those that are deleted, hidden
 * at somebody's wish, or not on the disk have none.
 */
export async function thumbsOf(
  { kit, small }: ThumbTools,
  photoIds: readonly string[],
  edge: number,
): Promise<Map<string, Buffer>> {
  const thumbs = new Map<string, Buffer>();
  for (const [id, path] of await shownFiles(kit, photoIds, edge > 400 ? 'screen' : 'thumb')) {
    // A picture less is no reason for having no report.
    const jpeg = await small(path, edge).catch(() => undefined);
    if (jpeg) thumbs.set(id, jpeg);
  }
  return thumbs;
}

/** Where the files of photos that may be shown lie, by their ids. */
export async function shownFiles(
  kit: Pick<Kit, 'db' | 'files'>,
  photoIds: readonly string[],
  size: 'thumb' | 'screen',
): Promise<Map<string, string>> {
  if (photoIds.length === 0) return new Map();
  const rows = await photosById(kit.db.read, photoIds);
  const shown = rows.filter(({ hidden_at }) => hidden_at === null);
  return new Map(shown.map(({ id, hash }) => [id, kit.files.derivative(hash, size)]));
}
