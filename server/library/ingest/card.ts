import type { Sharp } from 'sharp';
import { maxPixels } from '#contract/photos.ts';
import { readHeader } from './header.ts';
import type { CardJob, DrawnCard, DrawnPicture } from './messages.ts';
import { refusalOf } from './render.ts';
import { sharp } from './sharp.ts';

/** Longest edge of a picture that guests long-press: a code in a screenshot stays sharp. */
const longest = 1200;
/** What messengers draw of an address. */
const card = { width: 1200, height: 630, bar: 14, margin: 40, logo: { width: 280, height: 96, pad: 20 } } as const;

/** Draws an uploaded picture anew as a JPEG, upright, on white, sRGB, with nothing else in it. Throws a Refusal for one that cannot be decoded. */
export async function drawPicture(source: string, seconds: number): Promise<DrawnPicture> {
  const { metadata } = await readHeader(source);
  const image = sharp(source, { failOn: 'error', limitInputPixels: maxPixels })
    .autoOrient()
    .resize(longest, longest, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .timeout({ seconds });
  if (metadata.space === 'rgb16' && metadata.hasProfile) image.withIccProfile('srgb', { attach: false });
  try {
    // Whole colours: the edges of a code in colour would blur.
    const { data, info } = await image
      .jpeg({ quality: 88, chromaSubsampling: '4:4:4' })
      .toBuffer({ resolveWithObject: true });
    return { jpeg: data.toString('base64'), width: info.width, height: info.height };
  } catch (error) {
    throw refusalOf(error);
  }
}

/** Draws a photo as a card of 1200 × 630 for messengers: cropped about what draws the eye, over a bar in the brand's colour, with the logo (a file) where there is one. */
export async function drawCard({ path, colour, logo }: CardJob, seconds: number): Promise<DrawnCard> {
  const photo = await layer(
    sharp(path, { failOn: 'error', limitInputPixels: maxPixels })
      .resize(card.width, card.height - card.bar, { fit: 'cover', position: sharp.strategy.attention })
      .timeout({ seconds }),
  );
  const { width, height, pad } = card.logo;
  // On white, so that it can be told on any photo.
  const plate =
    logo === null
      ? undefined
      : await layer(
          sharp(logo, { limitInputPixels: maxPixels })
            .resize(width, height, { fit: 'inside' })
            .flatten({ background: '#ffffff' })
            .extend({ top: pad, bottom: pad, left: pad, right: pad, background: '#ffffff' }),
        );
  const low = card.height - card.bar - card.margin;
  const jpeg = await sharp({ create: { width: card.width, height: card.height, channels: 3, background: colour } })
    .composite([
      { ...photo, left: 0, top: 0 },
      ...(plate ? [{ ...plate, left: card.margin, top: low - plate.raw.height }] : []),
    ])
    // Some messengers take nothing above 300 kB.
    .jpeg({ quality: 78 })
    .toBuffer();
  return { jpeg: jpeg.toString('base64') };
}

/** Pixels to be laid over others; buffers of files are read by no loader here. */
async function layer(image: Sharp) {
  const { data, info } = await image
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return { input: data, raw: { width: info.width, height: info.height, channels: 3 as const } };
}
