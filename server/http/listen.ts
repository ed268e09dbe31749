import { createServer, type RequestListener, type Server } from 'node:http';
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
/** Requests that may wait on one connection for the answers before them: browsers send none ahead. */
const mostAhead = 16;

/**
 * Listens. `before` is given the server first, to hear what is no request. `requestMs` bounds how long one request may take to arrive whole; headers have 20 s.
 * Throws with one clear line where the port is taken.
 */
export function openDoor(
  app: Express,
  host: string,
  port: number,
  { requestMs, before }: { requestMs: number; before?: (server: Server) => void },
): Promise<Door> {
  const server = createServer(
    { requestTimeout: requestMs, headersTimeout: 20_000, keepAliveTimeout: 65_000, connectionsCheckingInterval: 5000 },
    inTurn(app),
  );
  // A connection that neither sends nor takes anything is let go; streams beat every 20 s.
  server.setTimeout(120_000);
  before?.(server);
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

/**
 * Takes the requests of one connection one after another. Node begins with all that were sent ahead at once, and what
 * those have opened that were not answered yet stays open for good when the connection ends.
 */
function inTurn(app: Express): RequestListener {
  const waiting = new WeakMap<Socket, (() => void)[]>();
  return (req, res) => {
    const { socket } = req;
    const begin = () => {
      // The answer before it has closed the connection: nobody would hear of what is done.
      if (!socket.writable) return;
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
  server.closeIdleConnections();
  const idle = setInterval(() => server.closeIdleConnections(), 100);
  const cut = setTimeout(() => server.closeAllConnections(), drainMs);
  await closed;
  clearInterval(idle);
  clearTimeout(cut);
}
