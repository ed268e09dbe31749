import { drawLetters, type Mask, padded, treated } from './letters.ts';
import type { Pixels } from './render.ts';

/** Pixels of four channels, the fourth how opaque they are. */
export interface Picture {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
}

/** How opaque letters and the rim around them are, 0 to 1: one shows on what is dark, the other on what is light. */
export interface Ink {
  readonly letters: number;
  readonly rim: number;
}

/** How letters rise, in degrees. */
const rise = -30;

/** White letters with a dark rim, so many pixels a line. */
export async function inked(text: string, em: number, widest: number, ink: Ink): Promise<Picture> {
  const letters = padded(await drawLetters(text, em, widest), rimOf(em));
  return paint(letters, await around(letters, em), ink);
}

/**
 * What covers a whole picture when it is laid side by side from the middle on: the text rising to the right, one in the
 * middle and one between every four. No larger than the picture, where it is cut around its middle.
 */
export async function tiled(
  text: string,
  em: number,
  widest: number,
  ink: Ink,
  picture: { readonly width: number; readonly height: number },
): Promise<Picture> {
  const upright = padded(await drawLetters(text, em, widest), rimOf(em));
  const turn = (mask: Mask) => treated(mask, (image) => image.rotate(rise, { background: '#000000' }));
  const letters = await turn(upright);
  const rim = await turn(await around(upright, em));
  const [across, down] = [letters.width + Math.round(em * 1.6), letters.height + Math.round(em * 1.6)];
  const cell = { width: across * 2, height: down * 2 };
  return cut(paint(spread(letters, cell), spread(rim, cell), ink), picture);
}

/** Pixels that a rim needs around the letters. */
function rimOf(em: number): number {
  return Math.ceil(em * 0.16) + 1;
}

/** The rim: what lies close to letters and is none. */
async function around(letters: Mask, em: number): Promise<Mask> {
  const soft = await treated(letters, (image) => image.blur(Math.max(0.5, em * 0.05)));
  const data = Buffer.from(
    soft.data.map((near, at) => Math.max(0, Math.min(255, near * 2.4) - (letters.data[at] ?? 0))),
  );
  return { ...letters, data };
}

function paint(letters: Mask, rim: Mask, ink: Ink): Picture {
  const { width, height } = letters;
  const data = Buffer.alloc(width * height * 4);
  for (let at = 0, to = 0; at < letters.data.length; at += 1, to += 4) {
    const light = ((letters.data[at] as number) / 255) * ink.letters;
    const dark = ((rim.data[at] as number) / 255) * ink.rim;
    // The light over the dark.
    const opaque = light + dark * (1 - light);
    if (opaque === 0) continue;
    data.fill(Math.round((255 * light) / opaque), to, to + 3);
    data[to + 3] = Math.round(255 * opaque);
  }
  return { data, width, height };
}

/** Puts a mask into the middle of a cell and around its corners, where the next cells go on with it. */
function spread(mask: Mask, { width, height }: { readonly width: number; readonly height: number }): Mask {
  const data = Buffer.alloc(width * height);
  const places = [
    [width / 2, height / 2],
    [0, 0],
  ] as const;
  for (const [middleX, middleY] of places) {
    const left = Math.round(middleX - mask.width / 2) + width;
    const top = Math.round(middleY - mask.height / 2) + height;
    for (let y = 0; y < mask.height; y += 1) {
      const row = ((top + y) % height) * width;
      for (let x = 0; x < mask.width; x += 1) {
        const to = row + ((left + x) % width);
        data[to] = Math.max(data[to] as number, mask.data[y * mask.width + x] as number);
      }
    }
  }
  return { data, width, height };
}

function cut({ data, width, height }: Picture, most: { readonly width: number; readonly height: number }): Picture {
  if (width <= most.width && height <= most.height) return { data, width, height };
  const [wide, high] = [Math.min(width, most.width), Math.min(height, most.height)];
  const [left, top] = [Math.floor((width - wide) / 2), Math.floor((height - high) / 2)];
  const rows = Array.from({ length: high }, (_, y) => {
    const from = ((top + y) * width + left) * 4;
    return data.subarray(from, from + wide * 4);
  });
  return { data: Buffer.concat(rows), width: wide, height: high };
}

/**
 * Lays a picture over pixels of three channels, in place: at one spot, or from the middle on over and over. Far quicker than
 * libvips for what is mostly see-through, but only for a picture that is in memory.
 */
export function lay(
  on: Pixels,
  over: Picture,
  at: { readonly left: number; readonly top: number } | 'everywhere',
): void {
  const repeat = at === 'everywhere';
  const first = (length: number, own: number) => {
    const from = Math.round((length - own) / 2) % own;
    return from > 0 ? from - own : from;
  };
  const left = repeat ? first(on.width, over.width) : at.left;
  const top = repeat ? first(on.height, over.height) : at.top;
  for (let y = 0; y < over.height; y += 1) {
    for (let x = 0; x < over.width; x += 1) {
      const from = (y * over.width + x) * 4;
      const opaque = (over.data[from + 3] as number) / 255;
      if (opaque === 0) continue;
      for (let toY = top + y; toY < on.height; toY += repeat ? over.height : on.height) {
        if (toY < 0) continue;
        for (let toX = left + x; toX < on.width; toX += repeat ? over.width : on.width) {
          if (toX < 0) continue;
          const to = (toY * on.width + toX) * 3;
          for (let channel = 0; channel < 3; channel += 1) {
            const under = on.data[to + channel] as number;
            on.data[to + channel] = Math.round(under + ((over.data[from + channel] as number) - under) * opaque);
          }
        }
      }
    }
  }
}
