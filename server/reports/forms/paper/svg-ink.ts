import type { Locale } from '#contract/common.ts';
import type { Faces, Weight } from './face.ts';
import type { Ink } from './ink.ts';
import { typeset } from './legible.ts';

/** A place for a picture, in pixels. */
export interface Slot {
  readonly of: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Draws into an SVG. Texts become the outlines of their letters, so that no letter of a name is ever in its source. */
export interface SvgInk extends Ink {
  /** The whole SVG so far, of this size in pixels. */
  svg(width: number, height: number): string;
  readonly slots: readonly Slot[];
}

/** `pixels`: how many there are to a unit. */
export function svgInk(faces: Faces, locale: Locale, pixels: number): SvgInk {
  const glyphs = new Map<string, string>();
  const shapes: string[] = [];
  const slots: Slot[] = [];
  const whole = (value: number) => Math.round(value * pixels);
  const edges = (x: number, y: number, width: number, height: number) => ({
    left: whole(x),
    top: whole(y),
    width: Math.max(1, whole(x + width) - whole(x)),
    height: Math.max(1, whole(y + height) - whole(y)),
  });
  const glyph = (weight: Weight, character: string) => {
    const codePoint = character.codePointAt(0) as number;
    const id = `${weight.charAt(0)}${codePoint.toString(36)}`;
    if (!glyphs.has(id)) glyphs.set(id, faces[weight].outline(codePoint));
    return glyphs.get(id) === '' ? undefined : id;
  };
  return {
    slots,
    text: (given, x, baseline, { size, colour, weight = 'regular', align = 'left' }) => {
      const text = typeset(given, locale);
      const face = faces[weight];
      const wide = face.width(text) * size;
      const left = align === 'right' ? x - wide : align === 'centre' ? x - wide / 2 : x;
      const scale = (size * pixels) / face.unitsPerEm;
      let along = 0;
      const letters = [...text].map((character) => {
        const id = glyph(weight, character);
        const use = id === undefined ? '' : `<use href="#${id}" x="${Math.round(along)}"/>`;
        along += face.width(character) * face.unitsPerEm;
        return use;
      });
      // Baselines lie on whole pixels, so that level strokes are as crisp as they can be.
      const at = `translate(${(left * pixels).toFixed(2)} ${whole(baseline)}) scale(${scale.toFixed(5)} ${(-scale).toFixed(5)})`;
      shapes.push(`<g fill="${colour}" transform="${at}">${letters.join('')}</g>`);
    },
    rect: (...place) => {
      const colour = place[4];
      const { left, top, width, height } = edges(place[0], place[1], place[2], place[3]);
      shapes.push(`<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="${colour}"/>`);
    },
    photo: (photoId, ...place) => {
      slots.push({ of: photoId, ...edges(...place) });
    },
    part: (_role, draw) => draw(),
    decoration: (draw) => draw(),
    svg: (width, height) => {
      const outlines = [...glyphs]
        .filter(([, path]) => path !== '')
        .map(([id, path]) => `<path id="${id}" d="${path}"/>`);
      return [
        `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
        `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
        `<defs>${outlines.join('')}</defs>`,
        ...shapes,
        '</svg>',
      ].join('');
    },
  };
}
