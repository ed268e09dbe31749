import { sql } from 'kysely';
import type { Writer } from '../database.ts';

const steps = [
  // `mark`: what the phone looks like, as in link_visitors; `link_edition`: the address at which it waits.
  `CREATE TABLE asks (
    id TEXT PRIMARY KEY,
    link_id TEXT NOT NULL REFERENCES links (id) ON DELETE CASCADE,
    link_edition INTEGER NOT NULL,
    visitor TEXT NOT NULL,
    stand_in INTEGER NOT NULL,
    mark TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    note TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    answered_at INTEGER,
    answered_by TEXT
  ) STRICT`,
  // One that waits, for each phone and link.
  "CREATE UNIQUE INDEX asks_waiting ON asks (link_id, visitor) WHERE state = 'open'",
  'CREATE INDEX asks_phone ON asks (visitor, link_id, asked_at)',
  'CREATE INDEX asks_answered ON asks (answered_at) WHERE answered_at IS NOT NULL',
  // What staff gave one phone on top of each phone's share.
  'ALTER TABLE link_visitors ADD COLUMN extra INTEGER NOT NULL DEFAULT 0',
];

/** Who asks at a closed page to see more, and what a single phone was given beyond its share. */
export async function up(writer: Writer): Promise<void> {
  for (const step of steps) await sql.raw(step).execute(writer);
}
