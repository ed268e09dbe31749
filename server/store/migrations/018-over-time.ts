import { sql } from 'kysely';
import type { Writer } from '../database.ts';

const steps = [
  // The links of an archived project are over from then on.
  'ALTER TABLE projects ADD COLUMN archived_at INTEGER',
  'UPDATE projects SET archived_at = updated_at WHERE archived = 1',
  // Why a link was revoked: `hand`, `void`, or with what it opened: `gallery`, `project`. Null: from before this was kept.
  'ALTER TABLE links ADD COLUMN revoked_why TEXT',
  // Why a gallery was deleted: `hand`, `clean_up`, `project`.
  'ALTER TABLE galleries ADD COLUMN deleted_why TEXT',
  // 1: staff want it kept, however long its links have been over.
  'ALTER TABLE galleries ADD COLUMN kept INTEGER NOT NULL DEFAULT 0',
];

/** What becomes of projects: the archive, the trash, and the clean-up of what is over. */
export async function up(writer: Writer): Promise<void> {
  for (const step of steps) await sql.raw(step).execute(writer);
}
