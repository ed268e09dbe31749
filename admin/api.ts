import type { Problem, RefusalCode } from '#contract/problems.ts';

/** What a schema of the contract gives. */
export type Said<S extends { _zod: { output: unknown } }> = S['_zod']['output'];

/** What the box said no to; `offline` where it did not answer at all. */
export class Refused extends Error {
  readonly code: RefusalCode | 'offline';
  /** Seconds until it may be tried again, where the box says so. */
  readonly retryAfter: number | undefined;
  /** Names of the fields that were refused. */
  readonly fields: readonly string[];
  constructor(code: RefusalCode | 'offline', problem?: Partial<Problem>) {
    super(code);
    this.code = code;
    this.retryAfter = problem?.retryAfter;
    this.fields = problem?.errors?.map(({ field }) => field) ?? [];
  }
}

/** Asks the box; gives the answer's JSON, or nothing where it is empty. Throws Refused. */
export async function ask<T = void>(method: string, path: string, body?: object): Promise<T> {
  const answer = await fetch(path, {
    method,
    cache: 'no-store',
    headers: { accept: 'application/json', ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  }).catch(() => {
    throw new Refused('offline');
  });
  const said = await json(answer);
  if (answer.ok) return said as T;
  const problem = said as Partial<Problem> | undefined;
  throw new Refused(problem?.code ?? 'fault', problem);
}

async function json(answer: Response): Promise<unknown> {
  try {
    const text = await answer.text();
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    // Broken off, or from something in between that is not the box.
    throw new Refused(answer.ok ? 'offline' : 'fault');
  }
}
