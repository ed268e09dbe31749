import { type Box, balanced, type Leaf, leaf, type Node, pile, row, treesOf } from './tile-trees.ts';

export interface Tiles {
  /** One a photo, in their order. */
  readonly boxes: readonly Box[];
  /** They fill the room; else they stand in its middle, whole. */
  readonly full: boolean;
}

/** So much of a photo's edge may be cut off, so that tiles fill a room. */
const mostCut = 0.02;
/** Up to so many photos every way to cut a room is tried. */
const fewEnough = 7;
/** Orders of the others that are tried; the first is their own. */
const orders = { few: 8, many: 6 };
/** From here on no further order is tried. */
const goodEnough = 0.6;

let known = new Map<string, Tiles>();

/**
 * Places for photos of these ratios (width by height): all of them, side by side with `gap` between, the first one the
 * largest, each losing 2 % at most. The same for the same photos on every screen of this shape.
 */
export function tilesIn(ratios: readonly number[], width: number, height: number, gap: number): Tiles {
  const key = [width.toFixed(1), height.toFixed(1), gap, ...ratios.map((ratio) => ratio.toFixed(4))].join(' ');
  const found = known.get(key) ?? lay(ratios, width, height, gap);
  // What was just asked for stays: a scene asks at each drawing.
  if (known.size > 40) known = new Map([...known].slice(-20));
  known.set(key, found);
  return found;
}

function lay(ratios: readonly number[], width: number, height: number, gap: number): Tiles {
  const leaves = ratios.map((ratio, place) => leaf(ratio, place));
  const [hero, ...others] = leaves;
  if (!hero) return { boxes: [], full: false };
  let best: Node = hero;
  let least = Number.POSITIVE_INFINITY;
  const weigh = (tree: Node) => {
    const cost = costOf(tree, width, height, leaves.length, least);
    if (cost >= least) return;
    best = tree;
    least = cost;
  };
  const next = dice();
  const alike = others.every(({ ratio }) => Math.abs(ratio - (others[0]?.ratio ?? 0)) < 0.001);
  const tries = alike ? 1 : leaves.length <= fewEnough ? orders.few : orders.many;
  for (let order = 0; order < tries && least > goodEnough; order += 1) {
    const rest = order === 0 ? others : mixed(others, next);
    const trees = leaves.length <= fewEnough ? treesOf([hero, ...rest], gap) : wallsOf(hero, rest, width / height, gap);
    for (const tree of trees) weigh(tree);
  }
  return placed(best, width, height, leaves.length);
}

/** The largest photo in a corner; rows beside it and beneath both, or rows beneath it and beside both. */
function* wallsOf(hero: Leaf, others: readonly Leaf[], shape: number, gap: number): Generator<Node> {
  const n = others.length;
  // About twice as many rows as tiles of the room's own shape would make.
  const mostRows = Math.ceil(Math.sqrt((n + 1) / shape) * 2) + 1;
  for (let near = 0; near <= Math.min(n, 14); near += 1) {
    const [first, rest] = [others.slice(0, near), others.slice(near)];
    const far = blocksOf(rest, mostRows, gap);
    for (let rows = Math.min(1, near); rows <= Math.min(near, 5); rows += 1) {
      const close = rows === 0 ? undefined : pile(rowsOf(first, rows, gap), gap);
      const top = close ? row([hero, close], gap) : hero;
      const left = close ? pile([hero, close], gap) : hero;
      if (rest.length === 0) yield top;
      if (rest.length === 0) yield left;
      for (const block of far) {
        yield pile([top, block], gap);
        yield row([left, block], gap);
      }
    }
  }
}

/** So many photos in a line of rows; few of them also in two such blocks, since photos of one shape fill a room in few ways. */
function blocksOf(photos: readonly Leaf[], mostRows: number, gap: number): Node[] {
  const blocks: Node[] = [];
  for (let rows = 1; rows <= Math.min(photos.length, mostRows); rows += 1) {
    blocks.push(pile(rowsOf(photos, rows, gap), gap));
    for (let cut = rows; cut < photos.length && photos.length <= 11; cut += 1) {
      const one = pile(rowsOf(photos.slice(0, cut), rows, gap), gap);
      for (let more = 1; more <= Math.min(3, photos.length - cut); more += 1) {
        blocks.push(row([one, pile(rowsOf(photos.slice(cut), more, gap), gap)], gap));
      }
    }
  }
  return blocks;
}

function rowsOf(photos: readonly Leaf[], rows: number, gap: number): Node[] {
  return balanced(photos, rows).map((line) => row(line, gap));
}

/** How far from a good wall it is; what is above `enough` need not be exact. */
function costOf(tree: Node, width: number, height: number, count: number, enough: number): number {
  const off = Math.abs(Math.log(heightAt(tree, width) / height));
  if (!Number.isFinite(off)) return Number.POSITIVE_INFINITY;
  const bare = off <= -Math.log(1 - mostCut) ? 0 : 1 + (1 - Math.exp(-off)) * 12;
  if (bare >= enough) return bare;
  const boxes = placed(tree, width, height, count).boxes;
  const areas = boxes.map((box) => box.width * box.height);
  const [largest = 0, ...rest] = areas;
  if (rest.length === 0) return bare;
  if (boxes.some((box) => !(box.width > 0 && box.height > 0))) return Number.POSITIVE_INFINITY;
  const mean = rest.reduce((sum, area) => sum + Math.log(area), 0) / rest.length;
  const uneven = Math.sqrt(rest.reduce((sum, area) => sum + (Math.log(area) - mean) ** 2, 0) / rest.length);
  const lead = largest / Math.max(...rest);
  const share = largest / (width * height);
  // The largest is to lead, not to leave a strip of crumbs to the rest.
  const apart = lead <= 1.02 ? 30 : Math.max(0, 1.6 - lead, 2 * Math.log(lead / 7));
  const wanted = Math.max(0.12, Math.min(0.45, 2.6 / count));
  return bare + apart + uneven + Math.abs(Math.log(share / wanted)) * 0.5;
}

function heightAt({ a, b }: Node, width: number): number {
  return width > b ? (width - b) / a : Number.NaN;
}

function placed(tree: Node, width: number, height: number, count: number): Tiles {
  const tall = heightAt(tree, width);
  const full = Math.min(tall / height, height / tall) >= 1 - mostCut;
  const boxes: Box[] = new Array(count);
  if (full) {
    const stretch = height / tall;
    tree.put(0, 0, width, tall, (place, box) => {
      boxes[place] = { ...box, y: box.y * stretch, height: box.height * stretch };
    });
    return { boxes, full };
  }
  const high = Math.min(tall, height);
  const wide = tall > height ? tree.a * height + tree.b : width;
  const [left, top] = [(width - wide) / 2, (height - high) / 2];
  tree.put(left, top, wide, high, (place, box) => {
    boxes[place] = box;
  });
  return { boxes, full };
}

/** Figures that look thrown, and are the same on every screen. */
function dice(): (below: number) => number {
  let seed = 20_261;
  return (below) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
}

function mixed<T>(all: readonly T[], next: (below: number) => number): T[] {
  const mix = [...all];
  for (let at = mix.length - 1; at > 0; at -= 1) {
    const other = next(at + 1);
    [mix[at], mix[other]] = [mix[other] as T, mix[at] as T];
  }
  return mix;
}
