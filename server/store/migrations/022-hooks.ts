import { sql } from 'kysely';
import type { Writer } from '../database.ts';

const steps = [
  // How a webhook went last, since what was told is not kept.
  'ALTER TABLE hooks ADD COLUMN last_at INTEGER',
  'ALTER TABLE hooks ADD COLUMN last_ok INTEGER',
  'ALTER TABLE hooks ADD COLUMN last_status INTEGER',
  'ALTER TABLE hooks ADD COLUMN last_failure TEXT',
  'ALTER TABLE hooks ADD COLUMN last_said TEXT',
  // Links of which it was told that they are nearly used up, with the opens that they had in all: told again only when
  // these are more.
  `CREATE TABLE told_links (
    link_id TEXT PRIMARY KEY REFERENCES links (id) ON DELETE CASCADE, max_opens INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`,
];

/** How webhooks went, and what they were told once. */
export async function up(writer: Writer): Promise<void> {
  for (const step of steps) await sql.raw(step).execute(writer);
}
