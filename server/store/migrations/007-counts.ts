import { sql } from 'kysely';
import type { Writer } from '../database.ts';

/**
 * The figures of a library need not be counted anew while nothing has changed that they count: `library_version` grows
 * with each such change, whoever makes it. What is rare is found by an index of its own.
 */
export async function up(writer: Writer): Promise<void> {
  for (const statement of [...tables, ...watched.map(trigger)]) await sql.raw(statement).execute(writer);
}

const tables = [
  'CREATE TABLE library_version (id INTEGER PRIMARY KEY CHECK (id = 1), version INTEGER NOT NULL) STRICT',
  'INSERT INTO library_version (id, version) VALUES (1, 0)',
  'CREATE INDEX photos_panorama ON photos (project_id) WHERE panorama = 1 AND deleted_at IS NULL',
  'CREATE INDEX originals_panorama ON originals (hash) WHERE panorama = 1',
];

const watched = [
  ['photos', 'INSERT'],
  ['photos', 'DELETE'],
  ['photos', 'UPDATE OF project_id, hash, matched, panorama, mark, deleted_at'],
  ['originals', 'UPDATE OF state, panorama'],
  ['galleries', 'DELETE'],
  ['galleries', 'UPDATE OF project_id, deleted_at'],
  ['gallery_photos', 'INSERT'],
  ['gallery_photos', 'DELETE'],
] as const;

function trigger([table, act]: (typeof watched)[number]): string {
  return `CREATE TRIGGER ${table}_${act.split(' ')[0]?.toLowerCase()}_counts AFTER ${act} ON ${table}
    BEGIN UPDATE library_version SET version = version + 1; END`;
}
