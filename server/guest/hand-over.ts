import { createHash, randomBytes } from 'node:crypto';
import type { Kit } from '../kit.ts';
import { Refusal } from '../refusal.ts';
import type { Running, Visit } from '../visits/running.ts';

/** A visit on its way from one browser of a phone to another. */
export interface Handed {
  readonly visit: Visit;
  /** The value of the phone's cookie; undefined where its first browser kept none. */
  readonly visitor: string | undefined;
}

/** Codes that carry a visit from a messenger's browser to the phone's own: each once, for five minutes. */
export interface HandOvers {
  /** A new code for a visit; the one before it is void. Throws `too_many_devices` where it went on in enough browsers. */
  make(visit: Visit, visitor: string | undefined): string;
  /**
   * What a code carries, the first time it is asked for this link; undefined for one that was used, lapsed, was never
   * given or belongs to another link, and where the visit is over. The gate (by its nonce, where it is one of ours) that
   * took it may ask again, since answers are lost on a bad line.
   */
  take(code: string, linkId: string, nonce: string | undefined): Handed | undefined;
}

export const handOverMs = 5 * 60_000;
/** 128 bits. */
const codeBytes = 16;
/** So many wait at once; with more, the oldest is void. */
const most = 10_000;
/** A visit goes on in so many other browsers: a phone has no more, and a link for one phone is not for a chat group. */
const mostBrowsers = 4;

interface Waiting {
  readonly visitId: string;
  readonly linkId: string;
  readonly visitor: string | undefined;
  /** Monotonic. */
  readonly until: number;
  /** By which gate it was taken; undefined while it was not. */
  takenBy: string | undefined;
}

/** Keeps codes in memory alone, and of each only its hash: after a restart they are void, and the gate asks as always. */
export function openHandOvers({ clock }: Pick<Kit, 'clock'>, running: Pick<Running, 'find'>): HandOvers {
  const waiting = new Map<string, Waiting>();
  const codes = new Map<string, string>();
  /** How often each visit was carried over. */
  const carried = new WeakMap<Visit, number>();

  const drop = (hash: string) => {
    const entry = waiting.get(hash);
    waiting.delete(hash);
    if (entry && codes.get(entry.visitId) === hash) codes.delete(entry.visitId);
  };
  const tidy = () => {
    // In the order of their making, so the first that is neither over nor too many ends it.
    for (const [hash, { until }] of waiting) {
      if (until > clock.monotonic() && waiting.size <= most) return;
      drop(hash);
    }
  };

  return {
    make: (visit, visitor) => {
      if ((carried.get(visit) ?? 0) >= mostBrowsers)
        throw new Refusal('too_many_devices', 'this visit went on in other browsers often enough');
      const before = codes.get(visit.id);
      if (before !== undefined) drop(before);
      const code = randomBytes(codeBytes).toString('base64url');
      const hash = hashOf(code);
      const until = clock.monotonic() + handOverMs;
      waiting.set(hash, { visitId: visit.id, linkId: visit.linkId, visitor, until, takenBy: undefined });
      codes.set(visit.id, hash);
      tidy();
      return code;
    },
    take: (code, linkId, nonce) => {
      const hash = hashOf(code);
      const entry = waiting.get(hash);
      if (!entry || entry.linkId !== linkId || entry.until <= clock.monotonic()) return undefined;
      if (entry.takenBy !== undefined && entry.takenBy !== nonce) return undefined;
      const visit = running.find(entry.visitId);
      if (visit && entry.takenBy === undefined) carried.set(visit, (carried.get(visit) ?? 0) + 1);
      // Nothing is awaited between the look and this, so of two who bring it at once one is the first.
      if (!visit || nonce === undefined) drop(hash);
      else entry.takenBy = nonce;
      return visit && { visit, visitor: entry.visitor };
    },
  };
}

function hashOf(code: string): string {
  return createHash('sha256').update(code).digest('base64url');
}
