import type { Words } from './page.ts';

/** How it stands with the network while a gallery is open. */
export interface Network {
  /** An answer of the box came, or none. */
  heard(answered: boolean): void;
  stop(): void;
}

/** Asked again after so long without an answer, ms, then more and more seldom. */
const rounds = { first: 3000, grows: 1.6, most: 20_000 };
/** A photo that takes longer makes the page say so, ms. */
const patience = 5500;
const look = 2000;
/** A photo that fails is asked for again after so long, ms; twice as long each time, and no more than so often. */
const again = { first: 1500, most: 6 };

/**
 * Says in one quiet line when the network is gone or slow, and goes on by itself: asks the box until it answers, and then
 * for every photo that is missing, the nearest to the reader's eyes first. `ask` asks the box, and is told here by `heard`.
 */
export function watchNetwork(root: HTMLElement, words: Words, ask: () => Promise<boolean>): Network {
  const line = root.querySelector<HTMLElement>('.net');
  const failures = new WeakMap<Element, number>();
  const waiting = new Map<Element, number>();
  let away = false;
  let every = rounds.first;
  let round: ReturnType<typeof setTimeout> | undefined;
  let soon: ReturnType<typeof setTimeout> | undefined;
  let slow: 'not yet' | 'now' | 'told' = 'not yet';

  const say = (text: string) => {
    if (line && line.textContent !== text) line.textContent = text;
  };
  const askAgain = () => {
    clearTimeout(round);
    // Not all at the same instant, where a hall of phones lost the same Wi-Fi.
    round = setTimeout(
      () => {
        if (document.visibilityState === 'visible') void ask();
        else askAgain();
      },
      every * (0.8 + Math.random() * 0.4),
    );
    every = Math.min(rounds.most, every * rounds.grows);
  };
  const heard = (answered: boolean) => {
    if (answered) {
      clearTimeout(round);
      every = rounds.first;
      if (away) say('');
      away = false;
      fetchMissing();
      return;
    }
    away = true;
    say(navigator.onLine ? words.unreached : words.netLost);
    askAgain();
  };
  const offline = () => heard(false);
  const online = () => {
    every = rounds.first;
    clearTimeout(round);
    round = setTimeout(() => void ask(), Math.random() * 500);
  };

  /** The photos that did not come, the nearest to the middle of what is shown first. */
  const fetchMissing = () => {
    const middle = window.innerHeight / 2;
    const missing = Array.from(root.querySelectorAll<HTMLImageElement>('.lost .thumb')).map((image) => {
      const { top, bottom, width } = image.getBoundingClientRect();
      return { image, far: width === 0 ? Number.POSITIVE_INFINITY : Math.abs((top + bottom) / 2 - middle) };
    });
    missing.sort((one, other) => (one.far < other.far ? -1 : one.far > other.far ? 1 : 0));
    for (const { image } of missing) {
      const found = () => {
        image.parentElement?.classList.remove('lost');
        failures.delete(image);
      };
      image.addEventListener('load', found, { once: true });
      // It was near enough to be asked for before; a lazy one would go behind all others.
      image.loading = 'eager';
      image.setAttribute('src', image.getAttribute('src') as string);
    }
  };
  const lose = (image: HTMLElement) => {
    image.parentElement?.classList.add('lost');
    const times = (failures.get(image) ?? 0) + 1;
    failures.set(image, times);
    // What fails although the box answers is asked for with the next answer that comes anyway.
    if (times > again.most || away) return;
    clearTimeout(soon);
    soon = setTimeout(() => void ask(), again.first * 2 ** (times - 1));
  };
  const failed = (event: Event) => {
    const image = event.target as HTMLElement;
    if (image.classList.contains('thumb')) lose(image);
  };

  const lookForSlow = () => {
    if (document.visibilityState !== 'visible' || slow === 'told') return;
    const now = Date.now();
    let late = false;
    let some = false;
    for (const image of Array.from(root.querySelectorAll<HTMLImageElement>('.on .thumb'))) {
      if (image.complete) {
        waiting.delete(image);
        continue;
      }
      const { top, bottom } = image.getBoundingClientRect();
      if (bottom <= 0 || top >= window.innerHeight) continue;
      some = true;
      const since = waiting.get(image) ?? now;
      waiting.set(image, since);
      if (now - since >= patience) late = true;
    }
    if (slow === 'not yet' && late && !away) {
      slow = 'now';
      say(words.slow);
    } else if (slow === 'now' && !some) {
      slow = 'told';
      if (!away) say('');
    }
  };
  const begun = setTimeout(lookForSlow, 400);
  const watch = setInterval(lookForSlow, look);

  // What failed before this script was there.
  for (const image of Array.from(root.querySelectorAll<HTMLElement>('.lost .thumb'))) lose(image);
  root.addEventListener('error', failed, true);
  window.addEventListener('offline', offline);
  window.addEventListener('online', online);
  if (!navigator.onLine) offline();
  return {
    heard,
    stop: () => {
      clearTimeout(round);
      clearTimeout(soon);
      clearTimeout(begun);
      clearInterval(watch);
      root.removeEventListener('error', failed, true);
      window.removeEventListener('offline', offline);
      window.removeEventListener('online', online);
    },
  };
}
