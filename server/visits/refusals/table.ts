import { sql } from 'kysely';
import type { Writer } from '../../store/database.ts';

declare module '../../store/tables.ts' {
  interface Tables {
    refusals: RefusalRow;
  }
}

/** A phone that was not let in: once in each half hour (`slot`, since 1970) for each reason. */
export interface RefusalRow {
  link_id: string;
  visitor: string;
  /** As `RefusalReason` of the contract. */
  reason: string;
  slot: number;
  /** UTC ms, and the day by the box's clocks (20261121). */
  at: number;
  day: number;
  on_site: number;
  place: number | null;
}

/** A refusal that was not counted before, with what its totals are kept for. */
export interface NewRefusal {
  readonly linkId: string;
  readonly projectId: string;
  readonly audience: string | null;
  readonly reason: string;
  readonly day: number;
}

/** Records refusals of links that are there; gives those that are new. */
export async function insertRefusals(writer: Writer, rows: readonly RefusalRow[]): Promise<NewRefusal[]> {
  const { rows: noted } = await sql<{ linkId: string; reason: string; day: number }>`
    INSERT INTO refusals (link_id, visitor, reason, slot, at, day, on_site, place)
    SELECT links.id, value ->> 'visitor', value ->> 'reason', value ->> 'slot', value ->> 'at', value ->> 'day',
      value ->> 'on_site', (SELECT number FROM screen_places WHERE number = value ->> 'place')
    FROM json_each(${JSON.stringify(rows)}) JOIN links ON links.id = value ->> 'link_id' WHERE true
    ON CONFLICT DO NOTHING RETURNING link_id AS "linkId", reason, day`.execute(writer);
  if (noted.length === 0) return [];
  const links = await linksOf(
    writer,
    noted.map(({ linkId }) => linkId),
  );
  return noted.map((row) => ({ ...row, ...(links.get(row.linkId) as Owner) }));
}

interface Owner {
  readonly projectId: string;
  readonly audience: string | null;
}

/** The project and the audience of links that are there. */
export async function linksOf(writer: Writer, ids: readonly string[]): Promise<Map<string, Owner>> {
  const { rows } = await sql<Owner & { id: string }>`
    SELECT id, project_id AS "projectId", audience FROM links
    WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`.execute(writer);
  return new Map(rows.map(({ id, projectId, audience }) => [id, { projectId, audience }]));
}
