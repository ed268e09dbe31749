import type { Kit } from '../kit.ts';
import { Refusal } from '../refusal.ts';
import type { Writer } from '../store/database.ts';
import { countGuess, deleteGuesses, type GuessBounds, guessesOf, uncountGuess } from './table.ts';

/** How many wrong guesses are judged: at most `most` in a window, and after the `free` ones each waits twice as long. */
export type GuessLimits = GuessBounds;

const quarter = 15 * 60_000;
/** Of one account, whoever guesses. */
export const accountLimits: GuessLimits = {
  most: 10,
  windowMs: quarter,
  free: 3,
  firstWaitMs: 1000,
  longestWaitMs: 60_000,
};
/** From one address, whichever account is guessed: many people may share it, so it waits later and less. */
export const addressLimits: GuessLimits = {
  most: 30,
  windowMs: quarter,
  free: 10,
  firstWaitMs: 1000,
  longestWaitMs: 30_000,
};

/** The name under which wrong guesses from an address are counted: a keyed hash, as an address is nobody's business later. */
export function addressGuesses(kit: Kit, peer: string): string {
  return `address:${kit.keys.mac('addresses', `peer ${peer}`).toString('hex').slice(0, 32)}`;
}

export interface Guess {
  /** What is guessed at or who guesses: `account:…`, `address:…`, `link:…`. It is stored, so it holds nothing secret. */
  readonly name: string;
  readonly limits: GuessLimits;
}

/**
 * Takes one guess of each before it is judged, so that many at once are bounded as well; all or none are taken.
 * Throws `too_many_attempts` with the seconds to wait. After a right guess call `forgiveGuesses` or `giveBackGuess`.
 */
export async function reserveGuesses(kit: Kit, ...guesses: readonly Guess[]): Promise<void> {
  const now = kit.clock.now();
  await kit.db.write(async (writer) => {
    for (const { name, limits } of guesses) {
      if (await countGuess(writer, name, now, limits)) continue;
      const row = await guessesOf(writer, name);
      const free = row ? freeAgain(row, limits) : now;
      throw new Refusal('too_many_attempts', 'too many wrong guesses', {
        retryAfter: Math.max(1, Math.ceil((free - now) / 1000)),
      });
    }
  });
}

/** Forgets all wrong guesses of a name, after a right one. */
export async function forgiveGuesses(writer: Writer, name: string): Promise<void> {
  await deleteGuesses(writer, name);
}

/** Gives back the one guess that turned out right and leaves those that were wrong. */
export async function giveBackGuess(writer: Writer, name: string): Promise<void> {
  await uncountGuess(writer, name);
}

/** The moment from which the next guess is judged. */
function freeAgain(row: { failed: number; since: number; last_at: number }, limits: GuessLimits): number {
  const windowEnds = row.since + limits.windowMs;
  if (row.failed >= limits.most) return windowEnds;
  const wait = Math.min(limits.longestWaitMs, limits.firstWaitMs * 2 ** Math.min(row.failed - limits.free, 30));
  return Math.min(windowEnds, row.last_at + wait);
}
