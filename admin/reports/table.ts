/** A column of a table of figures. */
export interface Column {
  readonly label: string;
  /** Figures stand to the right, the largest come first. */
  readonly figure?: true;
}

/** What stands in a cell; `value` is what it is sorted by (its text where it is left out), `path` a page of the admin. */
export interface Cell {
  readonly text: string;
  readonly value?: number;
  readonly path?: string;
}

/** A chart's figures as a table. */
export interface Figured {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

/** By which column, and whether from the top down. */
export interface Sorting {
  readonly column: number;
  readonly down: boolean;
}

/** The rows in another order; those that are alike stay as they were. Cells without a figure come last either way. */
export function sorted(rows: Figured['rows'], { column, down }: Sorting, tag: string): Figured['rows'] {
  const order = new Intl.Collator(tag, { numeric: true });
  const turn = down ? -1 : 1;
  return rows.toSorted((left, right) => {
    const [a, b] = [left[column], right[column]];
    if (!a || !b) return 0;
    if (a.value !== undefined && b.value !== undefined) return (a.value - b.value) * turn;
    if (a.value !== undefined || b.value !== undefined) return a.value === undefined ? 1 : -1;
    if (a.text === '' || b.text === '') return a.text === b.text ? 0 : a.text === '' ? 1 : -1;
    return order.compare(a.text, b.text) * turn;
  });
}
