import { sql } from 'kysely';
import type { Writer } from '../database.ts';

const steps = [
  // The chapter into which photos go on to flow once there was no more room, or with a new day.
  'ALTER TABLE galleries ADD COLUMN next_id TEXT REFERENCES galleries (id) ON DELETE SET NULL',
  'CREATE INDEX galleries_next ON galleries (next_id) WHERE next_id IS NOT NULL',
  // `HH:MM` in the box's zone at which a new chapter begins each day, the next such instant, and the one that opened this one.
  'ALTER TABLE galleries ADD COLUMN daily_at TEXT',
  'ALTER TABLE galleries ADD COLUMN daily_next INTEGER',
  'ALTER TABLE galleries ADD COLUMN day_at INTEGER',
  'CREATE INDEX galleries_daily ON galleries (daily_next) WHERE daily_next IS NOT NULL',
  // When photos came in last, by hand, by upload or by a swap.
  'ALTER TABLE galleries ADD COLUMN content_at INTEGER NOT NULL DEFAULT 0',
  `UPDATE galleries SET content_at = max(created_at,
    coalesce((SELECT max(added_at) FROM gallery_photos WHERE gallery_id = galleries.id), 0))`,
  // When staff last said that what a link shows is still right.
  'ALTER TABLE links ADD COLUMN refreshed_at INTEGER',
  // Sets of photos that are to take the place of a gallery's at a moment; `held` is what was in it when that was planned.
  `CREATE TABLE swaps (
    id TEXT PRIMARY KEY,
    gallery_id TEXT NOT NULL REFERENCES galleries (id) ON DELETE CASCADE,
    photo_ids TEXT NOT NULL,
    held TEXT NOT NULL,
    at INTEGER NOT NULL,
    state TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    ended_at INTEGER
  ) STRICT`,
  'CREATE INDEX swaps_gallery ON swaps (gallery_id, at)',
  "CREATE INDEX swaps_planned ON swaps (at) WHERE state = 'planned'",
  // Which photos a visit saw, in which edition; what was seen stays known also when the photo is gone.
  `CREATE TABLE seen_photos (
    visit_id TEXT NOT NULL REFERENCES visits (id) ON DELETE CASCADE,
    photo_id TEXT NOT NULL,
    edition INTEGER NOT NULL,
    first_at INTEGER NOT NULL,
    PRIMARY KEY (visit_id, photo_id, edition)
  ) STRICT, WITHOUT ROWID`,
];

/** Chapters that open by themselves, planned content, how fresh it is, and what visits saw of it. */
export async function up(writer: Writer): Promise<void> {
  for (const step of steps) await sql.raw(step).execute(writer);
}
