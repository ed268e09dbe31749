import Sortable from 'sortablejs';

export interface Dragging {
  /** What of a row it is taken by, as a selector; left out: the whole row. */
  readonly handle?: string;
  /** A row was picked up; `flying` is the copy of it that follows the finger, where there is one. */
  readonly picked?: (row: HTMLElement, flying: HTMLElement | null) => void;
  /** It was let go; the places are those among the rows. */
  readonly dropped: (from: number, to: number) => void;
}

/** Lets the `li` of a list that Lit draws be dragged into another order; gives the way to stop. While one flies it has the class `flying`, its place `slot`. */
export function dragOrder(list: HTMLElement, { handle, picked, dropped }: Dragging): () => void {
  let after: Node | null = null;
  const sortable = Sortable.create(list, {
    animation: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 150,
    draggable: 'li',
    ...(handle !== undefined && { handle }),
    // The browsers' own dragging shows no picture of ours, and none at all on phones.
    forceFallback: true,
    fallbackTolerance: 4,
    fallbackClass: 'flying',
    ghostClass: 'slot',
    delay: 220,
    delayOnTouchOnly: true,
    onStart: ({ item }) => {
      after = item.nextSibling;
      picked?.(item, Sortable.ghost);
    },
    onEnd: ({ item, oldDraggableIndex: from = 0, newDraggableIndex: to = 0 }) => {
      // What Sortable moved is put back: the list is Lit's, which moves it by the new order.
      list.insertBefore(item, after);
      dropped(from, to);
    },
  });
  return () => sortable.destroy();
}
