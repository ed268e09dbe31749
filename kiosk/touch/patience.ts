/** Nobody has touched anything for so long: it asks. */
const askAfterMs = 60_000;
/** So many seconds are left to answer. */
const asksFor = 10;

/** Waits for whoever stands there: asks when nothing was touched for a minute, and gives up ten seconds later. */
export class Patience {
  readonly #asking: (left: number | null) => void;
  readonly #over: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `asking` is told the seconds left, each of them, and null when somebody is there again. */
  constructor(asking: (left: number | null) => void, over: () => void) {
    this.#asking = asking;
    this.#over = over;
  }

  /** Somebody is there. */
  touch(): void {
    this.stop();
    this.#timer = setTimeout(() => this.#ask(asksFor), askAfterMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#asking(null);
  }

  #ask(left: number): void {
    if (left <= 0) {
      this.stop();
      this.#over();
      return;
    }
    this.#asking(left);
    this.#timer = setTimeout(() => this.#ask(left - 1), 1000);
  }
}
