import { wallIn } from '#words/wall.ts';
/** What a camera noted about the moment, as the raw strings of EXIF. */
export interface CaptureNotes {
  /** `2026:05:17 18:04:59`: DateTimeOriginal. */
  readonly time?: unknown;
  /** Digits after the second: SubSecTimeOriginal. */
  readonly fraction?: unknown;
  /** `+08:00`: OffsetTimeOriginal, or else OffsetTime. */
  readonly offsets?: readonly unknown[];
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** The moment of capture in UTC milliseconds, or null where the notes say none that makes sense; without an offset the clock of `zone` is meant. */
export function captureTime(notes: CaptureNotes, zone: string): number | null {
  const wall = wallTime(notes.time, notes.fraction);
  if (wall === null) return null;
  const offset = notes.offsets?.map(offsetMs).find((found) => found !== null);
  return offset === undefined || offset === null ? inZone(wall, zone) : wall - offset;
}

/** The clock's reading as if it were UTC; null for what is no date of 1990 to 2100. */
function wallTime(time: unknown, fraction: unknown): number | null {
  const match =
    typeof time === 'string' ? /^\s*(\d{4})[:\-/.](\d\d)[:\-/.](\d\d)[ T](\d\d):(\d\d):(\d\d)/.exec(time) : null;
  if (!match) return null;
  const [year, month, day, hour, minute, second] = match.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (year < 1990 || year > 2100 || hour > 23 || minute > 59 || second > 59) return null;
  const wall = Date.UTC(year, month - 1, day, hour, minute, second);
  const read = new Date(wall);
  // 31 February, month 0: Date would carry them over into another month.
  if (read.getUTCMonth() !== month - 1 || read.getUTCDate() !== day) return null;
  const digits = typeof fraction === 'string' ? /^\s*(\d{1,9})/.exec(fraction)?.[1] : undefined;
  return wall + (digits ? Number(digits.padEnd(3, '0').slice(0, 3)) : 0);
}

function offsetMs(text: unknown): number | null {
  const match = typeof text === 'string' ? /^\s*(?:(Z)|([+-])(\d\d):?(\d\d))/.exec(text) : null;
  if (!match) return null;
  if (match[1]) return 0;
  const minutes = Number(match[3]) * 60 + Number(match[4]);
  if (minutes > 14 * 60 || Number(match[4]) > 59) return null;
  return (match[2] === '-' ? -minutes : minutes) * minuteMs;
}

/**
 * The moment at which a clock in `zone` (IANA) shows `wall`, which is a reading counted as if it were UTC. Of the two
 * moments of an hour that is repeated, the first; a reading that is skipped goes on with the offset from before the gap.
 */
export function inZone(wall: number, zone: string): number {
  const before = offsetAt(wall - dayMs, zone);
  const after = offsetAt(wall + dayMs, zone);
  const fitting = [wall - before, wall - after].filter((moment) => moment + offsetAt(moment, zone) === wall);
  return fitting.length > 0 ? Math.min(...fitting) : wall - before;
}

/** How far the clock of a zone is ahead of UTC at a moment, in milliseconds. */
function offsetAt(moment: number, zone: string): number {
  const { year, month, day, hour, minute, second } = wallIn(moment, zone);
  const whole = Math.floor(moment / 1000) * 1000;
  return Date.UTC(year, month - 1, day, hour, minute, second) - whole;
}
