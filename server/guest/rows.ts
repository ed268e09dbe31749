/** Three widths of page; each has its own rows, since what fills a phone would be two metres high on a desktop. */
export const widths = [
  { name: 'n', px: 390, height: 130, highest: 620 },
  { name: 'm', px: 800, height: 190, highest: 520 },
  { name: 'w', px: 1280, height: 250, highest: 640 },
] as const;
export type Width = (typeof widths)[number];

/** Pixels between photos. */
const gap = 4;
/** The last row may be this much higher than meant before its right end stays empty. */
const stretch = 1.5;
const opener = 1.2;

export interface Row {
  /** How many photos. */
  readonly count: number;
  /** Sum of widths by height, of its photos. */
  readonly ratio: number;
  /** Width by height of what stays empty at the right, 0 where nothing does. */
  readonly empty: number;
}

/** So many photos are looked at to end a row well; those further on change nothing, so that a photo that comes in last moves few. */
const ahead = 9;

/**
 * Breaks photos (width by height, in order) into rows that are filled from edge to edge, near the height meant for
 * that width of page. On a phone a landscape comes alone first, as the opener.
 */
export function rowsOf(ratios: readonly number[], width: Width): Row[] {
  const total = ratios.length;
  const alone = width.name === 'n' && total > 2 && (ratios[0] as number) >= opener;
  const rows: Row[] = [];
  for (let at = 0; at < total; ) {
    const count = at === 0 && alone ? 1 : nextRow(ratios.slice(at, at + ahead), width);
    const ratio = ratios.slice(at, at + count).reduce((sum, each) => sum + each, 0);
    at += count;
    const height = heightOf(ratio, count, width);
    // The only photo of a gallery may be large; the last row of several stays near the others.
    const most = total === 1 ? width.highest : at === total ? width.height * stretch : height;
    const meant = total === 1 ? width.highest : width.height * 1.2;
    rows.push({ count, ratio, empty: height > most ? Math.max(0, width.px / meant - ratio) : 0 });
  }
  return rows;
}

/** How many photos the first row of the best way to break these has; a last row that is not full costs little. */
function nextRow(ratios: readonly number[], width: Width): number {
  const total = ratios.length;
  // From the end: the least cost of all from here on, and how many the row here has.
  const best: { cost: number; count: number }[] = [];
  best[total] = { cost: 0, count: 0 };
  for (let from = total - 1; from >= 0; from--) {
    let sum = 0;
    let here = { cost: Number.POSITIVE_INFINITY, count: 1 };
    for (let end = from + 1; end <= total; end++) {
      sum += ratios[end - 1] as number;
      const off = Math.log(heightOf(sum, end - from, width) / width.height);
      const weight = end === total && off > 0 ? Math.min(off, 0.25) : off;
      const cost = weight * weight + (best[end] as { cost: number }).cost;
      if (cost < here.cost) here = { cost, count: end - from };
      if (off < -1.4) break;
    }
    best[from] = here;
  }
  return (best[0] as { count: number }).count;
}

function heightOf(ratio: number, count: number, width: Width): number {
  return (width.px - gap * (count - 1)) / ratio;
}
