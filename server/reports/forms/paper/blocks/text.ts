import { type Block, nothing, type Style } from '../ink.ts';
import { clipped, clippedLines, linesOf } from '../lines.ts';
import type { Look } from '../look.ts';

/** How much higher than its letters a line is. */
const lineHeight = 1.5;
/** Where the baseline lies below the middle of a line, in ems: Chinese characters and capitals look centred. */
const belowMiddle = 0.365;

/** Where the baseline of text of this size lies in a line of this height. */
export const baselineIn = (height: number, size: number) => height / 2 + size * belowMiddle;

/** One line; what is too long ends in `…`. */
export function line(look: Look, text: string, width: number, style: Style, height = style.size * lineHeight): Block {
  if (text === '') return nothing;
  return {
    height,
    draw: (ink, x, y) => {
      const at = style.align === 'right' ? x + width : style.align === 'centre' ? x + width / 2 : x;
      ink.text(clipped(text, width, look.measure(style)), at, y + baselineIn(height, style.size), style);
    },
  };
}

/** Text over as many lines as it takes, or `most` at the most. */
export function paragraph(look: Look, text: string, width: number, style: Style, most?: number, spread = 1.6): Block {
  if (text === '') return nothing;
  const measure = look.measure(style);
  const lines = most === undefined ? linesOf(text, width, measure) : clippedLines(text, width, most, measure);
  const step = style.size * spread;
  return {
    height: lines.length * step,
    draw: (ink, x, y) => {
      lines.forEach((one, index) => {
        ink.text(one, x, y + index * step + baselineIn(step, style.size), style);
      });
    },
  };
}

/** A small remark. */
export const remark = (look: Look, text: string, width: number): Block =>
  paragraph(look, text, width, { size: look.scale.small, colour: look.colours.ink3 });
