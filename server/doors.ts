import { join } from 'node:path';
import express, { type Express, type RequestHandler, Router } from 'express';
import { boxOperations } from '#contract/box.ts';
import { operations } from '#contract/operations.ts';
import { toldFacts } from '#contract/socket.ts';
import { visitOperations } from '#contract/visits.ts';
import { type Actor, actorOf } from './box/actor.ts';
import type { Box } from './box/box.ts';
import { gate } from './box/gate.ts';
import { boxRoutes } from './box/routes.ts';
import { whileSignedIn } from './box/still-in.ts';
import type { Crowd } from './crowd.ts';
import { type Ear, teller } from './ears.ts';
import { galleryRoutes } from './galleries/routes.ts';
import type { Shelf } from './galleries/shelf.ts';
import type { DrawCard } from './guest/preview.ts';
import type { QuickAnswer } from './guest/quick-photos.ts';
import type { AnswerProbe } from './guest/welcome/portal.ts';
import { eventStream } from './http/event-stream.ts';
import { frontEnd, kioskFrontEnd } from './http/front-ends.ts';
import { guestHeaders, localHeaders } from './http/headers.ts';
import { type Hosts, hostOf, nameOf, onlyHosts } from './http/hosts.ts';
import { openApi } from './http/openapi.ts';
import type { Peer } from './http/peer.ts';
import { nothingHere, problems } from './http/problems.ts';
import { requestLog } from './http/request-log.ts';
import { serve } from './http/serve.ts';
import type { Kit } from './kit.ts';
import type { Handouts } from './library/handouts/handouts.ts';
import type { Ingest } from './library/ingest/ingest.ts';
import type { DrawLogo } from './library/logo/logo.ts';
import { guestLogoRoutes, logoRoutes } from './library/logo/routes.ts';
import type { Panoramas } from './library/panoramas/panoramas.ts';
import type { Renditions } from './library/renditions.ts';
import { libraryRoutes } from './library/routes.ts';
import type { Inspect } from './library/take-in.ts';
import type { Addresses } from './links/addresses.ts';
import { placesOf } from './links/mine.ts';
import type { DrawPicture } from './links/next-step-picture.ts';
import { projectRoutes } from './projects/routes.ts';
import { Refusal } from './refusal.ts';
import { joinChapter } from './screens/follow.ts';
import type { Disk } from './store/ballast.ts';

/** All that the doors lead to. */
export interface House {
  readonly kit: Kit;
  readonly box: Box;
  readonly disk: Disk;
  readonly inspect: Inspect;
  readonly drawLogo: DrawLogo;
  readonly drawPicture: DrawPicture;
  readonly drawCard: DrawCard;
  readonly drawSmall: Ingest['small'];
  readonly drawSheet: Ingest['sheet'];
  readonly mark: Ingest['mark'];
  readonly renditions: Renditions;
  readonly panoramas: Panoramas;
  readonly handouts: Handouts;
  readonly shelf: Shelf;
  readonly hosts: { readonly local: Hosts; readonly guest: Hosts };
  readonly peer: Peer;
  /** Rooms above the library, each with its routes. */
  readonly staffRooms: readonly Router[];
  readonly guestRooms: readonly Router[];
  /** Guests' photos and streams: asked before everything else but the Host. */
  readonly quickAnswer: QuickAnswer;
  /** Systems that ask for the internet, under whatever Host; asked first of all. */
  readonly answerProbe: AnswerProbe;
  /** What somebody hears who begins to listen now. */
  readonly earOf: (actor: Actor) => Ear;
  /** Told of each request of a guest, so that the box knows how busy it is. */
  readonly guestCame: () => void;
  /** Whether the box's own Wi-Fi is crowded. */
  readonly crowd: Crowd;
  /** The front-ends from source while developing, else their built files. */
  readonly frontEnds: Router;
  readonly guestPort: () => number;
  readonly localPort: () => number;
  readonly addresses: Addresses;
  readonly stopping: () => boolean;
}

const version = '0.1.0';
const bodyLimit = { local: '1mb', guest: '16kb' } as const;

function app(): Express {
  const made = express();
  made.disable('x-powered-by');
  made.enable('case sensitive routing');
  made.set('query parser', 'simple');
  made.set('etag', false);
  return made;
}

/** The local door: staff, their pages, and the screens. No proxy is trusted here, whatever a header says. */
export function localDoor(house: House): Express {
  const { kit } = house;
  const door = app();
  door.use(requestLog(kit.log, 'local'), onlyHosts(house.hosts.local), localHeaders());
  door.use(toGuestDoor(house));
  door.get('/', (_req, res) => res.redirect(302, '/admin/'));
  door.use(house.frontEnds);
  // Nothing behind the gate is reached but what the contract lists, by whom it lists.
  door.use(gate(kit, placesOf(kit)));
  door.use(express.json({ limit: bodyLimit.local }));
  door.use(
    boxRoutes(kit, house.box, house.addresses.admin),
    projectRoutes(kit),
    libraryRoutes(kit, house.inspect, house.renditions, house.panoramas),
    logoRoutes(kit, house.drawLogo),
  );
  door.use(
    galleryRoutes(kit, house.inspect, house.renditions, joinChapter(kit)),
    ...house.staffRooms,
    ownRoutes(house),
  );
  door.use(nothingHere, problems(kit.log));
  return door;
}

