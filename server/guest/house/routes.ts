import { type Request, type Response, Router } from 'express';
import type { Settings } from '#contract/box.ts';
import { houseOperations as operations } from '#contract/house.ts';
import { actorOf } from '../../box/actor.ts';
import { clearHouseMark, setHouseMark } from '../../box/house-mark.ts';
import { codePicture } from '../../http/code-picture.ts';
import { sendCompressed } from '../../http/compressed.ts';
import { serve } from '../../http/serve.ts';
import type { Kit } from '../../kit.ts';
import type { Addresses } from '../../links/addresses.ts';
import { isRobot } from '../../visits/robots.ts';
import { chooseLocale, frameOf } from '../frame.ts';
import { isHouse } from '../house-mark.ts';
import { refuseOtherSites } from '../other-sites.ts';
import { type HouseCodes, houseCodeMs } from './codes.ts';
import { type HouseState, housePage } from './house-page.ts';

/** Codes for phones of the house, for whoever is signed in at the local door. */
export function houseCodeRoutes(kit: Kit, addresses: Pick<Addresses, 'origins'>, codes: HouseCodes): Router {
  const routes = Router({ caseSensitive: true });
  serve(routes, operations.addHouseCode, ({ req }) => {
    const { id } = actorOf(req);
    const origins = addresses.origins();
    // A cookie is good for one host alone, so that a phone is marked where it will come as a guest.
    const told = (['public', 'local'] as const).flatMap((at) => {
      const origin = origins[at];
      if (origin === undefined) return [];
      const url = `${origin}/house/${codes.make(id)}`;
      return { at, url, code: codePicture(url) };
    });
    return { addresses: told, expiresAt: new Date(kit.clock.now() + houseCodeMs).toISOString() };
  });
  return routes;
}

/**
 * The page behind such a code. Looking uses nothing up, since previews look at every address, and says the same whatever
 * the code; only a press tells whether it was good.
 */
export function guestHouseRoutes(kit: Kit, codes: HouseCodes, settings: () => Settings): Router {
  const routes = Router({ caseSensitive: true });
  const send = (req: Request, res: Response, state: HouseState, base: string) => {
    const frame = frameOf(req, res, settings(), kit.clock.now());
    res.set('cache-control', 'no-store').vary('Cookie, Accept-Language').type('html');
    sendCompressed(req, res.status(state === 'gone' ? 410 : 200), housePage(frame, state, base));
  };
  const baseOf = (code: string) => `/house/${encodeURIComponent(code)}`;

  serve(routes, operations.housePage, ({ req, res, params: { code } }) => {
    const base = baseOf(code);
    if (chooseLocale(req, res, req.query.lang)) return res.set('cache-control', 'no-store').redirect(303, base);
    return send(req, res, isHouse(req, kit.keys) ? 'done' : 'ask', base);
  });
  serve(routes, operations.markHouse, ({ req, res, params: { code }, body }) => {
    refuseOtherSites(req);
    const marked = isHouse(req, kit.keys);
    if (body.leave !== undefined) clearHouseMark(req, res);
    // A phone that is marked already, as after an answer that was lost, uses nothing up.
    else if (!marked) {
      if (isRobot(req.headers['user-agent'] ?? '') || !codes.take(code)) return send(req, res, 'gone', baseOf(code));
      setHouseMark(req, res, kit.keys);
    }
    return res.set('cache-control', 'no-store').redirect(303, baseOf(code));
  });
  return routes;
}
