import { sql } from 'kysely';
import { galleryLimit } from '#contract/galleries.ts';
import { sumsADay } from '#contract/plays-limit.ts';
import type { Reader } from './database.ts';

/** What is counted of a deleted project's links goes bit by bit while the trash is emptied of it. */
const ofProjects = 'project_id IN (SELECT id FROM projects WHERE deleted_at IS NULL)';

/** Of a screen that told of more than there can be in a day not everything is summed. */
const hasRoom = (sums: keyof typeof sumsADay) =>
  `screen_id NOT IN (SELECT screen_id FROM ${sums} GROUP BY screen_id, day HAVING count(*) >= ${sumsADay[sums]})`;

/** What must hold of the rows, beside what the schema forces: an invariant, what it means where it does not, and the ids of which. */
const rules: readonly (readonly [invariant: string, says: string, which: string])[] = [
  [
    'I4',
    'a link counts other opens than it has visits',
    // Visits of long ago are pruned, and stay counted.
    `SELECT id FROM (SELECT id, opens, (SELECT count(*) FROM visits WHERE link_id = links.id) AS visits FROM links
        WHERE ${ofProjects})
      WHERE opens < visits OR (opens > visits AND NOT EXISTS (SELECT 1 FROM events_kept))`,
  ],
  [
    'I4',
    'a link counts other opens than its visitors have',
    `SELECT id FROM links WHERE ${ofProjects}
      AND opens <> (SELECT coalesce(sum(opens), 0) FROM link_visitors WHERE link_id = links.id)`,
  ],
  [
    'I5',
    'a revoked link does not know since when its visits are over',
    'SELECT id FROM links WHERE revoked_at IS NOT NULL AND coalesce(ended_at < revoked_at, 1)',
  ],
  [
    'I5',
    'a gallery of a deleted project is there',
    `SELECT galleries.id FROM galleries JOIN projects ON projects.id = project_id
      WHERE projects.deleted_at >= projects.created_at AND galleries.deleted_at IS NULL`,
  ],
  [
    'I5',
    'the trash was emptied of a project, and something of it is left',
    `SELECT projects.id FROM projects WHERE deleted_at = 0 AND (title <> ''
      OR id IN (SELECT project_id FROM galleries) OR id IN (SELECT project_id FROM recipients)
      OR id IN (SELECT project_id FROM batches) OR id IN (SELECT project_id FROM next_steps)
      OR id IN (SELECT project_id FROM links WHERE revoked_at IS NULL OR recipient_id IS NOT NULL OR label <> '' OR opens > 0))`,
  ],
  [
    'I5',
    'a link was revoked for a reason that there is not',
    `SELECT id FROM links WHERE revoked_why NOT IN ('hand', 'void', 'gallery', 'project')`,
  ],
  [
    'I8',
    'a photo counts as ready and has not all its sizes',
    "SELECT hash FROM originals WHERE state = 'ready' AND (SELECT count(*) FROM derivatives WHERE hash = originals.hash AND size <> 'pano') <> 3",
  ],
  [
    'I11',
    `a gallery holds more than ${galleryLimit} photos`,
    `SELECT gallery_id FROM gallery_photos JOIN photos ON photos.id = photo_id AND photos.deleted_at IS NULL
      JOIN galleries ON galleries.id = gallery_id AND galleries.deleted_at IS NULL
      GROUP BY gallery_id HAVING count(*) > ${galleryLimit}`,
  ],
  [
    'I11',
    'a gallery holds a photo of another project',
    `SELECT gallery_id FROM gallery_photos JOIN galleries ON galleries.id = gallery_id
      JOIN photos ON photos.id = photo_id WHERE photos.project_id <> galleries.project_id`,
  ],
  [
    'I11',
    'a link opens a gallery of another project',
    `SELECT link_id FROM link_galleries JOIN galleries ON galleries.id = gallery_id
      JOIN links ON links.id = link_id WHERE links.project_id <> galleries.project_id`,
  ],
  [
    'I11',
    'a gallery goes on in one that is not there, or not in its project',
    `SELECT one.id FROM galleries AS one JOIN galleries AS next ON next.id = one.next_id
      WHERE one.deleted_at IS NULL AND (next.deleted_at IS NOT NULL OR next.project_id <> one.project_id)`,
  ],
  [
    'I11',
    'two galleries go on in one',
    `SELECT next_id FROM galleries WHERE deleted_at IS NULL AND next_id IS NOT NULL GROUP BY next_id HAVING count(*) > 1`,
  ],
  [
    'I11',
    'chapters go on in a circle',
    `WITH RECURSIVE reached (id) AS (
      SELECT id FROM galleries WHERE id NOT IN (SELECT next_id FROM galleries WHERE next_id IS NOT NULL) UNION
      SELECT next_id FROM reached JOIN galleries USING (id) WHERE next_id IS NOT NULL)
      SELECT id FROM galleries WHERE id NOT IN (SELECT id FROM reached)`,
  ],
  [
    'I11',
    'chapters that follow each other begin at other hours',
    `SELECT one.id FROM galleries AS one JOIN galleries AS next ON next.id = one.next_id
      WHERE one.deleted_at IS NULL AND one.daily_at IS NOT next.daily_at`,
  ],
  [
    'I11',
    'a gallery waits for an hour that nobody set',
    'SELECT id FROM galleries WHERE daily_at IS NULL AND daily_next IS NOT NULL',
  ],
  [
    'I11',
    'two chapters of a link have one place',
    'SELECT link_id FROM link_galleries GROUP BY link_id, position HAVING count(*) > 1',
  ],
  [
    'I11',
    'a planned set of photos cannot be read, or does not know what came of it',
    `SELECT id FROM swaps WHERE NOT (json_valid(photo_ids) AND json_valid(held))
      OR state NOT IN ('planned', 'done', 'missed') OR (state = 'planned') <> (ended_at IS NULL)`,
  ],
  [
    'I12',
    'a visit saved or saw an edition that a photo never had',
    `SELECT visit_id FROM (SELECT visit_id, photo_id, edition FROM downloads
        UNION ALL SELECT visit_id, photo_id, edition FROM seen_photos) AS had
      JOIN photos ON photos.id = had.photo_id WHERE had.edition NOT BETWEEN 1 AND photos.edition`,
  ],
  [
    'I12',
    'a photo was saved by a visit of another link',
    'SELECT visit_id FROM downloads JOIN visits ON visits.id = visit_id WHERE visits.link_id <> downloads.link_id',
  ],
  [
    'I12',
    'a photo counts other editions than were kept',
    'SELECT id FROM photos WHERE edition <> 1 + (SELECT count(*) FROM photo_editions WHERE photo_id = photos.id)',
  ],
  ['I13', 'a programme has no screen', 'SELECT id FROM programmes WHERE id NOT IN (SELECT programme_id FROM screens)'],
  [
    'I13',
    'a programme cannot be read',
    'SELECT id FROM programmes WHERE NOT (json_valid(shows) AND json_valid(state))',
  ],
  [
    'I13',
    'a programme shows a gallery that never was',
    `SELECT programmes.id FROM programmes JOIN json_each(iif(json_valid(shows), shows, '[]')) AS show
      WHERE show.value ->> 'galleryId' NOT IN (SELECT id FROM galleries)`,
  ],
  [
    'I13',
    'a playlist cannot be read',
    `SELECT id FROM playlists WHERE json_type(iif(json_valid(spec), spec, '{}'), '$.items') IS NOT 'array'`,
  ],
  [
    'I13',
    'a pickup station does not know what guests may pick from',
    `SELECT id FROM screens WHERE pickup IS NOT NULL AND (
      json_type(iif(json_valid(pickup), pickup, '{}'), '$.galleryIds') IS NOT 'array'
      OR json_type(pickup, '$.audience') IS NOT 'text')`,
  ],
  // Plays are pruned, and what they came to stays.
  [
    'I13',
    'an item was on a screen for longer, or more often, than its sums say',
    `SELECT told.item_id FROM (SELECT screen_id, item_id, kind, sum(ms) AS ms, sum(iif(offline = 1, ms, 0)) AS away,
          sum(id NOT LIKE '%.%') AS times FROM plays GROUP BY screen_id, item_id, kind) AS told
        LEFT JOIN (SELECT screen_id, item_id, kind, sum(ms) AS ms, sum(offline_ms) AS away, sum(times) AS times
          FROM item_plays GROUP BY screen_id, item_id, kind) AS kept USING (screen_id, item_id, kind)
      WHERE coalesce(kept.ms < told.ms OR kept.away < told.away OR kept.times < told.times, 1) AND ${hasRoom('item_plays')}`,
  ],
  [
    'I13',
    'a photo was on a screen for longer, or more often, than its sums say',
    `SELECT told.photo_id FROM (SELECT screen_id, photo_id, sum(ms) AS ms, sum(id NOT LIKE '%.%') AS times
          FROM (SELECT DISTINCT screen_id, plays.id, ms, photo.value AS photo_id
            FROM plays JOIN json_each(iif(json_valid(photo_ids), photo_ids, '[]')) AS photo)
          GROUP BY screen_id, photo_id) AS told
        LEFT JOIN (SELECT screen_id, photo_id, sum(ms) AS ms, sum(times) AS times
          FROM photo_plays GROUP BY screen_id, photo_id) AS kept USING (screen_id, photo_id)
      WHERE coalesce(kept.ms < told.ms OR kept.times < told.times, 1) AND ${hasRoom('photo_plays')}`,
  ],
  [
    'I14',
    'no owner can sign in',
    `SELECT count(*) || ' accounts' FROM accounts HAVING count(*) > 0 AND sum(role = 'owner' AND disabled = 0) = 0`,
  ],
  ['I14', 'a setting cannot be read', 'SELECT name FROM settings WHERE NOT json_valid(value)'],
  [
    'I15',
    'somebody waits and was answered, or was answered by nobody at no time',
    `SELECT id FROM asks WHERE state NOT IN ('open', 'given', 'declined', 'lapsed')
      OR (state = 'open') <> (answered_at IS NULL)`,
  ],
  [
    'I15',
    'somebody asks at an address that the link never had',
    'SELECT asks.id FROM asks JOIN links ON links.id = link_id WHERE link_edition NOT BETWEEN 1 AND edition',
  ],
  [
    'I15',
    'a phone is the second browser of one that is none',
    `SELECT visitor FROM link_visitors AS second WHERE device IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM link_visitors AS phone
      WHERE phone.link_id = second.link_id AND phone.visitor = second.device AND phone.device IS NULL)`,
  ],
  [
    'I15',
    'a link keeps a password that it does not ask for',
    'SELECT id FROM links WHERE password_hash IS NULL AND password_sealed IS NOT NULL',
  ],
  [
    'I16',
    'a next step is of a link in another project',
    `SELECT owner_id FROM next_steps JOIN links ON links.id = next_steps.link_id
      WHERE links.project_id <> next_steps.project_id`,
  ],
  [
    'I16',
    'presses are counted for a step that the link never showed',
    `SELECT link_id FROM next_step_taps JOIN links ON links.id = link_id
      WHERE taps < 1 OR next_step_taps.project_id <> links.project_id OR owner_id NOT IN (links.id, links.project_id)`,
  ],
  [
    'I17',
    'a batch counts other links than it has, or has a number twice or none of its own',
    // Of a deleted project the trash is emptied bit by bit.
    `SELECT batches.id FROM batches JOIN projects ON projects.id = batches.project_id AND projects.deleted_at IS NULL
        LEFT JOIN links ON links.batch_id = batches.id AND links.issue = 1
      GROUP BY batches.id HAVING count(links.id) <> made OR count(DISTINCT links.number) <> made
        OR min(links.number) <> first_number OR max(links.number) <> first_number + made - 1 OR made > count`,
  ],
  [
    'I17',
    'two codes of one number of a batch open',
    `SELECT batch_id || ' ' || number FROM links WHERE batch_id IS NOT NULL AND revoked_at IS NULL
      GROUP BY batch_id, number HAVING count(*) > 1`,
  ],
  [
    'I17',
    'a link of a batch is of another project',
    'SELECT links.id FROM links JOIN batches ON batches.id = batch_id WHERE links.project_id <> batches.project_id',
  ],
  [
    'I17',
    'a screen has a code that it did not make, or that opens what nobody has opened yet',
    `SELECT link_id FROM screen_codes JOIN links ON links.id = link_id
      WHERE links.screen_id IS NOT screen_codes.screen_id OR (state = 'spare' AND opens > 0)`,
  ],
  [
    'I17',
    'the link of what a guest took along is of another screen',
    `SELECT links.id FROM links JOIN link_galleries ON link_id = links.id JOIN galleries ON galleries.id = gallery_id
      WHERE picked_at_screen <> screen_id`,
  ],
  [
    'I17',
    'a code was scanned at a place that there never was',
    'SELECT id FROM visits WHERE place IS NOT NULL AND place NOT IN (SELECT number FROM screen_places)',
  ],
  [
    'I18',
    'a link or a gallery is for a recipient of another project',
    `SELECT own.id FROM (SELECT id, project_id, recipient_id FROM links
        UNION ALL SELECT id, project_id, recipient_id FROM galleries) AS own
      JOIN recipients ON recipients.id = own.recipient_id WHERE recipients.project_id <> own.project_id`,
  ],
  [
    'I18',
    'the tags of a recipient cannot be read',
    `SELECT id FROM recipients WHERE NOT json_valid(tags) OR json_type(iif(json_valid(tags), tags, '0')) <> 'array'`,
  ],
];

