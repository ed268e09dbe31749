import type { Row, Sheet } from 'write-excel-file/node';
import { type SheetCell, text } from './cells.ts';
import { inkOn } from './colours.ts';
import { widthOf } from './text.ts';

/** One column of a sheet: what stands above it, and its cell of each thing. */
export interface Column<T> {
  readonly head: string;
  readonly cell: (of: T, at: number) => SheetCell;
  /** In figures of the font; else as wide as what stands in it. */
  readonly width?: number;
  /** Bars in the cells show how they compare. */
  readonly bars?: true;
}

export interface Picture {
  readonly jpeg: Buffer;
  /** As it is shown, in pixels. */
  readonly width: number;
  readonly height: number;
  /** From 1. */
  readonly row: number;
  readonly column: number;
  readonly says: string;
}

/** A sheet before it is written. */
export interface Plan {
  readonly name: string;
  readonly rows: readonly (readonly SheetCell[])[];
  /** The row of headings, from 1; all down to it stays in view. */
  readonly head: number;
  /** The last row of what is under the headings, with which filters go; null: no filters. */
  readonly filterTo: number | null;
  /** Widths of columns, in figures of the font. */
  readonly widths: readonly number[];
  /** Parts of columns with bars in their cells. */
  readonly bars: readonly { readonly column: number; readonly from: number; readonly to: number }[];
  readonly pictures: readonly Picture[];
}

const narrowest = 8;
const widest = 60;

/** A sheet of things, one a row, below headings in the brand's colour. */
export function table<T>(name: string, colour: string, things: readonly T[], columns: readonly Column<T>[]): Plan {
  const rows = [
    columns.map(({ head }) => heading(head, colour)),
    ...things.map((thing, at) => columns.map(({ cell }) => cell(thing, at))),
  ];
  return {
    name,
    rows,
    head: 1,
    // Filters over nothing are a fault to Excel.
    filterTo: things.length > 0 ? rows.length : null,
    widths: columns.map(
      ({ head, width }, at) =>
        width ??
        fitting(
          head,
          rows.slice(1).map((row) => row[at]),
        ),
    ),
    bars:
      things.length < 2
        ? []
        : columns.flatMap(({ bars }, at) => (bars ? [{ column: at + 1, from: 2, to: rows.length }] : [])),
    pictures: [],
  };
}

/** A heading: the brand's colour with letters that can be read on it. */
export function heading(name: string, colour: string): SheetCell {
  const cell = text(name);
  return (
    cell && {
      ...cell,
      fontWeight: 'bold',
      textColor: inkOn(colour),
      backgroundColor: colour,
      alignVertical: 'center',
      wrap: true,
      height: 30,
    }
  );
}

/** Room for a heading with the arrow of its filter, and for what stands under it. */
function fitting(head: string, cells: readonly (SheetCell | undefined)[]): number {
  const widths = cells.map((cell) => (cell ? shownWidth(cell.value) : 0));
  return Math.min(widest, Math.max(narrowest, widthOf(head) + 4, ...widths.map((width) => width + 2)));
}

function shownWidth(value: unknown): number {
  if (typeof value === 'string') return Math.max(...value.split('\n').map(widthOf));
  // A date with its time; a number with its separators.
  return value instanceof Date ? 16 : 9;
}

/** What is written of a plan. */
export function written({ name, rows, head, widths, pictures }: Plan): Sheet<Buffer> {
  return {
    sheet: name,
    data: rows as Row[],
    columns: widths.map((width) => ({ width })),
    stickyRowsCount: head,
    orientation: 'landscape',
    ...(pictures.length > 0 && {
      images: pictures.map(({ jpeg, width, height, row, column, says }) => ({
        ...{ content: jpeg, contentType: 'image/jpeg', width, height, dpi: 96, anchor: { row, column } },
        ...{ offsetX: 4, offsetY: 3, title: says, description: says },
      })),
    }),
  };
}
