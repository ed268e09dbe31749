/** Wakes this long before a moment, and waits out the rest by animation frames: timers alone come late. */
const earlyMs = 60;
/** Longer than this no timer is trusted: a machine may sleep. */
const longestMs = 60_000;

/** One moment of a clock to wait for; a new one replaces the one before. */
export class Alarm {
  readonly #now: () => number;
  readonly #ring: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #frame: number | undefined;

  constructor(now: () => number, ring: () => void) {
    this.#now = now;
    this.#ring = ring;
  }

  /** Rings once when the clock shows `at`; never for null. */
  set(at: number | null): void {
    this.stop();
    if (at === null) return;
    const wait = at - this.#now();
    if (wait > longestMs) this.#timer = setTimeout(() => this.set(at), longestMs / 2);
    else if (document.hidden) this.#timer = setTimeout(this.#ring, Math.max(0, wait));
    else if (wait > earlyMs) this.#timer = setTimeout(() => this.set(at), wait - earlyMs);
    else if (wait > 0) this.#frame = requestAnimationFrame(() => this.#look(at));
    else this.#timer = setTimeout(this.#ring);
  }

  /** In time for this very frame. */
  #look(at: number): void {
    if (this.#now() >= at) this.#ring();
    else this.set(at);
  }

  stop(): void {
    clearTimeout(this.#timer);
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#timer = undefined;
    this.#frame = undefined;
  }
}

/** Does something soon after it is asked for, and no more than once in so many milliseconds. */
export function atMostEvery(ms: number, act: () => void): () => void {
  let waiting = false;
  let last = Number.NEGATIVE_INFINITY;
  const now = () => {
    waiting = false;
    last = performance.now();
    act();
  };
  return () => {
    if (waiting) return;
    waiting = true;
    setTimeout(now, Math.max(0, last + ms - performance.now()));
  };
}
