/** A point of a glyph's edge: on it, or pulling at it. */
export interface Point {
  readonly x: number;
  readonly y: number;
  readonly on: boolean;
}
export type Contour = readonly Point[];

/** A closed edge of quadratic curves, as TrueType has it, as an SVG path. */
export function pathOf(contour: Contour): string {
  if (contour.length < 2) return '';
  const start = startOf(contour);
  let path = `M${told(start)}`;
  let pull: Point | undefined;
  const from = contour.findIndex(({ on }) => on);
  const rest = from < 0 ? contour : [...contour.slice(from + 1), ...contour.slice(0, from)];
  for (const point of [...rest, start]) {
    if (point.on && !pull) path += `L${told(point)}`;
    else if (pull) path += `Q${told(pull)} ${told(point.on ? point : between(pull, point))}`;
    pull = point.on ? undefined : point;
  }
  return `${path}Z`;
}

/** Of an edge without a point on it, half way between its last and its first. */
function startOf(contour: Contour): Point {
  const on = contour.find((point) => point.on);
  return on ?? between(contour.at(-1) as Point, contour[0] as Point);
}

function between(one: Point, other: Point): Point {
  return { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2, on: true };
}

const told = ({ x, y }: Point) => `${short(x)} ${short(y)}`;
const short = (value: number) => String(Math.round(value * 10) / 10);
