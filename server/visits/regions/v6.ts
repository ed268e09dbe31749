/** Networks of IPv6 by their first 64 bits, looked up in a file that is in memory. */
export interface Networks {
  /** The fields of a network, told by its first two groups of 32 bits. */
  find(high: number, low: number): string[];
  /** When it was made, `YYYY-MM-DD`. */
  readonly made: string;
  readonly bytes: number;
}

/** A text may point to another place, which may again. */
const deepest = 8;

/** Reads the form `IPDB` of ipv6wry.db, which the package carries. */
export function readNetworks(data: Buffer): Networks {
  if (data.toString('latin1', 0, 4) !== 'IPDB') throw new Error('the shipped file for IPv6 cannot be read');
  const pointer = data.readUInt8(6);
  const entry = data.readUInt8(7) + pointer;
  const count = Number(data.readBigUInt64LE(8));
  const first = Number(data.readBigUInt64LE(16));
  const made = data.toString('latin1', Number(data.readBigUInt64LE(32))).slice(0, 8);

  /** Country, province and city, with a tab or a space in between. */
  const textAt = (from: number): string => {
    let at = from;
    for (let step = 0; step < deepest; step += 1) {
      const mark = data.readUInt8(at);
      if (mark !== 1 && mark !== 2) return data.toString('utf8', at, data.indexOf(0, at));
      at = data.readUIntLE(at + 1, pointer);
    }
    return '';
  };

  return {
    made: made.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3'),
    bytes: data.length,
    find: (high, low) => {
      let from = 0;
      let to = count;
      // The last network that does not begin behind the one asked for.
      while (to - from > 1) {
        const middle = (from + to) >> 1;
        const at = first + middle * entry;
        const top = data.readUInt32LE(at + 4);
        if (high < top || (high === top && low < data.readUInt32LE(at))) to = middle;
        else from = middle;
      }
      return textAt(data.readUIntLE(first + from * entry + entry - pointer, pointer)).split(/\s+/);
    },
  };
}
