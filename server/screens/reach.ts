import { type Actor, mayHear, mayTouch } from '../box/actor.ts';
import type { Fact, Facts } from '../changes.ts';
import { noContent } from './content.ts';
import type { Held } from './playing.ts';

/** What of a screen says of which projects it is. */
export type Reached = Pick<Held, 'playing'> & Partial<Pick<Held, 'pickup' | 'pickupProjectId'>>;

/** Whether there is such a screen for whoever asks: one that shows nothing of projects which it may not touch, nor lets guests pick of them. */
export function mayLead(actor: Actor, { playing, pickup = null, pickupProjectId = null }: Reached): boolean {
  const { shows, playlist, content } = playing;
  if (pickup && !(pickupProjectId === null ? actor.projectIds === null : mayTouch(actor, pickupProjectId)))
    return false;
  // As long as nobody has read what it shows, it may be anything.
  if (content === noContent && (shows.length > 0 || playlist)) return actor.projectIds === null;
  return [...content.projectIds].every((projectId) => mayTouch(actor, projectId));
}

/** Says of each fact whether somebody who listens may hear it; it follows what they know, so each listener needs its own. */
export type Ear = (facts: Facts[Fact]) => boolean;

/**
 * The ear of somebody who begins to listen now. Of screens it hears those that they may lead, and once more of one that
 * just left their reach: their page has it still.
 */
export function earOf(screens: ReadonlyMap<string, Reached>, actor: Actor): Ear {
  const known = new Set<string>();
  for (const [id, screen] of screens) if (mayLead(actor, screen)) known.add(id);
  return (facts) => {
    if (!('screenId' in facts)) return mayHear(actor, facts);
    const screen = screens.get(facts.screenId);
    // One that is gone may have come and gone before anybody looked; only those who see all are told of any.
    const within = screen ? mayLead(actor, screen) : actor.projectIds === null;
    const before = known.delete(facts.screenId);
    if (screen && within) known.add(facts.screenId);
    return before || within;
  };
}
