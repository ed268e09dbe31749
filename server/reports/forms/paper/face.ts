import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { glyphsOf } from './glyph-tables.ts';

/** The weights that reports are set in. */
export type Weight = 'regular' | 'medium';

/** One weight of the box's font, read whole. */
export interface Face {
  readonly bytes: Buffer;
  /** Whether it has a glyph for a character (a code point). */
  has(codePoint: number): boolean;
  /** How wide a text is, in ems, without kerning: never less than it will be. */
  width(text: string): number;
  /** The outline of a character as an SVG path, in units of which `unitsPerEm` are one em, y upwards; '' for a blank. */
  outline(codePoint: number): string;
  readonly unitsPerEm: number;
}
export type Faces = Readonly<Record<Weight, Face>>;

const { resolve } = createRequire(import.meta.url);
const family = '@expo-google-fonts/noto-sans-sc';
const files: Record<Weight, string> = {
  regular: resolve(`${family}/400Regular/NotoSansSC_400Regular.ttf`),
  medium: resolve(`${family}/500Medium/NotoSansSC_500Medium.ttf`),
};

/** Reads both weights: 20 MB, to be let go of after use. */
export async function readFaces(): Promise<Faces> {
  const [regular, medium] = await Promise.all([readFace(files.regular), readFace(files.medium)]);
  return { regular, medium };
}

async function readFace(path: string): Promise<Face> {
  const bytes = await readFile(path);
  const { unitsPerEm, glyphOf, advanceOf, outlineOf } = glyphsOf(bytes);
  return {
    bytes,
    unitsPerEm,
    has: (codePoint) => glyphOf(codePoint) !== 0,
    width: (text) => {
      let units = 0;
      for (const character of text) units += advanceOf(glyphOf(character.codePointAt(0) as number));
      return units / unitsPerEm;
    },
    outline: (codePoint) => outlineOf(glyphOf(codePoint)),
  };
}
