import type * as galleries from '#contract/galleries.ts';

// The contract's own values bring its schemas with them, of which a page has no need.

/** Photos that one gallery holds. */
export const galleryLimit: typeof galleries.galleryLimit = 25;
/** Bytes that one file may have. */
export const fileLimit = 50 * 1024 * 1024;
