import { crc32 } from 'node:zlib';
import { sizes } from '#contract/common.ts';
import type { MadeJpeg } from './messages.ts';
import { put, refusalOf } from './render.ts';
import { sharp } from './sharp.ts';

/** A photo at the screen's size as phones and computers of any age keep it: JPEG in sRGB with no notes in it. On disk for good. */
export async function makeJpeg(path: string, into: string, seconds: number): Promise<MadeJpeg> {
  const data = await sharp(path)
    .resize(sizes.screen, sizes.screen, { fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 85 })
    .timeout({ seconds })
    .toBuffer()
    .catch((error: unknown) => {
      throw refusalOf(error);
    });
  await put([{ target: into, data }]);
  return { bytes: data.length, crc: crc32(data) };
}
