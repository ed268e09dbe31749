const kinds = {
  day: { year: 'numeric', month: 'numeric', day: 'numeric' },
  hour: { hour: 'numeric', hourCycle: 'h23' },
} as const;
const formats = new Map<string, Intl.DateTimeFormat>();

/** What the calendar and the clocks of a zone show. Formats are kept, since one takes longer to make than a page. */
function shown(kind: keyof typeof kinds, zone: string, instant: number): Record<string, number> {
  let format = formats.get(`${kind} ${zone}`);
  if (!format) {
    format = new Intl.DateTimeFormat('en', { timeZone: zone, ...kinds[kind] });
    formats.set(`${kind} ${zone}`, format);
  }
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(instant)) part[type] = Number(value);
  return part;
}

/** The calendar day in a zone as a number that sorts: days since 1970-01-01. */
function dayIn(zone: string, instant: number): number {
  const { year, month, day } = shown('day', zone, instant);
  return Date.UTC(year as number, (month as number) - 1, day) / 86_400_000;
}

const dates = new Map<string, Intl.DateTimeFormat>();

/** The calendar day in a zone at an instant (UTC ms), `2026-11-21`. */
export function dateIn(zone: string, instant: number): string {
  let format = dates.get(zone);
  if (!format) {
    // Swedish writes days as ISO 8601 does.
    format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
    dates.set(zone, format);
  }
  return format.format(instant);
}

/** The hour that the clocks of a zone show, 0 to 23. */
export function hourIn(zone: string, instant: number): number {
  return shown('hour', zone, instant).hour as number;
}

/** The first instant of the day of `now` in a zone, UTC ms. */
export function startOfDay(now: number, zone: string): number {
  return endOfDay(now, -1, zone);
}

/**
 * The end of a day in a zone, so many days after the one of `now` (0: today): the first instant of the day after it,
 * in UTC ms. Days of 23 or 25 hours and midnights that a change of clocks leaves out are the zone's own business.
 */
export function endOfDay(now: number, days: number, zone: string): number {
  const next = dayIn(zone, now) + days + 1;
  // Zones are at most 14 hours ahead of UTC and 12 behind; within that span the day begins somewhere.
  let before = (next - 1) * 86_400_000;
  let from = (next + 1) * 86_400_000;
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2);
    if (dayIn(zone, middle) >= next) from = middle;
    else before = middle;
  }
  return from;
}
