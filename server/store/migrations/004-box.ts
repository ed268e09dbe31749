import { sql } from 'kysely';
import type { Writer } from '../database.ts';

/** Invitations, logos, accounts that see some projects only. */
export async function up(writer: Writer): Promise<void> {
  for (const statement of schema.split(';\n')) {
    if (statement.trim() !== '') await sql.raw(statement).execute(writer);
  }
}

const schema = `
ALTER TABLE accounts ADD COLUMN project_ids TEXT;
CREATE TABLE invites (
  id TEXT PRIMARY KEY,
  secret_hash TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL,
  project_ids TEXT,
  note TEXT NOT NULL,
  made_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX photos_newest ON photos (uploaded_at) WHERE deleted_at IS NULL;
CREATE INDEX originals_failed ON originals (hash) WHERE state = 'failed';
`;
