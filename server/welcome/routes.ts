import { Router } from 'express';
import { welcomeOperations as operations } from '#contract/welcome.ts';
import { actorOf } from '../box/actor.ts';
import { serve } from '../http/serve.ts';
import type { Kit } from '../kit.ts';
import type { Addresses } from '../links/addresses.ts';
import { changeWelcome, readWelcome } from './welcome.ts';

/** What staff see and change of the welcome page. The guests' side is in the guests' room. */
export function welcomeRoutes(kit: Kit, addresses: Addresses): Router {
  const routes = Router({ caseSensitive: true });
  serve(routes, operations.readWelcome, ({ req }) => readWelcome(kit, addresses, actorOf(req)));
  serve(routes, operations.changeWelcome, ({ req, body }) => changeWelcome(kit, addresses, actorOf(req), body));
  return routes;
}
