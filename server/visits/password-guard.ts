import { verifyPassword } from '../box/passwords.ts';
import { countGuess, deleteGuesses, type GuessBounds, guessesOf, uncountGuess } from '../box/table.ts';
import type { Kit } from '../kit.ts';
import { linkGuesses, passwordText } from '../links/password.ts';
import type { StoredLink } from '../links/table.ts';
import { Refusal } from '../refusal.ts';

/** Whoever guesses at a link's password, and from which side. */
export interface Guesser {
  readonly visitor: string;
  readonly onSite: boolean;
}

const together = { firstWaitMs: 0, longestWaitMs: 0 };
/** Only wrong guesses count: of one visitor, and of one link from each side, so that neither side locks out the other. */
const ofVisitor: GuessBounds = { ...together, most: 5, free: 5, windowMs: 15 * 60_000 };
export const guessesOfLink: GuessBounds = { ...together, most: 30, free: 30, windowMs: 3_600_000 };
const mostWaiting = 500;

/** Wrong guesses of one name, and those that are being judged, each of which may turn out wrong. */
interface Tally {
  readonly name: string;
  readonly bounds: GuessBounds;
  /** Settles when the counts below are those of the database. */
  loaded: Promise<void>;
  failed: number;
  since: number;
  judging: number;
  readonly waiting: (() => void)[];
  /** Requests that hold it; with none, its counts are in the database alone. */
  held: number;
}

/** Judges a typed password; settles where it is right, and throws the refusal where it is not. */
export type PasswordGuard = (link: StoredLink, guesser: Guesser, typed: string | undefined) => Promise<void>;

/**
 * Bounds guessing without shutting out a hall of people who type the right password at once: guesses that might go over
 * a bound wait until those before them are judged. Counts are on disk before a wrong guess is answered.
 */
export function makePasswordGuard(kit: Kit): PasswordGuard {
  const tallies = new Map<string, Tally>();
  kit.changes.on('link.unlocked', ({ linkId }) => {
    for (const onSite of [true, false]) {
      const tally = tallies.get(linkGuesses(linkId, onSite));
      if (!tally) continue;
      tally.failed = 0;
      for (const go of tally.waiting.splice(0)) go();
    }
  });

  const hold = (name: string, bounds: GuessBounds): Tally => {
    const tally = tallies.get(name) ?? {
      name,
      bounds,
      loaded: Promise.resolve(),
      failed: 0,
      since: 0,
      judging: 0,
      waiting: [],
      held: 0,
    };
    if (tally.held === 0) {
      tally.loaded = guessesOf(kit.db.read, name).then((row) => {
        tally.failed = row?.failed ?? 0;
        tally.since = row?.since ?? 0;
      });
    }
    tally.held += 1;
    tallies.set(name, tally);
    return tally;
  };
  const release = (tally: Tally) => {
    tally.held -= 1;
    if (tally.held === 0) tallies.delete(tally.name);
  };

  /** Takes a place in each tally, as soon as none could go over its bound by it. */
  const enter = async (all: readonly Tally[]): Promise<void> => {
    for (;;) {
      const now = kit.clock.now();
      for (const tally of all) if (tally.since + tally.bounds.windowMs <= now) tally.failed = 0;
      const spent = all.find((tally) => tally.failed >= tally.bounds.most);
      if (spent) {
        const retryAfter = Math.max(1, Math.ceil((spent.since + spent.bounds.windowMs - now) / 1000));
        throw new Refusal('too_many_attempts', 'too many wrong passwords', { retryAfter });
      }
      const full = all.find((tally) => tally.failed + tally.judging >= tally.bounds.most);
      if (!full) break;
      if (full.waiting.length >= mostWaiting) throw new Refusal('busy', 'too many try at once', { retryAfter: 3 });
      await new Promise<void>((go) => full.waiting.push(go));
    }
    for (const tally of all) tally.judging += 1;
  };
  const leave = (all: readonly Tally[]) => {
    for (const tally of all) {
      tally.judging -= 1;
      for (const go of tally.waiting.splice(0)) go();
    }
  };
  const wrong = async (all: readonly Tally[], locked: () => void): Promise<never> => {
    const now = kit.clock.now();
    for (const tally of all) {
      if (tally.failed === 0) tally.since = now;
      tally.failed += 1;
    }
    const triesLeft = Math.min(...all.map((tally) => tally.bounds.most - tally.failed));
    await kit.db.write(async (writer) => {
      for (const { name, bounds } of all) await countGuess(writer, name, now, bounds);
    });
    // Staff are told when a link takes no more guesses.
    if (all.some(({ bounds, failed }) => bounds === guessesOfLink && failed === bounds.most)) locked();
    throw new Refusal('password_wrong', 'the password is wrong', { triesLeft });
  };
  /** A visitor's slips are forgiven; of the link's, one, so that a crowd's typing errors don't add up to a lock. */
  const right = async (visitor: Tally, link: Tally): Promise<void> => {
    if (visitor.failed === 0 && link.failed === 0) return;
    visitor.failed = 0;
    link.failed = Math.max(0, link.failed - 1);
    await kit.db.write(async (writer) => {
      await deleteGuesses(writer, visitor.name);
      await uncountGuess(writer, link.name);
    });
  };

  return async (link, { visitor, onSite }, typed) => {
    if (link.passwordHash === null) return;
    const text = passwordText(typed ?? '');
    if (text === '') throw new Refusal('password_required', 'this link asks for a password');
    const ofThis = hold(`link:${link.id}:visitor:${visitor}`, ofVisitor);
    const ofAll = hold(linkGuesses(link.id, onSite), guessesOfLink);
    const both = [ofThis, ofAll];
    try {
      await Promise.all([ofThis.loaded, ofAll.loaded]);
      await enter(both);
      try {
        if (await verifyPassword(text, link.passwordHash)) await right(ofThis, ofAll);
        else await wrong(both, () => kit.changes.emit('link.locked', { linkId: link.id, projectId: link.projectId }));
      } finally {
        leave(both);
      }
    } finally {
      release(ofThis);
      release(ofAll);
    }
  };
}
