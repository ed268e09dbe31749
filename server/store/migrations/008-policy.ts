import { sql } from 'kysely';
import type { Writer } from '../database.ts';

const steps = [
  // How long one visit lasts, on how many phones it opens, how old its photos may get; null is "no limit".
  'ALTER TABLE links ADD COLUMN visit_seconds INTEGER',
  'ALTER TABLE links ADD COLUMN max_devices INTEGER',
  'ALTER TABLE links ADD COLUMN refresh_days INTEGER',
  // The password sealed with the box's key, so that staff can be shown it again; null for those from before.
  'ALTER TABLE links ADD COLUMN password_sealed TEXT',
  // Whether its terms are still those of its preset, so that a change of the preset may be carried over.
  'ALTER TABLE links ADD COLUMN follows INTEGER NOT NULL DEFAULT 0',
  'UPDATE links SET follows = 1 WHERE audience IS NOT NULL AND updated_at = created_at',
  'ALTER TABLE audiences ADD COLUMN visit_seconds INTEGER',
  'ALTER TABLE audiences ADD COLUMN max_devices INTEGER',
  // The phone whose second browser this is; null: a phone of its own. What its first open looked like; let in by staff.
  'ALTER TABLE link_visitors ADD COLUMN device TEXT',
  'ALTER TABLE link_visitors ADD COLUMN mark TEXT',
  'ALTER TABLE link_visitors ADD COLUMN let_in INTEGER NOT NULL DEFAULT 0',
];

/** The rest of the policy: how long a visit lasts, how many phones, how fresh, and passwords that can be shown again. */
export async function up(writer: Writer): Promise<void> {
  for (const step of steps) await sql.raw(step).execute(writer);
}
