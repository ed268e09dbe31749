import type { Edits } from './edits.ts';
import { cleanIptc, cleanResources } from './iptc.ts';
import type { Owner } from './owner.ts';
import { cleanXmp } from './xmp.ts';

/** Bytes of each type of a value, by its number; a value of another type stands in its entry. */
const typeBytes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4];
const ascii = 2;

const tag = {
  subIfds: 0x014a,
  xmp: 0x02bc,
  copyright: 0x8298,
  iptc: 0x83bb,
  resources: 0x8649,
  exif: 0x8769,
  gps: 0x8825,
  makerNote: 0x927c,
  interop: 0xa005,
} as const;
/**
 * GPS; names (Artist, HostComputer, XPAuthor, OwnerName, CameraOwnerName, Photographer, ImageEditor); serial numbers of
 * camera and lens; notes of makers and apps, where serial numbers and places stand in forms of their own (UserComment,
 * DNGPrivateData).
 */
const personal = new Set([
  tag.gps,
  ...[0x013b, 0x013c, 0x9c9d, 0xfde8, 0xa430, 0xa437, 0xa438],
  ...[0xa431, 0xa435, 0xc62f, 0xfde9],
  ...[tag.makerNote, 0x9286, 0xc634],
]);
const names = new Set([0x013b, 0x9c9d, 0xfde8, 0xa430, 0xa437, 0xa438]);
/** Where data lies apart, and the tag with its lengths. */
const data = new Map([
  [0x0111, 0x0117],
  [0x0144, 0x0145],
  [0x0201, 0x0202],
]);
const smallPicture = 0x0201;
const mostTables = 32;

type Range = readonly [from: number, to: number];

interface Entry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  readonly raw: Buffer;
  /** Where its value is, in the entry or apart from it. */
  readonly from: number;
  readonly to: number;
  readonly apart: boolean;
}

/**
 * Takes what is personal out of a TIFF structure (EXIF): its entries go from their tables, which keep their order, and
 * every byte that no entry refers to any more is emptied, so that nothing is left behind between the values. What cannot
 * be read as TIFF is emptied as a whole. `cleanPicture` does the small JPEG in it.
 */
