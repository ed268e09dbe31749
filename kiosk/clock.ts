/** One question to the box's clock: when it was asked and answered (monotonic ms), and what the box said (UTC ms). */
export interface Asked {
  readonly sentAt: number;
  readonly receivedAt: number;
  readonly box: number;
}

interface Sample {
  /** Box minus monotonic. */
  readonly offset: number;
  readonly roundTrip: number;
}

const kept = 32;
/** A smaller difference is worn off over `slewMs`, so that no boundary is passed twice; a larger one is a leap. */
const slewBelow = 20;
const slewMs = 4000;
/** How far two samples may contradict each other before the older are taken for another time (a sleep, a clock set anew). */
const contradiction = 60;

/** The box's time on this screen: by the monotonic clock, corrected by the sample with the least round trip of the last 32. */
export class BoxClock {
  readonly #monotonic: () => number;
  #samples: Sample[] = [];
  #offset: number;
  #error = 0;
  #since = 0;
  #asked = false;
  #last: { offsetMs: number; roundTripMs: number } = { offsetMs: 0, roundTripMs: 0 };

  /** `guess` is the box's time as far as it is known before the box was asked, UTC ms. */
  constructor(guess: number, monotonic: () => number = () => performance.now()) {
    this.#monotonic = monotonic;
    this.#offset = guess - monotonic();
  }

  /** UTC ms by the box's clock. */
  now(): number {
    const mono = this.#monotonic();
    return mono + this.#offset + this.#errorAt(mono);
  }

  /** Whether the box was ever asked; until then `now` is a guess. */
  get asked(): boolean {
    return this.#asked;
  }

  /** By how much the newest sample was off, and its round trip: what staff see of it. */
  get last(): { offsetMs: number; roundTripMs: number } {
    return this.#last;
  }

  /** Takes one more sample; true where the time leapt, so that whatever waits for a moment must wait anew. */
  add({ sentAt, receivedAt, box }: Asked): boolean {
    const roundTrip = Math.max(0, receivedAt - sentAt);
    const sample = { offset: box - (sentAt + receivedAt) / 2, roundTrip };
    // The truth lies within half a round trip of each sample; where two cannot both hold, the newer does.
    this.#samples = this.#samples.filter(
      (older) => Math.abs(older.offset - sample.offset) <= (older.roundTrip + roundTrip) / 2 + contradiction,
    );
    this.#samples = [...this.#samples, sample].slice(-kept);
    const best = this.#samples.reduce((one, other) => (other.roundTrip <= one.roundTrip ? other : one));
    const mono = this.#monotonic();
    const before = this.#offset + this.#errorAt(mono);
    const step = before - best.offset;
    this.#last = { offsetMs: this.#asked ? before - sample.offset : 0, roundTripMs: roundTrip };
    const leapt = !this.#asked || Math.abs(step) >= slewBelow;
    this.#offset = best.offset;
    this.#error = leapt ? 0 : step;
    this.#since = mono;
    this.#asked = true;
    return leapt;
  }

  #errorAt(mono: number): number {
    return this.#error * Math.max(0, 1 - (mono - this.#since) / slewMs);
  }
}
