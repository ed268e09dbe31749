import type { IncomingMessage } from 'node:http';
import { type NextFunction, type Request, type Response, Router } from 'express';
import type { Settings } from '#contract/box.ts';
import { visitOperations as operations } from '#contract/visits.ts';
import type { Asks } from '../asks/asks.ts';
import type { Hides } from '../feedback/hides.ts';
import type { Shelf } from '../galleries/shelf.ts';
import { asRefusal } from '../http/problems.ts';
import { serve } from '../http/serve.ts';
import type { Kit } from '../kit.ts';
import type { Panoramas } from '../library/panoramas/panoramas.ts';
import type { LinkBook } from '../links/book.ts';
import { judge } from '../links/policy.ts';
import type { StoredLink } from '../links/table.ts';
import { canonicalToken } from '../links/token.ts';
import type { Brands } from '../projects/brands.ts';
import { Refusal } from '../refusal.ts';
import { makeOpener } from '../visits/open.ts';
import type { RegionOf } from '../visits/opening.ts';
import { placeNumber } from '../visits/place.ts';
import type { Refusals } from '../visits/refusals.ts';
import { isRobot } from '../visits/robots.ts';
import type { Running } from '../visits/running.ts';
import type { Seen } from '../visits/seen.ts';
import type { Views } from '../visits/views.ts';
import type { WelcomeList } from '../welcome/list.ts';
import { askRoute, makeAsking } from './asking.ts';
import { assetRoutes } from './assets.ts';
import { authorize } from './authorize.ts';
import { photoOf } from './content.ts';
import { type Crowding, paceRoute } from './crowding.ts';
import type { Downloads } from './downloads/downloads.ts';
import { allow, downloadRoutes } from './downloads/routes.ts';
import { eventRoutes } from './events.ts';
import { type Asked, makeFaces } from './faces.ts';
import { chooseLocale } from './frame.ts';
import { scannedAt } from './gate-page.ts';
import { openHandOvers } from './hand-over.ts';
import { handedIn, handOverRoutes } from './hand-over-routes.ts';
import { heartRoute, saidBy } from './hearts.ts';
import { hideRoute } from './hiding.ts';
import { isHouse } from './house-mark.ts';
import type { Images, Sending } from './images.ts';
import type { Live } from './live.ts';
import { mannerOfFile, mannerOfOpen, mannerOfPage } from './manner.ts';
import type { Marks } from './marked.ts';
import { guestNextStepRoutes } from './next-step-routes.ts';
import { makeNoting } from './noting.ts';
import { refuseOtherSites } from './other-sites.ts';
import { ownNonce, setPass, shownIn, withPass } from './pass.ts';
import { type DrawCard, openPreviews, previewRoutes } from './preview.ts';
import type { PhoneRecalls } from './recalls.ts';
import { sendPhoto } from './send-photo.ts';
import { lendVisitor, visitorOf, welcomeVisitor } from './visitor.ts';
import type { Portal } from './welcome/portal.ts';
import { guestWelcomeRoutes } from './welcome/routes.ts';
import { makeGreeter } from './welcome/welcome.ts';

export interface GuestHouse {
  readonly kit: Kit;
  readonly book: LinkBook;
  readonly shelf: Shelf;
  readonly running: Running;
  readonly seen: Seen;
  readonly views: Views;
  readonly refusals: Refusals;
  readonly regionOf: RegionOf;
  readonly images: Images;
  readonly marks: Marks;
  readonly panoramas: Panoramas;
  readonly downloads: Downloads;
  readonly live: Live;
  readonly recalls: Pick<PhoneRecalls, 'given'>;
  readonly brands: Brands;
  readonly asks: Asks;
  readonly hides: Hides;
  /** Told of a photo whose sizes are gone from the disk. */
  readonly remake: (hash: string) => unknown;
  readonly drawCard: DrawCard;
  readonly settings: () => Settings;
  /** Whether a request came by the box's own network, not through the tunnel. */
  readonly onSite: (req: IncomingMessage) => boolean;
  readonly crowding: Crowding;
  readonly portal: Portal;
  readonly list: WelcomeList;
}

interface PageCall {
  readonly req: Request;
  readonly res: Response;
  readonly params: { readonly token: string; readonly place?: string };
}

