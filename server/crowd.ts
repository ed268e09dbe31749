import type { Clock } from './clock.ts';
import { type Heard, makeMeter } from './crowd-meter.ts';

/** While photos come slowly to phones on the box's own network. */
export interface Crowded {
  /** UTC ms. */
  readonly since: number;
  /** Of a thumb, when there was last enough to tell it by. */
  readonly p95Ms: number;
}

/**
 * Says whether the Wi-Fi is crowded, by two meters of the same thumbs. What phones measured themselves, from the request
 * to the last byte, is the truth: the box cannot see how long the air takes, since a thumb fits into the buffers of the
 * system, which has it "sent" at once. What the box took until it handed a thumb over sees a box that is itself too busy,
 * and phones that tell nothing.
 */
export interface Crowd {
  /** A thumb was handed to the system for a phone on site, so many ms after it was asked for. */
  served(phone: string, ms: number): void;
  /** So long thumbs took to a phone on site, as it measured them. */
  told(phone: string, ms: readonly number[]): void;
  /** Undefined while it is not crowded. */
  now(): Crowded | undefined;
  stop(): void;
}

const slowMs = 400;
const calmMs = 200;
const slowForMs = 10_000;
const calmForMs = 60_000;
const lookMs = 1000;
/**
 * Fewer tell nothing of the air. And however many values there are: it takes three phones that waited, so that one
 * behind a wall, or one that lies, changes nobody's page. A phone is a visit here, since a whole hall may share one
 * address: whoever opens a link often enough is several, and could crowd the air itself as well.
 */
const least = { phones: 5, values: 20, slow: 3 } as const;

/** `tell` is called when it begins and when it is over. */
export function makeCrowd(clock: Pick<Clock, 'now' | 'monotonic'>, tell: () => void): Crowd {
  const meters = { told: makeMeter(clock.monotonic, slowMs), served: makeMeter(clock.monotonic, slowMs) };
  let crowded: Crowded | undefined;
  /** Since when it has been the other way, by the monotonic clock. */
  let turning: number | undefined;
  let p95Ms = 0;
  let lookedAt = Number.NEGATIVE_INFINITY;

  const look = () => {
    lookedAt = clock.monotonic();
    const heard = [meters.told.heard(), meters.served.heard()].filter(isEnough);
    if (heard.length > 0) p95Ms = Math.max(...heard.map(({ p95 }) => p95));
    if (crowded) crowded = { ...crowded, p95Ms };
    const turns = crowded ? heard.every(({ p95 }) => p95 < calmMs) : heard.some(isSlow);
    if (!turns) {
      turning = undefined;
      return;
    }
    turning ??= lookedAt;
    if (lookedAt - turning < (crowded ? calmForMs : slowForMs)) return;
    turning = undefined;
    crowded = crowded ? undefined : { since: clock.now(), p95Ms };
    tell();
  };
  const timer = setInterval(look, lookMs).unref();

  return {
    served: (phone, ms) => meters.served.add(phone, ms),
    told: (phone, values) => {
      for (const ms of values) meters.told.add(phone, ms);
      // With the news itself where it is time: what a timer alone looks at is a second old.
      if (clock.monotonic() - lookedAt >= lookMs) look();
    },
    now: () => crowded,
    stop: () => clearInterval(timer),
  };
}

function isEnough({ phones, values }: Heard): boolean {
  return phones >= least.phones && values >= least.values;
}

function isSlow({ p95, slow }: Heard): boolean {
  return p95 > slowMs && slow >= least.slow;
}
