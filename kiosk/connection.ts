import { io, type Socket } from 'socket.io-client';
import type { PairingState, Play, ScreenStatus, ShowState } from '#contract/screens.ts';
import type { ScreenHears, ScreenSays } from '#contract/socket.ts';
import type { BoxClock } from './clock.ts';

/** Who is told what the box says. */
export interface Listener {
  /** It is not paired, or no longer: all that was told before is void. */
  unpaired(state: PairingState): void;
  show(state: ShowState): void;
  command(command: 'identify' | 'reload'): void;
  /** The box said something, whatever it was. */
  heard(): void;
  /** The box answers, or does no longer. */
  reach(reached: boolean): void;
  /** The box's time leapt. */
  leapt(): void;
}

const firstSamples = 8;
const sampleEveryMs = 10_000;
const answerWithinMs = 8000;
const retryMs = { least: 1000, most: 5000 };

/** The line to the box: asks for the key, listens, measures the clock, and comes back for ever when it is lost. */
export class Connection {
  readonly #listener: Listener;
  readonly #clock: BoxClock;
  readonly #socket: Socket<ScreenHears, ScreenSays>;
  #timers = new Map<'retry' | 'sample', ReturnType<typeof setTimeout>>();
  #reached = false;
  #unanswered = 0;

  constructor(listener: Listener, clock: BoxClock) {
    this.#listener = listener;
    this.#clock = clock;
    this.#socket = io('/screens', {
      autoConnect: false,
      // Each attempt begins with the key, so this class makes them, not the socket.
      reconnection: false,
      transports: ['websocket'],
      timeout: answerWithinMs,
    });
    this.#socket.on('connect', () => this.#sample(firstSamples));
    this.#socket.on('pairing', (state) => this.#heard(() => listener.unpaired(state)));
    this.#socket.on('show', (state) => this.#heard(() => listener.show(state)));
    this.#socket.on('command', (command) => this.#heard(() => listener.command(command)));
    this.#socket.on('connect_error', () => this.#lost());
    this.#socket.on('disconnect', () => this.#lost());
  }

  /** Begins, and never gives up. */
  start(): void {
    addEventListener('online', this.#hurry);
    void this.#try();
  }

  /** Tells the box, where it is there; a status that is late is worth nothing. */
  tell(status: ScreenStatus): void {
    if (this.#socket.connected) this.#socket.emit('status', status);
  }

  /** Gives plays to the box, and the ids of those that it has then. Throws where it does not answer. */
  hand(plays: readonly Play[]): Promise<readonly string[]> {
    if (!this.#socket.connected) return Promise.reject(new Error('the box is away'));
    return this.#socket.timeout(answerWithinMs).emitWithAck('plays', plays);
  }

  #hurry = () => {
    if (!this.#socket.connected) this.#later('retry', 0, () => void this.#try());
  };

  async #try(): Promise<void> {
    try {
      const answer = await fetch('/kiosk/key', { method: 'POST', signal: AbortSignal.timeout(answerWithinMs) });
      if (!answer.ok) throw new Error(`no key: ${answer.status}`);
      if (!this.#socket.connected) this.#socket.connect();
    } catch {
      this.#lost();
    }
  }

  #lost(): void {
    this.#stop('sample');
    this.#socket.disconnect();
    if (this.#reached) {
      this.#reached = false;
      this.#listener.reach(false);
    }
    // Spread, so that fifty screens do not knock at once when the box is back.
    const wait = retryMs.least + Math.random() * (retryMs.most - retryMs.least);
    this.#later('retry', wait, () => void this.#try());
  }

  #heard(then: () => void): void {
    if (!this.#reached) {
      this.#reached = true;
      this.#stop('retry');
      this.#listener.reach(true);
    }
    this.#listener.heard();
    then();
  }

  #sample(more: number): void {
    const sentAt = performance.now();
    this.#socket.timeout(answerWithinMs).emit('clock', (unanswered, box) => {
      if (!this.#socket.connected) return;
      if (unanswered) {
        this.#unanswered += 1;
        // Half open: the wire is gone and nobody said so.
        if (this.#unanswered >= 2) this.#lost();
        else this.#sample(1);
        return;
      }
      this.#unanswered = 0;
      const leapt = this.#clock.add({ sentAt, receivedAt: performance.now(), box });
      this.#heard(() => leapt && this.#listener.leapt());
      if (more > 1) this.#sample(more - 1);
      else this.#later('sample', sampleEveryMs, () => this.#sample(1));
    });
  }

  #later(what: 'retry' | 'sample', ms: number, act: () => void): void {
    this.#stop(what);
    this.#timers.set(what, setTimeout(act, ms));
  }

  #stop(what: 'retry' | 'sample'): void {
    clearTimeout(this.#timers.get(what));
    this.#timers.delete(what);
  }
}
