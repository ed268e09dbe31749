import type { Router } from 'express';
import { screenOperations as operations } from '#contract/screens.ts';
import { type Actor, actorOf } from '../../box/actor.ts';
import { serve } from '../../http/serve.ts';
import type { Kit } from '../../kit.ts';
import { readLink } from '../../links/link.ts';
import { placesOfLink } from './table.ts';

/** Mounts where links were scanned; `leads` says whether there is such a screen for whoever asks. */
export function placeRoutes(
  routes: Router,
  { db }: Pick<Kit, 'db'>,
  leads: (actor: Actor, screenId: string) => boolean,
): void {
  serve(routes, operations.listPlaces, async ({ req, params }) => {
    const actor = actorOf(req);
    await readLink(db.read, params.id);
    const places = await placesOfLink(db.read, params.id);
    // Anybody may write the number of another place behind an address, and the names there may be of other projects.
    const told = places.filter(({ screenId }) => actor.projectIds === null || leads(actor, screenId));
    return { items: told.map(({ screenId: _, ...place }) => place) };
  });
}
