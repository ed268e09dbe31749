import { sql } from 'kysely';
import type { Writer } from '../database.ts';

const steps = [
  'ALTER TABLE links ADD COLUMN feedback INTEGER NOT NULL DEFAULT 0',
  // A guest's heart at a photo, with a line where there is one.
  `CREATE TABLE hearts (
    link_id TEXT NOT NULL REFERENCES links (id) ON DELETE CASCADE,
    visitor TEXT NOT NULL,
    photo_id TEXT NOT NULL REFERENCES photos (id) ON DELETE CASCADE,
    line TEXT NOT NULL,
    at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (link_id, visitor, photo_id)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX hearts_photo ON hearts (photo_id)',
  `CREATE TRIGGER hearts_insert_counts AFTER INSERT ON hearts
    BEGIN UPDATE library_version SET version = version + 1; END`,
  `CREATE TRIGGER hearts_delete_counts AFTER DELETE ON hearts
    BEGIN UPDATE library_version SET version = version + 1; END`,
  // "That is me, hide it"; `at_once`: hidden before staff saw it.
  `CREATE TABLE hide_requests (
    id TEXT PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES projects (id),
    link_id TEXT NOT NULL REFERENCES links (id) ON DELETE CASCADE,
    gallery_id TEXT NOT NULL REFERENCES galleries (id) ON DELETE CASCADE,
    photo_id TEXT NOT NULL REFERENCES photos (id) ON DELETE CASCADE,
    visitor TEXT NOT NULL,
    stand_in INTEGER NOT NULL,
    name TEXT NOT NULL,
    note TEXT NOT NULL,
    at_once INTEGER NOT NULL,
    asked_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    answered_at INTEGER,
    answered_by TEXT
  ) STRICT`,
  "CREATE UNIQUE INDEX hide_requests_waiting ON hide_requests (photo_id, visitor) WHERE state = 'open'",
  'CREATE INDEX hide_requests_visitor ON hide_requests (visitor, asked_at)',
  'CREATE INDEX hide_requests_photo ON hide_requests (photo_id)',
  'CREATE INDEX hide_requests_project ON hide_requests (project_id, asked_at)',
  // Hidden from guests and screens; it stays in the library and in its galleries, and is never emptied away for it.
  'ALTER TABLE photos ADD COLUMN hidden_at INTEGER',
  `CREATE TRIGGER photos_hidden_counts AFTER UPDATE OF hidden_at ON photos
    BEGIN UPDATE library_version SET version = version + 1; END`,
  'ALTER TABLE projects ADD COLUMN hide_at_once INTEGER NOT NULL DEFAULT 0',
];

/** What guests say of photos: a heart and a line, or that they do not want to be seen in one. */
export async function up(writer: Writer): Promise<void> {
  for (const step of steps) await sql.raw(step).execute(writer);
}
