let close: (() => void) | undefined;

/** Whether one is open: then keys are not the viewer's. */
export function sheetIsOpen(): boolean {
  return close !== undefined;
}

/** Takes it away, where one is open. */
export function closeSheet(): void {
  close?.();
}

/** Says that a sheet is open, in the place of one that was; gives what takes it away, once: `gone` puts all back. */
export function newSheet(gone: () => void): () => void {
  close?.();
  const before = document.activeElement as HTMLElement | null;
  const shut = () => {
    if (close !== shut) return;
    close = undefined;
    gone();
    before?.focus?.({ preventScroll: true });
  };
  close = shut;
  return shut;
}
