import { readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { isIP } from 'node:net';
import { dirname, join } from 'node:path';
import type { Regions as Told } from '#contract/regions.ts';
import { peerName } from '../../box/address.ts';
import { networkOf } from '../../http/networks.ts';
import type { Kit } from '../../kit.ts';
import { Refusal } from '../../refusal.ts';
import { syncFolder } from '../../store/files.ts';
import { regionOf } from './names.ts';
import { NoRegions, type Ranges, readRanges } from './v4.ts';
import { readNetworks } from './v6.ts';

/** Where addresses are. */
export interface Regions {
  /** `CN/浙江/杭州`, `CN/浙江`, `US`; '' where it is not known. Takes an address whole or cut; a few µs. */
  of(address: string): string;
  /** What it is looked up in. */
  told(): Promise<Told>;
  /** Takes a synced file of the data folder's own file system in the place of the one before. Throws `not_a_region_file`. */
  put(part: string): Promise<void>;
  /** Back to the shipped file. */
  remove(): Promise<void>;
}

export type Source = Told['source'];

/** In the data folder; its form is found out from what is in it. */
const ownName = 'regions.db';
/** As the package states it. The table for IPv6 in it is somebody else's, of whom it says nothing. */
const packageLicence = 'MIT';
const shippedFolder = join(dirname(createRequire(import.meta.url).resolve('ip2region/package.json')), 'data');

const sources = new WeakMap<Kit['db'], () => Source>();

/** What regions are looked up in at the moment, for reports; `licence` '': the owner's own file. */
export function regionSource(kit: Pick<Kit, 'db'>): Source {
  return sources.get(kit.db)?.() ?? { name: '', licence: '', date: '' };
}

/** A table that places are looked up in. */
interface Table {
  readonly own: boolean;
  readonly ranges: Ranges;
  /** Found out when first asked for, which takes a look at every range. */
  readonly provinces: () => Promise<Told['provinces']>;
}

/** Reads the owner's file, else the shipped one, and the one for IPv6 into memory: 11 MB as shipped. */
export async function openRegions(kit: Pick<Kit, 'db' | 'files' | 'log'>): Promise<Regions> {
  const ownFile = join(kit.files.root, ownName);
  let table = (await ownTable(ownFile, kit)) ?? (await shippedTable());
  const networks = readNetworks(await readFile(join(shippedFolder, 'ipv6wry.db')));
  const source = ({ own, ranges }: Table): Source => ({
    name: 'ip2region',
    licence: own ? '' : packageLicence,
    date: ranges.made,
  });
  sources.set(kit.db, () => source(table));

  return {
    of: (address) => {
      const name = peerName(address.replace(/\/\d+$/, '')).replace(/\/64$/, '');
      if (networkOf(name) !== 'public') return '';
      if (isIP(name) === 4) return regionOf(table.ranges.find(numberOf(name)) ?? []);
      const [a = 0, b = 0, c = 0, d = 0] = name.split(':').map((group) => Number.parseInt(group, 16));
      // A 6to4 network has an IPv4 address in it (RFC 3056).
      if (a === 0x2002) return regionOf(table.ranges.find(b * 65_536 + c) ?? []);
      return regionOf(networks.find(a * 65_536 + b, c * 65_536 + d));
    },
    told: async () => {
      const now = table;
      const { own, ranges } = now;
      const v6 = { name: 'ipv6wry', licence: '', date: networks.made };
      return { own, source: source(now), bytes: ranges.bytes, v6, provinces: await now.provinces() };
    },
    put: (part) =>
      kit.files.alone([ownName], async () => {
        const next = await checked(await readFile(part));
        await rename(part, ownFile);
        await syncFolder(kit.files.root);
        table = next;
      }),
    remove: () =>
      kit.files.alone([ownName], async () => {
        const next = await shippedTable();
        await rm(ownFile, { force: true });
        await syncFolder(kit.files.root);
        table = next;
      }),
  };
}

async function shippedTable(): Promise<Table> {
  const ranges = readRanges(await readFile(join(shippedFolder, 'ip2region.db')));
  let provinces: Promise<Told['provinces']> | undefined;
  return {
    own: false,
    ranges,
    provinces: () => {
      provinces ??= ranges.walk().then(provincesIn);
      return provinces;
    },
  };
}

/** The owner's file; where it cannot be read any more the box goes on with the shipped one. */
async function ownTable(file: string, { log }: Pick<Kit, 'log'>): Promise<Table | undefined> {
  try {
    return await checked(await readFile(file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      log.error({ err: error }, 'the file of regions cannot be read: the shipped one is used');
    }
    return undefined;
  }
}

/** Looks at all that is in a file before anything is looked up in it. Throws `not_a_region_file`. */
async function checked(data: Buffer): Promise<Table> {
  try {
    const ranges = readRanges(data);
    const provinces = provincesIn(await ranges.walk());
    if (provinces.length === 0) throw new NoRegions('no province of China is in it');
    return { own: true, ranges, provinces: async () => provinces };
  } catch (error) {
    if (error instanceof NoRegions) throw new Refusal('not_a_region_file', error.message);
    throw error;
  }
}

/** An IPv4 address as a number. */
function numberOf(address: string): number {
  return address.split('.').reduce((all, part) => all * 256 + Number(part), 0);
}

/** Provinces and their cities, each in the order of the alphabet. */
function provincesIn(texts: Iterable<string>): Told['provinces'] {
  const found = new Map<string, Set<string>>();
  for (const text of texts) {
    const [country, province, city] = regionOf(text.split('|')).split('/');
    if (country !== 'CN' || province === undefined) continue;
    const cities = found.get(province) ?? new Set();
    found.set(province, city === undefined ? cities : cities.add(city));
  }
  const order = new Intl.Collator('zh-CN').compare;
  return [...found]
    .map(([name, cities]) => ({ name, cities: [...cities].toSorted(order) }))
    .toSorted((one, other) => order(one.name, other.name));
}
