import { sql } from 'kysely';
import type { Writer } from '../database.ts';

const steps = [
  // Phones whose records are being cut from them: those up to the visit in `row`, and from before `begun_at`, go to `fresh`.
  // A row is there for as long as something of it is left to do.
  `CREATE TABLE forgetting (
    visitor TEXT PRIMARY KEY, fresh TEXT NOT NULL, row INTEGER NOT NULL, begun_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`,
  // Visits and refusals of days before `day` (yyyymmdd) are gone, and their totals are kept. No row: none were ever.
  'CREATE TABLE events_kept (id INTEGER PRIMARY KEY CHECK (id = 1), day INTEGER NOT NULL) STRICT',
];

/** Which phones are being forgotten, and since when events are there one by one. */
export async function up(writer: Writer): Promise<void> {
  for (const step of steps) await sql.raw(step).execute(writer);
}
