import { type Block, part } from '../ink.ts';
import type { Look } from '../look.ts';
import { paragraph } from './text.ts';

/** A sentence that sums up, on tint. */
export function banded(look: Look, text: string, width: number, most?: number): Block {
  const { colours, scale } = look;
  const pad = scale.step * 3;
  const size = scale.body * 1.25;
  const inner = part('P', paragraph(look, text, width - 2 * pad, { size, colour: colours.ink }, most));
  if (inner.height === 0) return inner;
  return {
    height: inner.height + 2 * pad,
    draw: (ink, x, y) => {
      ink.decoration(() => ink.rect(x, y, width, inner.height + 2 * pad, colours.tint));
      inner.draw(ink, x + pad, y + pad);
    },
  };
}
