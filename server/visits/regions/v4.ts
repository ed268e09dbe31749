import { setImmediate } from 'node:timers/promises';

/** IPv4 addresses by ranges, each with a text `国家|区域|省份|城市|…`, looked up in a file that is in memory. */
export interface Ranges {
  /** The fields of an address (as a number); undefined where the file does not have it. */
  find(ip: number): string[] | undefined;
  /** When the file says that it was made, `YYYY-MM-DD`; '' where it does not say. */
  readonly made: string;
  readonly bytes: number;
  /** Goes over the whole file and gives each different text once. Throws NoRegions where a range or text is not as it should be. */
  walk(): Promise<Set<string>>;
}

/** A file that addresses cannot be looked up in. */
export class NoRegions extends Error {}

/** Where the ranges lie: `size` bytes each, first and last address of it, then where its text is and how long. */
interface Index {
  readonly first: number;
  readonly last: number;
  readonly size: 12 | 14;
}

const walkTogether = 20_000;
/** No place has so long a name, bytes. */
const longestText = 1000;
/** What the `.db` form ends with. */
const signed = /Created by lionsoul at (\d{4})\/(\d{2})\/(\d{2})/;
const xdb = { header: 256, policy: 1, versions: [2, 3], ipVersion: 4 } as const;

/** Reads ip2region's forms: `.db` of 1.x (the one that the package carries) and `.xdb` of 2.x and 3.x, for IPv4. Throws NoRegions. */
export function readRanges(data: Buffer): Ranges {
  const index = xdbIndex(data) ?? dbIndex(data);
  if (!index) throw new NoRegions('neither ip2region .db nor .xdb for IPv4');
  const { first, last, size } = index;
  const count = (last - first) / size + 1;

  /** The text of the range that begins at this byte. */
  const textAt = (at: number): { from: number; to: number } => {
    if (size === 12) {
      // 4 bytes of an id stand before the text.
      const told = data.readUInt32LE(at + 8);
      return { from: (told & 0xffffff) + 4, to: (told & 0xffffff) + (told >>> 24) };
    }
    const from = data.readUInt32LE(at + 10);
    return { from, to: from + data.readUInt16LE(at + 8) };
  };
  const find = (ip: number) => {
    let low = 0;
    let high = count - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const at = first + middle * size;
      if (ip < data.readUInt32LE(at)) high = middle - 1;
      else if (ip > data.readUInt32LE(at + 4)) low = middle + 1;
      else {
        const { from, to } = textAt(at);
        return data.toString('utf8', from, to).split('|');
      }
    }
    return undefined;
  };

  return {
    find,
    made: size === 12 ? madeOfDb(data) : madeOfXdb(data),
    bytes: data.length,
    walk: async () => {
      const seen = new Set<number>();
      const texts = new Set<string>();
      let before = -1;
      let read = 0;
      for (let range = 0; range < count; range += 1) {
        // Guests are served meanwhile.
        if (range % walkTogether === walkTogether - 1) await setImmediate();
        const at = first + range * size;
        const [from, to] = [data.readUInt32LE(at), data.readUInt32LE(at + 4)];
        if (from <= before || to < from) throw new NoRegions('its ranges are not in order');
        before = to;
        const text = textAt(at);
        if (text.to < text.from || text.to > data.length) throw new NoRegions('a range points out of the file');
        if (seen.has(text.from)) continue;
        // Texts that lie in each other would be told many times over, and fill the memory.
        read += text.to - text.from;
        if (text.to - text.from > longestText || read > data.length) throw new NoRegions('its texts are too long');
        seen.add(text.from);
        texts.add(data.toString('utf8', text.from, text.to));
      }
      return texts;
    },
  };
}

function dbIndex(data: Buffer): Index | undefined {
  if (data.length < 8) return undefined;
  return wellFormed(data, { first: data.readUInt32LE(0), last: data.readUInt32LE(4), size: 12 }, 8);
}

function xdbIndex(data: Buffer): Index | undefined {
  if (data.length < xdb.header) return undefined;
  const version = data.readUInt16LE(0);
  if (!xdb.versions.some((known) => known === version) || data.readUInt16LE(2) !== xdb.policy) return undefined;
  if (version === 3 && data.readUInt16LE(16) !== xdb.ipVersion) return undefined;
  return wellFormed(data, { first: data.readUInt32LE(8), last: data.readUInt32LE(12), size: 14 }, xdb.header);
}

function wellFormed(data: Buffer, index: Index, least: number): Index | undefined {
  const { first, last, size } = index;
  const fits = first >= least && last >= first && (last - first) % size === 0 && last + size <= data.length;
  return fits ? index : undefined;
}

function madeOfDb(data: Buffer): string {
  const [, ...date] = signed.exec(data.toString('latin1', Math.max(0, data.length - 64))) ?? [];
  return date.join('-');
}

function madeOfXdb(data: Buffer): string {
  const seconds = data.readUInt32LE(4);
  return seconds === 0 ? '' : new Date(seconds * 1000).toISOString().slice(0, 10);
}