/** The guest door: guests' pages and nothing else. Forwarded headers count from the tunnel's peer alone. */
export function guestDoor(house: House): Express {
  const { kit } = house;
  const door = app();
  door.set('trust proxy', (address: string, hop: number) => hop === 0 && house.peer.is(address));
  door.use(requestLog(kit.log, 'guest'), onlyHosts(house.hosts.guest), guestHeaders());
  door.use((_req, _res, next) => {
    house.guestCame();
    next();
  });
  const alive = Router({ caseSensitive: true });
  serve(alive, boxOperations.aliveGuest, () => ({ status: 'ok' as const }));
  door.use(alive, guestLogoRoutes(kit));
  // Phones compress nothing, and what is compressed can be anything.
  const limits = { limit: bodyLimit.guest, inflate: false };
  door.use(express.json(limits), express.urlencoded({ ...limits, extended: false }));
  for (const room of house.guestRooms) door.use(room);
  door.use(nothingHere, problems(kit.log));
  return quickly(door, house);
}

/** Probes are answered, and photos of visits that run go out and their streams begin, without the way through the rooms, which would cost twice as much as they do. */
function quickly(door: Express, { kit, hosts, quickAnswer, answerProbe, guestCame }: House): Express {
  const logged = requestLog(kit.log, 'guest');
  const whole = door as Express & { handle: RequestHandler };
  const { handle } = whole;
  whole.handle = (req, res, next) => {
    const otherwise = () => handle.call(whole, req, res, next);
    if (answerProbe(req, res)) {
      Object.assign(req, { route: { path: 'probe' } });
      return logged(req, res, () => {});
    }
    if (!hosts.guest.allowed(hostOf(req))) return otherwise();
    const answered = (what: 'guestImage' | 'live') => {
      guestCame();
      Object.assign(req, { route: visitOperations[what] });
      logged(req, res, () => {});
    };
    return quickAnswer(req, res, { answered, otherwise });
  };
  return door;
}

/** A guest's address on the local door leads to the guest door, so that a guest's page never shares an origin with the admin. */
function toGuestDoor({ kit, guestPort }: House): Router {
  const routes = Router({ caseSensitive: true });
  routes.use(['/g', '/G'], (req, res) => {
    if (!req.originalUrl.startsWith('/')) throw new Refusal('malformed_request', 'the address cannot be read');
    const name = nameOf(req.headers.host) ?? 'localhost';
    const host = name.includes(':') ? `[${name}]` : name;
    const origin = kit.config.guestOrigin ?? `http://${host}:${guestPort()}`;
    // 307 keeps the method and the body.
    res.set('cache-control', 'no-store').redirect(307, `${origin}${req.originalUrl}`);
  });
  return routes;
}

function ownRoutes({ kit, stopping, earOf }: House): Router {
  const routes = Router({ caseSensitive: true });
  let probe: Promise<void> | undefined;
  let probedAt = Number.NEGATIVE_INFINITY;
  serve(routes, boxOperations.aliveLocal, () => ({ status: 'ok' as const }));
  serve(routes, boxOperations.readyLocal, async () => {
    if (stopping()) throw new Refusal('stopping', 'the box is stopping');
    // Work that is done, not a port that is open: an empty write still raises the clock's mark and is committed.
    // Whoever asks often shares one.
    if (kit.clock.monotonic() - probedAt > 1000) {
      probedAt = kit.clock.monotonic();
      probe = kit.db.write(async () => {});
    }
    await probe;
    return { status: 'ready' as const };
  });
  let described: object | undefined;
  serve(routes, boxOperations.readOpenApi, ({ res }) => {
    described ??= openApi(operations, version);
    res.json(described);
  });
  serve(routes, boxOperations.events, ({ req, res }) => {
    const actor = actorOf(req);
    const stops: (() => void)[] = [];
    const stream = eventStream(req, res, () => {
      for (const stop of stops) stop();
    });
    const tell = teller(
      earOf(actor),
      (fact, facts) => stream.send(fact, facts),
      (error) => kit.log.error({ err: error }, 'a fact could not be told'),
    );
    for (const fact of toldFacts) stops.push(kit.changes.on(fact, (facts) => tell(fact, facts)));
    stops.push(whileSignedIn(kit, req.headers, actor, () => stream.close()));
  });
  return routes;
}

/** The built front-ends under `dist/`, which lies beside `server/`. */
export function builtFrontEnds(): Router {
  const routes = Router({ caseSensitive: true });
  const dist = join(import.meta.dirname, '..', 'dist');
  routes.use(frontEnd('/admin', join(dist, 'admin')), kioskFrontEnd('/kiosk', join(dist, 'kiosk')));
  return routes;
}
