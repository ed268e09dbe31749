import { sql } from 'kysely';
import type { Kit } from '../kit.ts';
import { tokenHash, tokenOf } from '../links/token.ts';

/** What an act of the load leaves behind where only half of it got onto the disk: what it means, and the ids of which. */
const rules: readonly (readonly [says: string, which: string])[] = [
  // Nobody in a load takes a chapter away from a link or a screen, so that these hold here, and not on every box.
  [
    'I11 a link opens a gallery and not the chapter in which it goes on',
    `SELECT link_id || ' ' || galleries.id FROM link_galleries AS one JOIN galleries ON galleries.id = one.gallery_id
      WHERE galleries.next_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM link_galleries AS other
        WHERE other.link_id = one.link_id AND other.gallery_id = galleries.next_id AND other.position > one.position)`,
  ],
  [
    'I13 a screen shows a gallery and not the chapter in which it goes on',
    `SELECT programmes.id || ' ' || galleries.id FROM programmes JOIN json_each(shows) AS show
      JOIN galleries ON galleries.id = show.value ->> 'galleryId'
      WHERE galleries.next_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM json_each(programmes.shows) AS other WHERE other.value ->> 'galleryId' = galleries.next_id)`,
  ],
  [
    'I13 the audit knows nothing of a playlist that was made',
    `SELECT id FROM playlists
      WHERE id NOT IN (SELECT subject FROM audit WHERE action = 'playlist.add' AND subject IS NOT NULL)`,
  ],
  // Before any of them is pruned.
  ...[
    ['items', 'item_plays', 'plays'],
    [
      'photos',
      'photo_plays',
      'plays JOIN (SELECT DISTINCT screen_id, plays.id, value FROM plays JOIN json_each(photo_ids)) USING (screen_id, id)',
    ],
  ].map(
    ([what, sums, plays]) =>
      [
        `I13 what a screen showed comes to other sums of ${what}`,
        `SELECT screen_id FROM (SELECT screen_id, sum(ms) AS ms, sum(times) AS times FROM ${sums} GROUP BY screen_id) AS kept
          FULL JOIN (SELECT screen_id, sum(ms) AS ms, sum(id NOT LIKE '%.%') AS times FROM ${plays} GROUP BY screen_id) AS told
          USING (screen_id) WHERE kept.ms IS NOT told.ms OR kept.times IS NOT told.times`,
      ] as const,
  ),
  [
    'I17 a screen shows a code that opens nothing',
    `SELECT links.id FROM screen_codes JOIN links ON links.id = link_id
      WHERE state = 'shown' AND (revoked_at IS NOT NULL OR opens >= max_opens)`,
  ],
  [
    'I17 a code that no screen shows any more opens',
    `SELECT id FROM links WHERE screen_id IN (SELECT id FROM screens) AND revoked_at IS NULL
      AND coalesce(opens < max_opens, 1) AND id NOT IN (SELECT link_id FROM screen_codes)
      AND id NOT IN (SELECT link_id FROM link_galleries JOIN galleries ON galleries.id = gallery_id
        WHERE picked_at_screen IS NOT NULL)`,
  ],
  [
    'I17 what a guest took along is there by half',
    `SELECT galleries.id FROM galleries WHERE picked_at_screen IS NOT NULL AND deleted_at IS NULL AND (
      id NOT IN (SELECT gallery_id FROM gallery_photos) OR NOT EXISTS (SELECT 1 FROM link_galleries
        JOIN links ON links.id = link_id AND screen_id = picked_at_screen WHERE gallery_id = galleries.id))`,
  ],
  [
    'I11 the audit knows nothing of a chapter that opened by itself',
    `SELECT next.id FROM galleries AS one JOIN galleries AS next ON next.id = one.next_id
      WHERE next.day_at IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM audit WHERE action = 'gallery.chapter' AND subject = next.id)`,
  ],
  [
    'I11 the hour of a new chapter has struck, and it has not begun',
    `SELECT id FROM galleries WHERE daily_next <= :now AND next_id IS NULL AND deleted_at IS NULL
      AND id IN (SELECT gallery_id FROM gallery_photos)`,
  ],
  [
    'I11 a planned set of photos took place, and the audit knows nothing of it',
    `SELECT gallery_id FROM swaps WHERE state = 'done' GROUP BY gallery_id
      HAVING count(*) <> (SELECT count(*) FROM audit WHERE action = 'gallery.swap' AND subject = gallery_id)`,
  ],
  [
    'I11 a gallery holds other photos than the set that took place last',
    `SELECT gallery_id FROM (SELECT gallery_id, photo_ids, row_number() OVER (
        PARTITION BY gallery_id ORDER BY at DESC, id DESC) AS nr FROM swaps WHERE state = 'done') AS last
      WHERE nr = 1 AND photo_ids <> (SELECT json_group_array(photo_id ORDER BY position)
        FROM gallery_photos WHERE gallery_photos.gallery_id = last.gallery_id)`,
  ],
  [
    'I15 staff let phones in, and the audit knows nothing of it',
    `SELECT link_id FROM link_visitors WHERE let_in = 1 GROUP BY link_id
      HAVING count(*) > (SELECT count(*) FROM audit WHERE action = 'ask.give' AND subject = link_id)`,
  ],
];

/** What is there only by half, a line each. */
export async function halfDone({ db: { read }, keys, clock }: Kit): Promise<string[]> {
  const broken: string[] = [];
  for (const [says, which] of rules) {
    const { rows } = await sql.raw<Record<string, unknown>>(which.replace(':now', String(clock.now()))).execute(read);
    broken.push(...rows.map((row) => `${says}: ${Object.values(row)[0]}`));
  }
  for (const { id, edition, token_hash } of await read
    .selectFrom('links')
    .select(['id', 'edition', 'token_hash'])
    .execute())
    if (tokenHash(tokenOf(keys, id, edition)) !== token_hash)
      broken.push(`I5 the link ${id} has another address than that of its edition`);
  return broken;
}
