import type { Kit } from '../../kit.ts';
import type { Reader } from '../../store/database.ts';
import { keptDay } from '../keep/table.ts';
import { type Difference, differences, remake } from './raw/table.ts';

/** Makes all totals anew of the events that there are; what robots fetched is kept. */
export async function rebuildTotals({ db }: Pick<Kit, 'db'>): Promise<void> {
  await db.write(remake);
}

/** Where totals differ from the events: nowhere, while no events were pruned and nothing was deleted. */
export async function totalsDiffer({ db }: Pick<Kit, 'db'>): Promise<Difference[]> {
  return differences(db.read, 'all');
}

/**
 * What is broken of the totals of links, a line each, for the check of a data folder: they must be what the events say. Of a
 * box that pruned events there is nothing to compare with.
 */
export async function brokenTotals(read: Reader): Promise<string[]> {
  if ((await keptDay(read)) !== undefined) return [];
  const found = await differences(read, 'of links');
  return found.map(
    ({ table, odd, missing }) => `I18 ${table}: ${odd} sums are not what the events say, ${missing} are missing`,
  );
}
