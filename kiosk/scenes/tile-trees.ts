/** A place for a photo, in the units that the room was given in. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Photos side by side or one upon the other, however deep: whatever its height, its width is `a * height + b`. */
export interface Node {
  readonly a: number;
  readonly b: number;
  /** Tells where each of its photos stands when the whole stands there. */
  put(x: number, y: number, width: number, height: number, tell: (place: number, box: Box) => void): void;
}
export interface Leaf extends Node {
  readonly ratio: number;
}

/** One photo; `place` is its number. */
export function leaf(ratio: number, place: number): Leaf {
  return {
    ratio,
    a: ratio,
    b: 0,
    put: (x, y, width, height, tell) => tell(place, { x, y, width, height }),
  };
}

/** Side by side, equally high. */
export function row(parts: readonly Node[], gap: number): Node {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  return {
    a: parts.reduce((sum, { a }) => sum + a, 0),
    b: parts.reduce((sum, { b }) => sum + b, gap * (parts.length - 1)),
    put(x, y, _width, height, tell) {
      let at = x;
      for (const part of parts) {
        const width = part.a * height + part.b;
        part.put(at, y, width, height, tell);
        at += width + gap;
      }
    },
  };
}

/** One upon the other, equally wide. */
export function pile(parts: readonly Node[], gap: number): Node {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const slope = parts.reduce((sum, { a }) => sum + 1 / a, 0);
  const rest = parts.reduce((sum, { a, b }) => sum - b / a, gap * (parts.length - 1));
  return {
    a: 1 / slope,
    b: -rest / slope,
    put(x, y, width, _height, tell) {
      let at = y;
      for (const part of parts) {
        const height = (width - part.b) / part.a;
        part.put(x, at, width, height, tell);
        at += height + gap;
      }
    },
  };
}

/** Every way to cut a room for these, in their order. */
export function treesOf(leaves: readonly Node[], gap: number): Node[] {
  const [only] = leaves;
  if (only && leaves.length === 1) return [only];
  return [...cuts(leaves, row, pile, gap), ...cuts(leaves, pile, row, gap)];
}

type Join = (parts: readonly Node[], gap: number) => Node;

/** Every way whose outermost cut is this one; what lies within a part is cut the other way. */
function cuts(leaves: readonly Node[], join: Join, across: Join, gap: number): Node[] {
  return splits(leaves, (part) => (part.length === 1 ? [...part] : cuts(part, across, join, gap)))
    .filter((parts) => parts.length > 1)
    .map((parts) => join(parts, gap));
}

/** Every way to cut a line into parts, and every way to lay out each part. */
function splits(leaves: readonly Node[], within: (part: readonly Node[]) => Node[], outermost = true): Node[][] {
  if (leaves.length === 0) return [[]];
  const all: Node[][] = [];
  for (let first = 1; first <= leaves.length; first += 1) {
    if (outermost && first === leaves.length) break;
    const heads = within(leaves.slice(0, first));
    const tails = splits(leaves.slice(first), within, false);
    for (const head of heads) for (const tail of tails) all.push([head, ...tail]);
  }
  return all;
}

/** A line of photos in so many rows that will be about equally high. */
export function balanced(leaves: readonly Leaf[], rows: number): Leaf[][] {
  const total = leaves.reduce((sum, { ratio }) => sum + ratio, 0);
  const parts: Leaf[][] = [];
  let part: Leaf[] = [];
  let before = 0;
  for (const [index, one] of leaves.entries()) {
    const left = leaves.length - index;
    const due = ((parts.length + 1) * total) / rows;
    const missing = rows - parts.length - 1;
    // A row ends where its share is nearer without the next photo, or where the rest is needed for the rows to come.
    if (part.length > 0 && missing > 0 && (before + one.ratio / 2 > due || left <= missing)) {
      parts.push(part);
      part = [];
    }
    part.push(one);
    before += one.ratio;
  }
  if (part.length > 0) parts.push(part);
  return parts;
}
