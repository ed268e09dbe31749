import { sql } from 'kysely';
import type { Writer } from '../database.ts';

const steps = [
  // `terms`: the row that each of its links is made from, as JSON; `made`: how many there are so far.
  `CREATE TABLE batches (
    id TEXT PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES projects (id),
    gallery_id TEXT NOT NULL REFERENCES galleries (id),
    label TEXT NOT NULL,
    first_number INTEGER NOT NULL,
    count INTEGER NOT NULL,
    made INTEGER NOT NULL DEFAULT 0,
    terms TEXT NOT NULL,
    made_by TEXT,
    made_by_name TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
  ) STRICT`,
  'CREATE INDEX batches_project ON batches (project_id, id)',
  'CREATE INDEX batches_unfinished ON batches (id) WHERE made < count',
  'ALTER TABLE links ADD COLUMN batch_id TEXT REFERENCES batches (id)',
  'ALTER TABLE links ADD COLUMN number INTEGER',
  // Grows when a number's code is made void and given out anew.
  'ALTER TABLE links ADD COLUMN issue INTEGER NOT NULL DEFAULT 1',
  'CREATE UNIQUE INDEX links_batch ON links (batch_id, number, issue) WHERE batch_id IS NOT NULL',
  // The links of a project that are listed one by one.
  'CREATE INDEX links_single ON links (project_id, id) WHERE batch_id IS NULL',
];

/** Links that are made many at once, numbered, one for each wristband or badge. */
export async function up(writer: Writer): Promise<void> {
  for (const step of steps) await sql.raw(step).execute(writer);
}
