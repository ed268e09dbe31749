import { sql } from 'kysely';
import type { Writer } from '../database.ts';

const steps = [
  // `tags`: a JSON list; `search`: what is typed to find it, folded.
  `CREATE TABLE recipients (
    id TEXT PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES projects (id),
    name TEXT NOT NULL,
    honorific TEXT NOT NULL,
    company TEXT NOT NULL,
    contact TEXT NOT NULL,
    tags TEXT NOT NULL,
    note TEXT NOT NULL,
    search TEXT NOT NULL,
    made_by TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER
  ) STRICT`,
  'CREATE INDEX recipients_project ON recipients (project_id, id) WHERE deleted_at IS NULL',
  'ALTER TABLE links ADD COLUMN recipient_id TEXT REFERENCES recipients (id)',
  'CREATE INDEX links_recipient ON links (recipient_id) WHERE recipient_id IS NOT NULL',
  // A personal gallery's: whom its photos were chosen for.
  'ALTER TABLE galleries ADD COLUMN recipient_id TEXT REFERENCES recipients (id)',
];

/** Who links are for. */
export async function up(writer: Writer): Promise<void> {
  for (const step of steps) await sql.raw(step).execute(writer);
}
