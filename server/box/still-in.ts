import type { IncomingHttpHeaders } from 'node:http';
import type { Kit } from '../kit.ts';
import type { Actor } from './actor.ts';
import { whoAsks } from './who.ts';

/**
 * Watches over a stream or a socket that somebody opened with these headers: `over` is called once, as soon as they
 * open nothing any more (`ended`), or as another role or for other projects (`changed`: whoever connects anew is told
 * what is so by then). Another session of the same account that ends does not count. Gives the way to stop watching.
 */
export function whileSignedIn(
  kit: Kit,
  headers: IncomingHttpHeaders,
  actor: Actor,
  over: (why: 'ended' | 'changed') => void,
): () => void {
  let stopped = false;
  const ask = async () => {
    // What cannot be asked is not trusted.
    const who = await whoAsks(kit, headers).catch(() => undefined);
    if (stopped) return;
    const now = who?.actor;
    if (now && now.id === actor.id && sameReach(now, actor)) return;
    stop();
    over(now?.id === actor.id ? 'changed' : 'ended');
  };
  const forget: () => void = kit.changes.on('session.ended', ({ actorId }) => {
    if (actorId === actor.id) void ask();
  });
  // It may have ended between the look at the door and this moment.
  void ask();
  const stop = () => {
    stopped = true;
    forget();
  };
  return stop;
}

function sameReach(one: Actor, other: Actor): boolean {
  return one.role === other.role && JSON.stringify(one.projectIds) === JSON.stringify(other.projectIds);
}
