/** How long a round of counting lasts at the most, and how many frames are enough for it. */
const round = { ms: 1000, frames: 5 } as const;

/** Proof that this page draws: frames that the browser has asked it for, counted for a moment now and then. */
export class Evidence {
  #frames = 0;
  #asked: number | undefined;
  #left = 0;
  #until = 0;
  #turnedAt: number | null = null;

  /** Frames counted since the start; null where nobody could see them. */
  get frames(): number | null {
    return document.hidden ? null : this.#frames;
  }

  /** When a picture last came onto the screen, box time. */
  get turnedAt(): number | null {
    return this.#turnedAt;
  }

  /** A picture came onto the screen. */
  turned(now: number): void {
    this.#turnedAt = Math.round(now);
  }

  /** Counts a few of the frames that come now; `drawn` is told of the first. */
  look(drawn: () => void = () => {}): void {
    this.#left = round.frames;
    this.#until = performance.now() + round.ms;
    if (this.#asked !== undefined) return;
    const count = () => {
      this.#asked = undefined;
      this.#frames += 1;
      if (this.#left === round.frames) drawn();
      this.#left -= 1;
      if (this.#left > 0 && performance.now() < this.#until) this.#asked = requestAnimationFrame(count);
    };
    this.#asked = requestAnimationFrame(count);
  }
}

/** DOM nodes of the page, shadow roots included. */
export function nodesOf(root: ParentNode & Node = document): number {
  let nodes = 0;
  const walk = document.createTreeWalker(root);
  for (let node: Node | null = walk.currentNode; node; node = walk.nextNode()) {
    nodes += 1;
    const inside = (node as Partial<Element>).shadowRoot;
    if (inside) nodes += nodesOf(inside);
  }
  return nodes;
}
