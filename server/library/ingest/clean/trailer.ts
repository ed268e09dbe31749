import type { Edits } from './edits.ts';
import { cleanJpeg, isJpeg } from './jpeg.ts';
import type { Owner } from './owner.ts';
import { cleanXmp } from './xmp.ts';

const startOfJpeg = Buffer.from([0xff, 0xd8, 0xff]);
const startOfMovie = Buffer.from('ftyp');
const startOfXmp = Buffer.from('<x:xmpmeta');
const endOfXmp = Buffer.from('</x:xmpmeta>');
const mostPictures = 64;
/** Boxes that hold others which may hold notes. */
const within = new Set(['moov', 'trak', 'mdia', 'moof']);
/** Boxes of notes: places, names, serial numbers among them. */
const notes = new Set(['udta', 'meta', 'uuid']);

/** What stands after a picture: more pictures (gain maps, views, depth), the short film of a moving photo. */
export function cleanTrailer(edits: Edits, from: number, to: number, owner: Owner): void {
  const { bytes } = edits;
  for (let at = from, count = 0; count < mostPictures; count += 1) {
    const picture = find(bytes, startOfJpeg, at, to);
    const movie = find(bytes, startOfMovie, at + 4, to) - 4;
    const next = Math.min(picture, movie);
    // A packet by itself, before whatever comes next.
    cleanPackets(edits, at, Math.min(next, to), owner);
    if (next >= to) return;
    if (movie === next) at = Math.max(cleanBoxes(edits, movie, to, 0), movie + 8);
    else at = isJpeg(bytes, picture) ? cleanJpeg(edits, picture, to, owner, 1) : picture + 3;
  }
  // More than any camera writes: nobody knows what it is.
  edits.blank(from, to);
}

/** Where it begins, or beyond `to`. */
function find(bytes: Buffer, mark: Buffer, from: number, to: number): number {
  const at = bytes.indexOf(mark, from);
  return at < 0 || at + mark.length > to ? to + 4 : at;
}

function cleanPackets(edits: Edits, from: number, to: number, owner: Owner): void {
  for (let at = from; at < to; ) {
    const start = edits.bytes.indexOf(startOfXmp, at);
    if (start < 0 || start >= to) return;
    const end = edits.bytes.indexOf(endOfXmp, start);
    const stop = end < 0 || end >= to ? to : end + endOfXmp.length;
    cleanXmp(edits, start, stop, owner);
    at = stop;
  }
}

/** Makes boxes of notes free space; gives where the boxes end. */
function cleanBoxes(edits: Edits, from: number, to: number, depth: number): number {
  const { bytes } = edits;
  let at = from;
  while (at + 8 <= to) {
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (!/^[\x20-\x7e\xa9]{4}$/.test(type)) return at;
    const short = bytes.readUInt32BE(at);
    const head = short === 1 ? 16 : 8;
    if (at + head > to) return at;
    const size = short === 0 ? to - at : short === 1 ? Number(bytes.readBigUInt64BE(at + 8)) : short;
    if (size < head || at + size > to) return at;
    if (notes.has(type)) {
      edits.blank(at + head, at + size);
      edits.write(at + 4, Buffer.from('free'));
    } else if (within.has(type) && depth < 4) cleanBoxes(edits, at + head, at + size, depth + 1);
    at += size;
  }
  return at;
}
