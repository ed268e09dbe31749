/** A button of a row, by what it does: its class. */
export interface RowAct {
  readonly id: string;
  readonly act: string;
}

/**
 * Brings the focus back to a row's button after the rows moved under it; at an end, where there is no further that way,
 * to the button of the other way beside it.
 */
export function focusAct(root: ParentNode, { id, act }: RowAct): void {
  const row = root.querySelector(`li[data-id='${CSS.escape(id)}']`);
  const button = row?.querySelector<HTMLButtonElement>(`button.${act}`);
  const other = row?.querySelector<HTMLButtonElement>('button.icon:not([aria-disabled="true"])');
  (button?.getAttribute('aria-disabled') === 'true' ? other : button)?.focus();
}
