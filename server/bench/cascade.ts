import type { Sharp } from 'sharp';
import { sharp } from '../library/ingest/sharp.ts';

export interface Pixels {
  readonly data: Buffer;
  readonly info: { readonly width: number; readonly height: number };
}

const from = ({ data, info }: Pixels) => sharp(data, { raw: { width: info.width, height: info.height, channels: 3 } });
const pixels = (image: Sharp) => image.raw().toBuffer({ resolveWithObject: true });
const fit = (image: Sharp, edge: number) => image.resize(edge, edge, { fit: 'inside', withoutEnlargement: true });

/** The three sizes as pixels, each from the one before, of one decode. */
export async function shrink(photo: Sharp): Promise<{ kiosk: Pixels; screen: Pixels; thumb: Pixels }> {
  const upright = fit(photo.autoOrient(), 3840).flatten({ background: '#fff' }).toColourspace('srgb');
  const kiosk = await pixels(upright);
  const screen = await pixels(fit(from(kiosk), 1600));
  return { kiosk, screen, thumb: await pixels(fit(from(screen), 400)) };
}

/** The three sizes as files. */
export async function encode({ kiosk, screen, thumb }: Awaited<ReturnType<typeof shrink>>): Promise<void> {
  await from(thumb).webp({ quality: 80, effort: 4 }).toBuffer();
  await from(screen).webp({ quality: 80, effort: 2 }).toBuffer();
  await from(kiosk).jpeg({ quality: 80 }).toBuffer();
}

/** Makes the three sizes of a photo as barely as it can be done. */
export async function cascade(photo: Sharp): Promise<void> {
  await encode(await shrink(photo));
}
