import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Express } from 'express';

export interface Door {
  readonly server: Server;
  readonly port: number;
  /** For a browser on this machine. */
  readonly url: string;
}

/** How long what runs may go on when the box stops. */
const drainMs = 7000;
/** How long the rest of a body is waited for once the request was answered: cut at once, the answer could be lost. */
const afterAnswerMs = 5000;
/** Requests that may wait on one connection for the answers before them: browsers send none ahead. */
const mostAhead = 16;

export interface DoorOptions {
  /** How long one request may take to arrive whole; headers have 20 s. */
  readonly requestMs: number;
  /** The same of whoever the door does not know, until `allowSlowBody` says that it does. */
  readonly strangersMs?: number;
  /** Told of each request that is taken up. */
  readonly taken?: () => void;
  /** Given the server first, to hear what is no request. */
  readonly before?: (server: Server) => void;
}

/** Listens. Throws with one clear line where the port is taken. */
export function openDoor(
  app: Express,
  host: string,
  port: number,
  { requestMs, strangersMs = requestMs, taken, before }: DoorOptions,
): Promise<Door> {
  const waiting: Waiting = new WeakMap();
  const bound = (req: IncomingMessage, res: ServerResponse) => boundBody(req, res, strangersMs);
  const server = createServer(
    { requestTimeout: requestMs, headersTimeout: 20_000, keepAliveTimeout: 65_000, connectionsCheckingInterval: 5000 },
    inTurn(app, waiting, bound),
  );
  const sockets = new Set<Socket>();
  opened.set(server, sockets);
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  // A connection that neither sends nor takes anything is let go; streams beat every 20 s.
  server.setTimeout(120_000);
  before?.(server);
  if (taken) server.prependListener('request', taken);
  // Those too that are answered before the app hears of them; one that was sent ahead begins when its turn comes.
  server.prependListener('request', (req, res) => waiting.has(req.socket) || bound(req, res));
  server.on('checkExpectation', (req, res) => {
    bound(req, res);
    res.writeHead(417).end();
  });
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') reject(new Error(`port ${port} is taken by another program`));
      else if (error.code === 'EACCES') reject(new Error(`this user may not listen on port ${port}`));
      else reject(error);
    });
    server.listen(port, host, () => {
      const { port: opened, address, family } = server.address() as AddressInfo;
      const name =
        address === '0.0.0.0' || address === '::' ? 'localhost' : family === 'IPv6' ? `[${address}]` : address;
      resolve({ server, port: opened, url: `http://${name}:${opened}` });
    });
  });
}

/** The connections of each door. */
const opened = new WeakMap<Server, ReadonlySet<Socket>>();

/** What each connection has sent ahead. */
type Waiting = WeakMap<Socket, (() => void)[]>;

/** What lifts the bound of a body that is on its way. */
const bounds = new WeakMap<IncomingMessage, () => void>();

/** Lets the body of a request come as slowly as the door bears from those it knows. */
export function allowSlowBody(req: IncomingMessage): void {
  bounds.get(req)?.();
}

/**
 * Cuts the connection where a body is not there in time, or comes on for long after the answer was given: of what is
 * answered without being read, Node waits for the rest, so that a stranger's drops would hold a connection.
 */
function boundBody(req: IncomingMessage, res: ServerResponse, ms: number): void {
  const { socket } = req;
  const empty = (req.headers['content-length'] ?? '0') === '0' && req.headers['transfer-encoding'] === undefined;
  if (empty || bounds.has(req)) return;
  const cut = () => {
    if (req.complete) return;
    if (res.headersSent || !socket.writable) socket.destroy();
    else socket.end('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n', () => socket.destroy());
  };
  let timer = setTimeout(cut, ms).unref();
  const answered = () => {
    clearTimeout(timer);
    if (!req.complete) timer = setTimeout(cut, Math.min(ms, afterAnswerMs)).unref();
  };
  res.once('finish', answered);
  bounds.set(req, () => {
    clearTimeout(timer);
    res.off('finish', answered);
  });
  req.once('close', () => clearTimeout(timer));
}

/**
 * Takes the requests of one connection one after another. Node begins with all that were sent ahead at once, and what
 * those have opened that were not answered yet stays open for good when the connection ends.
 */
function inTurn(app: Express, waiting: Waiting, bound: RequestListener): RequestListener {
  return (req, res) => {
    const { socket } = req;
    const begin = () => {
      // The answer before it has closed the connection: nobody would hear of what is done.
      if (!socket.writable) return;
      bound(req, res);
      res.once('close', () => {
        const next = waiting.get(socket)?.shift();
        if (next) next();
        else waiting.delete(socket);
      });
      app(req, res);
    };
    const line = waiting.get(socket);
    if (!line) {
      waiting.set(socket, []);
      begin();
    } else if (line.length < mostAhead) line.push(begin);
    else socket.destroy();
  };
}

/** Takes no new connections, lets running requests end for some seconds, then cuts what is left. */
export async function closeDoor({ server }: Door): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const closeIdle = () => {
    server.closeIdleConnections();
    // Browsers open some ahead of their requests, and Node counts those as busy.
    for (const socket of opened.get(server) ?? []) if (socket.bytesRead === 0) socket.destroy();
  };
  closeIdle();
  const idle = setInterval(closeIdle, 100);
  const cut = setTimeout(() => server.closeAllConnections(), drainMs);
  await closed;
  clearInterval(idle);
  clearTimeout(cut);
}
