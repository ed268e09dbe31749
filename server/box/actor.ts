import type { Request } from 'express';
import type { Role } from '#contract/operation.ts';
import { Refusal } from '../refusal.ts';

/** Who is asking on the local door. */
export interface Actor {
  /** The account's id, or the API key's. */
  readonly id: string;
  readonly name: string;
  readonly role: Role;
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
