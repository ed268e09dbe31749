import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { io, type Socket } from 'socket.io-client';
import type { StaffFact, StaffHears, StaffSays } from '#contract/socket.ts';
import { unanswered } from './api.ts';
import { found, lost } from './reach.ts';

let socket: Socket<StaffHears, StaffSays> | undefined;
const hearers = new Set<(told: StaffFact | 'again') => void>();
const watchers = new Set<(connected: boolean) => void>();

/** By how much the box's clock is ahead of this page's, ms. */
let ahead = 0;

/** The box's clock, UTC ms, as far as it was measured; this page's own until then. */
export function boxNow(): number {
  return Date.now() + ahead;
}

/** Connects to `/staff`, once somebody is signed in; connects again by itself for as long as it takes. */
export function startLive(sessionOver: () => void): void {
  if (socket) return;
  let before = false;
  const opened: Socket<StaffHears, StaffSays> = io('/staff', {
    transports: ['websocket'],
    reconnectionDelay: 500,
    reconnectionDelayMax: 5000,
    randomizationFactor: 0.5,
  });
  socket = opened;
  addEventListener(unanswered, doubt);
  opened.on('connect', () => {
    // What happened meanwhile was missed: everything that is shown is asked for anew.
    if (before) for (const hear of [...hearers]) hear('again');
    before = true;
    found();
    for (const watch of [...watchers]) watch(true);
    const asked = Date.now();
    opened.emit('clock', (now) => {
      ahead = now - (asked + Date.now()) / 2;
    });
  });
  opened.on('disconnect', () => {
    if (socket === opened) lost();
    for (const watch of [...watchers]) watch(false);
  });
  opened.on('fact', (told) => {
    for (const hear of [...hearers]) hear(told);
  });
  opened.on('ended', sessionOver);
  opened.on('connect_error', (error) => {
    lost();
    for (const watch of [...watchers]) watch(false);
    if (error.message === 'not_signed_in') sessionOver();
    // The server's refusal of a namespace is not tried again by the client itself.
    if (!opened.active) setTimeout(() => socket === opened && opened.connect(), 5000);
  });
}

/** Hangs up, at sign-out. */
export function stopLive(): void {
  const before = socket;
  socket = undefined;
  before?.disconnect();
  found();
}

/** A request that nobody answered tells it long before the socket finds out; then the socket is asked until it knows. */
function doubt(): void {
  if (!socket) return;
  lost();
  probe(socket);
}

let probing = false;
function probe(asked: Socket<StaffHears, StaffSays>): void {
  if (probing || !asked.connected) return;
  probing = true;
  asked.timeout(2000).emit('clock', (silent) => {
    probing = false;
    if (silent) probe(asked);
    else if (asked === socket) found();
  });
}

/** Tells whenever the connection comes or goes; gives the way to stop. */
export function watchLive(tell: (connected: boolean) => void): () => void {
  watchers.add(tell);
  return () => watchers.delete(tell);
}

/** Hears every fact, and `again` after a connection that was lost; gives the way to stop. */
export function onFact(hear: (told: StaffFact | 'again') => void): () => void {
  hearers.add(hear);
  return () => hearers.delete(hear);
}

/** Asks for something again when a fact concerns it: within 300 ms, at most once in `everyMs`, and once more for what came meanwhile. */
export class Live implements ReactiveController {
  readonly #concerns: (told: StaffFact) => boolean;
  readonly #refresh: () => Promise<unknown> | undefined;
  #stop: (() => void) | undefined;
  readonly #everyMs: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ranAt = Number.NEGATIVE_INFINITY;
  #running = false;
  #again = false;

  constructor(
    host: ReactiveControllerHost,
    concerns: (told: StaffFact) => boolean,
    refresh: () => Promise<unknown> | undefined,
    everyMs = 0,
  ) {
    this.#concerns = concerns;
    this.#refresh = refresh;
    this.#everyMs = everyMs;
    host.addController(this);
  }

  hostConnected(): void {
    this.#stop = onFact((told) => {
      if (told === 'again' || this.#concerns(told)) this.#soon();
    });
  }

  hostDisconnected(): void {
    this.#stop?.();
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #soon(): void {
    if (this.#running) this.#again = true;
    else {
      const wait = Math.max(300, this.#ranAt + this.#everyMs - performance.now());
      this.#timer ??= setTimeout(() => void this.#run(), wait);
    }
  }

  async #run(): Promise<void> {
    this.#timer = undefined;
    this.#running = true;
    this.#ranAt = performance.now();
    try {
      await this.#refresh();
    } catch {
      // The page shows its own refusals; what was on it stays.
    } finally {
      this.#running = false;
      if (this.#again) {
        this.#again = false;
        this.#soon();
      }
    }
  }
}
