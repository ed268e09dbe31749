import type { Request, Response } from 'express';

/** A stream of server-sent events (WHATWG HTML, "Server-sent events") that is open to one client. */
export interface EventStream {
  send(event: string, data: unknown): void;
  close(): void;
}

const beatMs = 20_000;
const open = new Set<EventStream>();

/** Begins a stream: first bytes at once, a comment every 20 s so that nothing on the way lets go of it. `closed` is told once. */
export function eventStream(req: Request, res: Response, closed: () => void): EventStream {
  if (req.destroyed || res.destroyed) {
    // The client went while we were busy: there will be no `close` any more. Told later, as callers know the stream by then.
    queueMicrotask(closed);
    return { send: () => {}, close: () => {} };
  }
  res.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    // nginx would hold events back otherwise.
    'x-accel-buffering': 'no',
  });
  res.write(':\n\n');
  const beat = setInterval(() => res.write(':\n\n'), beatMs);
  const stream: EventStream = {
    send: (event, data) => {
      if (!res.writableEnded) res.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    },
    close: () => {
      leave();
      res.end();
    },
  };
  const leave = () => {
    clearInterval(beat);
    open.delete(stream);
  };
  open.add(stream);
  res.once('close', () => {
    leave();
    closed();
  });
  req.socket.setNoDelay(true);
  return stream;
}

/** Ends every stream, so that a stopping box does not wait for them. */
export function closeStreams(): void {
  for (const stream of [...open]) stream.close();
}
