import { sharedBytes } from './weight.ts';

/** What stands in line, or runs: a look is quick and has precedence; a render has a weight. */
export interface Standing {
  readonly kind: 'inspect' | 'weigh' | 'render';
  /** Bytes of memory that it takes at most; looks count as nothing. */
  readonly weight: number;
  /** It was there when the process died, so it runs with nothing beside it. */
  readonly alone: boolean;
}

/** How many looks may run side by side: the process has as many threads beside those of its renders. */
export const maxLooks = 4;

/** Which of those waiting (oldest first) may start now, beside those running, with so many renders allowed; undefined where none may. */
export function nextInLine<S extends Standing>(
  waiting: readonly S[],
  running: readonly Standing[],
  jobs: number,
): S | undefined {
  const suspect = waiting.find((one) => one.alone);
  if (suspect) return running.length === 0 ? suspect : undefined;
  if (running.some((one) => one.alone)) return undefined;

  const renders = running.filter((one) => one.kind === 'render');
  if (running.length - renders.length < maxLooks) {
    const look = waiting.find((one) => one.kind === 'inspect') ?? waiting.find((one) => one.kind === 'weigh');
    if (look) return look;
  }
  // The first render waits for its room and is not overtaken, or a heavy one would never run.
  const first = waiting.find((one) => one.kind === 'render');
  if (!first || renders.length >= jobs) return undefined;
  const taken = renders.reduce((sum, one) => sum + one.weight, 0);
  return renders.length === 0 || taken + first.weight <= sharedBytes ? first : undefined;
}
