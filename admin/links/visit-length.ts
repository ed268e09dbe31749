import { wholeNumber } from './fields.ts';

/** How long one visit lasts: as long as somebody looks, one of the lengths that are offered (in seconds), or another. */
export type VisitChoice = 'free' | '60' | '300' | '1800' | 'own';
export const visitLengths = ['60', '300', '1800'] as const;

/** As typed. */
export interface Visit {
  readonly visit: VisitChoice;
  readonly visitCount: string;
  readonly visitUnit: 'seconds' | 'minutes';
}

/** The form of a length in seconds; null: as long as somebody looks. */
export function visitOf(seconds: number | null): Visit {
  const whole = seconds !== null && seconds % 60 === 0;
  const own = { visitCount: '10', visitUnit: 'minutes' } as const;
  if (seconds === null) return { visit: 'free', ...own };
  const offered = visitLengths.find((length) => Number(length) === seconds);
  if (offered) return { visit: offered, ...own };
  return {
    visit: 'own',
    visitCount: String(whole ? seconds / 60 : seconds),
    visitUnit: whole ? 'minutes' : 'seconds',
  };
}

/** The length that is meant, in seconds; undefined where it is mistyped, or shorter than 10 seconds or longer than 12 hours. */
export function secondsOf({ visit, visitCount, visitUnit }: Visit): number | null | undefined {
  if (visit === 'free') return null;
  if (visit !== 'own') return Number(visit);
  return visitUnit === 'minutes'
    ? mapped(wholeNumber(visitCount, 1, 720), (minutes) => minutes * 60)
    : wholeNumber(visitCount, 10, 43_200);
}

function mapped(value: number | undefined, to: (value: number) => number): number | undefined {
  return value === undefined ? undefined : to(value);
}
