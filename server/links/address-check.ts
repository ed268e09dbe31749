import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { AddressCheck } from '#contract/addresses.ts';
import { same } from '../keys.ts';
import type { Kit } from '../kit.ts';
import type { Addresses } from './addresses.ts';

const everyMs = 5 * 60_000;
const timeoutMs = 8000;
const mostBytes = 1024;
/** Whoever asks again within this time is told what was found. */
const sharedMs = 3000;

/** Whether the public address answers as this box, as far as it is known. */
export interface Checked {
  readonly check: AddressCheck;
  /** UTC ms. */
  readonly checkedAt: number | null;
}

export interface AddressWatch {
  /** Asks for the first time and from then on; call it when the guest door is open. */
  begin(): void;
  /** What was found last of the address as it is now. */
  state(): Checked;
  /** Asks anew, unless that was done a moment ago; settles when `state` says what was found. */
  ask(): Promise<void>;
  stop(): Promise<void>;
}

/** What this box answers to a nonce; no other box has the key. */
export function proofOf(kit: Pick<Kit, 'keys'>, nonce: string): string {
  return kit.keys.mac('check', `address ${nonce}`).toString('hex');
}

/**
 * Asks the public address by the network whether this box answers there: at `begin`, when the address changes, and every
 * five minutes. What is found anew is announced as `settings.changed` of `addresses`.
 */
export function watchAddress(kit: Kit, addresses: Addresses): AddressWatch {
  const over = new AbortController();
  const none: Checked = { check: 'none', checkedAt: null };
  const unknown: Checked = { check: 'unknown', checkedAt: null };
  let found: (Checked & { readonly origin: string; readonly monotonic: number }) | undefined;
  let running: Promise<void> | undefined;

  const state = () => {
    const origin = addresses.origins().public;
    if (origin === undefined) return none;
    return found?.origin === origin ? found : unknown;
  };
  const look = async () => {
    for (let origin = addresses.origins().public; origin !== undefined; ) {
      const before = state().check;
      const check = await askOrigin(kit, origin, over.signal);
      if (over.signal.aborted) return;
      found = { origin, check, checkedAt: kit.clock.now(), monotonic: kit.clock.monotonic() };
      const now = addresses.origins().public;
      // The address was changed while the old one was asked.
      if (now !== origin) {
        origin = now;
        continue;
      }
      if (check !== before) {
        kit.log[check === 'ok' ? 'info' : 'warn']({ check }, 'whether the public address answers as this box');
        kit.changes.emit('settings.changed', { names: ['addresses'] });
      }
      return;
    }
  };
  const run = () => {
    running ??= look().finally(() => {
      running = undefined;
    });
    return running;
  };
  const runAlone = () => void run().catch((err: unknown) => kit.log.error({ err }, 'the address could not be checked'));

  const forget = kit.changes.on('settings.changed', ({ names }) => {
    if (names.includes('publicOrigin')) runAlone();
  });
  let timer: NodeJS.Timeout | undefined;

  return {
    state,
    begin: () => {
      timer ??= setInterval(runAlone, everyMs).unref();
      runAlone();
    },
    ask: async () => {
      const known = found?.origin === addresses.origins().public ? found : undefined;
      const fresh = known && kit.clock.monotonic() - known.monotonic < sharedMs;
      // A look that is on its way is newer than what was found before it.
      if (running || !fresh) await run();
    },
    stop: async () => {
      clearInterval(timer);
      forget();
      over.abort();
      await running?.catch(() => {});
    },
  };
}

const Answer = z.object({ proof: z.string().regex(/^[0-9a-f]{64}$/) });

/** Follows nothing and believes nothing: only the proof of this very nonce is this box. */
async function askOrigin(kit: Pick<Kit, 'keys'>, origin: string, over: AbortSignal): Promise<AddressCheck> {
  const nonce = randomBytes(16).toString('hex');
  const signal = AbortSignal.any([over, AbortSignal.timeout(timeoutMs)]);
  try {
    const answer = await fetch(`${origin}/box-check/${nonce}`, { redirect: 'manual', signal, cache: 'no-store' });
    // The tunnel answers, and what is behind it does not.
    if (answer.status >= 500) {
      await answer.body?.cancel();
      return 'unreachable';
    }
    const text = await atMost(answer, mostBytes);
    const proof = answer.status === 200 ? proofIn(text) : undefined;
    if (proof === undefined) return 'no_box';
    return same(proof, proofOf(kit, nonce)) ? 'ok' : 'another_box';
  } catch {
    return 'unreachable';
  }
}

function proofIn(text: string): string | undefined {
  try {
    return Answer.safeParse(JSON.parse(text)).data?.proof;
  } catch {
    return undefined;
  }
}

/** The beginning of an answer's text, whatever its length. */
async function atMost(answer: Response, bytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of answer.body ?? []) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= bytes) break;
  }
  return Buffer.concat(chunks).subarray(0, bytes).toString('utf8');
}