/** Which rows contradict each other, a line for each rule that is broken with the first of them; `schema` is the newest one's number. */
export async function brokenRows(read: Reader, schema: number): Promise<string[]> {
  const broken: string[] = [];
  const rows = async (text: string) => (await sql.raw<Record<string, unknown>>(text).execute(read)).rows;
  for (const row of await rows('PRAGMA integrity_check(20)')) {
    const [said] = Object.values(row);
    if (said !== 'ok') broken.push(`I6 ${said}`);
  }
  for (const { table, rowid } of (await rows('PRAGMA foreign_key_check')).slice(0, 20))
    broken.push(`I6 row ${rowid ?? ''} of ${table} refers to what is not there`);

  const [{ user_version: at } = { user_version: 0 }] = await rows('PRAGMA user_version');
  if (at !== schema) {
    const next = Number(at) < schema ? 'a start of the box brings it there' : 'it is of a newer release';
    return [...broken, `I9 the database has schema ${at}, this release has ${schema}: ${next}`];
  }
  for (const [invariant, says, which] of rules) {
    const found = (await rows(which)).map((row) => Object.values(row)[0]);
    if (found.length === 0) continue;
    const more = found.length > 3 ? ` and ${found.length - 3} more` : '';
    broken.push(`${invariant} ${says}: ${found.slice(0, 3).join(', ')}${more}`);
  }
  return broken;
}
