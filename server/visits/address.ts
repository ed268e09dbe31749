import { peerName } from '../box/address.ts';

/** An address as far as it is stored: the /24 of an IPv4 one, the /48 of an IPv6 one. */
export function cutAddress(address: string): string {
  const name = peerName(address);
  const groups = name.split(':');
  if (groups.length > 1) return `${groups.slice(0, 3).join(':')}::/48`;
  return /^\d+\.\d+\.\d+\.\d+$/.test(name) ? name.replace(/\.\d+$/, '.0/24') : '';
}
