import type { IncomingHttpHeaders } from 'node:http';
import type { Kit } from '../kit.ts';
import type { Actor } from './actor.ts';
import { keyActor } from './api-keys.ts';
import { sessionActor, tokenIn } from './sessions.ts';

export interface Who {
  readonly actor: Actor;
  /** The session's token where its cookie should be handed out again, since it now lasts longer. */
  readonly prolonged?: string;
}

/** The key in `Authorization: Bearer …`. */
function bearerIn({ authorization }: IncomingHttpHeaders): string | undefined {
  return /^bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
}

/**
 * Who sent these headers, by API key or by session cookie; nothing for a stranger.
 * A key that is wrong is not helped by a cookie beside it.
 */
export async function whoAsks(kit: Kit, headers: IncomingHttpHeaders): Promise<Who | undefined> {
  if (headers.authorization !== undefined) {
    const key = bearerIn(headers);
    const actor = key === undefined ? undefined : await keyActor(kit, key);
    return actor && { actor };
  }
  const token = tokenIn(headers.cookie);
  const session = token === undefined ? undefined : await sessionActor(kit, token);
  if (!session) return undefined;
  return { actor: session.actor, ...(session.prolonged && { prolonged: token }) };
}
