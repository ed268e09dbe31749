/** Which photos are chosen, and from where a range goes on. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  readonly anchor: string | undefined;
}

export const nothingChosen: Selection = { ids: new Set(), anchor: undefined };

/** Chooses one, or lets it go. */
export function toggled({ ids }: Selection, id: string): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: id };
}

/** Chooses all from the anchor to this one, in the order of the list; what was chosen stays. */
export function reached({ ids, anchor }: Selection, id: string, list: readonly { readonly id: string }[]): Selection {
  const to = list.findIndex((one) => one.id === id);
  const from = list.findIndex((one) => one.id === anchor);
  if (to < 0) return { ids, anchor };
  const start = from < 0 ? to : from;
  const range = list.slice(Math.min(start, to), Math.max(start, to) + 1).map((one) => one.id);
  return { ids: new Set([...ids, ...range]), anchor: from < 0 ? id : anchor };
}

/** Chooses all of these; where they all are chosen, lets them go. */
export function together({ ids }: Selection, some: readonly string[]): Selection {
  const all = some.every((id) => ids.has(id));
  const next = new Set(ids);
  for (const id of some) {
    if (all) next.delete(id);
    else next.add(id);
  }
  return { ids: next, anchor: some.at(-1) };
}

/** Without those that are no longer in the list. */
export function still({ ids, anchor }: Selection, gone: ReadonlySet<string>): Selection {
  return {
    ids: new Set([...ids].filter((id) => !gone.has(id))),
    anchor: anchor !== undefined && gone.has(anchor) ? undefined : anchor,
  };
}
