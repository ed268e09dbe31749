import type { PlayLog } from '#contract/plays.ts';
import type { Actor } from '../../box/actor.ts';
import { readSettings } from '../../box/settings.ts';
import type { Kit } from '../../kit.ts';
import { dateIn, endOfDay, startOfDay } from '../../links/days.ts';
import { itemsPlayed, latestPlays, photosPlayed, photosThere } from './table.ts';

const shown = { photos: 60, items: 100, latest: 30 } as const;
/** Reports look no further back. */
const longestMs = 400 * 86_400_000;

/** What a screen showed on the days that a span of time touches (ISO instants), in the box's zone; today without one. */
export async function readPlays(
  kit: Kit,
  actor: Actor,
  screenId: string,
  span: { readonly from?: string | undefined; readonly to?: string | undefined },
): Promise<PlayLog> {
  const { read } = kit.db;
  const { timeZone } = readSettings(kit);
  const now = kit.clock.now();
  const until = span.to === undefined ? now : Math.min(Date.parse(span.to), now + longestMs);
  const since = span.from === undefined ? until : Date.parse(span.from);
  // What ends at midnight does not touch the day that begins then.
  const last = Math.max(since, span.to === undefined ? until : until - 1);
  const first = Math.max(since, last - longestMs);
  const from = startOfDay(first, timeZone);
  const to = endOfDay(last, 0, timeZone);
  const { projectIds } = actor;
  const days = {
    screenId,
    first: dateIn(timeZone, first),
    last: dateIn(timeZone, last),
    projectIds,
    most: shown.photos,
  };
  const [items, photos, latest] = await Promise.all([
    itemsPlayed(read, days),
    photosPlayed(read, days),
    latestPlays(read, { screenId, from, to, most: shown.latest }),
  ]);
  const photoIdsOf = (row: { readonly photo_ids: string }) => JSON.parse(row.photo_ids) as string[];
  const there = await photosThere(read, [...new Set(latest.flatMap(photoIdsOf))], projectIds);
  return {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    seconds: seconds(items.reduce((sum, { ms }) => sum + ms, 0)),
    offlineSeconds: seconds(items.reduce((sum, { offlineMs }) => sum + offlineMs, 0)),
    photos: photos.map(({ photoId, times, ms }) => ({ photoId, times, seconds: seconds(ms) })),
    items: items
      .slice(0, shown.items)
      .map(({ itemId, kind, times, ms }) => ({ itemId, kind, times, seconds: seconds(ms) })),
    latest: latest.map((row) => ({
      at: new Date(row.at).toISOString(),
      seconds: seconds(row.ms),
      kind: row.kind,
      photoIds: photoIdsOf(row).filter((id) => there.has(id)),
      fresh: row.fresh === 1,
      offline: row.offline === 1,
    })),
  };
}

/** Of milliseconds, to the tenth. */
function seconds(ms: number): number {
  return Math.round(ms / 100) / 10;
}
