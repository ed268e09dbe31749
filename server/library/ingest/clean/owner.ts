/** The names of people that were taken out of a file, so that a notice of rights that repeats one goes as well. */
export class Owner {
  readonly #names = new Set<string>();
  /** A notice was left in, in a run that did not know all names yet. */
  noticed = false;

  /** Notes a name, as bytes in whatever encoding. */
  add(name: string): void {
    const plain = tidy(name);
    // Two Chinese characters are six bytes; a single letter would be found anywhere.
    if (plain.length >= 3) this.#names.add(plain);
  }

  /** Whether a notice of rights names somebody who was taken out; else it stays. */
  isIn(notice: string): boolean {
    this.noticed = true;
    const plain = tidy(notice);
    return [...this.#names].some((name) => plain.includes(name));
  }

  get known(): boolean {
    return this.#names.size > 0;
  }
}

function tidy(text: string): string {
  return text.replaceAll('\0', '').replace(/\s+/g, ' ').trim().toLowerCase();
}
