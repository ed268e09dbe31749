import { Router } from 'express';
import { hookOperations as operations } from '#contract/hooks.ts';
import { actorOf } from '../box/actor.ts';
import { serve } from '../http/serve.ts';
import type { Hooks } from './hooks.ts';

/** Webhooks, for owners. */
export function hookRoutes(hooks: Hooks): Router {
  const routes = Router({ caseSensitive: true });
  serve(routes, operations.listHooks, async () => ({ items: await hooks.list() }));
  serve(routes, operations.addHook, ({ req, body }) => hooks.add(actorOf(req), body));
  serve(routes, operations.changeHook, ({ req, params, body }) => hooks.change(actorOf(req), params.id, body));
  serve(routes, operations.removeHook, ({ req, params }) => hooks.remove(actorOf(req), params.id));
  serve(routes, operations.testHook, ({ params }) => hooks.test(params.id));
  return routes;
}
