import { verifyPassword } from '../box/passwords.ts';
import { countGuess, deleteGuesses, type GuessBounds, guessesOf, uncountGuess } from '../box/table.ts';
import type { Kit } from '../kit.ts';
import { furtherGuesses, linkGuesses, passwordText } from '../links/password.ts';
import type { StoredLink } from '../links/table.ts';
import { Refusal } from '../refusal.ts';

/** Whoever guesses at a link's password, and from which side. */
export interface Guesser {
  readonly visitor: string;
  readonly onSite: boolean;
}

/** Only wrong guesses count, each for an hour from the first one on. */
const windowMs = 3_600_000;
/**
 * A visitor's own: judged whatever others do, so that nobody who guesses keeps out whoever knows it. For each further one
 * it waits, and that one is the link's.
 */
const ofVisitor = { own: 5, waitMs: 15 * 60_000 } as const;
/**
 * Of one link from each side, so that neither side locks out the other: from how many on staff are told; how many beyond
 * the visitors' own are judged; and how many in all, since whoever throws cookies away is ever another visitor.
 */
export const guessesOfLink = { alarmed: 30, further: 30, most: 1500, windowMs } as const;
/** Of one link at a time, a visitor's one after the other. Those who wait come in turn, who has guessed least before the others. */
const judgedAtOnce = 6;
const mostWaiting = 500;
/** They are judged here, in memory; the database only counts. */
const unbounded: GuessBounds = {
  ...{ most: Number.MAX_SAFE_INTEGER, free: Number.MAX_SAFE_INTEGER, windowMs },
  ...{ firstWaitMs: 0, longestWaitMs: 0 },
};

/** Wrong guesses of one name, and those that are being judged, each of which may turn out wrong. */
interface Tally {
  readonly name: string;
  readonly most: number;
  readonly atOnce: number;
  /** Settles when the counts below are those of the database. */
  loaded: Promise<void>;
  failed: number;
  since: number;
  lastAt: number;
  judging: number;
  readonly waiting: { readonly go: () => void; readonly guessed: number }[];
  /** Requests that hold it; with none, its counts are in the database alone. */
  held: number;
}

/** Where a guess may count: the visitor's own, those of the link beyond the visitors' own, and all of the link. */
interface Tallies {
  readonly visitor: Tally;
  readonly further: Tally;
  readonly link: Tally;
}

/** Judges a typed password; settles where it is right, and throws the refusal where it is not. */
export type PasswordGuard = (link: StoredLink, guesser: Guesser, typed: string | undefined) => Promise<void>;

/**
 * Bounds guessing without shutting out those who type the right password, one or a hall of them at once: guesses that
 * might go over a bound wait until those before them are judged. Counts are on disk before a wrong guess is answered.
 */
export function makePasswordGuard(kit: Kit): PasswordGuard {
  const tallies = new Map<string, Tally>();
  kit.changes.on('link.unlocked', ({ linkId }) => {
    for (const name of [true, false].flatMap((side) => [linkGuesses(linkId, side), furtherGuesses(linkId, side)])) {
      const tally = tallies.get(name);
      if (!tally) continue;
      tally.failed = 0;
      wake(tally);
    }
  });

  const hold = (name: string, most: number, atOnce: number): Tally => {
    const tally = tallies.get(name) ?? {
      ...{ name, most, atOnce, loaded: Promise.resolve(), waiting: [] },
      ...{ failed: 0, since: 0, lastAt: 0, judging: 0, held: 0 },
    };
    if (tally.held === 0) {
      tally.loaded = guessesOf(kit.db.read, name).then((row) => {
        tally.failed = row?.failed ?? 0;
        tally.since = row?.since ?? 0;
        tally.lastAt = row?.last_at ?? 0;
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

  /** Takes a place in each tally that the guess counts in, as soon as none could go over its bound by it; gives those. */
  const enter = async (all: Tallies): Promise<readonly Tally[]> => {
    const { visitor, further, link } = all;
    for (;;) {
      const now = kit.clock.now();
      for (const tally of Object.values(all) as Tally[]) if (tally.since + windowMs <= now) tally.failed = 0;
      const beyond = visitor.failed >= ofVisitor.own;
      const free = Math.max(link.failed >= link.most ? link.since + windowMs : 0, beyond ? freeAgain(all) : 0);
      if (free > now) {
        const retryAfter = Math.ceil((free - now) / 1000);
        throw new Refusal('too_many_attempts', 'too many wrong passwords', { retryAfter });
      }
      const taken = beyond ? [visitor, further, link] : [visitor, link];
      const full = taken.find(
        ({ failed, judging, most, atOnce }) => judging >= atOnce || (judging > 0 && failed + judging >= most),
      );
      if (!full) {
        for (const tally of taken) tally.judging += 1;
        return taken;
      }
      if (full.waiting.length >= mostWaiting) throw new Refusal('busy', 'too many try at once', { retryAfter: 3 });
      await new Promise<void>((go) => full.waiting.push({ go, guessed: visitor.failed }));
    }
  };
  const leave = (taken: readonly Tally[]) => {
    for (const tally of taken) tally.judging -= 1;
    for (const tally of taken) wake(tally);
  };
  const wrong = async (taken: readonly Tally[], { visitor, link }: Tallies, alarm: () => void): Promise<never> => {
    const now = kit.clock.now();
    for (const tally of taken) {
      if (tally.failed === 0) tally.since = now;
      tally.failed += 1;
      tally.lastAt = now;
    }
    const triesLeft = Math.max(0, ofVisitor.own - visitor.failed);
    const alarming = link.failed === guessesOfLink.alarmed;
    await kit.db.write(async (writer) => {
      for (const { name } of taken) await countGuess(writer, name, now, unbounded);
    });
    if (alarming) alarm();
    throw new Refusal('password_wrong', 'the password is wrong', { triesLeft });
  };
  /** A visitor's slips are forgiven; of the link's, one, so that a crowd's typing errors don't add up to an alarm. */
  const right = async ({ visitor, link }: Tallies): Promise<void> => {
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
    const all: Tallies = {
      visitor: hold(`link:${link.id}:visitor:${visitor}`, Number.POSITIVE_INFINITY, 1),
      further: hold(furtherGuesses(link.id, onSite), guessesOfLink.further, judgedAtOnce),
      link: hold(linkGuesses(link.id, onSite), guessesOfLink.most, judgedAtOnce),
    };
    const held = Object.values(all) as Tally[];
    try {
      await Promise.all(held.map(({ loaded }) => loaded));
      const taken = await enter(all);
      try {
        if (await verifyPassword(text, link.passwordHash)) await right(all);
        else
          await wrong(taken, all, () =>
            kit.changes.emit('link.locked', { linkId: link.id, projectId: link.projectId }),
          );
      } finally {
        leave(taken);
      }
    } finally {
      for (const tally of held) release(tally);
    }
  };
}

/** When a visitor whose own guesses are spent may guess again: each time after a wait, while the link has some left, or with its next own ones. */
function freeAgain({ visitor, further }: Tallies): number {
  const spent = further.failed >= further.most ? further.since + windowMs : 0;
  return Math.min(visitor.since + windowMs, Math.max(visitor.lastAt + ofVisitor.waitMs, spent));
}

/** Has those who wait look again, so that who knows the password comes before who goes on guessing. */
function wake({ waiting }: Tally): void {
  for (const { go } of waiting.splice(0).toSorted((a, b) => a.guessed - b.guessed)) go();
}
