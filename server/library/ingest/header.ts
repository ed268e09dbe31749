import { type FileHandle, open } from 'node:fs/promises';
import type { Metadata } from 'sharp';
import { maxPixels, type PhotoFormat } from '#contract/photos.ts';
import { Refusal } from '../../refusal.ts';
import { readJpegHeader } from './jpeg-header.ts';
import { sharp } from './sharp.ts';
import { sniff } from './sniff.ts';
import { loneBytes, weigh } from './weight.ts';
import { isCut } from './whole.ts';

/** What a photo's header tells, read without decoding any pixel. */
export interface Header {
  readonly format: PhotoFormat;
  readonly metadata: Metadata;
  /** Memory that a render takes at most. */
  readonly bytes: number;
}

/** Reads a photo's header; throws `file_empty`, `not_a_photo`, `format_not_accepted`, `photo_unreadable`, `photo_damaged`, `too_many_pixels`. */
export async function readHeader(path: string): Promise<Header> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (size === 0) throw new Refusal('file_empty', 'the file is empty');
    const head = await slice(file, 0, 4100);
    const format = await sniff(head);
    const jpeg = format === 'jpeg' ? await readJpegHeader((at) => slice(file, at, 256)) : null;
    const cut = jpeg === 'ends' || (await isCut(format, head, size, jpeg?.scanAt ?? 0, (at, length) => slice(file, at, length)));
    // The limit on pixels is ours, below: sharp would say only that there are too many.
    const metadata = await sharp(path, { limitInputPixels: false })
      .metadata()
      .catch((error: unknown) => unreadable(cut, error));
    const { width, height } = metadata;
    const pixels = width * height;
    if (pixels > maxPixels) {
      throw new Refusal('too_many_pixels', `the photo is ${width} × ${height}; at most ${maxPixels / 1e6} million pixels are taken`, { width, height, maxPixels });
    }
    const animated = head.toString('latin1', 12, 16) === 'VP8X' && ((head[20] ?? 0) & 2) !== 0;
    const bytes = weigh({ format, pixels, metadata, animated, fileBytes: size, coefficientBytes: jpeg === 'ends' ? 0 : (jpeg?.coefficientBytes ?? 0) });
    if (bytes > loneBytes) {
      throw new Refusal('too_many_pixels', `a ${width} × ${height} photo stored this way (${stored(format)}) takes more memory than there is`, { width, height });
    }
    if (cut) throw damaged();
    return { format, metadata, bytes };
  } finally {
    await file.close();
  }
}

const stored = (format: PhotoFormat) => ({ jpeg: 'progressive', png: 'interlaced', webp: 'animated' })[format];
const damaged = () => new Refusal('photo_damaged', 'the file ends before the photo does');

function unreadable(cut: boolean, error: unknown): never {
  if (cut) throw damaged();
  const refusal = new Refusal('photo_unreadable', 'the file begins like a photo but cannot be read as one');
  refusal.cause = error;
  throw refusal;
}

async function slice(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, at);
  return buffer.subarray(0, bytesRead);
}
