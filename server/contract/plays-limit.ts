/** So many plays a screen tells at once, at the most. */
export const playsAtOnce = 200;

/**
 * More than a screen can show within a day. Sums are kept for good, and what is in them is the screen's own word: one
 * that makes things up fills no disk.
 */
export const sumsADay = { photo_plays: 30_000, item_plays: 2000 } as const;
