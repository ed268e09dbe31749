const minute = 60_000;
/** The pace is that of this last while. */
export const paceMs = 30 * minute;
/** Fewer opens in that time are no pace. */
const paceFrom = 3;
const longest = 24 * 60;

/** Minutes until so many opens are used up at the pace of the last half hour (`lately`: opens in it); null where that says nothing. */
export function minutesAt(left: number | null, lately: number): number | null {
  if (left === null || left === 0 || lately < paceFrom) return null;
  const minutes = Math.ceil((left * paceMs) / minute / lately);
  return minutes > longest ? null : minutes;
}

/** Whether few of a link's opens are left: less than a fifth. */
export function isLow(left: number, opens: number): boolean {
  return left * 5 < opens + left;
}
