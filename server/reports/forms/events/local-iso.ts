import { wallIn } from '#words/wall.ts';

/** Zones change their clocks on a quarter of an hour, so that within one all is the same. */
const quarterMs = 900_000;
const dayMs = 86_400_000;
const kept = 10_000;
const two = Array.from({ length: 60 }, (_, value) => String(value).padStart(2, '0'));

/**
 * Tells instants (UTC ms) as the clocks of a zone showed them: `2026-11-21T10:20:30+08:00`. A zone is asked once for each
 * quarter of an hour, since that costs as much as all else of an event.
 */
export function localIso(zone: string): (at: number) => string {
  const quarters = new Map<number, readonly [ms: number, ending: string]>();
  const days = new Map<number, string>();
  return (at) => {
    const quarter = Math.floor(at / quarterMs);
    const [ms, ending] = once(quarters, quarter, () => offsetOf(quarter * quarterMs, zone));
    const day = Math.floor((at + ms) / dayMs);
    const date = once(days, day, () => new Date(day * dayMs).toISOString().slice(0, 10));
    const second = Math.floor((at + ms - day * dayMs) / 1000);
    return `${date}T${two[Math.floor(second / 3600)]}:${two[Math.floor(second / 60) % 60]}:${two[second % 60]}${ending}`;
  };
}

function once<T>(known: Map<number, T>, key: number, find: () => T): T {
  const there = known.get(key);
  if (there !== undefined) return there;
  if (known.size >= kept) known.clear();
  const found = find();
  known.set(key, found);
  return found;
}

function offsetOf(at: number, zone: string): readonly [ms: number, ending: string] {
  const { year, month, day, hour, minute, second } = wallIn(at, zone);
  const ms = Date.UTC(year, month - 1, day, hour, minute, second) - at;
  const minutes = Math.abs(Math.round(ms / 60_000));
  return [ms, `${ms < 0 ? '-' : '+'}${two[Math.floor(minutes / 60)]}:${two[minutes % 60]}`];
}
