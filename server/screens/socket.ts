import type { Namespace, Socket } from 'socket.io';
import { ZodError } from 'zod';
import { ScreenStatus } from '#contract/screens.ts';
import type { ScreenHears, ScreenSays } from '#contract/socket.ts';
import { peerName } from '../box/address.ts';
import { nameOf } from '../http/hosts.ts';
import type { Kit } from '../kit.ts';
import type { Board } from './board.ts';
import { keyHash, keyIn } from './key.ts';
import type { Pairing, Waiting } from './pairing.ts';
import type { Held, Line } from './playing.ts';
import type { PlayBook } from './plays/plays.ts';
import type { Presence } from './presence.ts';

export type ScreenSpace = Namespace<ScreenSays, ScreenHears>;
type ScreenSocket = Socket<ScreenSays, ScreenHears>;

/** Takes the sockets of screens in. */
export type Arrivals = (space: ScreenSpace) => void;

interface Options {
  readonly kit: Kit;
  readonly board: Board;
  readonly presence: Presence;
  readonly pairing: Pairing;
  readonly plays: PlayBook;
  /** Settles when programmes have been read. */
  readonly ready: Promise<void>;
}

/** Bounds on connections, so that strangers on the network leave room for the box's own screens. */
const most = { paired: 300, unpaired: 100, unpairedOfPeer: 25, ofKey: 4 } as const;
/** A screen that says nonsense so often is cut off. */
const nonsense = 5;

/** One socket: an unpaired screen that waits, or a line of a paired one; which of them may change while it is open. */
interface Guest {
  readonly socket: ScreenSocket;
  readonly peer: string;
  readonly waiting: Waiting;
  /** Set while it is a paired screen's. */
  held: { screen: Held; line: Line } | undefined;
}

/** Lets screens in by their key, and no further than it goes. */
export function arrivals({ kit, board, presence, pairing, plays, ready }: Options): Arrivals {
  const guests = new Set<Guest>();
  const full = (hash: string, peer: string) => {
    const paired = [...guests].filter(({ held }) => held !== undefined);
    if (board.byKey(hash)) return paired.length >= most.paired;
    const strangers = [...guests].filter(({ held }) => held === undefined);
    return (
      strangers.length >= most.unpaired ||
      strangers.filter((guest) => guest.peer === peer).length >= most.unpairedOfPeer
    );
  };

  const enter = (guest: Guest, screen: Held) => {
    const { socket } = guest;
    const line: Line = {
      show: (state) => void socket.emit('show', state),
      command: (command) => void socket.emit('command', command),
      unpaired: () => {
        leave(guest);
        pairing.came(guest.waiting);
      },
    };
    guest.held = { screen, line };
    presence.came(screen, line);
    line.show(screen.state);
  };
  const leave = (guest: Guest) => {
    const { held } = guest;
    guest.held = undefined;
    if (held) presence.went(held.screen, held.line);
    else pairing.went(guest.waiting);
  };

  const take = (socket: ScreenSocket, hash: string) => {
    const peer = peerName(socket.handshake.address);
    let wrong = 0;
    const unread = (screen: Held) => {
      wrong += 1;
      kit.log.warn({ screenId: screen.id, wrong }, 'a screen said what cannot be read');
      if (wrong >= nonsense) socket.conn.close();
    };
    const guest: Guest = {
      socket,
      peer,
      held: undefined,
      waiting: {
        keyHash: hash,
        atBox: isAtBox(socket),
        tell: (state) => void socket.emit('pairing', state),
        paired: (screen) => enter(guest, screen),
      },
    };
    // A page that reloads may leave its old connection behind.
    const older = [...guests].filter(({ waiting }) => waiting.keyHash === hash);
    for (const old of older.slice(0, Math.max(0, older.length - most.ofKey + 1))) old.socket.conn.close();
    guests.add(guest);
    socket.on('disconnect', () => {
      guests.delete(guest);
      leave(guest);
    });
    socket.on('clock', (answer: unknown) => {
      if (typeof answer === 'function') answer(kit.clock.now());
    });
    socket.on('status', (told: unknown) => {
      if (!guest.held) return;
      const status = ScreenStatus.safeParse(told);
      if (status.success) return presence.said(guest.held.screen, status.data);
      unread(guest.held.screen);
    });
    socket.on('plays', (told: unknown, answer: unknown) => {
      if (!guest.held || typeof answer !== 'function') return;
      const { screen } = guest.held;
      plays.told(screen.id, told).then(
        (kept) => answer(kept),
        (error: unknown) => {
          if (error instanceof ZodError) return unread(screen);
          // It is not told that it is kept, and so it tells it again.
          kit.log.error({ err: error, screenId: screen.id }, 'what a screen showed could not be kept');
        },
      );
    });
    const screen = board.byKey(hash);
    if (screen) enter(guest, screen);
    else pairing.came(guest.waiting);
  };

  return (space) => {
    space.use((socket, next) => {
      const key = keyIn(socket.handshake.headers);
      if (key === undefined) return next(new Error('no_screen_key'));
      if (full(keyHash(key), peerName(socket.handshake.address))) return next(new Error('busy'));
      void ready.then(() => next());
    });
    space.on('connection', (socket) => take(socket, keyHash(keyIn(socket.handshake.headers) as string)));
  };
}

const passingOn = new Set(['forwarded', 'via', 'x-real-ip', 'x-client-ip', 'true-client-ip', 'cf-connecting-ip']);

/**
 * Whether the screen is at the box itself: no network lies between, and nothing that only passes requests on, which
 * says so, or names the box as the others do.
 */
function isAtBox({ handshake: { address, headers } }: ScreenSocket): boolean {
  const passedOn = Object.keys(headers).some((name) => passingOn.has(name) || name.startsWith('x-forwarded'));
  const named = /^(localhost|127\.0\.0\.1|::1)$/.test(nameOf(headers.host) ?? '');
  return named && !passedOn && /^(::ffff:)?127\.|^::1$/.test(address);
}
