import { open, rename, rm } from 'node:fs/promises';
import type { Sharp } from 'sharp';
import { corner, overlay } from './corner.ts';
import { emsOf, writable } from './glyphs.ts';
import { glyphs } from './letters.ts';
import { type MarkedFile, type MarkJob, partOf } from './messages.ts';
import { type Ink, lay, tiled } from './pattern.ts';
import { image as imageOf, pixels, refusalOf, release, upright } from './render.ts';
import { heldPixels } from './weight.ts';

const inks: Record<MarkJob['drawing']['kind'], Ink> = {
  brand: { letters: 0.2, rim: 0.2 },
  recipient: { letters: 0.36, rim: 0.4 },
};
/** A wider name, in ems, is shortened in its middle. */
const longestName = 30;
/** Letters of a line at most. */
const lineEms = 11;
/** Letters are no smaller than so many pixels, where the picture has room for them. */
const leastEm = 12;

/** Makes a copy of a picture with a mark in its pixels, whole on disk when this resolves. Throws a Refusal for one that cannot be decoded. */
export async function drawMarked(job: MarkJob, seconds: number): Promise<MarkedFile> {
  const { width, height, drawing, type } = job;
  const name = writable(drawing.names, await glyphs(), longestName);
  const text = [name, drawing.date ?? ''].filter((line) => line !== '').join('\n');
  const em = emFor(job, text);
  const logo = drawing.logo === null ? undefined : Buffer.from(drawing.logo, 'base64');
  const over = text === '' ? undefined : await tiled(text, em, em * lineEms, inks[drawing.kind], job);
  const placed = drawing.kind === 'brand' ? await corner(name, logo, em, job) : [];
  const { image, whole } = await upright(job.source, seconds);
  image.resize(width, height, { fit: 'fill' });
  let data: Buffer;
  try {
    if (width * height <= heldPixels) {
      const bare = await pixels(image, whole);
      if (over) lay(bare, over, 'everywhere');
      for (const part of placed) lay(bare, part, part);
      data = await encoded(imageOf(bare), type, Math.max(width, height)).toBuffer();
      release(bare.data);
    } else {
      const parts = placed.map((part) => ({ ...overlay(part), left: part.left, top: part.top }));
      image.composite([...(over ? [{ ...overlay(over), tile: true, gravity: 'centre' }] : []), ...parts]).removeAlpha();
      data = await encoded(image, type, Math.max(width, height)).toBuffer();
    }
  } catch (error) {
    throw refusalOf(error);
  }
  await put(job.target, data);
  const bytes = data.length;
  release(data);
  return { bytes };
}

/** Letters grow with the picture, so that a mark looks the same in every size, but a long line has to fit. */
function emFor({ width, height }: MarkJob, text: string): number {
  const longest = Math.max(1, ...text.split('\n').map((line) => Math.min(lineEms, emsOf(line))));
  return Math.max(4, Math.min(Math.max(leastEm, Math.sqrt(width * height) * 0.023), (width * 0.85) / longest));
}

/** As the clean sizes are encoded; what is saved is a JPEG. */
function encoded(image: Sharp, type: MarkJob['type'], edge: number): Sharp {
  if (type === 'image/webp') return image.webp({ quality: 80, effort: edge > 800 ? 2 : 4 });
  return image.jpeg({ quality: 90 });
}

/** Its name is there only once its bytes are on disk; a name that a power cut takes away is only a picture to be made again. */
async function put(target: string, data: Buffer): Promise<void> {
  const part = partOf(target);
  try {
    const handle = await open(part, 'w', 0o600);
    try {
      await handle.writeFile(data);
      await handle.datasync();
    } finally {
      await handle.close();
    }
    await rename(part, target);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
