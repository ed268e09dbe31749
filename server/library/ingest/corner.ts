import type { OverlayOptions } from 'sharp';
import { padded, treated } from './letters.ts';
import { type Ink, inked, type Picture } from './pattern.ts';
import { sharp } from './sharp.ts';

/** A picture's place on another. */
export interface Placed extends Picture {
  readonly left: number;
  readonly top: number;
}

const ink: Ink = { letters: 0.88, rim: 0.62 };
const opaque = 0.9;

/** The brand, small, in the lower right corner of a picture of this size: the logo (WebP) where there is one, and the name. */
export async function corner(
  name: string,
  logo: Buffer | undefined,
  em: number,
  picture: { readonly width: number; readonly height: number },
): Promise<Placed[]> {
  const drawn = [
    ...(logo ? [await drawLogo(logo, em * 1.7, Math.min(em * 8, picture.width * 0.4))] : []),
    ...(name === '' ? [] : [await inked(name, em, Math.min(em * 16, picture.width * 0.45), ink)]),
  ].filter(({ width, height }) => width <= picture.width && height <= picture.height);
  const margin = Math.round(em * 0.7);
  const high = Math.max(0, ...drawn.map(({ height }) => height));
  const placed: Placed[] = [];
  let right = picture.width - margin;
  for (const part of drawn.toReversed()) {
    const left = right - part.width;
    const top = Math.round(picture.height - margin - high + (high - part.height) / 2);
    // On a picture that is hardly larger than it, it stands at the edge.
    placed.push({ ...part, left: Math.max(0, left), top: Math.max(0, top) });
    right = left - Math.round(em * 0.35);
    if (right <= 0) break;
  }
  return placed;
}

/** In its own colours, with a rim that is light around a dark one and dark around a light one. */
async function drawLogo(logo: Buffer, height: number, widest: number): Promise<Picture> {
  const { data, info } = await sharp(logo)
    .resize({ width: Math.max(1, Math.round(widest)), height: Math.max(1, Math.round(height)), fit: 'inside' })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 4) throw new Error(`a logo of ${info.channels} channels`);
  const own = { width: info.width, height: info.height };
  const shape = {
    ...own,
    data: Buffer.from(Array.from({ length: own.width * own.height }, (_, at) => data[at * 4 + 3] ?? 0)),
  };
  const pad = Math.ceil(height * 0.08) + 1;
  const wide = padded(shape, pad);
  const soft = await treated(wide, (image) => image.blur(Math.max(0.5, height * 0.04)));
  const rim = brightness(data) < 128 ? 255 : 0;
  const made = Buffer.alloc(wide.data.length * 4);
  for (let y = 0; y < wide.height; y += 1) {
    for (let x = 0; x < wide.width; x += 1) {
      const at = y * wide.width + x;
      const inside = x >= pad && y >= pad && x < pad + own.width && y < pad + own.height;
      const from = inside ? ((y - pad) * own.width + x - pad) * 4 : -1;
      const front = from < 0 ? 0 : ((data[from + 3] as number) / 255) * opaque;
      const back = Math.min(1, ((soft.data[at] as number) / 255) * 1.6) * 0.45 * (1 - front);
      const all = front + back;
      if (all === 0) continue;
      for (let channel = 0; channel < 3; channel += 1) {
        const own = from < 0 ? 0 : (data[from + channel] as number);
        made[at * 4 + channel] = Math.round((own * front + rim * back) / all);
      }
      made[at * 4 + 3] = Math.round(255 * all);
    }
  }
  return { data: made, width: wide.width, height: wide.height };
}

/** Of what is not see-through, 0 to 255. */
function brightness(data: Buffer): number {
  let [sum, weight] = [0, 0];
  for (let at = 0; at < data.length; at += 4) {
    const alpha = data[at + 3] as number;
    sum += (0.3 * (data[at] as number) + 0.59 * (data[at + 1] as number) + 0.11 * (data[at + 2] as number)) * alpha;
    weight += alpha;
  }
  return weight === 0 ? 255 : sum / weight;
}

/** As sharp puts it onto a picture. */
export function overlay({ data, width, height }: Picture): OverlayOptions {
  return { input: data, raw: { width, height, channels: 4 } };
}
