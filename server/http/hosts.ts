import type { IncomingMessage } from 'node:http';
import { networkInterfaces } from 'node:os';
import type { NextFunction, Request, Response } from 'express';
import { Refusal } from '../refusal.ts';

/** Own addresses are read anew after so long, since a box may join another network while it runs. */
const freshMs = 10_000;

export interface Hosts {
  /** Whether a Host header names this door, whatever its port. */
  allowed(host: string | undefined): boolean;
}

/**
 * The names and addresses under which a door may be asked: a page of another site whose name leads here is refused.
 * `more` is asked each time, for names that change while the box runs.
 */
export function makeHosts(
  names: readonly string[],
  now: () => number,
  more: () => readonly string[] = () => [],
): Hosts {
  const fixed = new Set(['localhost', ...names.map((name) => name.toLowerCase())]);
  let own = ownAddresses();
  let readAt = now();
  return {
    allowed: (host) => {
      const name = nameOf(host);
      if (name === undefined) return false;
      if (fixed.has(name) || more().includes(name)) return true;
      if (now() - readAt > freshMs) {
        own = ownAddresses();
        readAt = now();
      }
      return own.has(name);
    },
  };
}

/** Middleware that answers 421 to every other Host, before anything else looks at the request. */
export function onlyHosts(hosts: Hosts) {
  return (req: Request, res: Response, next: NextFunction): void => {
    if (hosts.allowed(hostOf(req)) && hosts.allowed(hostOfTarget(req))) {
      next();
      return;
    }
    res.set('connection', 'close');
    throw new Refusal('wrong_host', 'this box does not answer to that name');
  };
}

/** The Host header of a request; undefined where there is none, or more than one, since others may go by another. */
export function hostOf({ headersDistinct: { host = [] } }: IncomingMessage): string | undefined {
  return host.length === 1 ? host[0] : undefined;
}

/** An address that is written out whole names a host of its own, which counts before the header (RFC 9112, 3.2.2). */
function hostOfTarget({ url = '', headers }: IncomingMessage): string | undefined {
  return url.startsWith('/') ? headers.host : /^http:\/\/([^/?#]+)/i.exec(url)?.[1];
}

/** The name or address of a Host header, without its port and brackets, lower case; undefined where it is none. */
export function nameOf(host: string | undefined): string | undefined {
  if (host === undefined) return undefined;
  const parts = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::\d{1,5})?$/i.exec(host);
  return (parts?.[1] ?? parts?.[2])?.toLowerCase().replace(/\.$/, '');
}

/** The machine's own addresses; a scope like `%eth0` is left out. */
export function ownAddresses(): Set<string> {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return new Set(['127.0.0.1', '::1', ...all.map(({ address }) => address.split('%')[0]?.toLowerCase() as string)]);
}
