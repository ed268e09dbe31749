import { Refusal } from '../refusal.ts';
import type { Visit } from '../visits/running.ts';

/** Lets a visit do something so often a minute; throws `too_many_attempts` beyond. `now`: monotonic ms. */
export function makeVisitPace(aMinute: number): (visit: Visit, now: number) => void {
  const paces = new WeakMap<Visit, { since: number; count: number }>();
  return (visit, now) => {
    const pace = paces.get(visit);
    if (!pace || now - pace.since >= 60_000) return void paces.set(visit, { since: now, count: 1 });
    pace.count += 1;
    if (pace.count > aMinute) throw new Refusal('too_many_attempts', 'slower, please', { retryAfter: 60 });
  };
}
