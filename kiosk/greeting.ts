import type { ReactiveController, ReactiveControllerHost } from 'lit';

const nameMs = { least: 1800, most: 5000 } as const;
const lookMs = 200;
const leavingMs = 800;

/** How a screen that was just paired leaves its number: that fades to its name, and the name to the first photo. */
export class Greeting implements ReactiveController {
  stage: 'none' | 'name' | 'leaving' = 'none';
  readonly #host: ReactiveControllerHost;
  /** Whether there is something to be seen under it. */
  readonly #ready: () => boolean;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, ready: () => boolean) {
    this.#host = host;
    this.#ready = ready;
    host.addController(this);
  }

  hostDisconnected() {
    clearTimeout(this.#timer);
  }

  /** `over` is called when nothing of it is seen any more. */
  begin(over: () => void): void {
    const began = performance.now();
    const look = () => {
      if (!this.#ready() && performance.now() - began < nameMs.most) {
        this.#timer = setTimeout(look, lookMs);
        return;
      }
      this.#go('leaving');
      this.#timer = setTimeout(() => {
        this.#go('none');
        over();
      }, leavingMs);
    };
    this.stop();
    this.#go('name');
    this.#timer = setTimeout(look, nameMs.least);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#go('none');
  }

  #go(stage: Greeting['stage']): void {
    this.stage = stage;
    this.#host.requestUpdate();
  }
}
