import { sql } from 'kysely';
import type { Writer } from '../database.ts';

const steps = [
  // `spec`: JSON of PlaylistSpec.
  `CREATE TABLE playlists (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    project_id TEXT,
    spec TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT,
    updated_at INTEGER NOT NULL
  ) STRICT`,
  'ALTER TABLE programmes ADD COLUMN playlist_id TEXT REFERENCES playlists (id)',
  // JSON of Pickup; null: it is no pickup station.
  'ALTER TABLE screens ADD COLUMN pickup TEXT',
  // The links that a screen made for its codes, and since when they are what they are: `shown` is on it, `leaving` may be
  // opened for a moment yet by who has just scanned it, `spare` was never opened and waits under a new address.
  `CREATE TABLE screen_codes (
    screen_id TEXT NOT NULL REFERENCES screens (id) ON DELETE CASCADE,
    slot TEXT NOT NULL,
    link_id TEXT NOT NULL REFERENCES links (id) ON DELETE CASCADE,
    state TEXT NOT NULL CHECK (state IN ('shown', 'leaving', 'spare')),
    since INTEGER NOT NULL,
    PRIMARY KEY (screen_id, link_id)
  ) STRICT, WITHOUT ROWID`,
  "CREATE UNIQUE INDEX screen_codes_shown ON screen_codes (screen_id, slot) WHERE state = 'shown'",
  'CREATE INDEX screen_codes_link ON screen_codes (link_id)',
  // Made by a screen, which may be gone by now.
  'ALTER TABLE links ADD COLUMN screen_id TEXT',
  // What a code on a screen says of where it was scanned: a short number for one item on one screen. Kept for ever,
  // since visits name it; the names are those of the last time it was shown.
  `CREATE TABLE screen_places (
    number INTEGER PRIMARY KEY,
    screen_id TEXT NOT NULL,
    item_id TEXT NOT NULL,
    screen_name TEXT NOT NULL,
    scene_kind TEXT NOT NULL,
    scene_name TEXT NOT NULL,
    UNIQUE (screen_id, item_id)
  ) STRICT`,
  'ALTER TABLE visits ADD COLUMN place INTEGER',
  // What screens showed, as they told it. `photo_ids`: JSON.
  `CREATE TABLE plays (
    screen_id TEXT NOT NULL,
    id TEXT NOT NULL,
    at INTEGER NOT NULL,
    ms INTEGER NOT NULL,
    kind TEXT NOT NULL,
    scene_id TEXT NOT NULL,
    item_id TEXT NOT NULL,
    gallery_id TEXT,
    link_id TEXT,
    photo_ids TEXT NOT NULL,
    fresh INTEGER NOT NULL,
    offline INTEGER NOT NULL,
    PRIMARY KEY (screen_id, id)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX plays_at ON plays (screen_id, at)',
  // The same in sum, written with it and kept when it is pruned: `day` in the box's zone, `YYYY-MM-DD`.
  `CREATE TABLE photo_plays (
    photo_id TEXT NOT NULL,
    day TEXT NOT NULL,
    screen_id TEXT NOT NULL,
    times INTEGER NOT NULL,
    ms INTEGER NOT NULL,
    PRIMARY KEY (photo_id, day, screen_id)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE item_plays (
    item_id TEXT NOT NULL,
    day TEXT NOT NULL,
    screen_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    times INTEGER NOT NULL,
    ms INTEGER NOT NULL,
    offline_ms INTEGER NOT NULL,
    PRIMARY KEY (item_id, day, screen_id, kind)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX photo_plays_screen ON photo_plays (screen_id, day)',
  'CREATE INDEX item_plays_screen ON item_plays (screen_id, day)',
  "ALTER TABLE galleries ADD COLUMN line TEXT NOT NULL DEFAULT ''",
  "ALTER TABLE galleries ADD COLUMN building TEXT NOT NULL DEFAULT ''",
  // Picked by a guest at this station: such galleries are in no list.
  'ALTER TABLE galleries ADD COLUMN picked_at_screen TEXT',
];

/** Playlists, codes that live, what screens showed, units, and pickup stations. */
export async function up(writer: Writer): Promise<void> {
  for (const step of steps) await sql.raw(step).execute(writer);
}
