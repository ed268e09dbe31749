import type { PickupShelf, TakenAway } from '#contract/pickup.ts';

/** What came of asking for a code: the code, or why there is none. */
export type Taking =
  | { readonly taken: TakenAway }
  /** Photos that are not there any more. */
  | { readonly gone: readonly string[] }
  /** So many were given away here that the next one has to wait; minutes. */
  | { readonly wait: number }
  | { readonly failed: 'away' | 'refused' };

const withinMs = 10_000;

/** What lies on this station's shelf. Throws where the box does not answer, or says no. */
export async function readShelf(): Promise<PickupShelf> {
  const answer = await fetch('/kiosk/pickup', { cache: 'no-store', signal: AbortSignal.timeout(withinMs) });
  if (!answer.ok) throw new Error(`no shelf: ${answer.status}`);
  return (await answer.json()) as PickupShelf;
}

/** Asks the box for a code of these photos. */
export async function takeAway(photoIds: readonly string[]): Promise<Taking> {
  try {
    const answer = await fetch('/kiosk/pickup', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ photoIds }),
      signal: AbortSignal.timeout(withinMs),
    });
    const told = (await answer.json()) as Record<string, unknown>;
    if (answer.ok) return { taken: told as TakenAway };
    if (answer.status === 429) return { wait: Math.max(1, Math.ceil(Number(told.retryAfter ?? 60) / 60)) };
    const gone = Array.isArray(told.photoIds) ? told.photoIds.map(String) : [];
    return gone.length > 0 ? { gone } : { failed: answer.status >= 500 ? 'away' : 'refused' };
  } catch {
    return { failed: 'away' };
  }
}
