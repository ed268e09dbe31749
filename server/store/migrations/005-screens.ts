import { sql } from 'kysely';
import type { Writer } from '../database.ts';

/** Screens and what they cycle through. */
export async function up(writer: Writer): Promise<void> {
  for (const statement of schema.split(';\n')) {
    if (statement.trim() !== '') await sql.raw(statement).execute(writer);
  }
}

const schema = `
CREATE TABLE programmes (
  id TEXT PRIMARY KEY,
  shows TEXT NOT NULL,
  seconds INTEGER NOT NULL,
  alone INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE TABLE screens (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  key_hash TEXT NOT NULL UNIQUE,
  programme_id TEXT NOT NULL REFERENCES programmes (id),
  blank INTEGER NOT NULL DEFAULT 0,
  paired_at INTEGER NOT NULL,
  paired_by TEXT,
  last_seen_at INTEGER,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX screens_programme ON screens (programme_id);
`;
