/** How many phones were told that a photo must go, and what became of them. */
export interface PhoneRecall {
  readonly told: number;
  readonly letGo: number;
  readonly left: number;
}

/** Which open pages have let go of photos that had to go. */
export interface PhoneRecalls {
  /** These visits' open pages were told to cover these photos. */
  told(photoIds: readonly string[], visitIds: readonly string[]): void;
  /** A visit was given its gallery as it is now. */
  given(visitId: string): void;
  /** A visit's last page is gone. */
  left(visitId: string): void;
  of(photoId: string): PhoneRecall | undefined;
}

/** So many photos are remembered, and no more than all streams together for each. */
const most = 300;

/** Counts in memory: a page that covers a photo asks for its gallery anew, in its turn. */
export function openRecalls(): PhoneRecalls {
  const recalls = new Map<string, { waiting: Set<string>; told: number; letGo: number; left: number }>();
  const settle = (visitId: string, how: 'letGo' | 'left') => {
    for (const recall of recalls.values()) if (recall.waiting.delete(visitId)) recall[how] += 1;
  };
  return {
    told: (photoIds, visitIds) => {
      for (const photoId of photoIds) {
        const recall = recalls.get(photoId) ?? { waiting: new Set(), told: 0, letGo: 0, left: 0 };
        recalls.delete(photoId);
        recalls.set(photoId, recall);
        for (const visitId of visitIds) {
          if (recall.waiting.has(visitId)) continue;
          recall.waiting.add(visitId);
          recall.told += 1;
        }
        const [oldest] = recalls.keys();
        if (recalls.size > most && oldest !== undefined) recalls.delete(oldest);
      }
    },
    given: (visitId) => settle(visitId, 'letGo'),
    left: (visitId) => settle(visitId, 'left'),
    of: (photoId) => {
      const recall = recalls.get(photoId);
      return recall && { told: recall.told, letGo: recall.letGo, left: recall.left };
    },
  };
}
