import { sql } from 'kysely';
import { galleriesFor } from '../../links/recipients/table.ts';
import type { Reader } from '../../store/database.ts';
import { jsonOf } from '../scope/table.ts';
import type { Days } from '../span.ts';

/** How long photos were on screens, in ms. */
export async function photoScreenMs(
  db: Reader,
  photoIds: readonly string[],
  { from, to }: Days,
): Promise<Map<string, number>> {
  const rows = await jsonOf<[string, number][]>(
    db,
    sql`SELECT json_group_array(json_array(photo_id, ms)) AS json FROM (
      SELECT photo_id, sum(ms) AS ms FROM json_each(${JSON.stringify(photoIds)})
        CROSS JOIN photo_plays ON photo_id = value AND day BETWEEN ${from} AND ${to} GROUP BY photo_id)`,
  );
  return new Map(rows);
}

/** What a screen showed of an item. */
export interface Shown {
  readonly screenId: string;
  readonly screen: string;
  readonly itemId: string;
  readonly kind: string;
  readonly times: number;
  readonly ms: number;
}

/** What screens showed of these items on some days, the longest first. */
export function itemsShown(db: Reader, itemIds: readonly string[], { from, to }: Days): Promise<Shown[]> {
  return jsonOf(
    db,
    sql`SELECT json_group_array(json_object('screenId', played.screen_id, 'screen', coalesce(screens.name,
          (SELECT screen_name FROM screen_places AS place WHERE place.screen_id = played.screen_id
            ORDER BY number DESC LIMIT 1), ''), 'itemId', item_id,
        'kind', kind, 'times', times, 'ms', ms)) AS json FROM (
      SELECT screen_id, item_id, kind, sum(times) AS times, sum(ms) AS ms FROM json_each(${JSON.stringify(itemIds)})
        CROSS JOIN item_plays ON item_id = value AND day BETWEEN ${from} AND ${to}
      GROUP BY screen_id, item_id, kind ORDER BY ms DESC, item_id) AS played
      LEFT JOIN screens ON screens.id = played.screen_id`,
  );
}

export interface GalleryTold {
  readonly id: string;
  readonly title: string;
  /** 1 where it is not deleted. */
  readonly there: number;
  /** 1 where it is in lists: guests did not pick it at a station. */
  readonly listed: number;
}

/** All galleries of a project that there ever were; for a presenter as `galleriesFor` has it. */
export function galleriesOf(db: Reader, projectId: string, maker: string | null): Promise<GalleryTold[]> {
  return jsonOf(
    db,
    sql`SELECT json_group_array(json_object('id', id, 'title', title, 'there', deleted_at IS NULL,
        'listed', picked_at_screen IS NULL) ORDER BY id) AS json
      FROM galleries WHERE project_id = ${projectId} AND ${galleriesFor(maker)}`,
  );
}

/** Playlists as far as they may name a project: their items, as JSON. */
export async function playlistItems(db: Reader): Promise<{ projectId: string | null; spec: string }[]> {
  const { rows } = await sql<{ projectId: string | null; spec: string }>`
    SELECT project_id AS "projectId", spec FROM playlists`.execute(db);
  return rows;
}
