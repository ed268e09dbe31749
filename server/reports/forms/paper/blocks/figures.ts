import { type Block, beside, part, space, stack } from '../ink.ts';
import type { Look } from '../look.ts';
import { line, paragraph } from './text.ts';

/** A figure that is read first. */
export interface KeyFigure {
  readonly name: string;
  readonly value: string;
  /** A small line beneath. */
  readonly note: string;
}

/** Key figures in rows of so many. */
export function keyFigures(look: Look, figures: readonly KeyFigure[], width: number, across: number): Block {
  const { scale, colours } = look;
  const gap = scale.step * 3;
  const column = (width - gap * (across - 1)) / across;
  const figure = { size: scale.figure, colour: colours.ink, weight: 'medium' } as const;
  // A figure is never cut.
  const sizeOf = (value: string) => Math.min(1, column / look.measure(figure)(value)) * scale.figure * 0.999;
  const one = ({ name, value, note }: KeyFigure) =>
    part(
      'P',
      stack([
        line(look, name, column, { size: scale.small, colour: colours.ink2 }),
        line(look, value, column, { ...figure, size: sizeOf(value) }, scale.figure * 1.3),
        paragraph(look, note, column, { size: scale.fine, colour: colours.ink3 }, 2, 1.45),
      ]),
    );
  const rows: Block[] = [];
  for (let first = 0; first < figures.length; first += across) {
    rows.push(beside(figures.slice(first, first + across).map(one), column, gap));
  }
  return stack([...rows, space(0)], scale.step * 3);
}
