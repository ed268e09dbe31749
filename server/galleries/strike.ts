const dayMs = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** How many ms the clocks of a zone are ahead of UTC at an instant. */
export function aheadOf(zone: string, instant: number): number {
  let format = formats.get(zone);
  if (!format) {
    const figures = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
    format = new Intl.DateTimeFormat('en', { timeZone: zone, hourCycle: 'h23', second: 'numeric', ...figures });
    formats.set(zone, format);
  }
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(instant)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}

/** The day on the calendar of a zone, in days since 1970-01-01. */
export function dayIn(zone: string, instant: number): number {
  return Math.floor((instant + aheadOf(zone, instant)) / dayMs);
}

/** The instant at which the clocks of a zone show an hour (`HH:MM`, up to 24:00) on a day, given as `dayIn` gives it; UTC ms. */
export function strikeOn(day: number, at: string, zone: string): number {
  const [hours = 0, minutes = 0] = at.split(':').map(Number);
  const shown = day * dayMs + (hours * 60 + minutes) * 60_000;
  const near = shown - aheadOf(zone, shown);
  // Once more, since the clocks may have been changed between the two.
  return shown - aheadOf(zone, near);
}

/** The instants at which clocks of a zone show an hour (`HH:MM`) on the days about now, in order, UTC ms. */
function strikes(now: number, at: string, zone: string): number[] {
  const today = dayIn(zone, now);
  return [-2, -1, 0, 1, 2].map((days) => strikeOn(today + days, at, zone));
}

/** The next instant at which the clocks of a zone show an hour (`HH:MM`), UTC ms; one that a change of clocks leaves out is struck about then. */
export function nextStrike(now: number, at: string, zone: string): number {
  return strikes(now, at, zone).find((strike) => strike > now) as number;
}

/** The last such instant, now included. */
export function lastStrike(now: number, at: string, zone: string): number {
  return strikes(now, at, zone).findLast((strike) => strike <= now) as number;
}
