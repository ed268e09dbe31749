import type { OverlayOptions } from 'sharp';
import type { DrawnSheet, SheetJob } from './messages.ts';
import { refusalOf } from './render.ts';
import { sharp } from './sharp.ts';

/** Draws a picture that the box made itself small: JPEG on white, in sRGB, with no notes in it. Throws a Refusal for one that cannot be decoded. */
export async function drawSmall(path: string, edge: number, seconds: number): Promise<{ jpeg: string }> {
  const data = await sharp(path, { failOn: 'error' })
    .resize(edge, edge, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 82 })
    .timeout({ seconds })
    .toBuffer()
    .catch((error: unknown) => {
      throw refusalOf(error);
    });
  return { jpeg: data.toString('base64') };
}

/** Draws shapes and lays pictures over them (PNG of 256 colours). A picture that can't be read leaves what was drawn in its place. */
export async function drawSheet(job: SheetJob, seconds: number): Promise<DrawnSheet> {
  const laid: OverlayOptions[] = [];
  for (const slot of job.pictures) laid.push(...(await overlayOf(slot, seconds)));
  const { data, info } = await sharp(Buffer.from(job.svg), { failOn: 'error' })
    .resize(job.width, job.height, { fit: 'fill' })
    .flatten({ background: '#ffffff' })
    .composite(laid)
    .removeAlpha()
    .toColourspace('srgb')
    .timeout({ seconds })
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  // 256 colours, chosen for this picture and dithered: a third of the bytes, and hardly to be told from all of them.
  const png = await sharp(data, { raw: { width: info.width, height: info.height, channels: 3 } })
    .png({ palette: true, quality: 90, effort: 1 })
    .toBuffer();
  return { png: png.toString('base64') };
}

async function overlayOf(
  { path, left, top, width, height, fit }: SheetJob['pictures'][number],
  seconds: number,
): Promise<OverlayOptions[]> {
  try {
    const { data, info } = await sharp(path, { failOn: 'error' })
      .resize(width, height, { fit: fit === 'fill' ? 'cover' : 'inside' })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .timeout({ seconds })
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    return [{ input: data, raw: { width: info.width, height: info.height, channels: 3 }, left, top }];
  } catch {
    return [];
  }
}
