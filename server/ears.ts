import type { Actor } from './box/actor.ts';
import type { Fact, Facts } from './changes.ts';

/** Whether somebody may hear a fact; it follows what they know, so each listener needs its own. */
type Knows = (facts: Facts[Fact]) => boolean;

/** What of a fact somebody hears; undefined: nothing. */
export type Ear = (facts: Facts[Fact]) => Facts[Fact] | undefined | Promise<Facts[Fact] | undefined>;

/** The ears of those who begin to listen: what `knows` lets them hear, as far as `hears` tells it to them. */
export function earsOf(
  knows: (actor: Actor) => Knows,
  hears: (actor: Actor, facts: Facts[Fact]) => ReturnType<Ear>,
): (actor: Actor) => Ear {
  return (actor) => {
    const known = knows(actor);
    return (facts) => (known(facts) ? hears(actor, facts) : undefined);
  };
}

/**
 * Tells facts to one listener as far as it may hear them, in the order in which they happened, also where it takes a
 * look to know; `failed` is told where that look fails, and the fact is not told then.
 */
export function teller<F extends Fact>(
  ear: Ear,
  tell: (fact: F, facts: Facts[Fact]) => void,
  failed: (error: unknown) => void,
): (fact: F, facts: Facts[Fact]) => void {
  let last: Promise<void> | undefined;
  let waiting = 0;
  return (fact, facts) => {
    const heard = ear(facts);
    if (last === undefined && !(heard instanceof Promise)) {
      if (heard !== undefined) tell(fact, heard);
      return;
    }
    // Looked at all at once, and told one after the other.
    const looked = Promise.resolve(heard).catch((error: unknown) => void failed(error));
    waiting += 1;
    last = Promise.all([looked, last]).then(([what]) => {
      waiting -= 1;
      if (waiting === 0) last = undefined;
      if (what) tell(fact, what);
    });
  };
}
