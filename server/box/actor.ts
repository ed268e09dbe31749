import type { Request } from 'express';
import type { Role } from '#contract/operation.ts';
import type { Fact, Facts } from '../changes.ts';
import { Refusal } from '../refusal.ts';

/** Who is asking on the local door. */
export interface Actor {
  /** The account's id, or the API key's. */
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** The only projects that there are for it; null: all. */
  readonly projectIds: readonly string[] | null;
  readonly by: 'session' | 'key';
}

const actors = new WeakMap<Request, Actor>();

/** Remembers who asks; the gate alone calls it. */
export function setActor(req: Request, actor: Actor): void {
  actors.set(req, actor);
}

/** Who is asking; throws where nobody signed in, which the gate has already refused. */
export function actorOf(req: Request): Actor {
  const actor = actors.get(req);
  if (!actor) throw new Refusal('not_signed_in', 'sign in first');
  return actor;
}

/** Whether there is such a project for whoever asks; where not, answer as if it did not exist. */
export function mayTouch(actor: Pick<Actor, 'projectIds'>, projectId: string): boolean {
  return actor.projectIds === null || actor.projectIds.includes(projectId);
}

/** Whether a fact may be told to somebody: those of its projects, and those of the box, which name nothing of any project. */
export function mayHear(actor: Pick<Actor, 'projectIds'>, facts: Facts[Fact]): boolean {
  if (actor.projectIds === null) return true;
  if ('projectId' in facts) return mayTouch(actor, facts.projectId);
  if ('projectIds' in facts) return facts.projectIds.every((id) => mayTouch(actor, id));
  // Told by name, so that a fact which is added later is kept back until somebody has thought of it. What is in reach of
  // a screen, the screens' room alone knows.
  return 'names' in facts;
}
