import { endOfDay } from './days.ts';
import type { StoredLink } from './table.ts';

/** When the photos of a link are overdue, UTC ms: at the end of that day in the zone; null where nobody asks for fresh ones. */
export function refreshDue(
  { refreshDays, freshAt }: Pick<StoredLink, 'refreshDays' | 'freshAt'>,
  zone: string,
): number | null {
  return refreshDays === null || freshAt === null ? null : endOfDay(freshAt, refreshDays, zone);
}
