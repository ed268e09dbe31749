import { below } from './page.ts';

/** A photo that is large on screen, and the chapter that shows it. */
export interface Shown {
  readonly id: string;
  readonly chapter: string | undefined;
}

/** As the contract has it (GuestEvent); this script imports no schema. */
interface View {
  readonly type: 'photo_view';
  readonly photoId: string;
  readonly chapter?: string;
  ms: number;
  readonly more?: true;
}
interface Saved {
  readonly type: 'photo_saved';
  readonly photoId: string;
}

/** A look at one photo, until another one is shown or none. */
interface Look {
  readonly photo: Shown;
  /** Looked at and not told yet. */
  ms: number;
  /** Long enough to be a view, which is told once. */
  counted: boolean;
  /** What waits to be told of it. */
  waiting: View | undefined;
}

/** A photo is looked at from so long on, ms. */
const viewMs = 500;
const tickMs = 1000;
/** Whoever was away for longer between two ticks slept, or the phone did. */
const gapMs = 5000;
/** In a visit that has a length, what is not told before its end is told no more. */
const sendMs = { plain: 15_000, counted: 5000 } as const;
/** So many fit into one beacon, and so many are kept while nothing can be sent: the oldest go. */
const most = { sent: 80, kept: 200 } as const;

let look: Look | undefined;
/** When time was last counted, by the clock that no setting of the phone moves. */
let countedAt = 0;
let seen = true;
let queue: (View | Saved)[] = [];
let sentAt = 0;
let sending = false;
let timer: ReturnType<typeof setInterval> | undefined;

/** The photo that is large from now on, or none. Each time that another one comes is a look of its own. */
export function showing(photo: Shown | undefined): void {
  if (photo?.id === look?.photo.id) return;
  count();
  look = photo && { photo, ms: 0, counted: false, waiting: undefined };
  run();
}

/**
 * Counts how long each photo is large before somebody's eyes, and tells the box in few beacons: every 15 s while there is
 * something (every 5 s where the visit counts down), and whenever the page is hidden or left. What could not be sent is kept for the next time, as far as it fits;
 * an answer that was lost on its way may make it be told twice. Never throws, and nothing waits for it.
 */
export function startViews(): void {
  const hidden = () => {
    count();
    seen = false;
    send(true);
    run();
  };
  const back = () => {
    seen = document.visibilityState !== 'hidden';
    countedAt = performance.now();
    run();
  };
  back();
  document.addEventListener('visibilitychange', () => (document.visibilityState === 'hidden' ? hidden() : back()));
  document.addEventListener('freeze', hidden);
  document.addEventListener('resume', back);
  window.addEventListener('pagehide', hidden);
  window.addEventListener('pageshow', back);
  window.addEventListener('online', () => send(false));
  document.addEventListener('guest:saved', (event) => {
    const photoId = String((event as CustomEvent<unknown>).detail);
    if (!queue.some((told) => told.type === 'photo_saved' && told.photoId === photoId))
      keep({ type: 'photo_saved', photoId });
    run();
  });
}

/** Adds the time since it was last called to the look that goes on. */
function count(): void {
  const now = performance.now();
  const gap = now - countedAt;
  countedAt = now;
  if (!look || !seen || gap > gapMs) return;
  look.ms += gap;
  if (look.ms < viewMs && !look.counted) return;
  if (!look.waiting || queue.indexOf(look.waiting) < 0) {
    const { id, chapter } = look.photo;
    look.waiting = { type: 'photo_view', photoId: id, chapter, ms: 0, more: look.counted || undefined } as View;
    look.counted = true;
    keep(look.waiting);
  }
  look.waiting.ms += Math.round(look.ms);
  look.ms = 0;
}

/** The first of them waits for others to come. */
function keep(told: View | Saved): void {
  if (queue.length === 0) sentAt = performance.now();
  queue.push(told);
}

/** Ticks while there is something to count or to tell. */
function run(): void {
  const busy = seen && (look !== undefined || queue.length > 0);
  if (busy && timer === undefined) {
    countedAt = performance.now();
    timer = setInterval(tick, tickMs);
  } else if (!busy) {
    clearInterval(timer);
    timer = undefined;
  }
}

function tick(): void {
  count();
  const every = document.querySelector('.ends') ? sendMs.counted : sendMs.plain;
  if (performance.now() - sentAt >= every) send(false);
  run();
}

/** `leaving`: nobody may be there to hear the answer. */
function send(leaving: boolean): void {
  if (queue.length === 0 || (sending && !leaving) || !navigator.onLine) return;
  sentAt = performance.now();
  const some = queue.slice(0, most.sent);
  const body = JSON.stringify(some);
  const address = below('/events');
  if (leaving && beacon(address, body)) {
    queue = queue.slice(some.length);
    return;
  }
  queue = queue.slice(some.length);
  sending = true;
  const over = (taken: boolean) => {
    sending = false;
    if (!taken) queue = some.concat(queue).slice(-most.kept);
    run();
  };
  fetch(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body, keepalive: true }).then(
    // What the box refuses it would refuse again: the visit is over.
    ({ status }) => over(status < 500 && status !== 429),
    () => over(false),
  );
}

/** Text, since old browsers send nothing else by it. */
function beacon(address: string, body: string): boolean {
  try {
    return navigator.sendBeacon(address, body);
  } catch {
    return false;
  }
}
