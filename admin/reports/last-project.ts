const remembered = 'maiimg.report';

/** The project whose report was looked at last on this device; storage may be closed to us. */
export function lastProject(): string | undefined {
  try {
    return localStorage.getItem(remembered) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps it on this device. */
export function rememberProject(id: string): void {
  try {
    localStorage.setItem(remembered, id);
  } catch {
    // It is asked again then.
  }
}
