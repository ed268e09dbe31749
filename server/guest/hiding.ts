import type { Router } from 'express';
import { hideOperations as operations } from '#contract/hide.ts';
import type { Hides } from '../feedback/hides.ts';
import { serve } from '../http/serve.ts';
import { type SaidDesk, type SaidHouse, sayOfPhoto } from './said.ts';

/** "That is me, hide it". */
export function hideRoute(routes: Router, house: SaidHouse & { readonly hides: Hides }, desk: SaidDesk): void {
  serve(routes, operations.askToHide, (call) =>
    sayOfPhoto(house, desk, call, { wanted: 'hide', status: 201 }, async ({ link, visit, photoId, galleryId }) => ({
      state: await house.hides.ask({
        link,
        galleryId,
        photoId,
        visitor: visit.visitor,
        standIn: visit.standIn,
        name: call.body.name ?? '',
        note: call.body.note ?? '',
      }),
    })),
  );
}
