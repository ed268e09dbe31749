import type { Router } from 'express';
import { feedbackOperations as operations } from '#contract/feedback.ts';
import { giveHeart, ownHearts } from '../feedback/hearts.ts';
import type { Hides } from '../feedback/hides.ts';
import { serve } from '../http/serve.ts';
import type { Kit } from '../kit.ts';
import type { SaidBy } from './faces.ts';
import type { Said } from './present.ts';
import { type SaidDesk, type SaidHouse, sayOfPhoto } from './said.ts';

/** A guest's heart at a photo, and a line. */
export function heartRoute(routes: Router, house: SaidHouse, desk: SaidDesk): void {
  serve(routes, operations.heartPhoto, (call) =>
    sayOfPhoto(house, desk, call, { wanted: 'heart', status: 200 }, ({ link, visit, photoId }) =>
      giveHeart(house.kit, visit, { id: photoId, projectId: link.projectId }, call.body),
    ),
  );
}

/** What the phone of a visit said of the link's photos: hearts where the link takes them, and which it wants hidden. */
export function saidBy({ kit, hides }: { readonly kit: Kit; readonly hides: Hides }): SaidBy {
  return async (link, visit): Promise<Said> => {
    const asked = hides.askedBy(visit.visitor);
    const hearts = link.feedback ? await ownHearts(kit, visit) : new Map<string, string>();
    return new Map(
      [...new Set([...asked, ...hearts.keys()])].map((id) => [
        id,
        { heart: hearts.has(id), line: hearts.get(id) ?? '', asked: asked.has(id) },
      ]),
    );
  };
}
