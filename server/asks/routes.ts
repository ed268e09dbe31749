import { Router } from 'express';
import { askOperations as operations } from '#contract/asks.ts';
import { actorOf } from '../box/actor.ts';
import { serve } from '../http/serve.ts';
import type { Kit } from '../kit.ts';
import type { Addresses } from '../links/addresses.ts';
import { presentLink } from '../links/present.ts';
import type { Asks } from './asks.ts';

/** What staff do with those who ask. The guests' side is in the guests' room. */
export function askRoutes(kit: Kit, addresses: Addresses, asks: Asks): Router {
  const routes = Router({ caseSensitive: true });
  serve(routes, operations.listAsks, async ({ req, query }) => ({ items: await asks.list(actorOf(req), query) }));
  serve(routes, operations.answerAsk, async ({ req, params, body }) => {
    const { link, asks: answered, waiting } = await asks.answer(actorOf(req), params.id, body);
    return { link: presentLink(kit, addresses, link), answered: answered.map(({ id }) => id), waiting };
  });
  return routes;
}
