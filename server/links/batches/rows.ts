import { newId } from '../../ids.ts';
import type { Kit } from '../../kit.ts';
import { sealPassword } from '../password.ts';
import { tokenHash, tokenOf } from '../token.ts';
import { termsOf } from './batch.ts';
import type { BatchRow, OwnRow, SharedRow } from './table.ts';

/** A number that is to have a code, the how-manieth of that number. */
export interface Issue {
  readonly number: number;
  readonly issue: number;
}

/** Rows for new codes of a batch, each with an address of its own; all else they have in common. */
export function newCodes(
  kit: Pick<Kit, 'keys' | 'clock'>,
  batch: BatchRow,
  issues: readonly Issue[],
): { shared: SharedRow; own: OwnRow[] } {
  const now = kit.clock.now();
  const { row: terms } = termsOf(batch);
  const { id: _, token_hash: __, number: ___, issue: ____, password_sealed: sealed, ...shared } = terms;
  // Under another key of the box nobody is shown it any more; guests are let in with it all the same.
  const text = sealed === null ? undefined : kit.keys.unseal('passwords', sealed, batch.id);
  const password = text !== undefined && terms.password_hash !== null ? { text, hash: terms.password_hash } : null;
  const own = issues.map(({ number, issue }) => {
    const id = newId(now);
    const hash = tokenHash(tokenOf(kit.keys, id, terms.edition));
    return { id, tokenHash: hash, number, issue, passwordSealed: sealPassword(kit.keys, id, password) };
  });
  return { shared: { ...shared, created_at: now, updated_at: now }, own };
}
