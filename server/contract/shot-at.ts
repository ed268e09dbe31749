import type { PickupPhoto } from './pickup.ts';

/** A camera whose clock is further ahead than this is not believed. */
const aheadMs = 10 * 60_000;

/** When a guest would say that a photo was taken, UTC ms. */
export function shotAt({ takenAt, cameAt }: Pick<PickupPhoto, 'takenAt' | 'cameAt'>): number {
  return takenAt === null || takenAt > cameAt + aheadMs ? cameAt : takenAt;
}
