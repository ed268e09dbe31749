import { sql } from 'kysely';
import type { Writer } from '../database.ts';

const steps = [
  // What a visit looked at, for how long, and what its guest says was saved by a long press. The gallery is the chapter
  // that showed it; what was looked at stays known also when the photo is gone.
  `CREATE TABLE photo_views (
    visit_id TEXT NOT NULL REFERENCES visits (id) ON DELETE CASCADE,
    photo_id TEXT NOT NULL,
    gallery_id TEXT NOT NULL,
    edition INTEGER NOT NULL,
    views INTEGER NOT NULL,
    ms INTEGER NOT NULL,
    first_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    saved_at INTEGER,
    PRIMARY KEY (visit_id, photo_id)
  ) STRICT, WITHOUT ROWID`,
  // What the welcome page of the box's own Wi-Fi offers, in order.
  `CREATE TABLE welcome_links (
    link_id TEXT PRIMARY KEY REFERENCES links (id) ON DELETE CASCADE,
    position INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`,
  // Which address the codes on a screen carry: `auto`, `local`, `public`.
  `ALTER TABLE screens ADD COLUMN code_address TEXT NOT NULL DEFAULT 'auto'
    CHECK (code_address IN ('auto', 'local', 'public'))`,
];

/** What guests looked at, and what the box's own Wi-Fi greets them with. */
export async function up(writer: Writer): Promise<void> {
  for (const step of steps) await sql.raw(step).execute(writer);
}
