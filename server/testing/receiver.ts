import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import type { Outside } from '../hooks/outside.ts';

/** What was posted. */
export interface Received {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
/** How a receiver answers; `hang`: never. */
export interface Answering {
  readonly status?: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly hang?: boolean;
}

export interface Receiver {
  readonly received: Received[];
  /** How it answers from now on. */
  answer(answering: Answering): void;
  /** The network in which every name leads to it, by an address of a venue's network; `names` lead elsewhere. */
  outside(names?: Readonly<Record<string, readonly string[]>>): Outside & { readonly connected: string[] };
  stop(): Promise<void>;
}

/** A real HTTP server that takes what webhooks post. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  let answering: Answering = {};
  const server = createServer((req, res) => {
    let body = '';
    req.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    req.on('end', () => {
      received.push({ url: req.url ?? '', headers: req.headers, body });
      if (answering.hang) return;
      res.writeHead(answering.status ?? 200, answering.headers).end(answering.body ?? '{"errcode":0,"errmsg":"ok"}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    received,
    answer: (now) => {
      answering = now;
    },
    outside: (names = {}) => {
      const connected: string[] = [];
      return {
        connected,
        lookup: async (name) => names[name] ?? ['10.20.30.40'],
        connect: (address) => {
          connected.push(address);
          return connect(port, '127.0.0.1');
        },
      };
    },
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
