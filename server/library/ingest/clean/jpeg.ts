import { createHash } from 'node:crypto';
import { type Edits, gathered } from './edits.ts';
import { cleanResources } from './iptc.ts';
import type { Owner } from './owner.ts';
import { cleanTiff } from './tiff.ts';
import { cleanXmp } from './xmp.ts';

const xmpMark = 'http://ns.adobe.com/xap/1.0/\0';
const extendedMark = 'http://ns.adobe.com/xmp/extension/\0';
const resourcesMark = 'Photoshop 3.0\0';
/** How an application's segment begins that is about the picture alone: it stays. What nobody knows may say anything. */
const harmless: Readonly<Record<number, RegExp>> = {
  0: /^/,
  // Colour profile, the list of further pictures in the file, gain maps.
  2: /^(ICC_PROFILE\0|MPF\0|urn:iso:std:iso:ts:21496)/,
  3: /^_JPSJPS_/,
  10: /^AROT/,
  11: /^(JP|HDR_RI)/,
  12: /^Ducky/,
  13: /^Adobe_CM/,
  14: /^Adobe/,
};
const deepest = 3;

type Range = readonly [from: number, to: number];

/** Takes what is personal out of a JPEG, and out of the small ones in it. Gives where it ends. */
export function cleanJpeg(edits: Edits, from: number, to: number, owner: Owner, depth = 0): number {
  const { bytes } = edits;
  const main: Range[] = [];
  const extended: Extension[] = [];
  const resources: Range[] = [];
  const claims = new Set<number>();
  const cleanPicture = (inner: Edits, start: number, stop: number) => {
    if (depth < deepest && isJpeg(inner.bytes, start)) cleanJpeg(inner, start, stop, owner, depth + 1);
  };

  const segment = (number: number, start: number, stop: number) => {
    const head = bytes.toString('latin1', start, Math.min(stop, start + 80));
    if (number === 1 && head.startsWith('Exif\0')) return cleanTiff(edits, start + 6, stop, owner, cleanPicture);
    if (number === 1 && head.startsWith(xmpMark)) return void main.push([start + xmpMark.length, stop]);
    if (number === 1 && head.startsWith(extendedMark) && stop - start > extendedMark.length + 40)
      return void extended.push(extensionAt(bytes, start + extendedMark.length, stop));
    if (number === 13 && head.startsWith(resourcesMark))
      return void resources.push([start + resourcesMark.length, stop]);
    if (!harmless[number]?.test(head)) return edits.blank(start, stop);
    if (number !== 11 || !head.startsWith('JP')) return;
    // Content credentials may name people and places, and are void as soon as anything is changed.
    const box = bytes.readUInt16BE(start + 2);
    if (head.includes('c2pa')) claims.add(box);
    if (claims.has(box)) edits.blank(start, stop);
  };
  const end = walk(bytes, from, to, segment);

  for (const [start, stop] of main) cleanXmp(edits, start, stop, owner);
  cleanExtensions(edits, extended, main, owner);
  if (resources.length > 0) {
    const { inner, done } = gathered(edits, resources);
    const exif = (within: Edits, start: number, stop: number) => cleanTiff(within, start, stop, owner, cleanPicture);
    cleanResources(inner, 0, inner.bytes.length, owner, { picture: cleanPicture, exif });
    done();
  }
  return end;
}

export function isJpeg(bytes: Buffer, at: number): boolean {
  const next = bytes[at + 3] ?? 0;
  return bytes[at] === 0xff && bytes[at + 1] === 0xd8 && bytes[at + 2] === 0xff && next >= 0xc0 && next !== 0xff;
}

/** Tells of each application's segment, those between scans included; gives where the picture ends. */
function walk(
  bytes: Buffer,
  from: number,
  to: number,
  tell: (number: number, start: number, stop: number) => void,
): number {
  let at = from + 2;
  while (at + 2 <= to) {
    if (bytes[at] !== 0xff) {
      // Data of a scan, or what has no meaning: on to the next mark.
      const next = bytes.indexOf(0xff, at);
      if (next < 0 || next >= to) return to;
      at = next;
      continue;
    }
    const marker = bytes[at + 1] as number;
    if (marker === 0xd9) return at + 2;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    // A true FF within data, restarts, and what stands alone.
    if (marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += 2;
      continue;
    }
    if (at + 4 > to) return to;
    const stop = Math.min(to, at + 2 + bytes.readUInt16BE(at + 2));
    if (marker >= 0xe0 && marker <= 0xef) tell(marker - 0xe0, Math.min(at + 4, stop), stop);
    at = Math.max(stop, at + 4);
  }
  return to;
}

/** A part of an XMP packet that is too long for one segment. */
interface Extension {
  /** Hex of the whole packet's MD5, by which the main packet names it. */
  readonly id: string;
  readonly idAt: number;
  readonly offset: number;
  readonly from: number;
  readonly to: number;
}

function extensionAt(bytes: Buffer, at: number, to: number): Extension {
  return {
    id: bytes.toString('latin1', at, at + 32),
    idAt: at,
    offset: bytes.readUInt32BE(at + 36),
    from: at + 40,
    to,
  };
}

function cleanExtensions(edits: Edits, parts: readonly Extension[], main: readonly Range[], owner: Owner): void {
  for (const [id, own] of Map.groupBy(parts, (part) => part.id)) {
    const ordered = own.toSorted((a, b) => a.offset - b.offset);
    const { inner, done } = gathered(
      edits,
      ordered.map(({ from, to }) => [from, to] as const),
    );
    cleanXmp(inner, 0, inner.bytes.length, owner);
    if (inner.count === 0) continue;
    done();
    const now = Buffer.from(createHash('md5').update(inner.bytes).digest('hex').toUpperCase());
    for (const { idAt } of ordered) edits.write(idAt, now);
    for (const [from, to] of main) {
      const at = edits.bytes.indexOf(id, from, 'latin1');
      if (at >= 0 && at + 32 <= to) edits.write(at, now);
    }
  }
}
