import { type Actor, mayTouch } from '../box/actor.ts';
import type { Held } from './playing.ts';

/** Whether there is such a screen for whoever asks: one that shows nothing of projects which it may not touch. */
export function mayLead(actor: Actor, { playing: { content } }: Held): boolean {
  return [...content.projectIds].every((projectId) => mayTouch(actor, projectId));
}
