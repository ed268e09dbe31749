import { type Actor, mayTouch } from '../box/actor.ts';
import { noContent } from './content.ts';
import type { Held } from './playing.ts';

/** Whether there is such a screen for whoever asks: one that shows nothing of projects which it may not touch. */
export function mayLead(actor: Actor, { playing: { shows, content } }: Pick<Held, 'playing'>): boolean {
  // As long as nobody has read what it shows, it may be anything.
  if (content === noContent && shows.length > 0) return actor.projectIds === null;
  return [...content.projectIds].every((projectId) => mayTouch(actor, projectId));
}
