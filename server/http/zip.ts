import type { Wall } from '#words/wall.ts';

/** A file of an archive, of which everything is known beforehand. */
export interface ZipEntry {
  /** With `/` between folders. */
  readonly name: string;
  readonly bytes: number;
  readonly crc: number;
  /** UTC ms, and the same as the clock on the wall shows it; null: the archive says nothing of it. */
  readonly time: { readonly at: number; readonly wall: Wall } | null;
}

/** An archive without its files: what goes before each of them, and what goes after the last. */
export interface ZipLayout {
  readonly heads: readonly Buffer[];
  readonly tail: Buffer;
  /** Of the whole archive. */
  readonly bytes: number;
}

const max16 = 0xffff;
const max32 = 0xffffffff;
/** Names are UTF-8. */
const flags = 0x0800;
const unix = 3;
/** A plain file that everybody may read. */
const attributes = 0o100644 * 0x10000;
const versions = { plain: 20, zip64: 45 } as const;

/**
 * Lays out an archive that stores its files as they are. The same entries give the same bytes, so that any part of it can
 * be sent without making the rest. Archives of more than 4 GiB and of more than 65,534 files are ZIP64; a file is less
 * than 4 GiB.
 */
export function layZip(entries: readonly ZipEntry[]): ZipLayout {
  const heads: Buffer[] = [];
  const list: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    if (entry.bytes >= max32) throw new RangeError('a file of an archive is less than 4 GiB');
    const head = localHead(entry);
    heads.push(head);
    list.push(listed(entry, at));
    at += head.length + entry.bytes;
  }
  const size = list.reduce((sum, one) => sum + one.length, 0);
  const tail = Buffer.concat([...list, ...ending(entries.length, size, at)]);
  return { heads, tail, bytes: at + tail.length };
}

function localHead(entry: ZipEntry): Buffer {
  const name = Buffer.from(entry.name);
  const extra = timeExtra(entry);
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(versions.plain, 4);
  common(head, 6, entry, name.length, extra.length);
  return Buffer.concat([head, name, extra]);
}

/** An entry of the list at the archive's end. */
function listed(entry: ZipEntry, at: number): Buffer {
  const name = Buffer.from(entry.name);
  const far = at >= max32;
  const extra = Buffer.concat([timeExtra(entry), ...(far ? [farExtra(at)] : [])]);
  const version = far ? versions.zip64 : versions.plain;
  const head = Buffer.alloc(46);
  head.writeUInt32LE(0x02014b50, 0);
  head.writeUInt16LE(unix * 256 + version, 4);
  head.writeUInt16LE(version, 6);
  common(head, 8, entry, name.length, extra.length);
  head.writeUInt32LE(attributes, 38);
  head.writeUInt32LE(far ? max32 : at, 42);
  return Buffer.concat([head, name, extra]);
}

/** What both of them say: flags, method (stored), time, check sum, both lengths, those of name and extra. */
function common(head: Buffer, at: number, entry: ZipEntry, nameBytes: number, extraBytes: number): void {
  const [time, date] = dosTime(entry.time?.wall);
  head.writeUInt16LE(flags, at);
  head.writeUInt16LE(time, at + 4);
  head.writeUInt16LE(date, at + 6);
  head.writeUInt32LE(entry.crc, at + 8);
  head.writeUInt32LE(entry.bytes, at + 12);
  head.writeUInt32LE(entry.bytes, at + 16);
  head.writeUInt16LE(nameBytes, at + 20);
  head.writeUInt16LE(extraBytes, at + 22);
}

function ending(count: number, size: number, at: number): Buffer[] {
  const large = count >= max16 || size >= max32 || at >= max32;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(count, max16), 8);
  end.writeUInt16LE(Math.min(count, max16), 10);
  end.writeUInt32LE(Math.min(size, max32), 12);
  end.writeUInt32LE(Math.min(at, max32), 16);
  if (!large) return [end];
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeUInt16LE(unix * 256 + versions.zip64, 12);
  record.writeUInt16LE(versions.zip64, 14);
  record.writeBigUInt64LE(BigInt(count), 24);
  record.writeBigUInt64LE(BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(size), 40);
  record.writeBigUInt64LE(BigInt(at), 48);
  const pointer = Buffer.alloc(20);
  pointer.writeUInt32LE(0x07064b50, 0);
  pointer.writeBigUInt64LE(BigInt(at + size), 8);
  pointer.writeUInt32LE(1, 16);
  return [record, pointer, end];
}

/** The moment in UTC, for readers that know more than the wall's clock. */
function timeExtra({ time }: ZipEntry): Buffer {
  const seconds = time === null ? -1 : Math.floor(time.at / 1000);
  if (seconds < 0 || seconds > 0x7fffffff) return Buffer.alloc(0);
  const extra = Buffer.alloc(9);
  extra.writeUInt16LE(0x5455, 0);
  extra.writeUInt16LE(5, 2);
  extra.writeUInt8(1, 4);
  extra.writeUInt32LE(seconds, 5);
  return extra;
}

/** Where an entry begins that begins beyond 4 GiB. */
function farExtra(at: number): Buffer {
  const extra = Buffer.alloc(12);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(8, 2);
  extra.writeBigUInt64LE(BigInt(at), 4);
  return extra;
}

/** Time and date as DOS wrote them, from 1980 on, by two seconds; the first day where none is told. */
function dosTime(wall: Wall | undefined): [time: number, date: number] {
  if (!wall || wall.year < 1980 || wall.year > 2107) return [0, (1 << 5) | 1];
  const { year, month, day, hour, minute, second } = wall;
  return [(hour << 11) | (minute << 5) | (second >> 1), ((year - 1980) << 9) | (month << 5) | day];
}
