/** What a meter has heard within its window. */
export interface Heard {
  /** The value that 95 of 100 do not exceed, ms; 0 where nothing was heard. */
  readonly p95: number;
  readonly values: number;
  /** Different phones; a few too few where very many were heard, since phones share places. */
  readonly phones: number;
  /** Those of them with a value beyond `slowMs`. */
  readonly slow: number;
}

/** Milliseconds told by phones, over a sliding window. Its memory does not grow, however many tell. */
export interface Meter {
  /** Takes a value (0 to 15,000 ms, clipped); one phone's count for no more than a gallery's worth within the window. */
  add(phone: string, ms: number): void;
  heard(): Heard;
}

/** Short, so that one bad second is not seen for so long as to look like ten. */
const windowSeconds = 5;
/** Photos of a full gallery. */
const mostOfAPhone = 25;
/** Eight steps of a histogram for each doubling: within 5 % of the truth. */
const stepsADoubling = 8;
const longestMs = 15_000;
const steps = Math.ceil(Math.log2(longestMs) * stepsADoubling) + 1;
/** Phones by a hash of their names; two that share a place count as one. */
const places = 1024;

interface Slice {
  second: number;
  readonly histogram: Uint32Array;
  /** How many values each place told, and how many of them were slow. */
  readonly told: Uint8Array;
  readonly slow: Uint8Array;
}

/** `monotonic`: ms since some moment; `slowMs`: a phone with a value beyond it counts as slow. */
export function makeMeter(monotonic: () => number, slowMs: number): Meter {
  const slices: Slice[] = Array.from({ length: windowSeconds }, () => ({
    second: Number.NEGATIVE_INFINITY,
    histogram: new Uint32Array(steps),
    told: new Uint8Array(places),
    slow: new Uint8Array(places),
  }));
  const isCurrent = (slice: Slice, second: number) => slice.second > second - windowSeconds && slice.second <= second;
  const sliceOf = (second: number) => {
    const slice = slices[second % windowSeconds] as Slice;
    if (slice.second !== second) {
      slice.second = second;
      for (const counts of [slice.histogram, slice.told, slice.slow]) counts.fill(0);
    }
    return slice;
  };

  return {
    add: (phone, ms) => {
      const second = Math.floor(monotonic() / 1000);
      const slice = sliceOf(second);
      const place = placeOf(phone);
      let before = 0;
      for (const each of slices) if (isCurrent(each, second)) before += each.told[place] as number;
      if (before >= mostOfAPhone) return;
      const step = stepOf(ms);
      slice.told[place] = (slice.told[place] as number) + 1;
      slice.histogram[step] = (slice.histogram[step] as number) + 1;
      if (ms > slowMs) slice.slow[place] = 1;
    },
    heard: () => {
      const second = Math.floor(monotonic() / 1000);
      const those = slices.filter((slice) => isCurrent(slice, second));
      const histogram = new Uint32Array(steps);
      for (const slice of those)
        for (const [step, count] of slice.histogram.entries()) histogram[step] = (histogram[step] as number) + count;
      const values = histogram.reduce((sum, count) => sum + count, 0);
      let phones = 0;
      let slow = 0;
      for (let place = 0; place < places; place += 1) {
        if (those.some(({ told }) => told[place] !== 0)) phones += 1;
        if (those.some((slice) => slice.slow[place] !== 0)) slow += 1;
      }
      return { p95: p95Of(histogram, values), values, phones, slow };
    },
  };
}

function stepOf(ms: number): number {
  return Math.floor(Math.log2(Math.min(Math.max(ms, 1), longestMs)) * stepsADoubling);
}

function p95Of(histogram: Uint32Array, values: number): number {
  if (values === 0) return 0;
  let left = Math.ceil(values * 0.95);
  const step = histogram.findIndex((count) => {
    left -= count;
    return left <= 0;
  });
  return Math.round(2 ** ((step + 0.5) / stepsADoubling));
}

/** FNV-1a. */
function placeOf(phone: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < phone.length; at += 1) hash = Math.imul(hash ^ phone.charCodeAt(at), 0x01000193);
  return (hash >>> 0) % places;
}
