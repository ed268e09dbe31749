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
  /** All that the box said with it. */
  readonly problem: Partial<Problem>;
  constructor(code: RefusalCode | 'offline', problem?: Partial<Problem>) {
    super(code);
    this.code = code;
    this.problem = problem ?? {};
    this.retryAfter = problem?.retryAfter;
    this.fields = problem?.errors?.map(({ field }) => field) ?? [];
  }
}

/** Said to the window when the box knows the session no more. */
export const sessionOver = 'maiimg-session-over';
/** Said to the window when the box did not answer. */
export const unanswered = 'maiimg-unanswered';

/** Asks the box; gives the answer's JSON, or nothing where it is empty. Throws Refused. */
export function ask<T = void>(method: string, path: string, body?: object): Promise<T> {
  return asked(path, {
    method,
    headers: { accept: 'application/json', ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
}

/** Sends one file in a form's field; gives and throws as `ask` does. */
export function send<T>(method: string, path: string, field: string, file: File): Promise<T> {
  const form = new FormData();
  form.set(field, file);
  return asked(path, { method, headers: { accept: 'application/json' }, body: form });
}

/** Sends a file as it is, as a body of this type; the box gives its reasons in the page's language. Throws as `ask` does. */
export function sendRaw<T>(method: string, path: string, type: string, body: Blob): Promise<T> {
  const { lang } = document.documentElement;
  return asked(path, {
    method,
    headers: { accept: 'application/json', 'accept-language': lang, 'content-type': type },
    body,
  });
}

/** Asks for a file. Throws as `ask` does. */
export async function askFile(method: string, path: string, body?: object): Promise<Blob> {
  const answer = await answered(path, {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  return answer.blob().catch(() => {
    throw new Refused('offline');
  });
}

async function asked<T>(path: string, init: RequestInit): Promise<T> {
  return (await json(await answered(path, init))) as T;
}

/** The answer, where it is none of a refusal. */
async function answered(path: string, init: RequestInit): Promise<Response> {
  const answer = await fetch(path, { ...init, cache: 'no-store' }).catch(() => {
    dispatchEvent(new Event(unanswered));
    throw new Refused('offline');
  });
  if (answer.ok) return answer;
  const problem = (await json(answer)) as Partial<Problem> | undefined;
  if (problem?.code === 'not_signed_in') dispatchEvent(new Event(sessionOver));
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

/** For what may be gone by the time that it is asked for: then there is nothing. */
export function goneIsNothing(error: unknown): undefined {
  if (!(error instanceof Refused) || error.code !== 'not_found') throw error;
}
