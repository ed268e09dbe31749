import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** A blink of the network is no news, ms. */
const patience = 3000;

/** When the box was heard last, while it is not heard. */
let lostAt: number | undefined;
let away = false;
let timer: ReturnType<typeof setTimeout> | undefined;
const hosts = new Set<ReactiveControllerHost>();

/** The box did not answer, or the connection to it broke off. */
export function lost(): void {
  lostAt ??= Date.now();
  timer ??= setTimeout(() => turn(true), patience);
}

/** The box is heard again. */
export function found(): void {
  lostAt = undefined;
  clearTimeout(timer);
  timer = undefined;
  turn(false);
}

function turn(to: boolean): void {
  if (away === to) return;
  away = to;
  for (const host of hosts) host.requestUpdate();
}

/** Draws its host anew when the box goes out of reach or comes back: what is shown then was true once, and may not be now. */
export class Reach implements ReactiveController {
  readonly #host: ReactiveControllerHost;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Since when the box is out of reach, by this page's clock, ms; undefined while it is there. */
  get awaySince(): number | undefined {
    return away ? lostAt : undefined;
  }

  hostConnected(): void {
    hosts.add(this.#host);
  }

  hostDisconnected(): void {
    hosts.delete(this.#host);
  }
}
