import type { Weight } from './face.ts';

/** How a line of text is set. `align`: which part of it lies at its place. */
export interface Style {
  readonly size: number;
  readonly colour: string;
  readonly weight?: Weight;
  readonly align?: 'left' | 'right' | 'centre';
}

/** What a part of a page is, for those who have it read to them. */
export type Role = 'H1' | 'H2' | 'P' | 'Figure' | 'Table' | 'TR' | 'TH' | 'TD';

/** What is drawn on: a page of a PDF, or a picture. Lengths are in its own unit, y downwards. */
export interface Ink {
  /** One line, of characters that the font has. */
  text(text: string, x: number, baseline: number, style: Style): void;
  rect(x: number, y: number, width: number, height: number, colour: string): void;
  /** Fills its place, cut on the longer side; where there is no such picture, nothing is drawn. */
  photo(photoId: string, x: number, y: number, width: number, height: number): void;
  /** What `draw` draws is such a part; `alt` tells a figure in words. Parts of parts are rows and cells of tables only. */
  part(role: Role, draw: () => void, alt?: string): void;
  /** What `draw` draws is there to be seen alone: rules, feet of pages. */
  decoration(draw: () => void): void;
}

/** Something of a known height that can be drawn anywhere. */
export interface Block {
  readonly height: number;
  draw(ink: Ink, x: number, y: number): void;
}

export const nothing: Block = { height: 0, draw: () => {} };

/** Empty room. */
export const space = (height: number): Block => ({ height, draw: () => {} });

/** One below the other. */
export function stack(blocks: readonly Block[], gap = 0): Block {
  const shown = blocks.filter(({ height }) => height > 0);
  return {
    height: shown.reduce((sum, { height }) => sum + height, 0) + Math.max(0, shown.length - 1) * gap,
    draw: (ink, x, y) => {
      let top = y;
      for (const block of shown) {
        block.draw(ink, x, top);
        top += block.height + gap;
      }
    },
  };
}

/** Side by side, each in a column of this width. */
export function beside(blocks: readonly Block[], width: number, gap: number): Block {
  return {
    height: Math.max(0, ...blocks.map(({ height }) => height)),
    draw: (ink, x, y) => {
      blocks.forEach((block, index) => {
        block.draw(ink, x + index * (width + gap), y);
      });
    },
  };
}

/** As one part for those who have it read to them. */
export function part(role: Role, block: Block, alt?: string): Block {
  return { height: block.height, draw: (ink, x, y) => ink.part(role, () => block.draw(ink, x, y), alt) };
}
