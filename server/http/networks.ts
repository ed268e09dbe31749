import { BlockList, isIP } from 'node:net';

/** `own`: within an organisation; `never`: the machine itself, its link, or nobody in particular. */
export type Network = 'public' | 'own' | 'never';

/** IANA’s registries of special-purpose addresses (RFC 6890 and later). */
const never = listOf(
  ...['0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '192.0.0.0/24', '192.0.2.0/24', '198.18.0.0/15'],
  ...['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
  // What stands in an IPv6 address for an IPv4 one is looked at as that below; the rest of these is nobody.
  ...['::/96', '64:ff9b:1::/48', '100::/64', '2001::/23', '2001:db8::/32', 'fe80::/10', 'fec0::/10', 'ff00::/8'],
);
const own = listOf('10.0.0.0/8', '100.64.0.0/10', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7');

/** An address as the system itself writes it: the IPv4 address that an IPv6 one leads to. */
export function plainAddress(address: string): string {
  return (isIP(address) === 6 && !address.includes('%') && embedded(address)) || address;
}

/** What kind of network an address is of. What is no address is of none. */
export function networkOf(address: string): Network {
  const family = isIP(address);
  if (family === 0 || address.includes('%')) return 'never';
  if (family === 4) return never.check(address, 'ipv4') ? 'never' : own.check(address, 'ipv4') ? 'own' : 'public';
  const inner = embedded(address);
  if (inner !== undefined) return networkOf(inner);
  return never.check(address, 'ipv6') ? 'never' : own.check(address, 'ipv6') ? 'own' : 'public';
}

/** The IPv4 address that an IPv6 one leads to: mapped (RFC 4291), translated (RFC 6052) or tunnelled (6to4, RFC 3056). */
function embedded(address: string): string | undefined {
  const groups = groupsOf(address);
  const [first, second] = groups;
  const v4 = (high = 0, low = 0) => [high >> 8, high & 255, low >> 8, low & 255].join('.');
  const zeros = (from: number, to: number) => groups.slice(from, to).every((group) => group === 0);
  if (zeros(0, 5) && groups[5] === 0xffff) return v4(groups[6], groups[7]);
  if (first === 0x64 && second === 0xff9b && zeros(2, 6)) return v4(groups[6], groups[7]);
  if (first === 0x2002) return v4(groups[1], groups[2]);
  return undefined;
}

/** The eight groups of an IPv6 address. */
function groupsOf(address: string): number[] {
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address);
  const [, head = '', a, b, c, d] = dotted ?? [];
  const hex = (high: unknown, low: unknown) => (Number(high) * 256 + Number(low)).toString(16);
  const plain = dotted ? `${head}${hex(a, b)}:${hex(c, d)}` : address;
  const [left = [], right] = plain.split('::').map((part) => (part === '' ? [] : part.split(':')));
  const zeros = right === undefined ? 0 : 8 - left.length - right.length;
  return [...left, ...Array<string>(Math.max(0, zeros)).fill('0'), ...(right ?? [])].map((group) =>
    Number.parseInt(group, 16),
  );
}

function listOf(...ranges: string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', bits = ''] = range.split('/');
    list.addSubnet(address, Number(bits), address.includes(':') ? 'ipv6' : 'ipv4');
  }
  return list;
}
