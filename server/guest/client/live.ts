/** What a live stream tells. */
export interface News {
  /** The version that the box has now; null where the link itself changed. */
  readonly version: string | null;
  /** Fetch at once: a photo was withdrawn or replaced, or the link died. */
  readonly urgent: boolean;
  /** Fetch at some moment within so many ms, so that a hall of phones does not ask at once. */
  readonly within: number;
}

/** Where the box did not say. */
const widest = 2000;
const silence = 10_000;
const rounds = 20_000;

/**
 * Listens to the gallery's stream until told to stop. Where nothing is heard for 10 s (a proxy that holds
 * streams back, a browser that cannot), `ask` is called every 20 s instead, while somebody looks.
 */
export function listen(address: string, heard: (news: News) => void, ask: () => void): () => void {
  let stream: EventSource | undefined;
  let polling: ReturnType<typeof setInterval> | undefined;
  let quiet: ReturnType<typeof setTimeout> | undefined;

  const alive = () => {
    clearTimeout(quiet);
    clearInterval(polling);
    polling = undefined;
  };
  const fallBack = () => {
    polling ??= setInterval(() => {
      if (document.visibilityState !== 'visible') return;
      ask();
      // Closed for good, by an answer that was no stream: tried again with each round.
      if (stream?.readyState === EventSource.CLOSED) connect();
    }, rounds);
  };
  const connect = () => {
    stream?.close();
    stream = new EventSource(address);
    stream.addEventListener('hello', (event) => {
      alive();
      heard({ version: read(event).version, urgent: false, within: widest });
    });
    stream.addEventListener('content', (event) => heard(read(event)));
    stream.addEventListener('link', () => heard({ version: null, urgent: true, within: 0 }));
    stream.onerror = () => {
      // Refused, and not merely lost: the link or the visit may be over, which asking tells at once.
      if (stream?.readyState === EventSource.CLOSED) ask();
      clearTimeout(quiet);
      quiet = setTimeout(fallBack, silence);
    };
  };
  quiet = setTimeout(fallBack, silence);
  connect();
  return () => {
    alive();
    stream?.close();
  };
}

function read(event: Event): News & { version: string } {
  const { version, urgent, within } = JSON.parse((event as MessageEvent<string>).data) as {
    version: unknown;
    urgent?: unknown;
    within?: unknown;
  };
  return {
    version: String(version),
    urgent: urgent === true,
    within: typeof within === 'number' ? within : widest,
  };
}
