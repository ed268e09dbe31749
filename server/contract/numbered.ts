/** The most links that are made at once. By itself, so that pages which ask for it alone are not given all schemas. */
export const batchLimit = 5000;

/** What one link of a batch is called: the batch, and its number there. */
export function numbered(name: string, number: number): string {
  return `${name} · No. ${number}`;
}
