import { keepGround } from './held-ground.ts';

const stillMs = 30_000;
const errorsWithin = { count: 5, ms: 60_000 };
const lookEveryMs = 5000;
/** So many new starts within so long say that they do not help: then comes a pause, or the whole browser's turn. */
const helps = { count: 3, ms: 10 * 60_000 } as const;
const pauseMs = 30 * 60_000;
const builds = { count: 1, ms: 5 * 60_000 } as const;
const helpedKey = 'maiimg.kiosk.helped';
const buildKey = 'maiimg.kiosk.build';

/**
 * Starts a page anew that draws no more, or whose script keeps failing, and never into nothing. Where that has not
 * helped three times it closes the browser, if a supervisor is there to start it again (`?supervised`), or else rests
 * for half an hour, lest a fault flicker for ever.
 */
export class Watchdog {
  #drawnAt = performance.now();
  #errors: number[] = [];

  start(): void {
    addEventListener('error', this.#failed);
    addEventListener('unhandledrejection', this.#failed);
    setInterval(() => {
      if (document.visibilityState === 'hidden') this.drawn();
      if (performance.now() - this.#drawnAt > stillMs) void this.#help();
    }, lookEveryMs);
  }

  /** A frame was drawn, and it shows what it should. */
  drawn(): void {
    this.#drawnAt = performance.now();
  }

  /** How often it has helped itself of late. */
  get reloads(): number {
    return lately(helpedKey, helps.ms).length;
  }

  #failed = () => {
    const now = performance.now();
    this.#errors = [...this.#errors.filter((at) => now - at < errorsWithin.ms), now];
    if (this.#errors.length >= errorsWithin.count) void this.#help();
  };

  async #help(): Promise<void> {
    this.drawn();
    this.#errors = [];
    const before = lately(helpedKey, pauseMs + helps.ms);
    const [oldest = 0] = before.slice(-helps.count);
    const [last = 0] = before.slice(-1);
    if (before.length >= helps.count && last - oldest < helps.ms && Date.now() - last < pauseMs) {
      if (new URLSearchParams(location.search).has('supervised')) close();
      return;
    }
    if (noted(helpedKey, before)) await reloadSafely();
  }
}

/** Whether the page may start anew for another build's sake: a box that cannot make up its mind must not make it flicker. */
export function mayTakeBuild(): boolean {
  const before = lately(buildKey, builds.ms);
  return before.length < builds.count && noted(buildKey, before);
}

/** When something happened within the last so many milliseconds, by this machine's clock, as far as the session knows. */
function lately(key: string, ms: number): number[] {
  try {
    const now = Date.now();
    const times: unknown = JSON.parse(sessionStorage.getItem(key) ?? '[]');
    return Array.isArray(times) ? times.map(Number).filter((at) => at <= now && now - at < ms) : [];
  } catch {
    return [];
  }
}

/** Notes that it happens now; false where that cannot be remembered, and it would happen for ever. */
function noted(key: string, before: readonly number[]): boolean {
  try {
    sessionStorage.setItem(key, JSON.stringify([...before, Date.now()].slice(-10)));
    return true;
  } catch {
    return false;
  }
}

/** Reloads where the page will be there again: from the service worker, or from the box. */
export async function reloadSafely(): Promise<void> {
  if (!navigator.serviceWorker?.controller) {
    const answer = await fetch('/kiosk/', { cache: 'no-store' }).catch(() => undefined);
    if (!answer?.ok) return;
  }
  keepGround();
  location.reload();
}
