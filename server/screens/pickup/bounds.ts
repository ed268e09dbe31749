import type { Kit } from '../../kit.ts';
import { Refusal } from '../../refusal.ts';

/** Take-aways of one station: far more than guests who queue, and few enough that nobody fills the box from it. */
const bounds = { most: 30, windowMs: 10 * 60_000 } as const;

/** Counts what stations give away, in memory. */
export class TakeAwayBounds {
  readonly #clock: Kit['clock'];
  readonly #taken = new Map<string, number[]>();

  constructor(clock: Kit['clock']) {
    this.#clock = clock;
  }

  /** Takes one place before anything is written; gives the way to give it back. Throws `too_many_attempts`. */
  reserve(screenId: string): () => void {
    const now = this.#clock.monotonic();
    const taken = (this.#taken.get(screenId) ?? []).filter((at) => now - at < bounds.windowMs);
    const [oldest] = taken;
    if (oldest !== undefined && taken.length >= bounds.most) {
      const retryAfter = Math.max(1, Math.ceil((oldest + bounds.windowMs - now) / 1000));
      throw new Refusal('too_many_attempts', 'this station gave away so many just now', { retryAfter });
    }
    this.#taken.set(screenId, [...taken, now]);
    return () => {
      const left = this.#taken.get(screenId) ?? [];
      const at = left.indexOf(now);
      this.#taken.set(screenId, at < 0 ? left : left.toSpliced(at, 1));
    };
  }
}
