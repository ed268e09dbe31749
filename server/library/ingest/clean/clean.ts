import { readFile } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { Refusal } from '../../../refusal.ts';
import type { Cleaned } from '../messages.ts';
import { Edits } from './edits.ts';
import { cleanJpeg, isJpeg } from './jpeg.ts';
import { Owner } from './owner.ts';
import { cleanExif, cleanPng } from './png.ts';
import { cleanTrailer } from './trailer.ts';
import { cleanXmp } from './xmp.ts';

/** More than a photo of any camera needs: such a file is not handed out. */
const mostTold = 2 * 1024 * 1024;

/** One file at a time is in memory. */
let turn: Promise<unknown> = Promise.resolve();

/**
 * Finds what has to be changed of an original so that nobody learns place, serial numbers or owner from it: patches that
 * move no byte, and touch neither pixels nor colour profile, orientation or the facts of a panorama. Throws
 * `photo_unreadable` for a file that would need more of them than any camera writes.
 */
export function clean(path: string): Promise<Cleaned> {
  const mine = turn.then(
    () => cleanFile(path),
    () => cleanFile(path),
  );
  turn = mine;
  return mine;
}

async function cleanFile(path: string): Promise<Cleaned> {
  const bytes = await readFile(path);
  const crc = crc32(bytes);
  const patches = cleanBytes(bytes);
  if (JSON.stringify(patches).length > mostTold)
    throw new Refusal('photo_unreadable', 'the notes in this file cannot be told from one another');
  return { bytes: bytes.length, crc, cleanCrc: patches.length === 0 ? crc : crc32(bytes), patches };
}

/** The same for a file in memory, which is clean afterwards. */
export function cleanBytes(bytes: Buffer): Cleaned['patches'] {
  const edits = new Edits(bytes);
  const owner = new Owner();
  cleanBy(edits, owner);
  // A notice that was met before the name in it.
  if (owner.noticed && owner.known) cleanBy(edits, owner);
  return edits.patches();
}

function cleanBy(edits: Edits, owner: Owner): void {
  const { bytes } = edits;
  if (isJpeg(bytes, 0)) cleanTrailer(edits, cleanJpeg(edits, 0, bytes.length, owner), bytes.length, owner);
  else if (bytes.toString('latin1', 0, 8) === '\x89PNG\r\n\x1a\n')
    cleanTrailer(edits, cleanPng(edits, owner), bytes.length, owner);
  else if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP')
    cleanTrailer(edits, cleanWebp(edits, owner), bytes.length, owner);
}

/** Gives where the picture ends. */
function cleanWebp(edits: Edits, owner: Owner): number {
  const { bytes } = edits;
  const end = Math.min(bytes.length, 8 + bytes.readUInt32LE(4));
  for (let at = 12; at + 8 <= end; ) {
    const type = bytes.toString('latin1', at, at + 4);
    const from = at + 8;
    const to = Math.min(end, from + bytes.readUInt32LE(at + 4));
    if (type === 'EXIF') cleanExif(edits, from, to, owner);
    else if (type === 'XMP ') cleanXmp(edits, from, to, owner);
    else if (type === 'C2PA') {
      edits.blank(from, to);
      edits.write(at, Buffer.from('noNe'));
    }
    at = to + ((to - from) % 2);
  }
  return end;
}
