import { createHash } from 'node:crypto';
import type { Edits } from './edits.ts';
import type { Owner } from './owner.ts';
import { cleanXmp } from './xmp.ts';

/** Datasets of IPTC's record 2 that say where (26, 27, 90 to 101), or who (80, 85, 118, 122). */
const personal = new Set([26, 27, 80, 85, 90, 92, 95, 100, 101, 118, 122]);
const names = new Set([80, 118, 122]);
/** Credit and copyright notice. */
const notices = new Set([110, 116]);

/** How what lies within another structure is cleaned. */
export interface Inside {
  readonly picture: (edits: Edits, from: number, to: number) => void;
  readonly exif: (edits: Edits, from: number, to: number) => void;
}

/** Photoshop's resources, as far as they hold IPTC, EXIF, XMP or a small picture. */
export function cleanResources(edits: Edits, from: number, to: number, owner: Owner, inside: Inside): void {
  const { bytes } = edits;
  let iptc: Buffer | undefined;
  let digestAt: number | undefined;
  let at = from;
  while (at + 12 <= to && /^(8BIM|PHUT|MeSa|AgHg|DCSR)$/.test(bytes.toString('latin1', at, at + 4))) {
    const id = bytes.readUInt16BE(at + 4);
    const nameBytes = 1 + (bytes[at + 6] as number);
    const sizeAt = at + 6 + nameBytes + (nameBytes % 2);
    if (sizeAt + 4 > to) break;
    const start = sizeAt + 4;
    const size = bytes.readUInt32BE(sizeAt);
    const end = Math.min(to, start + size);
    if (id === 0x0404) {
      cleanIptc(edits, start, end, owner);
      iptc = bytes.subarray(start, end);
    } else if (id === 0x0425 && end - start === 16) digestAt = start;
    else if (id === 0x0422 || id === 0x0423) inside.exif(edits, start, end);
    else if (id === 0x0424) cleanXmp(edits, start, end, owner);
    else if ((id === 0x0409 || id === 0x040c) && end - start > 28) inside.picture(edits, start + 28, end);
    at = start + size + (size % 2);
  }
  // What comes after the part that could be followed may be anything.
  if (at < to) edits.blank(at, to);
  // By it a reader tells whether IPTC was changed behind XMP's back.
  if (iptc && digestAt !== undefined) edits.write(digestAt, createHash('md5').update(iptc).digest());
}

/** Takes datasets out; the others move up, and what is free at the end is empty. */
export function cleanIptc(edits: Edits, from: number, to: number, owner: Owner): void {
  const { bytes } = edits;
  const kept: Buffer[] = [];
  let at = from;
  while (at + 5 <= to) {
    if (bytes[at] === 0) {
      at += 1;
      continue;
    }
    if (bytes[at] !== 0x1c) break;
    const [record, dataset] = [bytes[at + 1], bytes[at + 2] as number];
    const told = bytes.readUInt16BE(at + 3);
    const lengthBytes = told & 0x8000 ? told & 0x7fff : 0;
    if (lengthBytes > 4 || at + 5 + lengthBytes > to) break;
    const size = lengthBytes === 0 ? (told & 0x8000 ? 0 : told) : bytes.readUIntBE(at + 5, lengthBytes);
    const start = at + 5 + lengthBytes;
    if (start + size > to) break;
    const value = bytes.toString('latin1', start, start + size);
    const goes = record === 2 && (personal.has(dataset) || (notices.has(dataset) && owner.isIn(value)));
    if (record === 2 && names.has(dataset)) owner.add(value);
    if (!goes) kept.push(bytes.subarray(at, start + size));
    at = start + size;
  }
  const left = Buffer.alloc(to - from);
  Buffer.concat(kept).copy(left);
  edits.write(from, left);
}
