import type { DayPart } from '#contract/playlists.ts';
import { aheadOf, dayIn, strikeOn } from '../../galleries/strike.ts';

/** From `now` until `until`, UTC ms, by the clocks of a zone. */
export interface Reach {
  readonly now: number;
  readonly until: number;
  readonly timeZone: string;
}

/** From its first instant to the first after it, UTC ms. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** When any of these parts of the week is: by time, none touching another, those that are over left out. */
export function spansOf(parts: readonly DayPart[], { now, until, timeZone }: Reach): Span[] {
  if (parts.length === 0) return [];
  const first = dayIn(timeZone, now) - 1;
  const last = dayIn(timeZone, until);
  const spans: Span[] = [];
  for (let day = first; day <= last; day += 1) {
    // 1970-01-01 was a Thursday.
    const weekday = ((((day + 3) % 7) + 7) % 7) + 1;
    for (const { days, from, to } of parts) {
      if (!days.includes(weekday)) continue;
      const ends = instantOf(to > from ? day : day + 1, to, timeZone);
      const span = { from: instantOf(day, from, timeZone), to: Math.min(ends, until) };
      if (span.to > now && span.to > span.from) spans.push(span);
    }
  }
  const merged: { from: number; to: number }[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const before = merged.at(-1);
    if (before && span.from <= before.to) before.to = Math.max(before.to, span.to);
    else merged.push({ ...span });
  }
  return merged;
}

/** Which are on from an instant on, by their places. */
export interface Stretch {
  readonly at: number;
  readonly on: readonly number[];
}

/** The first from now on, then one for each time at which others are on than before. Without parts one is always on. */
export function dayStretches(whens: readonly (readonly DayPart[])[], reach: Reach): Stretch[] {
  const timed = whens.map((parts) => (parts.length === 0 ? undefined : spansOf(parts, reach)));
  const edges = timed.flatMap((spans) => spans?.flatMap(({ from, to }) => [from, to]) ?? []);
  const ahead = [...new Set(edges)].filter((at) => at > reach.now && at < reach.until).sort((a, b) => a - b);
  const reached = timed.map(() => 0);
  const stretches: Stretch[] = [];
  let before: string | undefined;
  for (const at of [reach.now, ...ahead]) {
    const on = [...timed.keys()].filter((place) => {
      const spans = timed[place];
      if (!spans) return true;
      while ((spans[reached[place] as number]?.to ?? Number.POSITIVE_INFINITY) <= at)
        reached[place] = (reached[place] as number) + 1;
      return (spans[reached[place] as number]?.from ?? Number.POSITIVE_INFINITY) <= at;
    });
    const key = on.join();
    if (key !== before) stretches.push({ at, on });
    before = key;
  }
  return stretches;
}

/** Of days on which clocks are not changed, by zone: how far ahead of UTC they are; undefined for the others. */
const steady = new Map<string, Map<number, number | undefined>>();
/** A leap of a lost clock, or another zone, must not fill the memory with days. */
const keptDays = 500;

/** As `strikeOn`; a week has many times on one day, and a zone is slow to ask. */
function instantOf(day: number, at: string, zone: string): number {
  const days = steady.get(zone) ?? new Map<number, number | undefined>();
  steady.set(zone, days);
  if (!days.has(day)) {
    if (days.size >= keptDays) days.clear();
    // Zones are at most 14 hours ahead of UTC and 12 behind.
    const [before, after] = [aheadOf(zone, day * dayMs - 14 * hourMs), aheadOf(zone, (day + 1) * dayMs + 14 * hourMs)];
    days.set(day, before === after ? before : undefined);
  }
  const ahead = days.get(day);
  if (ahead === undefined) return strikeOn(day, at, zone);
  const [hours = 0, minutes = 0] = at.split(':').map(Number);
  return day * dayMs + (hours * 60 + minutes) * 60_000 - ahead;
}
