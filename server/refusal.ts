import type { RefusalCode } from '#contract/problems.ts';
import { type RefusedWords, refusedWords } from '#words/refused.ts';

/** Why a field is refused, in the words of any language. */
export type Why = (say: RefusedWords) => string;

/** A field that was refused; `detail` is in English, `why` in whichever language is asked for. */
export interface RefusedField {
  readonly field: string;
  readonly detail: string;
  readonly why?: Why;
}

/** What a refusal may say beside its code: fields that were refused, seconds to wait, anything a front-end shows. */
export interface RefusalFacts {
  readonly errors?: readonly RefusedField[];
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

export function refusedField(field: string, why: Why): RefusedField {
  return { field, detail: why(refusedWords('en')), why };
}

/** The refusal of one field. */
export function invalid(field: string, why: Why): Refusal {
  const refused = refusedField(field, why);
  return new Refusal('invalid_input', refusedWords('en').told(field, refused.detail), { errors: [refused] });
}