/** All that guests may ask: pages, opening, photos, news. */
export function guestRoutes(house: GuestHouse): Router {
  const { kit, book, shelf, running, seen, live, onSite, portal } = house;
  const routes = Router({ caseSensitive: true });
  const asking = makeAsking(kit, running, house.asks);
  const previews = openPreviews(house);
  const handOvers = openHandOvers(kit, running);
  const faces = makeFaces(
    kit,
    shelf,
    house.settings,
    house.brands,
    asking.standing,
    previews,
    saidBy(house),
    house.crowding,
  );
  const open = makeOpener(kit, running, house.regionOf);
  const greeter = makeGreeter(house);

  const linkOf = async (token: string): Promise<{ token: string; link: StoredLink | undefined }> => {
    const canonical = canonicalToken(token);
    return { token: canonical ?? '', link: canonical === undefined ? undefined : await book.byToken(canonical) };
  };
  const note = makeNoting(kit, house.refusals, onSite);
  const unknown = () => new Refusal('not_found', 'there is nothing at this address');
  /** What goes wrong is said in the manner in which it was asked. */
  const asPage = async (asked: Asked, show: (link: StoredLink) => Promise<void>): Promise<undefined> => {
    try {
      if (!asked.link) throw unknown();
      await show(asked.link);
    } catch (error) {
      if (asked.res.headersSent) throw error;
      const refusal = asRefusal(error, kit.log);
      await faces.refusal(asked, forGuests(refusal));
      note(asked, refusal);
    }
    return undefined;
  };

  const page = async ({ req, res, params }: PageCall) => {
    const { token, link } = await linkOf(params.token);
    const base = `/g/${token}`;
    const manner = mannerOfPage(req);
    const place = placeNumber(params.place);
    const asked: Asked = { req, res, manner, base, link, place, coming: manner !== 'part' };
    res.vary('Cookie, Accept, Accept-Language');
    await asPage(asked, async (link) => {
      if (manner !== 'json' && isRobot(agentOf(req))) {
        kit.log.info({ linkId: link.id, agent: agentOf(req).slice(0, 200) }, 'robot');
        house.refusals.robot(link.id);
        return faces.robot(asked);
      }
      // Before the language, which a window without cookies would forget.
      if (portal.window(req) && judge(link, kit.clock.now()) === 'live') return greeter.sendAway(asked, 200);
      const shown = shownIn(kit.keys, running, req, link);
      const own = shown?.inAddress ? withPass(kit.keys, shown.visit, base) : scannedAt(base, shown ? undefined : place);
      if (chooseLocale(req, res, req.query.lang)) return res.set('cache-control', 'no-store').redirect(303, own);
      const refusal = authorize(shown?.visit, link, undefined, 'page', kit.clock.now());
      if (!refusal && shown) {
        // A page that asks for news by itself does not keep the visit alive.
        if (manner !== 'part') running.seen(shown.visit.id);
        await faces.gallery(asked, shown.visit, own);
        house.recalls.given(shown.visit.id);
        return;
      }
      if (refusal?.code.startsWith('link_')) throw refusal;
      const keptOut = await asking.keptOut(req, link);
      if (keptOut) throw keptOut;
      if (refusal && manner === 'json') throw refusal;
      welcomeVisitor(req, res);
      await faces.gate(asked, manner === 'part' ? 401 : 200);
    });
  };

  assetRoutes(routes);
  guestWelcomeRoutes(routes, portal, greeter);
  serve(routes, operations.linkPage, page);
  serve(routes, operations.linkPageUpper, page);

  serve(routes, operations.openAgain, async ({ res, params }) => {
    const { token } = await linkOf(params.token);
    if (token === '') throw unknown();
    res.set('cache-control', 'no-store').redirect(303, `/g/${token}`);
  });

  serve(routes, operations.open, async ({ req, res, params, body }) => {
    const { token, link } = await linkOf(params.token);
    const base = `/g/${token}`;
    const place = placeNumber(body.place);
    const asked: Asked = { req, res, manner: mannerOfOpen(req, body), base, link, place, coming: true };
    return asPage(asked, async (link) => {
      refuseOtherSites(req);
      if (portal.window(req)) return greeter.sendAway(asked, 403);
      const before = shownIn(kit.keys, running, req, link);
      const visitor = visitorOf(req, kit.keys);
      // Our gate sets a cookie; where it does not come back, the phone refuses cookies.
      const refuses = visitor.standIn && body.nonce !== undefined && ownNonce(kit.keys, link.id, body.nonce);
      const keptOut = () => asking.keptOut(req, link);
      const handed = before
        ? undefined
        : await handedIn(house, handOvers, link, body, { keepsCookies: !refuses, keptOut });
      const { visit } = await open({
        link,
        visitId: (before ?? handed)?.visit.id,
        visitor,
        nonce: body.nonce,
        password: body.password,
        onSite: onSite(req),
        address: req.ip ?? '',
        agent: agentOf(req),
        staff: isHouse(req, kit.keys),
        place,
      });
      // The link as it is after the open, or after whatever happened while the password was judged.
      const now = await book.byToken(token);
      const refusal = now ? authorize(visit, now, undefined, 'page', kit.clock.now()) : unknown();
      if (refusal) throw refusal;
      setPass(req, res, kit.keys, visit, base);
      // From here on it is the same phone to this link, whichever browser it comes with.
      if (handed?.visitor !== undefined) lendVisitor(req, res, handed.visitor, token);
      const inAddress = before ? before.inAddress : refuses;
      const own = inAddress ? withPass(kit.keys, visit, base) : base;
      if (body.go === 'page') return res.set('cache-control', 'no-store').redirect(303, own);
      await faces.gallery({ ...asked, link: now }, visit, own);
    });
  });

  askRoute(routes, {
    ...{ kit, asks: house.asks, asking, faces, asPage, manner: mannerOfOpen },
    asked: async (req, res, text, manner) => {
      const { token, link } = await linkOf(text);
      return { req, res, manner, base: `/g/${token}`, link };
    },
  });

  handOverRoutes(routes, house, handOvers, linkOf);
  eventRoutes(routes, house, linkOf);
  paceRoute(routes, house, linkOf);
  heartRoute(routes, house, { linkOf, asPage });
  hideRoute(routes, house, { linkOf, asPage });
  guestNextStepRoutes(routes, house, { linkOf, asPage });
  previewRoutes(routes, house, previews, linkOf);

  downloadRoutes(routes, house, { linkOf, asPage, manner: mannerOfFile });

  serve(routes, operations.guestImage, async ({ req, res, params }) => {
    const { token, link } = await linkOf(params.token);
    await asPage({ req, res, manner: mannerOfFile(req), base: `/g/${token}`, link }, async (link) => {
      const visit = shownIn(kit.keys, running, req, link)?.visit;
      const photo = await photoOf(shelf, link, params.photoId);
      const refusal = authorize(visit, link, photo, params.size, kit.clock.now());
      if (refusal || !visit || !photo) throw refusal ?? unknown();
      const jpeg = req.query.f === 'jpeg';
      if (params.size === 'original' || (params.size === 'screen' && jpeg && link.download !== 'off')) {
        const wanted = params.size === 'original' ? 'original' : 'save';
        const allowed = await allow(house, req, { token, link, photo, wanted });
        if (wanted === 'original' && !jpeg) return house.downloads.one(req, res, allowed, photo, wanted);
        await house.downloads.shown(req, res, allowed, photo, params.size);
        if (req.method === 'GET') seen.note(visit.id, photo.id, photo.edition);
        return;
      }
      running.seen(visit.id);
      if (params.size === 'thumb') house.crowding.watch(req, res, visit.id, kit.clock.monotonic());
      await sendPhoto(house, req, res, { token, link, photo, size: params.size as Sending['size'] });
      if (params.size !== 'thumb' && req.method === 'GET') seen.note(visit.id, photo.id, photo.edition);
    });
  });

  serve(routes, operations.live, async ({ req, res, params }) => {
    const { token, link } = await linkOf(params.token);
    if (!link) throw unknown();
    const visit = shownIn(kit.keys, running, req, link)?.visit;
    const refusal = authorize(visit, link, undefined, 'live', kit.clock.now());
    if (refusal || !visit) throw refusal ?? unknown();
    if (req.method === 'HEAD') {
      res.type('text/event-stream').end();
      return;
    }
    await live.join(req, res, token, visit.id);
  });

  // Below all other addresses of a link: what is none of those may say where it was scanned.
  serve(routes, operations.placePage, page);
  serve(routes, operations.placePageUpper, page);

  // Whatever else a guest typed or scanned is answered by a page as well.
  routes.use((req, res, next) => {
    if (mannerOfFile(req) === 'json') return next();
    return asPage({ req, res, manner: 'page', base: '', link: undefined }, async () => {});
  });
  routes.use((error: unknown, req: Request, res: Response, next: NextFunction) => {
    if (res.headersSent || mannerOfFile(req) === 'json') return next(error);
    return faces.refusal({ req, res, manner: 'page', base: '', link: undefined }, asRefusal(error, kit.log));
  });
  return routes;
}

/** Where nothing can be counted nothing is opened: the guest is asked to come back in a moment. */
function forGuests(refusal: Refusal): Refusal {
  if (refusal.code !== 'disk_full') return refusal;
  return new Refusal('busy', 'the box can count no opens at the moment', { retryAfter: 10 });
}

function agentOf(req: Request): string {
  return req.headers['user-agent'] ?? '';
}
