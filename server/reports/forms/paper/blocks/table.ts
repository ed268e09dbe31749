import { type Block, part, type Role, type Style, stack } from '../ink.ts';
import { clippedLines } from '../lines.ts';
import type { Look } from '../look.ts';
import { line } from './text.ts';

/** A cell: one line, and a quiet one beneath. */
export interface Cell {
  readonly text: string;
  readonly under?: string;
  readonly colour?: string;
}

export interface TableColumn {
  readonly title: string;
  /** Of the width that all share. */
  readonly share: number;
  readonly figures?: boolean;
}

export interface Table {
  readonly head: Block;
  readonly rows: readonly Block[];
}

/** A table whose rows are laid out one by one, so that its head can stand on each page. */
export function tableOf(
  look: Look,
  columns: readonly TableColumn[],
  rows: readonly (readonly Cell[])[],
  width: number,
): Table {
  const { scale, colours } = look;
  const sum = columns.reduce((whole, { share }) => whole + share, 0);
  const gap = scale.step * 2;
  let left = 0;
  const places = columns.map(({ share, figures = false }, index) => {
    const next = columns[index + 1];
    const wide = (width * share) / sum;
    const place = { left, room: wide - (next ? gap * (figures && !next.figures ? 2 : 1) : 0) };
    left += wide;
    return { ...place, align: figures ? ('right' as const) : ('left' as const) };
  });
  type Place = (typeof places)[number];

  const row = (cells: readonly Block[], role: Role, rule: string): Block => {
    const height = Math.max(0, ...cells.map((cell) => cell.height)) + scale.small * 0.7;
    return part('TR', {
      height,
      draw: (ink, x, y) => {
        cells.forEach((cell, index) => {
          // Heads of one line stand at the foot of those of two.
          const top = role === 'TH' ? height - cell.height - scale.small * 0.35 : scale.small * 0.35;
          part(role, cell).draw(ink, x + (places[index]?.left ?? 0), y + top);
        });
        ink.decoration(() => ink.rect(x, y + height - 0.5, width, 0.5, rule));
      },
    });
  };
  const headCell = (title: string, { room, align }: Place) => {
    const measure = look.measure({ size: scale.small });
    const size = title.split(' ').every((word) => measure(word) <= room) ? scale.small : scale.fine;
    const style: Style = { size, colour: colours.ink3, align };
    const lines = clippedLines(title, room, 2, look.measure(style));
    return stack(lines.map((one) => line(look, one, room, style, scale.small * 1.3)));
  };
  const cellOf = ({ text, under = '', colour = colours.ink }: Cell, { room, align }: Place) =>
    stack([
      line(look, text, room, { size: scale.small, colour, align }),
      line(look, under, room, { size: scale.fine, colour: colours.ink3, align }, scale.fine * 1.2),
    ]);
  return {
    head: row(
      columns.map(({ title }, index) => headCell(title, places[index] as Place)),
      'TH',
      colours.ink3,
    ),
    rows: rows.map((cells) =>
      row(
        cells.map((cell, index) => cellOf(cell, places[index] as Place)),
        'TD',
        colours.line,
      ),
    ),
  };
}
