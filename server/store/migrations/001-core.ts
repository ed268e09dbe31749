import { sql } from 'kysely';
import type { Writer } from '../database.ts';

/** The first schema. Times are UTC milliseconds, ids UUIDv7 as text, hashes lower-case hex of SHA-256. */
export async function up(writer: Writer): Promise<void> {
  for (const statement of schema.split(';\n')) {
    if (statement.trim() !== '') await sql.raw(statement).execute(writer);
  }
}

const schema = `
CREATE TABLE clock (id INTEGER PRIMARY KEY CHECK (id = 1), mark INTEGER NOT NULL) STRICT;
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE accounts (
  id TEXT PRIMARY KEY,
  username TEXT NOT NULL UNIQUE,
  password_hash TEXT NOT NULL,
  role TEXT NOT NULL,
  disabled INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE sessions (
  hash TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_account ON sessions (account_id);
CREATE TABLE api_keys (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL,
  made_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER
) STRICT;
CREATE TABLE guesses (
  name TEXT PRIMARY KEY,
  failed INTEGER NOT NULL,
  since INTEGER NOT NULL,
  last_at INTEGER NOT NULL
) STRICT;
CREATE TABLE audit (
  id TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  by_id TEXT,
  by_name TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT,
  detail TEXT NOT NULL
) STRICT;

CREATE TABLE projects (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  ends_at INTEGER,
  archived INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;

CREATE TABLE originals (
  hash TEXT PRIMARY KEY,
  format TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  taken_at INTEGER,
  panorama INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL,
  failure_code TEXT,
  failure_detail TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  thumbhash TEXT,
  created_at INTEGER NOT NULL,
  missing INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX originals_unfinished ON originals (created_at) WHERE state = 'processing';
CREATE TABLE derivatives (
  hash TEXT NOT NULL REFERENCES originals (hash) ON DELETE CASCADE,
  size TEXT NOT NULL,
  type TEXT NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (hash, size)
) STRICT, WITHOUT ROWID;

CREATE TABLE photos (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id),
  hash TEXT NOT NULL REFERENCES originals (hash),
  edition INTEGER NOT NULL DEFAULT 1,
  name TEXT NOT NULL,
  title TEXT NOT NULL DEFAULT '',
  caption TEXT NOT NULL DEFAULT '',
  tags TEXT NOT NULL DEFAULT '[]',
  sku TEXT,
  angle TEXT,
  usage TEXT,
  matched INTEGER NOT NULL,
  taken_at INTEGER,
  panorama INTEGER,
  search TEXT NOT NULL,
  uploaded_by TEXT,
  uploaded_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX photos_project ON photos (project_id, id) WHERE deleted_at IS NULL;
CREATE INDEX photos_same ON photos (project_id, hash) WHERE deleted_at IS NULL;
CREATE INDEX photos_hash ON photos (hash);
CREATE INDEX photos_trash ON photos (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE TABLE photo_editions (
  photo_id TEXT NOT NULL REFERENCES photos (id) ON DELETE CASCADE,
  edition INTEGER NOT NULL,
  hash TEXT NOT NULL REFERENCES originals (hash),
  name TEXT NOT NULL,
  replaced_at INTEGER NOT NULL,
  PRIMARY KEY (photo_id, edition)
) STRICT, WITHOUT ROWID;
CREATE INDEX photo_editions_hash ON photo_editions (hash);

CREATE TABLE galleries (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id),
  title TEXT NOT NULL,
  inflow TEXT NOT NULL,
  ordering TEXT NOT NULL,
  cover_photo_id TEXT REFERENCES photos (id) ON DELETE SET NULL,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX galleries_project ON galleries (project_id, id) WHERE deleted_at IS NULL;
CREATE TABLE gallery_photos (
  gallery_id TEXT NOT NULL REFERENCES galleries (id) ON DELETE CASCADE,
  photo_id TEXT NOT NULL REFERENCES photos (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  added_at INTEGER NOT NULL,
  PRIMARY KEY (gallery_id, photo_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX gallery_photos_photo ON gallery_photos (photo_id);

CREATE TABLE audiences (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  max_opens INTEGER,
  download TEXT NOT NULL,
  expires_in_days INTEGER,
  expires_with_project INTEGER NOT NULL DEFAULT 0,
  refresh_days INTEGER,
  password_asked INTEGER NOT NULL DEFAULT 0,
  position INTEGER NOT NULL
) STRICT;
CREATE TABLE links (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id),
  token_hash TEXT NOT NULL UNIQUE,
  edition INTEGER NOT NULL DEFAULT 1,
  label TEXT NOT NULL DEFAULT '',
  audience TEXT,
  placement TEXT,
  meant_for TEXT NOT NULL,
  max_opens INTEGER,
  max_opens_per_visitor INTEGER,
  opens_at INTEGER,
  expires_at INTEGER,
  expires_with_project INTEGER NOT NULL DEFAULT 0,
  download TEXT NOT NULL,
  password_hash TEXT,
  password_edition INTEGER NOT NULL DEFAULT 0,
  opens INTEGER NOT NULL DEFAULT 0,
  last_open_at INTEGER,
  made_by TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT;
CREATE INDEX links_project ON links (project_id, id);
CREATE TABLE link_galleries (
  link_id TEXT NOT NULL REFERENCES links (id) ON DELETE CASCADE,
  gallery_id TEXT NOT NULL REFERENCES galleries (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  PRIMARY KEY (link_id, gallery_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_galleries_gallery ON link_galleries (gallery_id);
CREATE TABLE link_visitors (
  link_id TEXT NOT NULL REFERENCES links (id) ON DELETE CASCADE,
  visitor TEXT NOT NULL,
  opens INTEGER NOT NULL,
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  PRIMARY KEY (link_id, visitor)
) STRICT, WITHOUT ROWID;

CREATE TABLE visits (
  id TEXT PRIMARY KEY,
  link_id TEXT NOT NULL REFERENCES links (id) ON DELETE CASCADE,
  visitor TEXT NOT NULL,
  stand_in INTEGER NOT NULL,
  nonce TEXT,
  link_edition INTEGER NOT NULL,
  password_edition INTEGER NOT NULL,
  opened_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  on_site INTEGER NOT NULL,
  address TEXT NOT NULL,
  agent TEXT NOT NULL
) STRICT;
CREATE INDEX visits_link_visitor ON visits (link_id, visitor, opened_at);
CREATE INDEX visits_time ON visits (opened_at);
`;
