import { lookup } from 'node:dns/promises';
import { connect, isIP, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { networkOf, plainAddress } from '../http/networks.ts';

/** The network as webhooks use it; tests put one of their own in its place. */
export interface Outside {
  /** The addresses of a name; throws where there are none. */
  lookup(name: string): Promise<readonly string[]>;
  connect(address: string, port: number): Socket;
}

export const theNetwork: Outside = {
  lookup: async (name) => (await lookup(name, { all: true })).map(({ address }) => address),
  connect: (address, port) => connect(port, address),
};

/** The name or address in an URL, without the brackets and the dot at the end. */
export function hostIn({ hostname }: URL): string {
  return hostname
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '')
    .toLowerCase();
}

/**
 * Whether the box may call an URL as far as that can be told by reading it: with no user in it, and not at the box
 * itself. `own`: names that lead to the box. What it leads to is looked at again each time (`pinned`).
 */
export function mayBeCalled(url: URL, own: ReadonlySet<string>): boolean {
  const host = hostIn(url);
  if (!/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return false;
  if (host === 'localhost' || host.endsWith('.localhost') || own.has(host)) return false;
  return isIP(host) === 0 || allowed(host, url.protocol);
}

/**
 * The one address by which an URL is called now; undefined where any of those that its name has is not to be called:
 * this machine, its link, and by plain `http` whatever is outside of the own network. What is given is connected to, so
 * that nobody can answer with another address in between.
 */
export async function pinned(outside: Outside, url: URL): Promise<string | undefined> {
  const host = hostIn(url);
  const found = isIP(host) > 0 ? [host] : await outside.lookup(host);
  if (found.length === 0 || !found.every((address) => allowed(address, url.protocol))) return undefined;
  // Many venues have no IPv6 to speak of, and names that have both.
  return found.toSorted((a, b) => isIP(a) - isIP(b))[0];
}

function allowed(address: string, protocol: string): boolean {
  const network = networkOf(address);
  if (network === 'never' || (network === 'public' && protocol === 'http:')) return false;
  const plain = plainAddress(address);
  return !Object.values(networkInterfaces()).some((infos) => infos?.some((info) => info.address === plain));
}
