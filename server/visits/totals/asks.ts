import type { Writer } from '../../store/database.ts';
import { Adding, type OfLink, subjectsOf } from './adding.ts';
import { addTotals } from './table.ts';

/** Adds one who asks for more, on a day (20261121), in the write that records it. */
export async function addAsked(writer: Writer, of: OfLink, day: number): Promise<void> {
  const adding = new Adding();
  for (const subject of subjectsOf(of)) adding.day(subject, day, 'asks');
  await addTotals(writer, adding);
}
