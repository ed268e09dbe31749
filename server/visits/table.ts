import { sql } from 'kysely';
import type { Reader, Writer } from '../store/database.ts';

declare module '../store/tables.ts' {
  interface Tables {
    visits: VisitRow;
  }
}

export interface VisitRow {
  id: string;
  link_id: string;
  /** Keyed hash of the visitor's cookie, or of address and agent where there was none. */
  visitor: string;
  stand_in: number;
  nonce: string | null;
  /** The editions that the link's address and password had when it was opened. */
  link_edition: number;
  password_edition: number;
  opened_at: number;
  ends_at: number;
  last_seen_at: number;
  on_site: number;
  /** Cut to /24 or /48. */
  address: string;
  agent: string;
}

export async function insertVisit(writer: Writer, row: VisitRow): Promise<void> {
  await writer.insertInto('visits').values(row).execute();
}

/** Visits that were opened and last seen after these instants, on links that are not revoked. */
export function visitsSince(db: Reader, opened: number, seen: number): Promise<VisitRow[]> {
  return db
    .selectFrom('visits')
    .innerJoin('links', 'links.id', 'visits.link_id')
    .selectAll('visits')
    .where('links.revoked_at', 'is', null)
    .where('visits.opened_at', '>', opened)
    .where('visits.last_seen_at', '>', seen)
    .execute();
}

/** Notes when visits were last seen, at most 1,000 in one write. */
export async function noteSeen(writer: Writer, seen: readonly (readonly [id: string, at: number])[]): Promise<void> {
  await sql`UPDATE visits SET last_seen_at = told.value ->> 1 FROM json_each(${JSON.stringify(seen)}) AS told
    WHERE visits.id = told.value ->> 0`.execute(writer);
}
