import { accentsOf, contrast } from '#contract/accent.ts';
import type { Locale } from '#contract/common.ts';
import { type Words, words } from '#words/index.ts';
import type { Faces } from './face.ts';
import type { Style } from './ink.ts';
import { typeset } from './legible.ts';
import type { Measure } from './lines.ts';

/** Sizes of text and of room, in the unit of what is drawn on. */
export interface Scale {
  readonly fine: number;
  readonly small: number;
  readonly body: number;
  readonly head: number;
  readonly figure: number;
  /** One step of room: a third of what lies between a heading and what it is over. */
  readonly step: number;
}

/** Colours of a report: the product's neutrals, and what is derived from the brand's colour. */
export interface Palette {
  readonly paper: string;
  readonly fill: string;
  readonly line: string;
  readonly ink: string;
  readonly ink2: string;
  readonly ink3: string;
  /** Of bars: the highest one, the others. */
  readonly brand: string;
  readonly pale: string;
  /** Text that stands out. */
  readonly accent: string;
  readonly tint: string;
  readonly dead: string;
  readonly soon: string;
  readonly live: string;
  /** From the lowest to the highest sixth of a heat map. */
  readonly heat: readonly string[];
}

/** All that a block needs to be laid out. */
export interface Look {
  readonly scale: Scale;
  readonly colours: Palette;
  readonly words: Words;
  readonly locale: Locale;
  /** Measures text of a style. */
  measure(style: Pick<Style, 'size' | 'weight'>): Measure;
}

export function makeLook(scale: Scale, brandColour: string, locale: Locale, faces: Faces): Look {
  return {
    scale,
    colours: paletteOf(brandColour),
    words: words(locale),
    locale,
    measure:
      ({ size, weight = 'regular' }) =>
      (text) =>
        faces[weight].width(typeset(text, locale)) * size,
  };
}

/** A brand's colour that can hardly be told from paper gives way to what is derived from it for text. */
const leastContrast = 1.8;

function paletteOf(brandColour: string): Palette {
  const { accent, tint } = accentsOf(brandColour).light;
  const given = /^#[0-9a-f]{6}$/i.test(brandColour) ? brandColour : '#b7791f';
  const brand = contrast(given, '#ffffff') < leastContrast ? accent : given;
  const pale = (share: number) => mixed(brand, '#ffffff', share);
  return {
    paper: '#ffffff',
    fill: '#f4f2ee',
    line: '#e6e3dc',
    ink: '#1a1916',
    ink2: '#5a564e',
    ink3: '#706b62',
    brand,
    pale: pale(0.44),
    accent,
    tint,
    dead: '#b91c35',
    soon: '#b24a08',
    live: '#1b7a4b',
    heat: [pale(0.15), pale(0.31), pale(0.52), pale(0.76), brand, mixed(brand, '#000000', 0.75)],
  };
}

/** So much of one colour (0 to 1) in the other. */
function mixed(one: string, other: string, share: number): string {
  const channel = (colour: string, at: number) => Number.parseInt(colour.slice(at, at + 2), 16);
  return `#${[1, 3, 5]
    .map((at) => Math.round(channel(one, at) * share + channel(other, at) * (1 - share)))
    .map((value) => value.toString(16).padStart(2, '0'))
    .join('')}`;
}
