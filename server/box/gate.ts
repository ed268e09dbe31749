import { type NextFunction, type Request, type Response, Router } from 'express';
import type { Method, Operation } from '#contract/operation.ts';
import { operations as allOperations } from '#contract/operations.ts';
import { allowSlowBody } from '../http/listen.ts';
import { nothingHere } from '../http/problems.ts';
import type { Kit } from '../kit.ts';
import { Refusal } from '../refusal.ts';
import { setActor } from './actor.ts';
import { type Places, refuseBeyond } from './reach.ts';
import { setSessionCookie } from './sessions.ts';
import { whoAsks } from './who.ts';

/**
 * The local door's gate: lets an operation of the contract pass to those who may call it, and nothing else at all.
 * Mounted before bodies are parsed and before any room; front-ends and redirects stand before it. Where several
 * operations fit an address, each of them has to allow it. An unclaimed box has no accounts, so all but what anyone
 * may call is `not_signed_in` there. An account that is limited to some projects passes to what is in these alone, and
 * nobody to what is hidden from them; `places` says where a thing is. What screens may call passes as what anyone may:
 * their room looks at their key.
 */
export function gate(kit: Kit, places: Places, operations: readonly Operation[] = allOperations): Router {
  const router = Router({ caseSensitive: true });
  const admitted = new WeakSet<Request>();
  const local = operations.filter(({ door }) => door === 'local');

  for (const operation of local) {
    const layer = async (req: Request, res: Response, next: NextFunction) => {
      // Unless a room says otherwise, as for photos.
      res.set('cache-control', 'no-store');
      await admit(kit, places, operation, req, res);
      admitted.add(req);
      next();
    };
    router[operation.method.toLowerCase() as Lowercase<Method>](operation.path, layer);
  }
  for (const [path, methods] of methodsByPath(local)) {
    router.all(path, (req, res, next) => {
      if (admitted.has(req)) return next();
      res.set('allow', methods.join(', '));
      throw new Refusal('method_not_allowed', `${path} takes ${methods.join(', ')}`);
    });
  }
  router.use((req, _res, next) => (admitted.has(req) ? next() : nothingHere()));
  return router;
}

/** Throws where this request may not call the operation; remembers who asks. */
async function admit(kit: Kit, places: Places, operation: Operation, req: Request, res: Response): Promise<void> {
  const { method, access } = operation;
  const open = access === 'anyone' || access === 'screens';
  const byKey = !open && req.headers.authorization !== undefined;
  if (method !== 'GET' && !byKey) refuseOtherOrigins(req);
  if (open) return;

  const who = await whoAsks(kit, req.headers);
  if (!who) {
    res.set('www-authenticate', 'Bearer');
    throw new Refusal('not_signed_in', 'sign in first');
  }
  if (!access.includes(who.actor.role)) throw new Refusal('not_allowed', 'your role does not allow this');
  await refuseBeyond(who.actor, operation, req, places);
  setActor(req, who.actor);
  // Photos come as slowly as the venue's network is; strangers' bodies do not.
  allowSlowBody(req);
  if (who.prolonged !== undefined) setSessionCookie(req, res, who.prolonged);
}

/**
 * A browser says where a request comes from: `Sec-Fetch-Site` where the page is secure, else `Origin`. What says neither
 * is no browser, and carries no cookie but its own. The guest door is the same site, but another origin.
 */
function refuseOtherOrigins(req: Request): void {
  const site = req.headers['sec-fetch-site'];
  const origin = req.headers.origin;
  const own = `${req.protocol}://${req.headers.host ?? ''}`.toLowerCase();
  const fits = site !== undefined ? site === 'same-origin' : origin === undefined || origin.toLowerCase() === own;
  if (!fits) throw new Refusal('cross_origin', 'the request came from another site');
}

function methodsByPath(operations: readonly Operation[]): Map<string, string[]> {
  const byPath = new Map<string, string[]>();
  for (const { path, method } of operations) {
    const methods = byPath.get(path) ?? [];
    methods.push(...(method === 'GET' ? ['GET', 'HEAD'] : [method]));
    byPath.set(path, methods);
  }
  return byPath;
}
