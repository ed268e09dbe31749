/**
 * A part of a whole in whole percent, 0 where there is nothing. What is there is never 0 %, and what lacks something never
 * 100 %, so that words and figures beside it do not contradict it.
 */
export function percentOf(part: number, whole: number): number {
  if (whole <= 0 || part <= 0) return 0;
  if (part >= whole) return 100;
  return Math.min(99, Math.max(1, Math.round((part * 100) / whole)));
}
