import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Seconds to sit out before the next try, counted down on the page that shows them. */
export class Wait implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #over: () => void;
  #until = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost, over: () => void) {
    this.#host = host;
    this.#over = over;
    host.addController(this);
  }

  /** Seconds left; 0 where there is nothing to wait for. */
  get seconds(): number {
    return Math.max(0, Math.ceil((this.#until - performance.now()) / 1000));
  }

  start(seconds: number): void {
    this.#until = performance.now() + seconds * 1000;
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#tick(), 250);
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
  }

  #tick(): void {
    if (this.seconds === 0) {
      clearInterval(this.#timer);
      this.#over();
    }
    this.#host.requestUpdate();
  }
}
