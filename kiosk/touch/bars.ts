import { wallIn } from '#words/wall.ts';

/** How many photos were taken within a stretch of time, UTC ms. The first one has all that is older as well. */
export interface Bar {
  readonly from: number;
  readonly to: number;
  readonly photos: number;
}
export interface Bars {
  readonly bars: readonly Bar[];
  /** Of one bar, ms. */
  readonly step: number;
}

const minute = 60_000;
const day = 1440 * minute;
/** Ten minutes where that fits, else the next that does. */
const steps = [10, 20, 30, 60, 120, 240, 720, 1440, 2 * 1440, 7 * 1440, 30 * 1440, 90 * 1440].map(
  (one) => one * minute,
);
const most = 26;
const least = 18;
/** A few photos of a camera with a wrong clock do not squeeze all others into one bar. */
const strays = 0.02;

/** The stretches in which photos were taken, by the clocks of a zone, up to the newest. */
export function stretchesOf(times: readonly number[], zone: string): Bars {
  const inOrder = times.toSorted((a, b) => a - b);
  const newest = inOrder.at(-1);
  if (newest === undefined) return { bars: [], step: steps[0] as number };
  const oldest = inOrder[Math.floor(inOrder.length * strays)] as number;
  const ahead = aheadAt(newest, zone);
  const start = (at: number, step: number) => Math.floor((at + ahead) / step) * step - ahead;
  const step = steps.find((one) => (start(newest, one) - start(oldest, one)) / one < most) ?? (steps.at(-1) as number);
  const end = start(newest, step) + step;
  const count = Math.min(most, Math.max(least, Math.round((end - start(oldest, step)) / step)));
  const bars = Array.from({ length: count }, (_, place) => {
    const from = end - (count - place) * step;
    return { from, to: from + step, photos: 0 };
  });
  return { bars: counted(bars, times), step };
}

/** The same stretches with how many of these photos were taken in each. */
export function counted(bars: readonly Bar[], times: readonly number[]): Bar[] {
  const photos = bars.map(() => 0);
  const [first] = bars;
  if (!first) return [];
  const step = first.to - first.from;
  for (const at of times) {
    const place = Math.max(0, Math.floor((at - first.from) / step));
    if (place < photos.length) photos[place] = (photos[place] as number) + 1;
  }
  return bars.map((bar, place) => ({ ...bar, photos: photos[place] as number }));
}

/** Places of the bars below which the time is written: even hours, or days, with room for each. */
export function labelled({ bars, step }: Bars, zone: string, apart: number): number[] {
  const [first] = bars;
  if (!first) return [];
  const ahead = aheadAt(first.from, zone);
  const round =
    [30, 60, 120, 240, 720, 1440].map((one) => one * minute).find((one) => one >= step * apart) ?? step * apart;
  const places = bars.flatMap(({ from }, place) => ((from + ahead) % round === 0 ? [place] : []));
  // The first is told, so that nobody has to guess where it begins.
  return places[0] !== undefined && places[0] < apart ? places : [0, ...places];
}

/** Whether a bar is about a day or more, so that its day is told and not its hour. */
export function isDaily({ step }: Pick<Bars, 'step'>): boolean {
  return step >= day;
}

function aheadAt(at: number, zone: string): number {
  const { year, month, day: date, hour, minute: minutes } = wallIn(at, zone);
  return Date.UTC(year, month - 1, date, hour, minutes) - Math.floor(at / minute) * minute;
}
