import type { Server as HttpServer, IncomingMessage } from 'node:http';
import { type DefaultEventsMap, type Namespace, Server } from 'socket.io';
import { presenters } from '#contract/operation.ts';
import { type StaffFact, type StaffHears, type StaffSays, toldFacts } from '#contract/socket.ts';
import type { Actor } from './box/actor.ts';
import { peerOf } from './box/address.ts';
import { whileSignedIn } from './box/still-in.ts';
import { whoAsks } from './box/who.ts';
import { type Ear, teller } from './ears.ts';
import { type Hosts, hostOf } from './http/hosts.ts';
import type { Kit } from './kit.ts';
import type { Arrivals, ScreenSpace } from './screens/socket.ts';

/** The sockets of the local door. */
export interface Sockets {
  attach(server: HttpServer): void;
  /** Lets nobody in any more and cuts all connections: whoever was connected comes back by itself. */
  close(): void;
}

interface Options {
  readonly kit: Kit;
  readonly hosts: Hosts;
  readonly screens: Arrivals;
  /** What somebody hears who begins to listen now. */
  readonly earOf: (actor: Actor) => Ear;
}

const path = '/socket.io';
/** One socket may say so much in so long; a page says some events a minute. */
const talk = { most: 50, windowMs: 10_000 } as const;
/** Connections in all, those that have not said yet what they are, and staff. */
const most = { all: 900, undecidedOfPeer: 100, staff: 500 } as const;
const undecidedMs = 10_000;
/** How long a connection that was closed has to answer its goodbye. */
const goodbyeMs = 1000;

/** Of links, guests and screens only those hear who may ask for them: whoever brings photos may not. */
const ofGuests = new Set<StaffFact['fact']>([
  'link.changed',
  'link.revoked',
  'link.locked',
  'link.unlocked',
  'ask.added',
  'ask.answered',
  'recipient.changed',
  'batch.changed',
  'message.sent',
  'photo.hearted',
  'hide.changed',
  'visit.opened',
  'photo.saved',
  'photo.viewed',
  'screen.changed',
]);

type StaffSpace = Namespace<
  StaffSays,
  StaffHears,
  DefaultEventsMap,
  { actor: Actor; tell: ReturnType<typeof teller<StaffFact['fact']>> }
>;

/** Makes the socket server: websocket only, by the box's own names and from its own pages, two namespaces and no other. */
export function makeSockets({ kit, hosts, screens, earOf }: Options): Sockets {
  const undecided = new Map<string, number>();
  let closed = false;
  const io = new Server({
    path,
    transports: ['websocket'],
    serveClient: false,
    maxHttpBufferSize: 64 * 1024,
    connectTimeout: undecidedMs,
    // A screen whose wire was pulled is known to be gone within half a minute.
    pingInterval: 10_000,
    pingTimeout: 15_000,
    allowRequest: (req, answer) => {
      const good =
        !closed &&
        hosts.allowed(hostOf(req)) &&
        fromOwnPage(req) &&
        io.engine.clientsCount < most.all &&
        (undecided.get(peerOf(req)) ?? 0) < most.undecidedOfPeer;
      answer(good ? null : 'not here', good);
    },
  });

  /** Called when a connection has turned out to be somebody's, or is closed. */
  const settle = new WeakMap<object, () => void>();
  const watch = (raw: RawSocket) => {
    bound(raw);
    const peer = peerOf(raw.request);
    undecided.set(peer, (undecided.get(peer) ?? 0) + 1);
    const settled = () => {
      if (!settle.delete(raw)) return;
      const left = (undecided.get(peer) ?? 1) - 1;
      if (left > 0) undecided.set(peer, left);
      else undecided.delete(peer);
    };
    settle.set(raw, settled);
    const wire = raw.request.socket;
    raw.on('close', () => {
      settled();
      // Who does not hang up as well would keep the line for half a minute more, where nobody counts it.
      setTimeout(() => wire.destroy(), goodbyeMs).unref();
    });
  };

  // The root opens nothing; namespaces that are not made here are refused by themselves.
  io.use((_socket, next) => next(new Error('not_found')));
  const stopTelling = tellStaff(kit, io.of('/staff') as StaffSpace, earOf);
  screens(io.of('/screens') as ScreenSpace);
  for (const space of ['/staff', '/screens']) {
    io.of(space).on('connection', (socket) => {
      settle.get(socket.conn)?.();
      // Whoever leaves the one room that a connection was let in for keeps no place outside of it, where nobody counts.
      socket.on('disconnect', () => socket.conn.close());
    });
  }

  return {
    attach: (server) => {
      io.attach(server);
      io.engine.on('connection', watch);
    },
    close: () => {
      closed = true;
      stopTelling();
      // By the wire and not by a word: after a word of goodbye clients would not come back.
      io.engine?.close();
    },
  };
}

interface RawSocket {
  readonly request: IncomingMessage;
  on(event: 'packet', hear: () => void): void;
  on(event: 'close', hear: () => void): void;
  close(discard?: boolean): void;
}

/** Cuts a connection that says too much, whatever it says; signs of life, one each ten seconds, count as well. */
function bound(raw: RawSocket): void {
  let said = 0;
  let since = performance.now();
  raw.on('packet', () => {
    const now = performance.now();
    if (now - since > talk.windowMs) {
      since = now;
      said = 0;
    }
    said += 1;
    if (said <= talk.most) return;
    raw.close(true);
    // Not by a word of goodbye, which it might answer by saying more.
    raw.request.socket.destroy();
  });
}

/** A browser says from which page a socket comes. What says nothing is no browser, and may carry no cookie. */
function fromOwnPage({ headers: { origin, host, cookie } }: IncomingMessage): boolean {
  if (origin === undefined) return cookie === undefined;
  const own = host?.toLowerCase();
  return origin.toLowerCase() === `http://${own}` || origin.toLowerCase() === `https://${own}`;
}

/** Tells staff what changes, each only of what they may know, for as long as they are signed in. Gives the way to stop. */
function tellStaff(kit: Kit, space: StaffSpace, earOf: Options['earOf']): () => void {
  space.use((socket, next) => {
    if (space.sockets.size >= most.staff) return next(new Error('busy'));
    whoAsks(kit, socket.handshake.headers).then(
      (who) => {
        if (!who) return next(new Error('not_signed_in'));
        socket.data.actor = who.actor;
        socket.data.tell = teller(
          earOf(who.actor),
          (fact, facts) => socket.emit('fact', { fact, facts }),
          (error) => kit.log.error({ err: error }, 'a fact could not be told'),
        );
        next();
      },
      (error: unknown) => {
        kit.log.error({ err: error }, 'a socket could not be let in');
        next(new Error('fault'));
      },
    );
  });
  space.on('connection', (socket) => {
    const stop = whileSignedIn(kit, socket.handshake.headers, socket.data.actor, (why) => {
      if (why === 'ended') {
        socket.emit('ended');
        socket.disconnect(true);
      } else socket.conn.close();
    });
    socket.on('disconnect', stop);
    socket.on('clock', (answer: unknown) => {
      if (typeof answer === 'function') answer(kit.clock.now());
    });
  });
  const stops = toldFacts.map((fact) =>
    kit.changes.on(fact, (facts) => {
      for (const socket of space.sockets.values()) {
        const { actor, tell } = socket.data;
        const concerned = !ofGuests.has(fact) || presenters.some((role) => role === actor.role);
        if (concerned) tell(fact, facts);
      }
    }),
  );
  return () => {
    for (const stop of stops) stop();
  };
}
