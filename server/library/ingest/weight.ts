import type { Metadata } from 'sharp';
import type { PhotoFormat } from '#contract/photos.ts';

const mebibyte = 1 << 20;
/** Renders side by side may take this much, by their weights. */
export const sharedBytes = 340 * mebibyte;
/** One render on its own, in a fresh process, may take this much: with the process itself that made 623 MiB at the most. */
export const loneBytes = 505 * mebibyte;

/** What a render takes whose photo is decoded line by line: the sizes as pixels, and the encoders. */
const ordinary = 85 * mebibyte;
/** What a decoder takes beside the pixels that it must hold. */
const beside = 56 * mebibyte;

/** What a marked copy of one of our own sizes takes: a JPEG that is decoded smaller, line by line. */
export const markBytes = 60 * mebibyte;

export interface Weighed {
  readonly format: PhotoFormat;
  readonly pixels: number;
  readonly metadata: Pick<Metadata, 'channels' | 'depth' | 'isProgressive'>;
  readonly animated: boolean;
  readonly fileBytes: number;
  readonly coefficientBytes: number;
}

/** How many bytes a render takes at most, as measured: some decoders must hold the whole photo, however small it comes out. */
export function weigh(photo: Weighed): number {
  const held = heldBytes(photo);
  return Math.max(ordinary, held === 0 ? 0 : held + beside);
}

function heldBytes({ format, pixels, metadata, animated, fileBytes, coefficientBytes }: Weighed): number {
  if (format === 'jpeg') return coefficientBytes;
  if (format === 'png')
    return metadata.isProgressive ? pixels * (metadata.channels ?? 4) * (metadata.depth === 'ushort' ? 2 : 1) : 0;
  // Lossless data is unpacked whole; of a moving picture the canvas as well. The file is in memory beside it.
  return pixels * (animated ? 8 : 4) + fileBytes;
}

/** A marked copy of more pixels goes through line by line; one of fewer is held in memory, which takes half the time. */
export const heldPixels = 32_000_000;

/** How many bytes a copy in its full size takes at most, as measured, of a photo whose render takes so many. */
export function weighWhole(
  render: number,
  { width, height, orientation = 1 }: Pick<Metadata, 'width' | 'height' | 'orientation'>,
): number {
  const pixels = width * height;
  // One that lies on its side is held whole to be turned, in any case.
  return render + pixels * ((pixels > heldPixels ? 3 : 5) + (orientation > 4 ? 3 : 0));
}
