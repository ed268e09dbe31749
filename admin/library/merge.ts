/**
 * A list after its head has been asked for anew: what follows the head in the old list stays, so that nobody who has
 * scrolled far down loses the place. `restarted` where the two do not meet, or the head is all there is.
 */
export function merged<T extends { readonly id: string }>(
  old: readonly T[],
  head: readonly T[],
  headIsAll: boolean,
): { readonly photos: readonly T[]; readonly restarted: boolean } {
  const places = new Map(old.map(({ id }, nr) => [id, nr]));
  const last = headIsAll ? undefined : head.findLast(({ id }) => places.has(id));
  if (!last) return { photos: head, restarted: true };
  const inHead = new Set(head.map(({ id }) => id));
  const follows = old.slice((places.get(last.id) ?? 0) + 1).filter(({ id }) => !inHead.has(id));
  return { photos: [...head, ...follows], restarted: false };
}
