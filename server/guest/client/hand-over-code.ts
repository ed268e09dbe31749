/** Asks for a code that carries this visit to another browser, or another address; undefined where none came. */
export async function askCode(root: HTMLElement): Promise<{ code: string; seconds: number } | undefined> {
  try {
    const options = { method: 'POST', headers: { accept: 'application/json' } };
    const answer = await fetch(root.dataset.leave as string, options);
    return answer.ok ? await answer.json() : undefined;
  } catch {
    return undefined;
  }
}
