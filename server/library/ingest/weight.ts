import type { Metadata } from 'sharp';
import { sizes } from '#contract/common.ts';
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

/** What a sheet takes: its pixels as they are drawn, laid over, and encoded, and the pictures on it one by one. */
export const sheetBytes = ({ width, height }: { readonly width: number; readonly height: number }): number =>
  width * height * 12 + 60 * mebibyte;

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

/**
 * The longest side of a panorama, and how many bytes making it takes at most, as measured, of a photo whose render takes
 * so many. One that is very hard to read comes in the kiosk's size, so that it takes no more than its render.
 */
export function weighPano(
  render: number,
  { width, height }: Pick<Metadata, 'width' | 'height'>,
): { readonly edge: number; readonly bytes: number } {
  const pixels = (edge: number) => width * height * Math.min(1, edge / Math.max(width, height)) ** 2;
  const edge = render + pixels(sizes.pano) * 3 > loneBytes ? sizes.kiosk : sizes.pano;
  // What the decoder holds is gone before the encoder begins, which needs the pixels three times.
  const decoding = edge === sizes.kiosk ? render : render + pixels(edge) * 3;
  return { edge, bytes: Math.ceil(Math.max(decoding, pixels(edge) * 9 + beside)) };
}
