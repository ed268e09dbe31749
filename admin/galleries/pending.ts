import type { Gallery, GalleryChange } from '#contract/galleries.ts';

/** A change of a gallery that the box has not acknowledged yet. */
export type Pending =
  /** The whole content in its order; `base` is what it was made from. */
  | { readonly kind: 'photos'; readonly ids: readonly string[]; readonly base: readonly string[] }
  | { readonly kind: 'move'; readonly add: readonly string[]; readonly remove: readonly string[] }
  | { readonly kind: 'change'; readonly change: Omit<GalleryChange, 'version'> };

/** The gallery as it will be once the box has everything: what staff see meanwhile. */
export function withPending(gallery: Gallery, pending: readonly Pending[]): Gallery {
  let shown = gallery;
  for (const one of pending) shown = withOne(shown, one);
  return shown;
}

function withOne(gallery: Gallery, one: Pending): Gallery {
  if (one.kind === 'photos') return { ...gallery, photoIds: [...one.ids], order: 'manual' };
  if (one.kind === 'move') {
    const left = gallery.photoIds.filter((id) => !one.remove.includes(id));
    return { ...gallery, photoIds: [...left, ...one.add.filter((id) => !left.includes(id))] };
  }
  const { title = gallery.title, inflow = gallery.inflow, order = gallery.order, coverPhotoId, dailyAt } = one.change;
  return {
    ...gallery,
    title,
    inflow,
    order,
    coverPhotoId: coverPhotoId === undefined ? gallery.coverPhotoId : coverPhotoId,
    dailyAt: dailyAt === undefined ? gallery.dailyAt : dailyAt,
  };
}

/** Puts another change in line: an order that still waits is replaced by a newer one. */
export function enqueue(pending: readonly Pending[], next: Pending, going: boolean): Pending[] {
  const last = pending.at(-1);
  const waits = pending.length > (going ? 1 : 0);
  if (waits && last?.kind === 'photos' && next.kind === 'photos')
    return [...pending.slice(0, -1), { ...next, base: last.base }];
  return [...pending, next];
}

/**
 * One's own order on top of what somebody else made of the gallery meanwhile: the photos that are still there in one's own
 * order, what one has added oneself among them, and what the others have added at the end.
 */
export function merged(
  ids: readonly string[],
  base: readonly string[],
  theirs: readonly string[],
  most: number,
): string[] {
  const taken = (id: string) => base.includes(id) && !theirs.includes(id);
  const own = ids.filter((id) => !taken(id));
  const fresh = theirs.filter((id) => !base.includes(id) && !own.includes(id));
  return [...own, ...fresh].slice(0, most);
}

/** The same ids in the same order. */
export function alike(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id, index) => id === other[index]);
}

/** The list with one of it at another place. */
export function moved<T>(ids: readonly T[], from: number, to: number): T[] {
  const all = [...ids];
  const [one] = all.splice(from, 1);
  if (one !== undefined) all.splice(Math.max(0, Math.min(to, all.length)), 0, one);
  return all;
}

/** The list with one put back at the place it had. */
export function putBack(ids: readonly string[], id: string, place: number): string[] {
  if (ids.includes(id)) return [...ids];
  return [...ids.slice(0, place), id, ...ids.slice(place)];
}
