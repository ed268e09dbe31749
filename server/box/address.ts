import { isIPv6 } from 'node:net';
import type { Request } from 'express';

/**
 * Who is at the other end as far as limits go: an IPv4 address, or the /64 of an IPv6 one, since a phone has all of it.
 * Taken from the connection alone: the local door trusts no proxy, and headers can say anything.
 */
export function peerOf(req: Pick<Request, 'socket'>): string {
  return peerName(req.socket.remoteAddress ?? '');
}

/** `192.168.1.7`, also from `::ffff:192.168.1.7`; `2001:db8:0:1::/64` from any address in it. */
export function peerName(address: string): string {
  const bare = address.split('%')[0] as string;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1];
  if (mapped) return mapped;
  if (!isIPv6(bare)) return bare;
  const [head = '', tail] = bare.split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : 8 - front.length - back.length;
  const groups = [...front, ...Array<string>(zeros).fill('0'), ...back].slice(0, 4);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}
