import { sql } from 'kysely';
import { galleryLimit } from '#contract/galleries.ts';
import type { Reader } from './database.ts';

/** What must hold of the rows, beside what the schema forces: an invariant, what it means where it does not, and the ids of which. */
const rules: readonly (readonly [invariant: string, says: string, which: string])[] = [
  [
    'I4',
    'a link counts other opens than it has visits',
    'SELECT id FROM links WHERE opens <> (SELECT count(*) FROM visits WHERE link_id = links.id)',
  ],
  [
    'I4',
    'a link counts other opens than its visitors have',
    'SELECT id FROM links WHERE opens <> (SELECT coalesce(sum(opens), 0) FROM link_visitors WHERE link_id = links.id)',
  ],
  [
    'I5',
    'a revoked link does not know since when its visits are over',
    'SELECT id FROM links WHERE revoked_at IS NOT NULL AND coalesce(ended_at < revoked_at, 1)',
  ],
  [
    'I5',
    'a link of a deleted project opens',
    `SELECT links.id FROM links JOIN projects ON projects.id = project_id
      WHERE projects.deleted_at IS NOT NULL AND revoked_at IS NULL`,
  ],
  [
    'I5',
    'a gallery of a deleted project is there',
    `SELECT galleries.id FROM galleries JOIN projects ON projects.id = project_id
      WHERE projects.deleted_at IS NOT NULL AND galleries.deleted_at IS NULL`,
  ],
  [
    'I8',
    'a photo counts as ready and has not all its sizes',
    "SELECT hash FROM originals WHERE state = 'ready' AND (SELECT count(*) FROM derivatives WHERE hash = originals.hash) <> 3",
  ],
  [
    'I11',
    `a gallery holds more than ${galleryLimit} photos`,
    `SELECT gallery_id FROM gallery_photos JOIN photos ON photos.id = photo_id AND photos.deleted_at IS NULL
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
    'I14',
    'no owner can sign in',
    `SELECT count(*) || ' accounts' FROM accounts HAVING count(*) > 0 AND sum(role = 'owner' AND disabled = 0) = 0`,
  ],
  ['I14', 'a setting cannot be read', 'SELECT name FROM settings WHERE NOT json_valid(value)'],
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
