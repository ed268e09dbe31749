import { wallIn } from '#words/wall.ts';

/** The instant (ISO 8601) at which a day (`2026-12-21`) is over by the clocks of a time zone. */
export function endOfDay(day: string, timeZone: string): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(instantOf(Date.UTC(year, month - 1, date + 1), timeZone)).toISOString();
}

/** The last whole day (`2026-12-21`) before an instant, by the clocks of a time zone. */
export function lastDayBefore(instant: string, timeZone: string): string {
  const at = Date.parse(instant) - 1;
  return new Date(at + offsetAt(at, timeZone)).toISOString().slice(0, 10);
}

/** UTC ms of what a zone's clocks show as these UTC figures. */
function instantOf(shown: number, timeZone: string): number {
  // Twice, since the offset is asked for at a guess that may lie across a change of the clocks.
  const guess = shown - offsetAt(shown, timeZone);
  return shown - offsetAt(guess, timeZone);
}

/** How far a zone's clocks are ahead of UTC at an instant, ms. */
function offsetAt(at: number, timeZone: string): number {
  const { year, month, day, hour, minute, second } = wallIn(at, timeZone);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}
