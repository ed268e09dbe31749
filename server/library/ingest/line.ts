import { sharedBytes } from './weight.ts';

/** What stands in line, or runs: a look is quick and has precedence; a render has a weight, and so has a mark, for which a guest waits. */
export interface Standing {
  readonly kind: 'inspect' | 'weigh' | 'render' | 'mark';
  /** Bytes of memory that it takes at most; looks count as nothing. */
  readonly weight: number;
  /** It was there when the process died, so it runs with nothing beside it. */
  readonly alone: boolean;
}

/** Whether it takes memory and time. */
export function isHeavy({ kind }: Pick<Standing, 'kind'>): boolean {
  return kind === 'render' || kind === 'mark';
}

/** How many looks may run side by side: the process has as many threads beside those of its renders. */
export const maxLooks = 4;

/**
 * Which of those waiting (oldest first) may start now, beside those running, with so many renders allowed; undefined where
 * none may. Marks go before renders and have a place of their own beside them, so many of both `most` allows.
 */
export function nextInLine<S extends Standing>(
  waiting: readonly S[],
  running: readonly Standing[],
  jobs: number,
  most = jobs,
): S | undefined {
  const suspect = waiting.find((one) => one.alone);
  if (suspect) return running.length === 0 ? suspect : undefined;
  if (running.some((one) => one.alone)) return undefined;

  const renders = running.filter((one) => one.kind === 'render');
  const heavy = running.filter(isHeavy);
  if (running.length - heavy.length < maxLooks) {
    const look = waiting.find((one) => one.kind === 'inspect') ?? waiting.find((one) => one.kind === 'weigh');
    if (look) return look;
  }
  const taken = heavy.reduce((sum, one) => sum + one.weight, 0);
  const fits = (one: S) => heavy.length === 0 || taken + one.weight <= sharedBytes;
  const mark = waiting.find((one) => one.kind === 'mark');
  // No render may take the room that a guest waits for.
  if (mark) return heavy.length <= most && fits(mark) ? mark : undefined;
  // The first render waits for its room and is not overtaken, or a heavy one would never run.
  const first = waiting.find((one) => one.kind === 'render');
  if (!first || renders.length >= jobs) return undefined;
  return fits(first) ? first : undefined;
}
