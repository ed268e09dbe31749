import type { RenderedSize } from './messages.ts';
import { decode, encode, put, release } from './render.ts';

/** Makes the size for looking all around from one decode, and has it on disk for good; throws a Refusal for a photo that cannot be decoded. */
export async function makePano(source: string, into: string, seconds: number): Promise<RenderedSize> {
  const pixels = await decode(source, ({ pano }) => pano.edge, seconds);
  const { data, size } = await encode(pixels, 'image/webp', (image) => image.webp({ quality: 80, effort: 2 }));
  release(pixels.data);
  await put([{ target: into, data }]);
  release(data);
  return size;
}
