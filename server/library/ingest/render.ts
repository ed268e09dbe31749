import { createHash } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Sharp } from 'sharp';
import { rgbaToThumbHash } from 'thumbhash';
import { sizes } from '#contract/common.ts';
import { maxPixels } from '#contract/photos.ts';
import { Refusal } from '../../refusal.ts';
import { syncFolder } from '../../store/files.ts';
import { type Header, readHeader } from './header.ts';
import { partOf, type Rendered, type RenderedSize, type RenderJob } from './messages.ts';
import { sharp } from './sharp.ts';

export interface Pixels {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
  /** Of the original, upright: each size is rounded from it, and not from the size before. */
  readonly whole: { readonly width: number; readonly height: number };
}

/** Makes the three sizes and the ThumbHash from one decode, and has them on disk for good; throws a Refusal for a photo that cannot be decoded. */
export async function render({ source, into }: RenderJob, seconds: number): Promise<Rendered> {
  const kiosk = await decode(source, () => sizes.kiosk, seconds);
  const kioskFile = await encode(kiosk, 'image/jpeg', (image) => image.jpeg({ quality: 80 }));
  const screen = await shrink(kiosk, sizes.screen);
  release(kiosk.data);
  const screenFile = await encode(screen, 'image/webp', (image) => image.webp({ quality: 80, effort: 2 }));
  const thumb = await shrink(screen, sizes.thumb);
  release(screen.data);
  const thumbFile = await encode(thumb, 'image/webp', (image) => image.webp({ quality: 80, effort: 4 }));
  const hash = await thumbhash(thumb);
  release(thumb.data);
  await put([
    { target: into.thumb, data: thumbFile.data },
    { target: into.screen, data: screenFile.data },
    { target: into.kiosk, data: kioskFile.data },
  ]);
  for (const { data } of [thumbFile, screenFile, kioskFile]) release(data);
  return { thumbhash: hash, sizes: { thumb: thumbFile.size, screen: screenFile.size, kiosk: kioskFile.size } };
}

/** Gives the memory of a buffer that sharp made back at once; it is empty from then on. To wait for the garbage collector takes much more memory, to call it much more time. */
export function release({ buffer, byteLength }: Buffer): void {
  // One that shares its memory with others is left alone.
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}

/** A photo in pixels whose longer side is no longer than this: upright, sRGB, three channels, nothing else. */
export async function decode(source: string, edgeOf: (header: Header) => number, seconds: number): Promise<Pixels> {
  const header = await readHeader(source);
  const { image, whole } = uprightOf(source, header, seconds);
  const edge = edgeOf(header);
  image.resize(edge, edge, { fit: 'inside', withoutEnlargement: true });
  try {
    return await pixels(image, whole);
  } catch (error) {
    throw refusalOf(error);
  }
}

/** A file that is about to be decoded as `decode` says, and its sides as seen upright. */
export async function upright(source: string, seconds: number): Promise<{ image: Sharp; whole: Pixels['whole'] }> {
  return uprightOf(source, await readHeader(source), seconds);
}

function uprightOf(source: string, { metadata }: Header, seconds: number): { image: Sharp; whole: Pixels['whole'] } {
  const image = sharp(source, {
    // Cameras and phones write files that libjpeg grumbles about and reads: only what is really missing counts.
    failOn: 'error',
    limitInputPixels: maxPixels,
  })
    .autoOrient()
    // White in every size, so that a cut-out product looks the same on a light page and a dark one.
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .timeout({ seconds });
  // sharp takes 16-bit pixels that have a profile to P3 first, and leaves them there unless told.
  if (metadata.space === 'rgb16' && metadata.hasProfile) image.withIccProfile('srgb', { attach: false });
  return { image, whole: metadata.autoOrient };
}

/** What sharp says of a picture that it cannot decode, as a Refusal; what is no fault of the picture, as it is. */
export function refusalOf(error: unknown): unknown {
  const said = error instanceof Error ? error.message : String(error);
  if (/out of memory|unable to (?:allocate|create thread)|input file is missing/i.test(said)) return error;
  const refusal = /pixel limit/.test(said)
    ? new Refusal('too_many_pixels', 'the photo has too many pixels')
    : /timeout/.test(said)
      ? new Refusal('photo_took_too_long', 'the photo took too long to read')
      : new Refusal('photo_damaged', 'the photo is damaged: its data cannot be read to the end');
  refusal.cause = error;
  return refusal;
}

/** From the pixels of the size before, but with the sides that the original itself gives. */
async function shrink(from: Pixels, edge: number): Promise<Pixels> {
  const { width, height } = from.whole;
  const scale = Math.min(1, edge / Math.max(width, height));
  const side = (length: number) => Math.max(1, Math.round(length * scale));
  return pixels(image(from).resize(side(width), side(height), { fit: 'fill' }), from.whole);
}

export const image = ({ data, width, height }: Pixels) => sharp(data, { raw: { width, height, channels: 3 } });

export async function pixels(made: Sharp, whole: Pixels['whole']): Promise<Pixels> {
  const { data, info } = await made.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) throw new Error(`pixels of ${info.channels} channels`);
  return { data, width: info.width, height: info.height, whole };
}

/** Pixels as a file, with all that is stored of it. */
export async function encode(
  from: Pixels,
  type: RenderedSize['type'],
  as: (image: Sharp) => Sharp,
): Promise<{ data: Buffer; size: RenderedSize }> {
  const data = await as(image(from)).toBuffer();
  const sha256 = createHash('sha256').update(data).digest('hex');
  return { data, size: { width: from.width, height: from.height, bytes: data.length, sha256, type } };
}

async function thumbhash(thumb: Pixels): Promise<string> {
  const { data, info } = await image(thumb)
    .resize(100, 100, { fit: 'inside', withoutEnlargement: true })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString('base64');
}

interface Put {
  readonly target: string;
  readonly data: Buffer;
}

/** Writes files beside their targets, syncs them, moves them into place, and syncs the folders. */
export async function put(files: readonly Put[]): Promise<void> {
  try {
    for (const { target, data } of files) {
      const handle = await open(partOf(target), 'w', 0o600);
      try {
        await handle.writeFile(data);
        await handle.sync();
      } finally {
        await handle.close();
      }
    }
    for (const { target } of files) await rename(partOf(target), target);
  } catch (error) {
    for (const { target } of files) await rm(partOf(target), { force: true });
    throw error;
  }
  for (const folder of new Set(files.map(({ target }) => dirname(target)))) await syncFolder(folder);
}
