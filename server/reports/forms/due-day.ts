import { wallIn } from '#words/wall.ts';

const two = (value: number) => String(value).padStart(2, '0');

/**
 * The last day of a row of the delivery that is still in time, `2026-11-27`: its `dueAt` is the first instant that is too
 * late, often the midnight after. Null where nothing is due.
 */
export function dueDay({ dueAt }: { readonly dueAt: string | null }, zone: string): string | null {
  if (dueAt === null) return null;
  const { year, month, day } = wallIn(Date.parse(dueAt) - 1, zone);
  return `${year}-${two(month)}-${two(day)}`;
}
