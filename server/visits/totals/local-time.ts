import { dateIn, hourIn } from '../../links/days.ts';

/** What the calendar and the clocks of the box showed. */
export interface LocalTime {
  /** `20261121`. */
  readonly day: number;
  /** 0 to 23. */
  readonly hour: number;
}

/** Zones change their clocks on a quarter of an hour, so that within one all is the same. */
const quarterMs = 900_000;
let last: { readonly zone: string; readonly quarter: number; readonly time: LocalTime } | undefined;

/** The day and the hour in a zone at an instant (UTC ms). */
export function localTime(zone: string, instant: number): LocalTime {
  const quarter = Math.floor(instant / quarterMs);
  if (last?.zone === zone && last.quarter === quarter) return last.time;
  const time = { day: dayNumber(dateIn(zone, instant)), hour: hourIn(zone, instant) };
  last = { zone, quarter, time };
  return time;
}

/** `2026-11-21` as it is stored: 20261121. */
export function dayNumber(day: string): number {
  return Number(day.replaceAll('-', ''));
}

/** 20261121 as it is told: `2026-11-21`. */
export function dayText(day: number): string {
  const figures = String(day).padStart(8, '0');
  return `${figures.slice(0, 4)}-${figures.slice(4, 6)}-${figures.slice(6)}`;
}
