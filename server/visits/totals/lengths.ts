/*
 * How long visits looked is kept as a count of visits for each length, so that a median of any span of days can be had
 * from sums. A length is told to the second below a minute, to 5 s below 10 min, to 30 s below an hour, and to 5 min above.
 */

/** The length, in whole seconds, that a visit of so many ms is counted under: the lower end of its step. */
export function lengthOf(ms: number): number {
  const seconds = Math.floor(ms / 1000);
  const step = seconds < 60 ? 1 : seconds < 600 ? 5 : seconds < 3600 ? 30 : 300;
  return Math.floor(seconds / step) * step;
}

/** The same in SQL, of a column in ms. */
export function lengthSql(ms: string): string {
  const seconds = `(${ms} / 1000)`;
  const down = (step: number) => `${seconds} / ${step} * ${step}`;
  return `CASE WHEN ${seconds} < 60 THEN ${seconds} WHEN ${seconds} < 600 THEN ${down(5)}
    WHEN ${seconds} < 3600 THEN ${down(30)} ELSE ${down(300)} END`;
}

/** The median, in seconds, of lengths with their counts, in the order of lengths; null of none. Between two: their mean. */
export function medianOf(lengths: readonly { readonly seconds: number; readonly visits: number }[]): number | null {
  const all = lengths.reduce((sum, { visits }) => sum + visits, 0);
  if (all === 0) return null;
  const at = (place: number) => {
    let before = 0;
    for (const { seconds, visits } of lengths) {
      before += visits;
      if (before > place) return seconds;
    }
    return 0;
  };
  return (at(Math.floor((all - 1) / 2)) + at(Math.floor(all / 2))) / 2;
}
