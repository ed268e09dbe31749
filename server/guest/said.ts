import type { Request, Response } from 'express';
import type { Shelf } from '../galleries/shelf.ts';
import type { Kit } from '../kit.ts';
import type { StoredLink } from '../links/table.ts';
import { Refusal } from '../refusal.ts';
import { isRobot } from '../visits/robots.ts';
import type { Running, Visit } from '../visits/running.ts';
import { authorize } from './authorize.ts';
import { placeOf } from './content.ts';
import type { Asked } from './faces.ts';
import { refuseOtherSites } from './other-sites.ts';
import { shownIn, withPass } from './pass.ts';
import { makeVisitPace } from './visit-pace.ts';

/** What a guest says of a photo needs these of the room. */
export interface SaidHouse {
  readonly kit: Kit;
  readonly shelf: Shelf;
  readonly running: Running;
}

export interface SaidDesk {
  linkOf(token: string): Promise<{ token: string; link: StoredLink | undefined }>;
  /** What goes wrong in `show` is said in the manner in which it was asked. */
  asPage(asked: Asked, show: (link: StoredLink) => Promise<void>): Promise<undefined>;
}

/** Who says something of which photo, let through by the gate. */
export interface Saying {
  readonly link: StoredLink;
  readonly visit: Visit;
  readonly photoId: string;
  readonly galleryId: string;
}

/** A hand is slower; each of them is a write. */
const keepPace = makeVisitPace(60);

/**
 * Lets a guest say something of a photo, where the gate has nothing against it; `act` does it and gives the answer's JSON.
 * A plain form is led back to the page. Throws `too_many_attempts` where a visit says more than a hand can.
 */
export async function sayOfPhoto(
  { kit, shelf, running }: SaidHouse,
  desk: SaidDesk,
  call: {
    readonly req: Request;
    readonly res: Response;
    readonly params: { readonly token: string; readonly photoId: string };
    readonly body: { readonly go?: 'page' | undefined };
  },
  how: { readonly wanted: 'heart' | 'hide'; readonly status: number },
  act: (saying: Saying) => Promise<object>,
): Promise<undefined> {
  const { req, res, params, body } = call;
  const { token, link } = await desk.linkOf(params.token);
  const base = `/g/${token}`;
  const manner = body.go === 'page' ? 'page' : 'json';
  return desk.asPage({ req, res, manner, base, link }, async (link) => {
    refuseOtherSites(req);
    const shown = shownIn(kit.keys, running, req, link);
    const place = await placeOf(shelf, link, params.photoId);
    const refusal = authorize(shown?.visit, link, place?.photo, how.wanted, kit.clock.now());
    if (refusal) throw refusal;
    if (!shown || !place || isRobot(req.headers['user-agent'] ?? '')) {
      throw new Refusal('no_visit', 'open the link first');
    }
    const { visit, inAddress } = shown;
    running.seen(visit.id);
    const own = inAddress ? withPass(kit.keys, visit, base) : base;
    const back = () => void res.set('cache-control', 'no-store').redirect(303, own);
    try {
      keepPace(visit, kit.clock.monotonic());
      const answer = await act({ link, visit, photoId: place.photo.id, galleryId: place.galleryId });
      if (manner === 'page') return back();
      res.set('cache-control', 'no-store').status(how.status).json(answer);
    } catch (error) {
      // The page itself says how things stand.
      if (manner === 'page' && (error as { code?: unknown }).code === 'too_many_attempts') return back();
      throw error;
    }
  });
}
