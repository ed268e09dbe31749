import { isIP } from 'node:net';
import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';
import type { Settings } from '#contract/box.ts';
import type { Config } from '../config.ts';

/** Where phones reach the guest door: by the public address where there is one, and on the box's own network. */
export interface Origins {
  readonly public: string | undefined;
  readonly local: string;
}
export interface Addresses {
  /** As they are now: the box may have joined another network. */
  origins(): Origins;
  /** The origin at which staff on the box's network reach the admin and screens the kiosk. */
  admin(): string;
}

/** Asked each time, since a port is known only once its door is open. */
export interface Ports {
  readonly guest: () => number;
  readonly local: () => number;
}

type Told = Pick<Config, 'publicOrigin' | 'localOrigin' | 'guestOrigin' | 'host'>;

/** The public address is what the environment says, else what the owner set. */
export function makeAddresses(
  config: Told,
  settings: () => Pick<Settings, 'publicOrigin'>,
  ports: Ports,
  interfaces: typeof networkInterfaces = networkInterfaces,
): Addresses {
  const host = () => {
    if (config.localOrigin !== undefined) return new URL(config.localOrigin).hostname;
    // A box that listens on one address alone cannot be reached by another.
    if (isIP(config.host) > 0 && config.host !== '0.0.0.0' && config.host !== '::') return bracketed(config.host);
    return bestAddress(interfaces());
  };
  return {
    origins: () => ({
      public: config.publicOrigin ?? settings().publicOrigin ?? undefined,
      // Plain HTTP: the guest door itself speaks nothing else. As an URL it drops port 80 by itself.
      local: config.guestOrigin ?? new URL(`http://${host()}:${ports.guest()}`).origin,
    }),
    admin: () => config.localOrigin ?? new URL(`http://${host()}:${ports.local()}`).origin,
  };
}

/** Bridges of containers and of virtual machines, and tunnels: no phone is on the other side. */
const inner = /^(docker|br-|veth|virbr|vmnet|vboxnet|podman|cni|flannel|tun|tap|wg|tailscale|zt|utun|lo)/;

/** The numeric address by which a phone on the same network most likely reaches this machine; IPv4 before all. */
function bestAddress(all: ReturnType<typeof networkInterfaces>): string {
  const found = Object.entries(all).flatMap(([name, addresses = []]) =>
    addresses.filter(({ internal }) => !internal).map((info) => ({ address: info.address, rank: rankOf(name, info) })),
  );
  const [best] = found.filter(({ rank }) => rank < 9).toSorted((a, b) => a.rank - b.rank);
  return best ? bracketed(best.address) : '127.0.0.1';
}

function rankOf(name: string, { family, address, scopeid }: NetworkInterfaceInfo): number {
  const hidden = inner.test(name) ? 3 : 0;
  if (family === 'IPv4') {
    if (address.startsWith('169.254.')) return 9;
    return hidden + (/^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(address) ? 0 : 1);
  }
  // A link-local one carries a scope that no address in a browser can name.
  return scopeid ? 9 : hidden + 2;
}

function bracketed(address: string): string {
  return isIP(address) === 6 ? `[${address}]` : address;
}
