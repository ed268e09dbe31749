import type { Writer } from '../../store/database.ts';
import type { NewVisit } from '../table.ts';
import { Adding, subjectsOf } from './adding.ts';
import { addTotals, noteFirst } from './table.ts';

/** Adds opens to the totals, in the write that records them. `linkOf` knows their links. */
export async function addOpens(
  writer: Writer,
  rows: readonly NewVisit[],
  linkOf: (id: string) => { readonly projectId: string; readonly audience: string | null },
): Promise<void> {
  const adding = new Adding();
  for (const row of rows) {
    const { projectId, audience } = linkOf(row.link_id);
    addOpen(adding, row, subjectsOf({ linkId: row.link_id, projectId, audience }));
  }
  await addTotals(writer, adding);
  const guests = rows.filter(({ staff }) => staff === 0);
  const [first] = guests;
  if (!first) return;
  const linkIds = [...new Set(guests.map(({ link_id }) => link_id))];
  await noteFirst(writer, 'first_open_at', linkIds, first.opened_at);
}

function addOpen(adding: Adding, row: NewVisit, subjects: readonly string[]): void {
  const { day } = row;
  for (const subject of subjects) {
    if (row.staff === 1) {
      adding.day(subject, day, 'staff');
      continue;
    }
    adding.day(subject, day, 'opens');
    adding.day(subject, day, `h${row.hour}`);
    adding.day(subject, day, 'on_site', row.on_site);
    adding.day(subject, day, 'stand_ins', row.stand_in);
    for (const kind of ['device', 'system', 'app', 'region'] as const) adding.part(subject, day, kind, row[kind]);
    if (row.place !== null) adding.part(subject, day, 'place', String(row.place));
    adding.comings.push({ kind: 'open', subject, visitor: row.visitor, at: row.opened_at, day });
  }
}
