import type sqlite3 from 'sqlite3';
import { figure } from './measure.ts';
import { all } from './report-fill.ts';
import type { EventfulBox } from './report-seed.ts';

const raw = ['visits', 'photo_views', 'downloads', 'refusals'];
const totals = [
  ...['subjects', 'day_totals', 'part_totals', 'photo_totals', 'length_totals'],
  ...['gap_totals', 'subject_visitors'],
];
const kept = ['link_visitors'];

/** Tells how much of the file is raw events, their indexes, and totals; and how long the totals took to be made of them. */
export async function sizesOf(
  name: string,
  { filled, rebuildSeconds }: EventfulBox,
  db: sqlite3.Database,
): Promise<void> {
  const events = Object.values(filled).reduce((sum, count) => sum + count, 0);
  const bytes = await bytesOf(db);
  const mb = (names: readonly string[], kind: 'table' | 'index') =>
    names.reduce((sum, table) => sum + (bytes.get(`${table} ${kind}`) ?? 0), 0) / 1_000_000;
  const note = 'no limit of its own';
  figure({ what: `raw events on disk, ${name} events`, value: mb(raw, 'table'), unit: 'MB', note });
  figure({ what: `indexes of raw events, ${name} events`, value: mb(raw, 'index'), unit: 'MB', note });
  const both = mb(raw, 'table') + mb(raw, 'index');
  const sums = mb(totals, 'table') + mb(totals, 'index');
  figure({
    what: `totals on disk, ${name} events`,
    value: sums,
    unit: 'MB',
    bare: both,
    bareIs: 'raw events and indexes',
    note,
  });
  for (const table of totals)
    figure({ what: `${table}, ${name} events`, value: mb([table], 'table') + mb([table], 'index'), unit: 'MB', note });
  figure({ what: `bytes an event, raw, ${name} events`, value: (both * 1_000_000) / events, unit: 'B', note });
  figure({ what: `bytes an event, totals, ${name} events`, value: (sums * 1_000_000) / events, unit: 'B', note });
  figure({ what: `phones of links, ${name} events`, value: mb(kept, 'table') + mb(kept, 'index'), unit: 'MB', note });
  figure({ what: `the start that makes all totals, ${name} events`, value: rebuildSeconds, unit: 's', note });
}

/** Bytes of the pages of each table and of its indexes, by `TABLE table` and `TABLE index`. */
async function bytesOf(db: sqlite3.Database): Promise<Map<string, number>> {
  const rows = await all<{ kind: string; bytes: number }>(
    db,
    `SELECT tbl_name || ' ' || type AS kind, sum(pgsize) AS bytes
    FROM sqlite_master JOIN dbstat USING (name) GROUP BY tbl_name, type`,
  );
  return new Map(rows.map(({ kind, bytes }) => [kind, bytes]));
}
