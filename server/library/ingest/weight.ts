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
