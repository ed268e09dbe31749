import { readSettings } from '../../../box/settings.ts';
import type { Kit } from '../../../kit.ts';
import { endOfDay, startOfDay } from '../../../links/days.ts';
import type { RegionOf } from '../../opening.ts';
import { deviceOf } from '../../who/agent.ts';
import { localTime } from '../local-time.ts';
import { remake } from '../raw/table.ts';
import { dated, fillDay, fillRest, fillVisits, noteTotalsMade, pastVisits, spanOf, totalsMade } from './table.ts';

const rowsAWrite = 1000;

/**
 * Finds out who visits were that are from before that was kept, and makes the totals of them, once. Before the doors open:
 * nothing else is to be counted meanwhile. What is cut off is done again at the next start.
 */
export async function fillPast(kit: Pick<Kit, 'db' | 'log'>, regionOf: RegionOf): Promise<void> {
  const { db, log } = kit;
  if (await totalsMade(db.read)) return;
  const zone = readSettings(kit).timeZone;
  let visits = 0;
  for (;;) {
    const rows = await pastVisits(db.read, rowsAWrite);
    if (rows.length === 0) break;
    const found = rows.map(({ id, openedAt, agent, address, onSite }) => {
      const { day, hour } = localTime(zone, openedAt);
      const { device, system, app } = deviceOf(agent);
      return [id, day, hour, device, system, app, onSite === 1 ? 'site' : regionOf(address)] as const;
    });
    await db.write((writer) => fillVisits(writer, found));
    visits += rows.length;
  }
  for (const kind of dated) {
    const span = await spanOf(db.read, kind);
    if (!span) continue;
    for (let from = startOfDay(span.from, zone); from <= span.to; ) {
      const to = endOfDay(from, 0, zone);
      const { day } = localTime(zone, from);
      const part = { from, to, day };
      await db.write((writer) => fillDay(writer, kind, part));
      from = to;
    }
  }
  await db.write(async (writer) => {
    await fillRest(writer);
    await remake(writer);
    await noteTotalsMade(writer);
  });
  if (visits > 0) log.info({ visits }, 'the totals of earlier visits were made');
}
