/** A file as an archive holds it. */
export interface Unzipped {
  readonly name: string;
  readonly data: Buffer;
  /** As the list at the end has it. */
  readonly crc: number;
  readonly utf8: boolean;
  /** `2026-11-21 14:06:10`. */
  readonly time: string;
}

/** Reads an archive of stored files by its list; throws where list and heads disagree. */
export function readZip(bytes: Buffer): Unzipped[] {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06'));
  if (end < 0) throw new Error('no archive');
  let count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  if (at === 0xffffffff || count === 0xffff) {
    const record = Number(bytes.readBigUInt64LE(end - 20 + 8));
    count = Number(bytes.readBigUInt64LE(record + 32));
    at = Number(bytes.readBigUInt64LE(record + 48));
  }
  return Array.from({ length: count }, () => {
    if (bytes.readUInt32LE(at) !== 0x02014b50) throw new Error('the list is broken');
    const [nameBytes, extraBytes, noteBytes] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place)) as [
      number,
      number,
      number,
    ];
    const size = bytes.readUInt32LE(at + 20);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameBytes);
    const head = bytes.readUInt32LE(at + 42);
    const same = (inList: number, inHead: number, length: number) =>
      bytes.subarray(at + inList, at + inList + length).equals(bytes.subarray(head + inHead, head + inHead + length));
    // Flags, method, time, check sum, lengths.
    if (bytes.readUInt32LE(head) !== 0x04034b50 || !same(8, 6, 20)) throw new Error(`the head of ${name} is another`);
    const from = head + 30 + bytes.readUInt16LE(head + 26) + bytes.readUInt16LE(head + 28);
    const entry: Unzipped = {
      name,
      data: bytes.subarray(from, from + size),
      crc: bytes.readUInt32LE(at + 16),
      utf8: (bytes.readUInt16LE(at + 8) & 0x0800) !== 0,
      time: timeOf(bytes.readUInt16LE(at + 14), bytes.readUInt16LE(at + 12)),
    };
    at += 46 + nameBytes + extraBytes + noteBytes;
    return entry;
  });
}

function timeOf(date: number, time: number): string {
  const two = (figure: number) => String(figure).padStart(2, '0');
  const day = [1980 + (date >> 9), two((date >> 5) & 15), two(date & 31)].join('-');
  return `${day} ${[time >> 11, (time >> 5) & 63, (time & 31) * 2].map(two).join(':')}`;
}
