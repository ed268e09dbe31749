import { sql } from 'kysely';
import type { Writer } from '../database.ts';

const steps = ['links', 'audiences'].map(
  (table) =>
    `ALTER TABLE ${table} ADD COLUMN watermark TEXT NOT NULL DEFAULT 'off' CHECK (watermark IN ('off', 'brand', 'recipient'))`,
);

/** What is drawn into the pictures under a link. */
export async function up(writer: Writer): Promise<void> {
  for (const step of steps) await sql.raw(step).execute(writer);
}
