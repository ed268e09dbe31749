import { createHash, randomBytes } from 'node:crypto';
import type { Kit } from '../../kit.ts';

/** Codes by which phones are marked as ones of the house. */
export interface HouseCodes {
  /** A new code, made by this account. */
  make(accountId: string): string;
  /** Whether a code is good; then it is used up. */
  take(code: string): boolean;
}

/** How long one is good. */
export const houseCodeMs = 5 * 60_000;
/** So many of one account's wait at once; with more, its oldest is void. */
const mostEach = 10;
/** 128 bits: nobody guesses one, and a guess leaves nothing behind. */
const codeBytes = 16;

/** Keeps codes in memory alone, and of each only its hash: after a restart they are void. */
export function openHouseCodes({ clock }: Pick<Kit, 'clock'>): HouseCodes {
  /** By hash, in the order of their making; `until`: monotonic. */
  const waiting = new Map<string, { readonly accountId: string; readonly until: number }>();
  const tidy = () => {
    for (const [hash, { until }] of waiting) {
      if (until > clock.monotonic()) return;
      waiting.delete(hash);
    }
  };
  return {
    make: (accountId) => {
      tidy();
      const own = [...waiting].filter(([, one]) => one.accountId === accountId);
      if (own.length >= mostEach) waiting.delete((own[0] as (typeof own)[number])[0]);
      const code = randomBytes(codeBytes).toString('base64url');
      waiting.set(hashOf(code), { accountId, until: clock.monotonic() + houseCodeMs });
      return code;
    },
    take: (code) => {
      tidy();
      return waiting.delete(hashOf(code));
    },
  };
}

function hashOf(code: string): string {
  return createHash('sha256').update(code).digest('base64url');
}
