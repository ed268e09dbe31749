import type { Clock } from './clock.ts';

export interface Pace {
  guestCame(): void;
  stop(): void;
}

/** Guests are busy from so many requests a second on. */
const busyRate = 15;
const windowMs = 2000;

/** Tells when guests get busy and when they are not any more, so that the ingest process makes room for them. */
export function makePace(clock: Clock, tell: (busy: boolean) => void): Pace {
  let came = 0;
  let busy = false;
  let since = clock.monotonic();
  const timer = setInterval(() => {
    const now = clock.monotonic();
    const rate = (came * 1000) / Math.max(1, now - since);
    came = 0;
    since = now;
    if (rate > busyRate === busy) return;
    busy = !busy;
    tell(busy);
  }, windowMs).unref();
  return {
    guestCame: () => {
      came += 1;
    },
    stop: () => clearInterval(timer),
  };
}
