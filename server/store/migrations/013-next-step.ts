import { sql } from 'kysely';
import type { Writer } from '../database.ts';

const steps = [
  // What guests are to do after the photos: a project's, or that of one link, under the id of either.
  `CREATE TABLE next_steps (
    owner_id TEXT PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES projects (id),
    link_id TEXT REFERENCES links (id),
    text TEXT NOT NULL,
    label TEXT,
    target TEXT,
    picture_alt TEXT NOT NULL,
    ends_on TEXT,
    ends_at INTEGER,
    updated_at INTEGER NOT NULL,
    CHECK (owner_id = coalesce(link_id, project_id)),
    CHECK ((label IS NULL) = (target IS NULL)),
    CHECK ((ends_on IS NULL) = (ends_at IS NULL))
  ) STRICT`,
  'CREATE INDEX next_steps_ending ON next_steps (ends_at) WHERE ends_at IS NOT NULL',
  `CREATE TABLE next_step_pictures (
    owner_id TEXT PRIMARY KEY REFERENCES next_steps (owner_id) ON DELETE CASCADE,
    hash TEXT NOT NULL,
    bytes BLOB NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL
  ) STRICT`,
  // How often the button was pressed by guests of each link. These stay when the step goes.
  `CREATE TABLE next_step_taps (
    link_id TEXT NOT NULL REFERENCES links (id),
    owner_id TEXT NOT NULL,
    project_id TEXT NOT NULL REFERENCES projects (id),
    taps INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    PRIMARY KEY (link_id, owner_id)
  ) STRICT`,
  'CREATE INDEX next_step_taps_project ON next_step_taps (project_id)',
  'CREATE INDEX next_step_taps_owner ON next_step_taps (owner_id)',
  // Whether a messenger's preview of the link may show its cover.
  'ALTER TABLE links ADD COLUMN preview INTEGER NOT NULL DEFAULT 0',
];

/** Next steps, how often they were taken, and links whose previews show a photo. */
export async function up(writer: Writer): Promise<void> {
  for (const step of steps) await sql.raw(step).execute(writer);
}
