import { galleryLimit } from '#contract/galleries.ts';

/** A photo as it is shared out. */
export interface Sortable {
  readonly id: string;
  /** When it was taken, else when it was brought; UTC ms. */
  readonly at: number;
}

/** Photos of one chapter, in the order of capture. */
export type Part = readonly Sortable[];

/** A pause of so many ms between two photos begins a new chapter. */
const pauseMs = 30 * 60_000;
/** What was taken between two pauses and is fewer is no chapter of its own. */
const fewest = 3;

export function byCapture<T extends Sortable>(photos: readonly T[]): T[] {
  return photos.toSorted((one, other) => one.at - other.at || (one.id < other.id ? -1 : 1));
}

/** So many each, in the order of capture. */
export function splitByCount<T extends Sortable>(photos: readonly T[]): T[][] {
  const sorted = byCapture(photos);
  return Array.from({ length: Math.ceil(sorted.length / galleryLimit) }, (_, nr) =>
    sorted.slice(nr * galleryLimit, (nr + 1) * galleryLimit),
  );
}

/**
 * At the pauses: where nobody took a photo for half an hour a chapter ends. One that is too full still is cut where the
 * pauses in it are longest, into as few as hold it; the odd one or two photos join their nearer neighbours.
 */
export function splitByTime<T extends Sortable>(photos: readonly T[]): T[][] {
  const parts: T[][] = [];
  for (const photo of byCapture(photos)) {
    const last = parts.at(-1);
    const before = last?.at(-1);
    if (last && before && photo.at - before.at < pauseMs) last.push(photo);
    else parts.push([photo]);
  }
  return withoutCrumbs(parts).flatMap(cutAtPauses);
}

function withoutCrumbs<T extends Sortable>(parts: readonly T[][]): T[][] {
  const all = [...parts];
  for (let nr = 0; nr < all.length; ) {
    const part = all[nr] as T[];
    const [before, after] = [all[nr - 1], all[nr + 1]];
    const gap = (one: T[] | undefined, other: T[] | undefined) => {
      const [last, first] = [one?.at(-1), other?.[0]];
      const fits = one && other && one.length + other.length <= galleryLimit;
      return fits && last && first ? first.at - last.at : Number.POSITIVE_INFINITY;
    };
    const [back, on] = [gap(before, part), gap(part, after)];
    if (part.length >= fewest || Math.min(back, on) === Number.POSITIVE_INFINITY) nr += 1;
    else if (back <= on) {
      all.splice(nr - 1, 2, [...(before as T[]), ...part]);
      nr -= 1;
    } else all.splice(nr, 2, [...part, ...(after as T[])]);
  }
  return all;
}

/** As few parts as hold them, cut so that the pauses at the cuts are longest, taken together. */
function cutAtPauses<T extends Sortable>(photos: readonly T[]): T[][] {
  const parts = Math.ceil(photos.length / galleryLimit);
  if (parts <= 1) return [[...photos]];
  const pause = (end: number) => {
    const [before, after] = [photos[end - 1], photos[end]];
    // By its logarithm: one night among them does not count for more than all the pauses of a day.
    return before && after ? Math.log1p(after.at - before.at) : 0;
  };
  /** By how many parts, then by how many photos are in them: the best sum of pauses, and where the last part begins. */
  const best: { sum: number; from: number }[][] = [[{ sum: 0, from: 0 }]];
  for (let part = 1; part <= parts; part += 1) {
    const row: { sum: number; from: number }[] = [];
    best.push(row);
    for (let end = part; end <= Math.min(photos.length, part * galleryLimit); end += 1) {
      for (let from = Math.max(part - 1, end - galleryLimit); from < end; from += 1) {
        const so = best[part - 1]?.[from];
        if (!so) continue;
        const sum = so.sum + pause(end);
        if (sum > (row[end]?.sum ?? -1)) row[end] = { sum, from };
      }
    }
  }
  const cut: T[][] = [];
  for (let part = parts, end = photos.length; part > 0; part -= 1) {
    const from = best[part]?.[end]?.from ?? 0;
    cut.unshift(photos.slice(from, end));
    end = from;
  }
  return cut;
}

const collator = new Intl.Collator('zh-CN', { numeric: true });

/** By a word of each, in its order, those without one at the end; more than fit into one are counted on. */
export function splitByWord<T extends Sortable>(
  photos: readonly T[],
  wordOf: (photo: T) => string | null,
): { word: string | null; parts: T[][] }[] {
  const groups = Map.groupBy(photos, wordOf);
  return [...groups]
    .toSorted(([one], [other]) =>
      one === null || other === null ? Number(one === null) - Number(other === null) : collator.compare(one, other),
    )
    .map(([word, group]) => ({ word, parts: splitByCount(group) }));
}
