import { sql } from 'kysely';
import type { Writer } from '../database.ts';

/**
 * How originals are handed out without what nobody else should know, the JPEGs that are saved in their place, and who
 * saved what: a photo counts once a visit. A photo that is deleted for good stays counted.
 */
export async function up(writer: Writer): Promise<void> {
  for (const statement of schema.split(';\n')) {
    if (statement.trim() !== '') await sql.raw(statement).execute(writer);
  }
}

const schema = `
CREATE TABLE clean_originals (
  hash TEXT PRIMARY KEY REFERENCES originals (hash) ON DELETE CASCADE,
  rules INTEGER NOT NULL,
  crc INTEGER NOT NULL,
  clean_crc INTEGER NOT NULL,
  patches TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE saved_jpegs (
  hash TEXT PRIMARY KEY REFERENCES originals (hash) ON DELETE CASCADE,
  bytes INTEGER NOT NULL,
  crc INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE downloads (
  visit_id TEXT NOT NULL REFERENCES visits (id) ON DELETE CASCADE,
  photo_id TEXT NOT NULL,
  edition INTEGER NOT NULL,
  link_id TEXT NOT NULL REFERENCES links (id) ON DELETE CASCADE,
  how TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (visit_id, photo_id, edition)
) STRICT, WITHOUT ROWID;
CREATE INDEX downloads_link ON downloads (link_id, at);
`;
