const stillMs = 30_000;
const errorsWithin = { count: 5, ms: 60_000 };
const atMostEveryMs = 5 * 60_000;
const lookEveryMs = 5000;
const reloadedKey = 'maiimg.kiosk.reloaded';

/** Reloads a page that draws no more, or whose script keeps failing; at most once in five minutes, and never into nothing. */
export class Watchdog {
  #drawnAt = performance.now();
  #errors: number[] = [];

  start(): void {
    addEventListener('error', this.#failed);
    addEventListener('unhandledrejection', this.#failed);
    setInterval(() => {
      if (document.visibilityState === 'hidden') this.drawn();
      if (performance.now() - this.#drawnAt > stillMs) void this.#reload();
    }, lookEveryMs);
  }

  /** A frame was drawn, and it shows what it should. */
  drawn(): void {
    this.#drawnAt = performance.now();
  }

  #failed = () => {
    const now = performance.now();
    this.#errors = [...this.#errors.filter((at) => now - at < errorsWithin.ms), now];
    if (this.#errors.length >= errorsWithin.count) void this.#reload();
  };

  async #reload(): Promise<void> {
    this.drawn();
    this.#errors = [];
    if (mayReload()) await reloadSafely();
  }
}

/** Whether the page may reload itself by its own decision: once in five minutes, or a fault would make it do so for ever. */
export function mayReload(): boolean {
  try {
    const last = Number(sessionStorage.getItem(reloadedKey));
    if (last > Date.now() - atMostEveryMs && last <= Date.now()) return false;
    sessionStorage.setItem(reloadedKey, String(Date.now()));
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
  location.reload();
}
