import type { Patch } from '../messages.ts';

/** Runs of one byte that are shorter than this are told as they are. */
const shortestRun = 16;

/** Changes of bytes in place, none of which moves another, and where they were made. */
export class Edits {
  readonly bytes: Buffer;
  readonly #touched: [from: number, to: number][] = [];

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  /** How many changes were made. */
  get count(): number {
    return this.#touched.length;
  }

  /** Fills a range; what is beyond the end is left out. */
  blank(from: number, to: number, fill = 0): void {
    const end = Math.min(to, this.bytes.length);
    if (from >= end || isFilled(this.bytes, from, end, fill)) return;
    this.bytes.fill(fill, from, end);
    this.#touched.push([from, end]);
  }

  /** Puts other bytes in the place of as many. */
  write(at: number, bytes: Uint8Array): void {
    if (this.bytes.subarray(at, at + bytes.length).equals(bytes)) return;
    this.bytes.set(bytes, at);
    this.#touched.push([at, at + bytes.length]);
  }

  /** What was changed, in order, as whoever sends the file has to put it in. */
  patches(): Patch[] {
    const patches: Patch[] = [];
    let end = 0;
    for (const [from, to] of this.#touched.toSorted(([a], [b]) => a - b)) {
      if (to <= end) continue;
      patches.push(...told(this.bytes, Math.max(from, end), to));
      end = to;
    }
    return patches;
  }
}

/** A range as patches: long runs of one byte as such, whatever is between them byte for byte. */
function told(bytes: Buffer, from: number, to: number): Patch[] {
  const patches: Patch[] = [];
  let start = from;
  const plain = (end: number) => {
    if (end > start) patches.push([start, bytes.toString('base64', start, end)]);
  };
  for (let at = from; at < to; ) {
    let end = at + 1;
    while (end < to && bytes[end] === bytes[at]) end += 1;
    if (end - at >= shortestRun) {
      plain(at);
      patches.push([at, end - at, bytes[at] as number]);
      start = end;
    }
    at = end;
  }
  plain(to);
  return patches;
}

function isFilled(bytes: Buffer, from: number, to: number, fill: number): boolean {
  for (let at = from; at < to; at += 1) if (bytes[at] !== fill) return false;
  return true;
}

/** Pieces of a file that belong together, as one run of bytes; `done` brings what was changed of them back. */
export function gathered(edits: Edits, pieces: readonly (readonly [from: number, to: number])[]): Gathered {
  const inner = new Edits(Buffer.concat(pieces.map(([from, to]) => edits.bytes.subarray(from, to))));
  return {
    inner,
    done: () => {
      if (inner.count === 0) return;
      let at = 0;
      for (const [from, to] of pieces) {
        edits.write(from, inner.bytes.subarray(at, at + to - from));
        at += to - from;
      }
    },
  };
}

export interface Gathered {
  readonly inner: Edits;
  readonly done: () => void;
}
