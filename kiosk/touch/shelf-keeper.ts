import type { PickupShelf } from '#contract/pickup.ts';
import { readShelf } from './line.ts';

/** From one look to the next, at least: while somebody stands there, and while nobody does. */
const apartMs = { open: 1500, idle: 10_000 } as const;
const againMs = 3000;

/** The newest shelf that the box told; asks for it again when there is another one. */
export class ShelfKeeper {
  shelf: PickupShelf | undefined;
  readonly #changed: () => void;
  #wanted = 0;
  #open = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #askedAt = Number.NEGATIVE_INFINITY;
  #asking = false;
  #waiting: { readonly version: number; readonly done: () => void }[] = [];

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** The box has this version; undefined: this is no station any more. Nothing is asked for while it is away. */
  want(version: number | undefined, reached: boolean): void {
    if (version === undefined) {
      this.stop();
      this.shelf = undefined;
      this.#wanted = 0;
      return;
    }
    this.#wanted = version;
    if (!reached) this.stop();
    else this.#soon();
  }

  /** Somebody stands there, or does no longer. */
  open(open: boolean): void {
    this.#open = open;
    if (!open) this.#settle(Number.POSITIVE_INFINITY);
    else if (this.#timer !== undefined) this.#soon();
  }

  /** Settles when nothing is seen that this version has not; at once where nothing is seen. */
  settled(version: number): Promise<void> {
    if (!this.#open || (this.shelf?.version ?? 0) >= version) return Promise.resolve();
    return new Promise((done) => this.#waiting.push({ version, done }));
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #soon(): void {
    if (this.#asking || (this.shelf?.version ?? 0) >= this.#wanted) return;
    const apart = this.shelf === undefined ? 0 : this.#open ? apartMs.open : apartMs.idle;
    this.#later(Math.max(0, this.#askedAt + apart - performance.now()));
  }

  #later(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#ask(), ms);
  }

  async #ask(): Promise<void> {
    this.#timer = undefined;
    this.#asking = true;
    this.#askedAt = performance.now();
    try {
      const shelf = await readShelf();
      if (this.#wanted > 0) {
        this.shelf = shelf;
        this.#changed();
        this.#settle(shelf.version);
      }
      this.#asking = false;
      this.#soon();
    } catch {
      this.#asking = false;
      if (this.#wanted > 0) this.#later(againMs);
    }
  }

  #settle(version: number): void {
    const done = this.#waiting.filter((one) => one.version <= version);
    this.#waiting = this.#waiting.filter((one) => one.version > version);
    for (const one of done) one.done();
  }
}
