import { sql } from 'kysely';
import type { Writer } from '../database.ts';

/** When a link was revoked last, which stays when it is revived: visits from before it are over for good. */
export async function up(writer: Writer): Promise<void> {
  await sql`ALTER TABLE links ADD COLUMN ended_at INTEGER`.execute(writer);
  await sql`UPDATE links SET ended_at = revoked_at`.execute(writer);
}
