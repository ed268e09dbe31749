import type { StoredLink } from '../links/table.ts';
import type { Reader, Writer } from '../store/database.ts';
import { isLow, minutesAt, paceMs } from '../visits/pace.ts';
import { opensSince } from '../visits/table.ts';
import { noteTold, toldMost } from './table.ts';

/** At the pace of the last half hour it is used up within so long. */
const withinMinutes = 60;

export interface Soon {
  readonly link: StoredLink;
  readonly left: number;
  readonly minutes: number | null;
}

/**
 * Of links that were just opened, those that are nearly used up: less than a fifth of their opens left, or gone within an
 * hour. Each is told once until it is given more. Those of batches and of screens are meant to be used up.
 */
export async function nearlyUsedUp(db: Reader, links: readonly StoredLink[], now: number): Promise<Soon[]> {
  const counted = links.filter(
    ({ maxOpens, batch, screenId, revokedAt }) =>
      maxOpens !== null && maxOpens > 1 && batch === null && screenId === null && revokedAt === null,
  );
  if (counted.length === 0) return [];
  const ids = counted.map(({ id }) => id);
  const [told, paces] = await Promise.all([toldMost(db, ids), opensSince(db, now - paceMs, ids)]);
  return counted.flatMap((link) => {
    const most = link.maxOpens ?? 0;
    const left = Math.max(0, most - link.opens);
    const minutes = minutesAt(left, paces.get(link.id) ?? 0);
    const soon = isLow(left, link.opens) || (minutes !== null && minutes <= withinMinutes);
    return soon && (told.get(link.id) ?? 0) < most ? [{ link, left, minutes }] : [];
  });
}

/** Notes that these were told, in the write that puts it in line. */
export async function noteSoon(writer: Writer, soon: readonly Soon[]): Promise<void> {
  for (const { link } of soon) await noteTold(writer, link.id, link.maxOpens ?? 0);
}