export function cleanTiff(
  edits: Edits,
  from: number,
  to: number,
  owner: Owner,
  cleanPicture: (edits: Edits, from: number, to: number) => void,
): void {
  const { bytes } = edits;
  const mark = to - from < 8 ? '' : bytes.toString('latin1', from, from + 4);
  const little = mark === 'II*\0';
  if (!little && mark !== 'MM\0*') {
    edits.blank(from, to);
    return;
  }
  const u16 = (at: number) => (little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at));
  const u32 = (at: number) => (little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));

  const seen = new Set<number>();
  const kept: Range[] = [[from, from + 8]];
  const gone: Range[] = [];
  const tables: { readonly at: number; readonly bytes: Buffer }[] = [];
  const pictures: Range[] = [];

  const entriesAt = (at: number): Entry[] => {
    const count = Math.min(u16(at), Math.floor((to - at - 2) / 12));
    return Array.from({ length: count }, (_, index) => {
      const entry = at + 2 + index * 12;
      const [type, values] = [u16(entry + 2), u32(entry + 4)];
      const size = (typeBytes[type] ?? 0) * values;
      const apart = size > 4;
      const start = apart ? from + u32(entry + 8) : entry + 8;
      const end = Math.min(to, start + (apart ? size : 4));
      const raw = Buffer.from(bytes.subarray(entry, entry + 12));
      return { tag: u16(entry), type, count: values, raw, from: start, to: end, apart };
    });
  };
  /** The numbers that an entry holds: offsets or lengths. */
  const numbers = ({ type, count, from: start, to: end }: Entry): number[] => {
    const width = type === 3 ? 2 : 4;
    const most = Math.min(count, Math.floor((end - start) / width), 4096);
    return Array.from({ length: most }, (_, at) => (width === 2 ? u16(start + at * 2) : u32(start + at * 4)));
  };
  const goes = (entry: Entry): boolean => {
    const value = () => bytes.toString('latin1', entry.from, entry.to);
    if (entry.tag === tag.copyright) return owner.isIn(value());
    if (entry.tag === tag.makerNote) return !cleanApple(edits, entry.from, entry.to);
    if (names.has(entry.tag)) owner.add(value());
    return personal.has(entry.tag);
  };

  const table = (offset: number, isChain: boolean): void => {
    const at = from + offset;
    if (offset < 8 || at + 2 > to || seen.has(at) || seen.size >= mostTables) return;
    seen.add(at);
    const entries = entriesAt(at);
    const left: Entry[] = [];
    for (const entry of entries) {
      if (goes(entry)) gone.push([entry.from, entry.to]);
      else left.push(entry);
    }
    for (const entry of left) {
      if (entry.apart) kept.push([entry.from, entry.to]);
      if (entry.tag === tag.exif || entry.tag === tag.interop || entry.tag === tag.subIfds)
        for (const inner of numbers(entry)) table(inner, false);
      if (entry.tag === tag.xmp) cleanXmp(edits, entry.from, entry.to, owner);
      if (entry.tag === tag.iptc) cleanIptc(edits, entry.from, entry.to, owner);
      if (entry.tag === tag.resources)
        cleanResources(edits, entry.from, entry.to, owner, { picture: cleanPicture, exif: nothing });
      const lengthTag = data.get(entry.tag);
      const lengths = left.find((other) => other.tag === lengthTag);
      if (!lengths) continue;
      const sizes = numbers(lengths);
      for (const [index, start] of numbers(entry).entries()) {
        const range: Range = [from + start, Math.min(to, from + start + (sizes[index] ?? 0))];
        kept.push(range);
        if (entry.tag === smallPicture) pictures.push(range);
      }
    }
    const end = at + 2 + entries.length * 12;
    const next = isChain && end + 4 <= to ? u32(end) : 0;
    const fresh = Buffer.alloc(Math.min(to, end + 4) - at);
    const put = (place: number, value: number, width: 2 | 4) => {
      if (place + width > fresh.length) return;
      if (little) fresh.writeUIntLE(value, place, width);
      else fresh.writeUIntBE(value, place, width);
    };
    put(0, left.length, 2);
    for (const [index, { raw }] of left.entries()) raw.copy(fresh, 2 + index * 12);
    put(2 + left.length * 12, next, 4);
    tables.push({ at, bytes: fresh });
    kept.push([at, at + fresh.length]);
    if (next > 0) table(next, true);
  };
  table(u32(from + 4), true);

  let end = from;
  for (const [start, stop] of kept.toSorted(([a], [b]) => a - b)) {
    edits.blank(end, Math.min(start, to));
    end = Math.max(end, stop);
  }
  edits.blank(end, to);
  // A value that two entries share goes with the one that goes. Tables are written last: nothing may spoil them.
  for (const [start, stop] of gone) if (start > from + 8) edits.blank(start, stop);
  for (const { at, bytes: fresh } of tables) edits.write(at, fresh);
  for (const [start, stop] of pictures) cleanPicture(edits, start, stop);
}

/** EXIF within resources within EXIF: nobody writes that, and its entry goes unread. */
const nothing = (edits: Edits, from: number, to: number): void => edits.blank(from, to);

/**
 * Apple's notes stay, since phones show the light of a picture by them: but for the texts in them, by which pictures of
 * one moment or one burst find each other. False where they are no notes of Apple's, or cannot be read.
 */
function cleanApple(edits: Edits, from: number, to: number): boolean {
  const { bytes } = edits;
  if (to - from < 16 || bytes.toString('latin1', from, from + 10) !== 'Apple iOS\0') return false;
  if (bytes.toString('latin1', from + 12, from + 14) !== 'MM') return false;
  const count = bytes.readUInt16BE(from + 14);
  if (from + 16 + count * 12 > to) return false;
  for (let at = from + 16; at < from + 16 + count * 12; at += 12) {
    if (bytes.readUInt16BE(at + 2) !== ascii) continue;
    const size = bytes.readUInt32BE(at + 4);
    const start = size > 4 ? from + bytes.readUInt32BE(at + 8) : at + 8;
    if (start + size > to) return false;
    edits.blank(start, start + size);
  }
  return true;
}
