import { Refusal } from '../../refusal.ts';

/** Takes a place among the answers that are on their way to a visit; gives the way to leave it. Throws `busy` where all are taken. */
export type Enter = (visitId: string) => () => void;

/** So many answers are sent at once, in all and to one visit. */
export function makePlaces(most: { readonly all: number; readonly visit: number }): Enter {
  const sending = new Map<string, number>();
  let all = 0;
  return (visitId) => {
    const own = sending.get(visitId) ?? 0;
    if (all >= most.all || own >= most.visit)
      throw new Refusal('busy', 'too many downloads are being sent', { retryAfter: 5 });
    all += 1;
    sending.set(visitId, own + 1);
    return () => {
      all -= 1;
      const left = (sending.get(visitId) ?? 1) - 1;
      if (left > 0) sending.set(visitId, left);
      else sending.delete(visitId);
    };
  };
}
