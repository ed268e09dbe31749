import { createRequire } from 'node:module';
import type { Sharp } from 'sharp';
import { type HasGlyph, readGlyphs } from './glyphs.ts';
import { sharp } from './sharp.ts';

/** The box's own font, so that no letter depends on what the system has: Noto Sans SC, one weight (SIL Open Font License). */
export const fontFile = createRequire(import.meta.url).resolve(
  '@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf',
);
const fontName = 'Noto Sans SC Medium';

/** How much of each pixel is covered, 0 to 255. */
export interface Mask {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
}

let read: Promise<HasGlyph> | undefined;

/** Which characters the box's font has. */
export function glyphs(): Promise<HasGlyph> {
  read ??= readGlyphs(fontFile);
  return read;
}

/**
 * Letters of so many pixels a line, in lines no wider than `widest`, centred; cut close. What the font has no glyph for
 * comes out as a box with figures, so ask `glyphs` before.
 */
export async function drawLetters(text: string, em: number, widest: number): Promise<Mask> {
  const escaped = text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] as string);
  return maskOf(
    sharp({
      text: {
        text: escaped,
        font: `${fontName} ${em.toFixed(2)}`,
        fontfile: fontFile,
        dpi: 72,
        width: Math.max(1, Math.ceil(widest)),
        align: 'centre',
        wrap: 'word-char',
      },
    }),
  );
}

/** The same mask with so many empty pixels around it, treated by sharp in some way that keeps it one. */
export function treated(mask: Mask, treat: (image: Sharp) => Sharp): Promise<Mask> {
  const { data, width, height } = mask;
  return maskOf(treat(sharp(data, { raw: { width, height, channels: 1 } })));
}

async function maskOf(image: Sharp): Promise<Mask> {
  const { data, info } = await image.toColourspace('b-w').raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
  if (info.channels !== 1) throw new Error(`a mask of ${info.channels} channels`);
  return { data, width: info.width, height: info.height };
}

/** With so many empty pixels on every side. */
export function padded({ data, width, height }: Mask, by: number): Mask {
  const wide = width + 2 * by;
  const wider = Buffer.alloc(wide * (height + 2 * by));
  for (let y = 0; y < height; y += 1) data.copy(wider, (y + by) * wide + by, y * width, (y + 1) * width);
  return { data: wider, width: wide, height: height + 2 * by };
}
