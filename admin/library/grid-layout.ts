/** One row of the grid: which photos, and where, in whole CSS px. */
export interface Row {
  readonly y: number;
  readonly height: number;
  /** The photos from `start` to before `end`. */
  readonly start: number;
  readonly end: number;
  /** Left edges of its photos. */
  readonly xs: readonly number[];
  readonly widths: readonly number[];
}

export interface Layout {
  readonly rows: readonly Row[];
  /** Where the heading of each group begins. */
  readonly heads: readonly number[];
  /** Of all that is laid out. */
  readonly height: number;
}

export interface Frame {
  readonly width: number;
  /** The height rows come near to. */
  readonly target: number;
  readonly gap: number;
  /** Of a group's heading. */
  readonly head: number;
  /** Between one group and the next heading. */
  readonly between: number;
}

/** Beyond these a photo is cropped in the grid: a panorama would be a thread, a receipt a tower. */
const flattest = 3;
const tallest = 0.5;

/** Rows from edge to edge: photos keep their shape, and a row its height near the target. Ratios are width by height. */
export function layOut(
  ratios: readonly number[],
  groups: readonly { start: number; end: number }[],
  frame: Frame,
): Layout {
  const rows: Row[] = [];
  const heads: number[] = [];
  let y = 0;
  for (const [nr, { start, end }] of groups.entries()) {
    if (nr > 0) y += frame.between;
    heads.push(y);
    y += frame.head;
    for (let from = start; from < end; ) {
      const row = rowFrom(ratios, from, end, frame);
      rows.push({ ...row, y });
      y += row.height + frame.gap;
      from = row.end;
    }
    y -= frame.gap;
  }
  return { rows, heads, height: Math.max(0, y) };
}

function rowFrom(ratios: readonly number[], start: number, end: number, { width, target, gap }: Frame): Omit<Row, 'y'> {
  let sum = 0;
  let height = target;
  let to = start;
  while (to < end) {
    const next = shape(ratios[to]);
    const heightWith = (width - gap * (to - start)) / (sum + next);
    // One more makes the row lower than the target: it is taken where that is nearer.
    if (to > start && heightWith < target && target - heightWith > height - target) break;
    sum += next;
    to += 1;
    height = heightWith;
    if (height <= target) break;
  }
  const full = height <= target * 1.25;
  const tall = Math.max(1, Math.round(full ? height : target));
  const exact = full ? height : target;
  const xs: number[] = [];
  const widths: number[] = [];
  let x = 0;
  for (let nr = start; nr < to; nr += 1) {
    const left = Math.round(x);
    x += shape(ratios[nr]) * exact;
    const right = full && nr === to - 1 ? width : Math.round(x);
    xs.push(left);
    widths.push(Math.max(1, Math.min(right, width) - left));
    x += gap;
  }
  return { height: tall, start, end: to, xs, widths };
}

function shape(ratio: number | undefined): number {
  return Math.min(flattest, Math.max(tallest, ratio || 1));
}

/** The rows that lie between two heights. */
export function rowsBetween({ rows }: Layout, top: number, bottom: number): Row[] {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = rows[middle] as Row;
    if (row.y + row.height < top) low = middle + 1;
    else high = middle;
  }
  const found: Row[] = [];
  for (let nr = low; nr < rows.length; nr += 1) {
    const row = rows[nr] as Row;
    if (row.y > bottom) break;
    found.push(row);
  }
  return found;
}

/** The row that a photo is in. */
export function rowOf({ rows }: Layout, index: number): Row | undefined {
  return rows.find(({ start, end }) => index >= start && index < end);
}

export type Step = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown' | 'Home' | 'End' | 'PageUp' | 'PageDown';

/** Which photo an arrow key leads to: up and down to the one nearest across. */
export function stepFrom(layout: Layout, index: number, step: Step, viewport: number): number {
  const last = (layout.rows.at(-1)?.end ?? 1) - 1;
  if (step === 'Home') return 0;
  if (step === 'End') return last;
  if (step === 'ArrowLeft') return Math.max(0, index - 1);
  if (step === 'ArrowRight') return Math.min(last, index + 1);
  const from = layout.rows.findIndex(({ start, end }) => index >= start && index < end);
  const row = layout.rows[from];
  if (!row) return index;
  const rows = step.startsWith('Page') ? Math.max(1, Math.floor(viewport / (row.height + 4)) - 1) : 1;
  const down = step === 'ArrowDown' || step === 'PageDown';
  const to = layout.rows[Math.max(0, Math.min(layout.rows.length - 1, down ? from + rows : from - rows))];
  if (!to || to === row) return index;
  const at = index - row.start;
  const middle = (row.xs[at] ?? 0) + (row.widths[at] ?? 0) / 2;
  let nearest = to.start;
  let distance = Number.POSITIVE_INFINITY;
  for (const [nr, x] of to.xs.entries()) {
    const away = Math.abs(x + (to.widths[nr] ?? 0) / 2 - middle);
    if (away < distance) [nearest, distance] = [to.start + nr, away];
  }
  return nearest;
}
