/** How fast bytes have been going lately, for "about 40 seconds left". */
export class Pace {
  readonly #samples: { at: number; bytes: number }[] = [];

  /** Notes that so many bytes in all had gone at this moment (ms). */
  note(at: number, bytes: number): void {
    const last = this.#samples.at(-1);
    if (last && at - last.at < 250) {
      last.bytes = Math.max(last.bytes, bytes);
      return;
    }
    this.#samples.push({ at, bytes });
    while (this.#samples.length > 2 && at - (this.#samples[0]?.at ?? at) > 15_000) this.#samples.shift();
  }

  /** Forgets what it knew: after a pause the line may be another. */
  reset(): void {
    this.#samples.length = 0;
  }

  /** Seconds that so many bytes will take; undefined until that can be told. */
  seconds(bytesLeft: number): number | undefined {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    if (!first || !last || last.at - first.at < 1500) return undefined;
    const rate = (last.bytes - first.bytes) / (last.at - first.at);
    return rate > 0 ? Math.ceil(bytesLeft / rate / 1000) : undefined;
  }
}

/** Seconds as people say them: exact to 5 below a minute, then whole minutes. */
export function roughly(seconds: number): { readonly value: number; readonly unit: 'second' | 'minute' | 'hour' } {
  if (seconds < 55) return { value: Math.max(5, Math.ceil(seconds / 5) * 5), unit: 'second' };
  if (seconds < 55 * 60) return { value: Math.max(1, Math.round(seconds / 60)), unit: 'minute' };
  return { value: Math.max(1, Math.round(seconds / 3600)), unit: 'hour' };
}
