import { maxPixels } from '#contract/photos.ts';
import { readHeader } from './header.ts';
import type { DrawnLogo } from './messages.ts';
import { refusalOf } from './render.ts';
import { sharp } from './sharp.ts';

/** Longest edge in pixels. */
const longest = 512;

/** Draws an uploaded picture anew as a logo: small, upright, sRGB, see-through where it was, with nothing else in it. Throws a Refusal for one that cannot be decoded. */
export async function drawLogo(source: string, seconds: number): Promise<DrawnLogo> {
  const { metadata } = await readHeader(source);
  const image = sharp(source, { failOn: 'error', limitInputPixels: maxPixels })
    .autoOrient()
    .resize(longest, longest, { fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .timeout({ seconds });
  // As for photos: sharp would leave 16-bit pixels in another colour space.
  if (metadata.space === 'rgb16' && metadata.hasProfile) image.withIccProfile('srgb', { attach: false });
  try {
    const data = await image.webp({ quality: 92, smartSubsample: true, effort: 5 }).toBuffer();
    return { webp: data.toString('base64') };
  } catch (error) {
    throw refusalOf(error);
  }
}
