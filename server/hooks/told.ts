import type { HookBody } from '#contract/hooks.ts';

/** What is kept of something to be told: the body of our own form, and how many of its kind it stands for. */
export interface Told extends HookBody {
  readonly times: number;
}

/** Reads what was kept. */
export function toldIn(body: string): Told {
  return JSON.parse(body) as Told;
}
