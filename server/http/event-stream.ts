import type { IncomingMessage, ServerResponse } from 'node:http';

/** A stream of server-sent events (WHATWG HTML, "Server-sent events") that is open to one client. */
export interface EventStream {
  send(event: string, data: unknown): void;
  close(): void;
}

export interface StreamOptions {
  /**
   * For pages, of which thousands are open for hours: beats are events named `beat`, so that a script hears that the stream
   * is alive; after a loss phones come back one after another; and what the request brought is let go of.
   */
  readonly page?: boolean;
  /** Headers beside the stream's own: name, value, name, value… */
  readonly headers?: readonly string[];
}

/** Each stream hears one beat in so long, so that nothing on the way lets go of it. */
const beatMs = 20_000;
/** Streams beat in turn, a part of them each second, not thousands in one instant. */
const turns = 20;
/** More than that waits for a client only where it has long stopped reading. */
const mostWaiting = 64 * 1024;
/** How long a page waits before it comes back, ms: from the first figure up to both together. */
const comeBackMs = { least: 2000, spread: 3000 } as const;

const own = [
  ...['content-type', 'text/event-stream; charset=utf-8', 'cache-control', 'no-cache, no-transform'],
  // nginx would hold events back otherwise.
  ...['x-accel-buffering', 'no'],
];
const comment = ':\n\n';
const beatEvent = 'event: beat\ndata: 1\n\n';

/** Methods in place of closures: there are as many of these as phones in the hall. */
class OpenStream implements EventStream {
  readonly #res: ServerResponse;
  readonly #beat: string;
  readonly turn: number;

  constructor(res: ServerResponse, beat: string, turn: number) {
    this.#res = res;
    this.#beat = beat;
    this.turn = turn;
  }

  send(event: string, data: unknown): void {
    this.#write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  beat(): void {
    this.#write(this.#beat);
  }

  close(): void {
    leave(this);
    this.#res.end();
  }

  #write(text: string): void {
    if (this.#res.writableEnded) return;
    if (this.#res.writableLength > mostWaiting) this.#res.destroy();
    else this.#res.write(text);
  }
}

const open = Array.from({ length: turns }, () => new Set<OpenStream>());
let timer: NodeJS.Timeout | undefined;
let turn = 0;
let next = 0;

/** Begins a stream: first bytes at once, then a beat every 20 s. `closed` is told once. */
export function eventStream(
  req: IncomingMessage,
  res: ServerResponse,
  closed: () => void,
  { page = false, headers = [] }: StreamOptions = {},
): EventStream {
  if (req.destroyed || res.destroyed) {
    // The client went while we were busy: there will be no `close` any more. Told later, as callers know the stream by then.
    queueMicrotask(closed);
    return { send: () => {}, close: () => {} };
  }
  res.writeHead(200, [...headers, ...own]);
  const waits = comeBackMs.least + Math.floor(Math.random() * comeBackMs.spread);
  res.write(page ? `retry: ${waits}\n\n` : comment);
  if (page) letGo(req, res);
  next = (next + 1) % turns;
  const stream = new OpenStream(res, page ? beatEvent : comment, next);
  open[next]?.add(stream);
  timer ??= setInterval(beatSome, beatMs / turns).unref();
  res.once('close', () => {
    leave(stream);
    closed();
  });
  req.socket.setNoDelay(true);
  return stream;
}

function beatSome(): void {
  turn = (turn + 1) % turns;
  for (const stream of open[turn] ?? []) stream.beat();
}

function leave(stream: OpenStream): void {
  open[stream.turn]?.delete(stream);
  if (open.some(({ size }) => size > 0)) return;
  clearInterval(timer);
  timer = undefined;
}

/** What was read of the request by now, and the way that it took through the door, would stay as long as the stream. */
function letGo(req: IncomingMessage, res: ServerResponse): void {
  req.rawHeaders = [];
  req.headers = {};
  Object.assign(req, { next: undefined });
  if ('locals' in res) res.locals = {};
  // The head was put together of dozens of pieces, which stay until somebody asks for a letter of the whole.
  (res as { _header?: unknown })._header?.toString().charCodeAt(0);
}

/** Ends every stream, so that a stopping box does not wait for them. */
export function closeStreams(): void {
  for (const streams of open) for (const stream of [...streams]) stream.close();
}
