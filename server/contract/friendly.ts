/** About a quarter of a number of opens, as a number that people would say; at least 20: what one tap offers on top. */
export function friendlyQuarter(maxOpens: number): number {
  const quarter = maxOpens / 4;
  if (quarter <= 20) return 20;
  const step = 10 ** Math.floor(Math.log10(quarter)) / 2;
  return Math.round(quarter / step) * step;
}
