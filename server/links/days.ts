const formats = new Map<string, Intl.DateTimeFormat>();

/** The calendar day in a zone as a number that sorts: days since 1970-01-01. */
function dayIn(zone: string, instant: number): number {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en', { timeZone: zone, year: 'numeric', month: 'numeric', day: 'numeric' });
    formats.set(zone, format);
  }
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(instant)) part[type] = Number(value);
  return Date.UTC(part.year as number, (part.month as number) - 1, part.day) / 86_400_000;
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
