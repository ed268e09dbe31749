import { Router } from 'express';
import { feedbackOperations } from '#contract/feedback.ts';
import { hideOperations } from '#contract/hide.ts';
import { actorOf } from '../box/actor.ts';
import { serve } from '../http/serve.ts';
import type { Kit } from '../kit.ts';
import { listHearts } from './hearts.ts';
import type { Hides } from './hides.ts';

/** What staff see and do of what guests said of photos. The guests' side is in the guests' room. */
export function feedbackRoutes(kit: Kit, hides: Hides): Router {
  const routes = Router({ caseSensitive: true });
  serve(routes, feedbackOperations.listHearts, async ({ req, params, query }) => ({
    items: await listHearts(kit, actorOf(req), params.projectId, query),
  }));
  serve(routes, hideOperations.listHideRequests, async ({ req, query }) => ({
    items: await hides.list(actorOf(req), query),
  }));
  serve(routes, hideOperations.answerHideRequest, ({ req, params, body }) =>
    hides.answer(actorOf(req), params.id, body.hide),
  );
  return routes;
}
