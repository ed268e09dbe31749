import type { RefusalCode } from '#contract/problems.ts';

/** What a refusal may say beside its code: fields that were refused, seconds to wait, anything a front-end shows. */
export interface RefusalFacts {
  readonly errors?: readonly { field: string; detail: string }[];
  readonly retryAfter?: number;
  readonly [name: string]: unknown;
}

/** An expected "no". Anything else that is thrown is a fault in the box. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly facts: RefusalFacts;
  constructor(code: RefusalCode, message: string, facts: RefusalFacts = {}) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.facts = facts;
  }
}
