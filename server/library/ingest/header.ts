import { type FileHandle, open } from 'node:fs/promises';
import type { Metadata } from 'sharp';
import { maxPixels, type PhotoFormat } from '#contract/photos.ts';
import { Refusal } from '../../refusal.ts';
import { readJpegHeader } from './jpeg-header.ts';
import { sharp } from './sharp.ts';
import { sniff } from './sniff.ts';
import { loneBytes, weigh, weighPano, weighWhole } from './weight.ts';
import { isCut } from './whole.ts';

/** What a photo's header tells, read without decoding any pixel. */
export interface Header {
  readonly format: PhotoFormat;
  readonly metadata: Metadata;
  /** Memory that a render takes at most. */
  readonly bytes: number;
  /** Memory that a copy in its full size takes at most. */
  readonly whole: number;
  /** As a panorama: its longest side, and the memory that making it takes at most. */
  readonly pano: { readonly edge: number; readonly bytes: number };
}

/** Reads a photo's header; throws `file_empty`, `not_a_photo`, `format_not_accepted`, `photo_unreadable`, `photo_damaged`, `too_many_pixels`. */
export async function readHeader(path: string): Promise<Header> {
  const file = await open(path, 'r');
  try {
    return await read(path, file);
  } catch (error) {
    if (error instanceof Refusal || isOfTheSystem(error)) throw error;
    const refusal = new Refusal('photo_unreadable', 'the file begins like a photo but cannot be read as one');
    refusal.cause = error;
    throw refusal;
  } finally {
    await file.close();
  }
}

async function read(path: string, file: FileHandle): Promise<Header> {
  const { size } = await file.stat();
  if (size === 0) throw new Refusal('file_empty', 'the file is empty');
  const slice = async (at: number, length: number) => {
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, at);
    return buffer.subarray(0, bytesRead);
  };
  const head = await slice(0, 4100);
  const format = await sniff(head);
  const jpeg = format === 'jpeg' ? await readJpegHeader((at) => slice(at, 256)) : null;
  const cut = jpeg === 'ends' || (await isCut(format, head, size, jpeg?.scanAt ?? 0, slice));
  const damaged = () => new Refusal('photo_damaged', 'the file ends before the photo does');

  // The limit on pixels is ours, below: sharp would say only that there are too many.
  const metadata = await sharp(path, { limitInputPixels: false })
    .metadata()
    .catch((error: unknown) => {
      throw cut ? damaged() : error;
    });
  const { width, height, channels = 4 } = metadata;
  const pixels = width * height;
  if (pixels > maxPixels) {
    const most = `${maxPixels / 1e6} million`;
    throw tooMany(`the photo is ${width} × ${height}; at most ${most} pixels are taken`, metadata);
  }
  // Where we lost the way among a JPEG's markers and libjpeg did not, the worst is assumed.
  const coefficientBytes = jpeg === 'ends' ? 0 : (jpeg?.coefficientBytes ?? pixels * channels * 2);
  const animated = head.toString('latin1', 12, 16) === 'VP8X' && ((head[20] ?? 0) & 2) !== 0;
  const bytes = weigh({ format, pixels, metadata, animated, fileBytes: size, coefficientBytes });
  if (bytes > loneBytes) {
    const stored = { jpeg: 'a progressive JPEG', png: 'an interlaced PNG', webp: 'a WebP' }[format];
    throw tooMany(`the photo is ${width} × ${height}, which is more than can be read from ${stored}`, metadata);
  }
  if (cut) throw damaged();
  return { format, metadata, bytes, whole: weighWhole(bytes, metadata), pano: weighPano(bytes, metadata) };
}

function tooMany(message: string, { width, height }: Metadata): Refusal {
  return new Refusal('too_many_pixels', message, { width, height, maxPixels });
}

/** A disk that fails is no fault of the photo. */
function isOfTheSystem(error: unknown): boolean {
  return (error as NodeJS.ErrnoException | null)?.syscall !== undefined;
}
