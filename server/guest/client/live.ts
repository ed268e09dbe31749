/** What a live stream tells. */
export interface News {
  /** The version that the box has now; null where the link itself changed. */
  readonly version: string | null;
  /** Fetch at some moment within so many ms, so that a hall of phones does not ask at once. */
  readonly within: number;
  /** Ids of photos that nobody is to see until then, since they were withdrawn or replaced; null: all of them. */
  readonly gone: readonly string[] | null;
}

/** How it stands with the box's own Wi-Fi; `elsewhere`: the public address, where that works. */
export interface CrowdNews {
  readonly on: boolean;
  readonly elsewhere: string | null;
}

/** Where the box did not say. */
const widest = 2000;
const silence = 10_000;
const rounds = 20_000;
const tickMs = 1000;
/** Timers that stood still for longer: the phone slept, whether or not it says so. */
const gapMs = 5000;
/** The box beats every 20 s: a stream that was not heard for so long is dead, also where the phone holds it for open. */
const deadMs = 35_000;
/** Whoever comes back does not wait for the next beat. */
const staleMs = 22_000;

/**
 * Listens to the gallery's stream until told to stop. Where nothing is heard for 10 s (a proxy that holds
 * streams back, a browser that cannot, a box that bears no more streams), `ask` is called every 20 s instead, while
 * somebody looks. A stream that died unheard, as phones' do in their sleep, is made anew; `ask` is called at once when the
 * phone wakes, unless it says so itself by showing the page again, which asks in any case.
 */
export function listen(
  address: string,
  heard: (news: News) => void,
  ask: () => void,
  crowded: (news: CrowdNews) => void,
): () => void {
  let stream: EventSource | undefined;
  let polling: ReturnType<typeof setInterval> | undefined;
  let quiet: ReturnType<typeof setTimeout> | undefined;
  let heardAt = Date.now();
  let tickedAt = Date.now();

  const alive = () => {
    clearTimeout(quiet);
    clearInterval(polling);
    quiet = undefined;
    polling = undefined;
  };
  const fallBack = () => {
    polling ??= setInterval(() => {
      if (document.visibilityState !== 'visible') return;
      ask();
      // Closed for good, by an answer that was no stream: tried again with each round.
      if (stream && stream.readyState === EventSource.CLOSED) connect();
    }, rounds);
  };
  const wait = () => {
    clearTimeout(quiet);
    quiet = setTimeout(fallBack, silence);
  };
  const connect = () => {
    // An old browser inside an app may have none: then the page asks.
    if (!('EventSource' in window)) return;
    stream?.close();
    const own = new EventSource(address);
    stream = own;
    heardAt = Date.now();
    /** Whatever comes is a sign of life. */
    const on = (name: string, hear: (event: Event) => void) =>
      own.addEventListener(name, (event) => {
        heardAt = Date.now();
        hear(event);
      });
    on('hello', (event) => {
      alive();
      heard(read(event));
      const { crowd } = parse<{ crowd?: { elsewhere: string | null } }>(event);
      crowded({ on: crowd !== undefined, elsewhere: crowd?.elsewhere ?? null });
    });
    on('crowd', (event) => crowded(parse(event)));
    on('content', (event) => heard(read(event)));
    on('link', (event) => {
      const { over, within } = parse<{ over?: boolean; within?: number }>(event);
      if (over === true) {
        // The box ends it: to connect again would ask at once what the hall is to ask in turn.
        own.close();
        wait();
      }
      heard({ version: null, within: within ?? 0, gone: over === true ? null : [] });
    });
    on('beat', () => undefined);
    own.onerror = () => {
      if (polling !== undefined) return;
      // Refused, and not merely lost: the link or the visit may be over, which asking tells at once.
      if (own.readyState === EventSource.CLOSED) ask();
      wait();
    };
  };
  /** Makes a stream anew of which nothing was heard for so long. */
  const renew = (since: number) => {
    if (stream && stream.readyState !== EventSource.CLOSED && Date.now() - heardAt < since) return;
    if (polling === undefined) wait();
    connect();
  };
  /** True where the timers stood still. */
  const slept = () => {
    const now = Date.now();
    const gap = now - tickedAt;
    tickedAt = now;
    return gap > gapMs;
  };
  const look = () => {
    const woke = slept();
    if (document.visibilityState !== 'visible') return;
    if (woke) {
      renew(staleMs);
      ask();
    } else if (stream && stream.readyState !== EventSource.CLOSED) renew(deadMs);
  };
  const shown = ({ persisted }: Partial<PageTransitionEvent>) => {
    slept();
    if (persisted === false) return;
    if (document.visibilityState === 'visible') renew(staleMs);
  };
  const online = () => renew(staleMs);

  wait();
  connect();
  const timer = setInterval(look, tickMs);
  window.addEventListener('focus', look);
  window.addEventListener('online', online);
  window.addEventListener('pageshow', shown);
  document.addEventListener('visibilitychange', shown);
  return () => {
    alive();
    clearInterval(timer);
    window.removeEventListener('focus', look);
    window.removeEventListener('online', online);
    window.removeEventListener('pageshow', shown);
    document.removeEventListener('visibilitychange', shown);
    stream?.close();
  };
}

function parse<T>(event: Event): T {
  return JSON.parse((event as MessageEvent<string>).data) as T;
}

function read(event: Event): News & { version: string } {
  const { version, within, gone } = parse<{ version: unknown; within?: unknown; gone?: string[] }>(event);
  return { version: String(version), within: typeof within === 'number' ? within : widest, gone: gone ?? [] };
}
