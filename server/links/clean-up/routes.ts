import { Router } from 'express';
import { cleanUpOperations as operations } from '#contract/clean-up.ts';
import { actorOf } from '../../box/actor.ts';
import { serve } from '../../http/serve.ts';
import type { Kit } from '../../kit.ts';
import { type OnScreens, readCleanUp } from './clean-up.ts';

/** What the clean-up takes next, or would. */
export function cleanUpRoutes(kit: Kit, onScreens: OnScreens): Router {
  const routes = Router({ caseSensitive: true });
  serve(routes, operations.readCleanUp, ({ req, query }) => readCleanUp(kit, onScreens, actorOf(req), query.days));
  return routes;
}
