import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { Edits } from './edits.ts';
import { cleanResources } from './iptc.ts';
import { cleanJpeg, isJpeg } from './jpeg.ts';
import type { Owner } from './owner.ts';
import { cleanTiff } from './tiff.ts';
import { cleanXmp } from './xmp.ts';

/** A chunk that no reader knows, and that every editor may copy: what a chunk becomes of which nothing may stay. */
const nothing = Buffer.from('noNe');
const mostText = 16 * 1024 * 1024;
const xmpKeyword = 'XML:com.adobe.xmp';
/** Words under which programs store texts, alone or after a prefix (`exif:GPSLatitude`). */
const personal =
  /^(author|artist|creator|owner.*|location.*|city|country|gps.*|.*serial ?(number|no)|cameraownername|photographer|makernote|usercomment)$/i;
const notices = /^(copyright|disclaimer)$/i;

/** Takes what is personal out of a PNG's chunks and mends their check sums. Gives where the picture ends. */
export function cleanPng(edits: Edits, owner: Owner): number {
  const { bytes } = edits;
  let at = 8;
  while (at + 12 <= bytes.length) {
    const from = at + 8;
    const to = from + bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, from);
    if (to + 4 > bytes.length) return bytes.length;
    const before = edits.count;
    if (type === 'eXIf') cleanExif(edits, from, to, owner);
    else if (type === 'caBX') empty(edits, at, to);
    else if (type === 'tEXt' || type === 'zTXt' || type === 'iTXt') {
      const left = cleanText(edits, type, from, to, owner);
      if (left === false) empty(edits, at, to);
      else if (left !== true) shorten(edits, at, to, left);
    }
    if (edits.count > before) {
      // Where it was shortened, that of the chunk behind it, which ends where this one did.
      const start = at + 12 + bytes.readUInt32BE(at);
      const sum = Buffer.alloc(4);
      sum.writeUInt32BE(crc32(bytes.subarray(start < to ? start + 4 : at + 4, to)));
      edits.write(to, sum);
    }
    at = to + 4;
    if (type === 'IEND') return at;
  }
  return bytes.length;
}

function empty(edits: Edits, at: number, to: number): void {
  edits.blank(at + 8, to);
  edits.write(at + 4, nothing);
}

/** Any change makes the text go: what lies deeper need not be told apart. */
const unread = {
  picture: (edits: Edits, from: number, to: number) => edits.blank(from, to),
  exif: (edits: Edits, from: number, to: number) => edits.blank(from, to),
};

/** EXIF that may have JPEG's mark before it. */
export function cleanExif(edits: Edits, from: number, to: number, owner: Owner): void {
  const start = edits.bytes.toString('latin1', from, from + 6) === 'Exif\0\0' ? from + 6 : from;
  cleanTiff(edits, start, to, owner, (inner, head, end) => {
    if (isJpeg(inner.bytes, head)) cleanJpeg(inner, head, end, owner, 1);
  });
}

/** Puts a shorter chunk in a chunk's place, and behind it one of nothing. The check sum at `to` is mended by the caller. */
function shorten(edits: Edits, at: number, to: number, data: Buffer): void {
  const free = to - at - 8 - data.length - 12;
  const [length, rest, sum] = [Buffer.alloc(4), Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  rest.writeUInt32BE(free);
  sum.writeUInt32BE(crc32(Buffer.concat([edits.bytes.subarray(at + 4, at + 8), data])));
  const type = Buffer.from(edits.bytes.subarray(at + 4, at + 8));
  const fresh = Buffer.concat([length, type, data, sum, rest, nothing, Buffer.alloc(free)]);
  edits.write(at, fresh);
}

/** False where a text has to go as a whole; bytes where these take the place of what the chunk holds. */
function cleanText(edits: Edits, type: string, from: number, to: number, owner: Owner): boolean | Buffer {
  const { bytes } = edits;
  const end = bytes.indexOf(0, from);
  if (end < 0 || end >= to) return false;
  const keyword = bytes.toString('latin1', from, end);
  const word = keyword.slice(keyword.lastIndexOf(':') + 1);
  const about = keyword === xmpKeyword ? 'xmp' : profileOf(keyword);
  const text = textIn(bytes, type, end + 1, to);
  if (!text) return !(personal.test(word) || about !== undefined);
  if (about === undefined) {
    const said = text.content.toString('latin1');
    if (notices.test(word)) return !owner.isIn(said);
    if (personal.test(word)) owner.add(said);
    return !personal.test(word);
  }
  if (!text.packed && about === 'xmp') {
    cleanXmp(edits, text.from, to, owner);
    return true;
  }
  // Packed or written in figures: what is changed in it is not as long any more.
  const inner = new Edits(about === 'xmp' ? Buffer.from(text.content) : unwritten(text.content));
  if (about === 'xmp') cleanXmp(inner, 0, inner.bytes.length, owner);
  else if (about === 'iptc' || about === '8bim') cleanResources(inner, 0, inner.bytes.length, owner, unread);
  else cleanExif(inner, 0, inner.bytes.length, owner);
  if (inner.count === 0) return true;
  if (about !== 'xmp') return false;
  const data = Buffer.concat([bytes.subarray(from, text.from), deflateSync(inner.bytes, { level: 9 })]);
  // Beside it there has to be room for a chunk of nothing.
  return data.length + 12 <= to - from && data;
}

/** What ImageMagick's profiles are about; undefined for colours, and for other texts. */
function profileOf(keyword: string): string | undefined {
  const about = /^raw profile type (\w+)$/i.exec(keyword)?.[1]?.toLowerCase();
  return about === 'icc' || about === 'icm' ? undefined : about;
}

/** Bytes written as hex behind their kind and their number. */
function unwritten(text: Buffer): Buffer {
  const [, hex = ''] = /^\s*\S+\s+\d+\s+([0-9a-f\s]*)/i.exec(text.toString('latin1')) ?? [];
  return Buffer.from(hex.replace(/\s/g, ''), 'hex');
}

function textIn(
  bytes: Buffer,
  type: string,
  at: number,
  to: number,
): { content: Buffer; packed: boolean; from: number } | undefined {
  const unpacked = (from: number) => {
    try {
      return inflateSync(bytes.subarray(from, to), { maxOutputLength: mostText });
    } catch {
      return undefined;
    }
  };
  if (type === 'tEXt') return { content: bytes.subarray(at, to), packed: false, from: at };
  if (type === 'zTXt') {
    const content = unpacked(at + 1);
    return content && { content, packed: true, from: at + 1 };
  }
  const packed = bytes[at] === 1;
  // Behind the flag and the method come the language and the translated keyword.
  const language = bytes.indexOf(0, at + 2);
  const translated = language < 0 ? -1 : bytes.indexOf(0, language + 1);
  if (translated < 0 || translated >= to) return undefined;
  const content = packed ? unpacked(translated + 1) : bytes.subarray(translated + 1, to);
  return content && { content, packed, from: translated + 1 };
}
