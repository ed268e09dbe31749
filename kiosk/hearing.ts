import type { BoxClock } from './clock.ts';
import { memory } from './store.ts';

/** Without the box for so long, no code is shown: it might be dead by now. */
const codesHoldMs = 5 * 60_000;

/** When the box was heard last, over reloads as well. */
export class Hearing {
  /** By how much the box's clock was ahead of this machine's, ms. */
  readonly ahead: number;
  #at: number;

  constructor() {
    const before = memory.heard();
    this.ahead = before?.ahead ?? 0;
    const since = before ? Date.now() - before.at : Number.POSITIVE_INFINITY;
    // A clock that went back says nothing about how long it was.
    this.#at = performance.now() - (since >= 0 ? since : Number.POSITIVE_INFINITY);
  }

  /** For how long codes may still be shown, ms; none where it is not above 0. */
  get codesHoldMs(): number {
    return this.#at + codesHoldMs - performance.now();
  }

  /** The box said something; true where codes may be shown again. */
  heard(): boolean {
    const back = this.codesHoldMs <= 0;
    this.#at = performance.now();
    return back;
  }

  /** For the next start: how long ago that was, and what the box's clock shows. */
  keep(clock: BoxClock): void {
    if (!clock.asked) return;
    const wall = Date.now();
    memory.keepHeard({ at: wall - (performance.now() - this.#at), ahead: clock.now() - wall });
  }
}
