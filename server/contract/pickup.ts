import { z } from 'zod';
import { CodePicture, Id } from './common.ts';
import { operation } from './operation.ts';
import { ScreenPhoto } from './screen-state.ts';

/** 领取站: guests pick photos from these galleries, and take them with them under this audience. */
export const Pickup = z
  .strictObject({ galleryIds: z.array(Id).min(1).max(24), audience: z.string().max(80) })
  .meta({ id: 'Pickup' });
export type Pickup = z.infer<typeof Pickup>;

/** So many photos lie on a station's shelf at most, the newest. */
export const pickupMost = 5000;

/** A photo at the pickup station. */
export const PickupPhoto = ScreenPhoto.pick({
  id: true,
  edition: true,
  width: true,
  height: true,
  thumbhash: true,
  takenAt: true,
}).extend({
  /** The chosen gallery that it is in, or in a next chapter of which. */
  galleryId: Id,
  /** UTC ms: when it came in. */
  cameAt: z.number(),
});
export type PickupPhoto = z.infer<typeof PickupPhoto>;
export const PickupShelf = z
  .object({
    version: z.int(),
    /** What stands above it: the project's title, else the venue's name. */
    title: z.string(),
    /** The chosen galleries, each with the chapters in which it goes on. */
    chapters: z.array(z.object({ galleryId: Id, title: z.string(), photos: z.int() })),
    /** Newest first, by `shotAt`. */
    photos: z.array(PickupPhoto),
    /** How many one guest may take at a time. */
    most: z.int(),
  })
  .meta({ id: 'PickupShelf' });
export type PickupShelf = z.infer<typeof PickupShelf>;

export const TakeAway = z.strictObject({ photoIds: z.array(Id).min(1).max(25) });
export const TakenAway = z
  .object({ code: CodePicture, photos: z.int(), expiresAt: z.number().nullable(), showUntil: z.number() })
  .meta({ id: 'TakenAway' });
export type TakenAway = z.infer<typeof TakenAway>;

const local = { door: 'local' } as const;
export const pickupOperations = {
  readPickup: operation({
    ...local,
    id: 'readPickup',
    summary: 'What guests may pick from at this station, with its key',
    method: 'GET',
    path: '/kiosk/pickup',
    access: 'screens',
    status: 200,
    answer: PickupShelf,
  }),
  takeAway: operation({
    ...local,
    id: 'takeAway',
    summary: 'Makes a link of the photos that a guest picked at this station, with its key',
    method: 'POST',
    path: '/kiosk/pickup',
    access: 'screens',
    body: TakeAway,
    status: 201,
    answer: TakenAway,
  }),
} as const;
