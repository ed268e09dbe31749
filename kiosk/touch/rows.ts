/** A photo's place in the grid. CSS pixels, from the grid's own corner. */
export interface Tile<T> {
  readonly photo: T;
  readonly left: number;
  readonly width: number;
}
export interface Row<T> {
  readonly top: number;
  readonly height: number;
  readonly tiles: readonly Tile<T>[];
}
export interface Grid<T> {
  readonly rows: readonly Row<T>[];
  readonly height: number;
}

interface Shape {
  readonly width: number;
  readonly height: number;
}
interface Measures {
  /** Of the grid. */
  readonly width: number;
  /** The most that a row may be. */
  readonly tallest: number;
  readonly gap: number;
}

/** Beyond these a tile shows the middle of its photo. */
const ratios = { least: 0.45, most: 3 } as const;
/** The newest row may be so much taller before it is put together with the one below it. */
const spare = 1.25;

/**
 * Rows from edge to edge, photos whole, the first photo at the top. They are filled from the end: where photos come in
 * front, all rows but the first two stay as they are, and nothing moves under a finger.
 */
export function gridOf<T extends Shape>(photos: readonly T[], { width, tallest, gap }: Measures): Grid<T> {
  const heightOf = (row: readonly T[]) =>
    (width - gap * (row.length - 1)) / row.reduce((sum, photo) => sum + ratioOf(photo), 0);
  const rows: T[][] = [];
  let row: T[] = [];
  for (const photo of photos.toReversed()) {
    row.unshift(photo);
    if (heightOf(row) > tallest) continue;
    rows.unshift(row);
    row = [];
  }
  const [below] = rows;
  if (row.length > 0 && below && heightOf(row) > tallest * spare)
    rows.splice(0, 1, ...shared([...row, ...below], heightOf, tallest));
  else if (row.length > 0) rows.unshift(row);

  let top = 0;
  const laid = rows.map((each) => {
    const height = each.length > 1 ? heightOf(each) : Math.min(heightOf(each), tallest * spare);
    let left = 0;
    const tiles = each.map((photo) => {
      const tile = { photo, left, width: ratioOf(photo) * height };
      left += tile.width + gap;
      return tile;
    });
    const whole = { top, height, tiles };
    top += height + gap;
    return whole;
  });
  return { rows: laid, height: Math.max(0, top - gap) };
}

/** Photos that are too few for rows of their own as one row or two, whichever is nearest to the height that rows have. */
function shared<T>(photos: T[], heightOf: (row: readonly T[]) => number, tallest: number): T[][] {
  const usual = tallest * 0.9;
  const off = (rows: T[][]) => Math.max(...rows.map((each) => Math.abs(Math.log(heightOf(each) / usual))));
  const ways = photos.map((_, at) => (at === 0 ? [photos] : [photos.slice(0, at), photos.slice(at)]));
  return ways.reduce((best, way) => (off(way) < off(best) ? way : best));
}

function ratioOf({ width, height }: Shape): number {
  return Math.min(ratios.most, Math.max(ratios.least, width / height));
}

/** The rows that touch a stretch of the grid. */
export function rowsBetween<T>({ rows }: Grid<T>, from: number, to: number): readonly Row<T>[] {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const { top, height } = rows[middle] as Row<T>;
    if (top + height < from) low = middle + 1;
    else high = middle;
  }
  const end = rows.findIndex(({ top }, at) => at >= low && top > to);
  return rows.slice(low, end < 0 ? rows.length : end);
}
