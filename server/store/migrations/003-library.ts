import { sql } from 'kysely';
import type { Writer } from '../database.ts';

/** Marks on photos, a project's trash, samples, logos and brands of projects. */
export async function up(writer: Writer): Promise<void> {
  for (const statement of schema.split(';\n')) {
    if (statement.trim() !== '') await sql.raw(statement).execute(writer);
  }
}

const schema = `
ALTER TABLE photos ADD COLUMN mark TEXT;
CREATE INDEX photos_project_trash ON photos (project_id, deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE TABLE logos (hash TEXT PRIMARY KEY, bytes BLOB NOT NULL, created_at INTEGER NOT NULL) STRICT;
ALTER TABLE projects ADD COLUMN sample INTEGER NOT NULL DEFAULT 0;
ALTER TABLE projects ADD COLUMN brand_colour TEXT;
ALTER TABLE projects ADD COLUMN logo_hash TEXT REFERENCES logos (hash);
`;
