import { momentOf } from '#words/moments.ts';

/** An instant as a field of date and time has it, in a zone: `2026-11-21T14:05`. */
export function wallTime(at: number, zone: string): string {
  const { year, month, day, clock } = momentOf(at, at, zone);
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}T${clock}`;
}

/** The instant (UTC ms) at which the clocks of a zone show this. */
export function instantAt(wall: string, zone: string): number {
  const wanted = Date.parse(`${wall.slice(0, 16)}:00Z`);
  let at = wanted;
  // Twice, since the first guess may lie on the other side of a change of the clocks.
  for (let nr = 0; nr < 2; nr += 1) at += wanted - Date.parse(`${wallTime(at, zone)}:00Z`);
  return at;
}
