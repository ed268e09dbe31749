import { Router } from 'express';
import { peopleOperations as operations } from '#contract/people.ts';
import { actorOf } from '../box/actor.ts';
import { serve } from '../http/serve.ts';
import type { Kit } from '../kit.ts';
import type { Addresses } from '../links/addresses.ts';
import { forgetPhone } from '../visits/forget/forget.ts';
import { readPeople } from './lists.ts';
import { readStory } from './story.ts';

/** Who has to be written to, and what became of each one's links. */
export function peopleRoutes(kit: Kit, addresses: Addresses): Router {
  const routes = Router({ caseSensitive: true });
  serve(routes, operations.readPeople, ({ req, params, query }) =>
    readPeople(kit, addresses, actorOf(req), params.projectId, query),
  );
  serve(routes, operations.readStory, ({ req, params }) => readStory(kit, addresses, actorOf(req), params.id));
  serve(routes, operations.forgetPhone, async ({ req, params }) => {
    await forgetPhone(kit, actorOf(req), params.id, params.visitId);
    return undefined;
  });
  return routes;
}
