import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

/** Whether a connection comes from the tunnel's peer. */
export interface Peer {
  is(address: string | undefined): boolean;
  stop(): void;
}

const freshMs = 30_000;

/**
 * The one peer whose forwarded headers count: an address, a range, or a host name (of a container, say), which is
 * looked up anew every 30 s. Nobody, where none was told.
 */
export async function openPeer(told: string | undefined): Promise<Peer> {
  if (told === undefined) return { is: () => false, stop: () => {} };
  const [name = '', bits] = told.split('/');
  const family = isIP(name);
  if (family > 0) {
    const list = new BlockList();
    if (bits === undefined) list.addAddress(name, family === 4 ? 'ipv4' : 'ipv6');
    else list.addSubnet(name, Number(bits), family === 4 ? 'ipv4' : 'ipv6');
    return { is: (address) => holds(list, address), stop: () => {} };
  }
  let list = await named(name);
  const timer = setInterval(() => {
    void named(name).then((fresh) => {
      list = fresh;
    });
  }, freshMs).unref();
  return { is: (address) => holds(list, address), stop: () => clearInterval(timer) };
}

async function named(name: string): Promise<BlockList> {
  const list = new BlockList();
  const found = await lookup(name, { all: true }).catch(() => []);
  for (const { address, family } of found) list.addAddress(address, family === 4 ? 'ipv4' : 'ipv6');
  return list;
}

function holds(list: BlockList, address: string | undefined): boolean {
  if (address === undefined) return false;
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  const family = isIP(plain);
  return family > 0 && list.check(plain, family === 4 ? 'ipv4' : 'ipv6');
}
