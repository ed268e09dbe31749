import { Router } from 'express';
import { recallOperations as operations } from '#contract/recall.ts';
import { actorOf } from '../box/actor.ts';
import { serve } from '../http/serve.ts';
import type { ScreenRecalls } from '../screens/recalls.ts';
import type { PhoneRecalls } from './recalls.ts';

/** What became of a photo that had to go, on screens and on phones; for the local door. */
export function recallRoutes(
  screens: Pick<ScreenRecalls, 'of'> & { mayKnow(actor: ReturnType<typeof actorOf>, screenId: string): boolean },
  phones: Pick<PhoneRecalls, 'of'>,
): Router {
  const routes = Router({ caseSensitive: true });
  serve(routes, operations.readRecall, ({ req, params }) => {
    const actor = actorOf(req);
    const recall = screens.of(params.id);
    return {
      photoId: params.id,
      at: recall ? instant(recall.at) : null,
      screens: (recall?.screens ?? [])
        .filter(({ id }) => screens.mayKnow(actor, id))
        .map(({ letGoAt, ...screen }) => ({ ...screen, letGoAt: letGoAt === null ? null : instant(letGoAt) })),
      phones: phones.of(params.id) ?? { told: 0, letGo: 0, left: 0 },
    };
  });
  return routes;
}

function instant(ms: number): string {
  return new Date(ms).toISOString();
}
