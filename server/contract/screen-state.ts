import { z } from 'zod';
import { CodePicture, Id, Locale } from './common.ts';
import { Programme } from './scenes.ts';

/** A photo as a screen needs it; its bytes are at `/kiosk/photos/:id/:size?e=edition`. */
export const ScreenPhoto = z
  .object({
    id: Id,
    edition: z.int(),
    title: z.string(),
    caption: z.string(),
    width: z.int(),
    height: z.int(),
    thumbhash: z.string().nullable(),
    /** UTC ms. */
    takenAt: z.number().nullable(),
    /** A 360° photo: it has the size `pano`. */
    pano: z.boolean(),
  })
  .meta({ id: 'ScreenPhoto' });
export type ScreenPhoto = z.infer<typeof ScreenPhoto>;

/** A link's code on a screen. There is none in the state while no link of it would open. */
export const ScreenCode = z
  .object({
    code: CodePicture,
    /** Whose code it is: its link may become another one while the scene stays. */
    linkId: Id,
    /** The link's own does not open: this is the one in its place. */
    fallback: z.boolean(),
    /** It carries the public address, so that 4G/5G will do. */
    public: z.boolean(),
    galleryTitle: z.string(),
    photos: z.int(),
    /** UTC ms: from then on the code must not be shown. */
    expiresAt: z.number().nullable(),
  })
  .meta({ id: 'ScreenCode' });
export type ScreenCode = z.infer<typeof ScreenCode>;

/** All there is to show. Each one replaces the one before, so a missed one does no harm. */
export const ShowState = z
  .object({
    /** Grows with each state that the box sends. */
    version: z.int(),
    screen: z.object({
      id: Id,
      name: z.string(),
      blank: z.boolean(),
      /** It is a pickup station: what guests may pick from; `version` grows when that has changed. */
      pickup: z.object({ galleryIds: z.array(Id), version: z.int() }).nullable(),
    }),
    programme: Programme,
    /** Those of the programme, and those of the units that may be called for. */
    photos: z.record(z.string(), ScreenPhoto),
    /** By what scenes call them (`code`). */
    codes: z.record(z.string(), ScreenCode),
    venue: z.object({
      name: z.string(),
      /** Address of the logo, where there is one. */
      logo: z.string().nullable(),
      brandColour: z.string(),
      timeZone: z.string(),
      locale: Locale,
    }),
  })
  .meta({ id: 'ShowState' });
export type ShowState = z.infer<typeof ShowState>;

/** What an unpaired screen is told: how to become one, and nothing else. */
export const PairingState = z
  .object({
    /** Six digits. */
    code: z.string(),
    madeAt: z.number(),
    /** UTC ms: then comes another one. */
    expiresAt: z.number(),
    claimed: z.boolean(),
    /** The claim code, only where the screen is at the box itself and the box is unclaimed. */
    claimCode: z.string().nullable(),
    locale: Locale,
    /** Where staff find the admin, and its code. */
    adminUrl: z.string(),
    adminCode: CodePicture,
  })
  .meta({ id: 'PairingState' });
export type PairingState = z.infer<typeof PairingState>;

/** What a screen says of itself, every 10 s and at each change of the scene. */
export const ScreenStatus = z
  .strictObject({
    /** Which scene is really on; null while there is none. */
    sceneId: z.string().max(200).nullable(),
    kind: z.string().max(20).nullable().default(null),
    /** The first of its photos. */
    photoId: Id.nullable(),
    photoIds: z.array(Id).max(60).default([]),
    galleryId: Id.nullable(),
    /** The link whose code is really shown. */
    linkId: Id.nullable(),
    /** Edition of the photo that is on. */
    edition: z.int().nullable(),
    /** `pickup`: somebody uses the station. */
    mode: z.enum(['scene', 'blank', 'dark', 'venue', 'pickup']),
    fresh: z.boolean(),
    /** Photos that a guest at the station has ticked. */
    picked: z.int().min(0).max(1000).default(0),
    /** Version of the last state that it took over, photos that had to go being gone. */
    version: z.int(),
    /** Photos of its programme that it holds, and how many there are. */
    held: z.int().min(0).max(100_000),
    wanted: z.int().min(0).max(100_000),
    /** Its clock against the box's, ms, and the round trip of that sample. */
    offsetMs: z.number(),
    roundTripMs: z.number(),
    width: z.int().min(0).max(20_000),
    height: z.int().min(0).max(20_000),
    heapMb: z.number().nullable(),
    /** DOM nodes, shadow roots included. */
    nodes: z.int().min(0).nullable().default(null),
    /** Frames that it has drawn since its start: evidence that it draws. */
    frames: z.int().min(0).nullable().default(null),
    /** When it last brought a picture onto the screen, box time. */
    turnedAt: z.number().nullable().default(null),
    /** What it showed and has not handed over yet. */
    playsWaiting: z.int().min(0).default(0),
    /** How often it has helped itself by a new start in the last ten minutes; after three it stops that for a while. */
    reloads: z.int().min(0).max(1000).default(0),
    uptimeS: z.number(),
    build: z.string().max(80),
  })
  .meta({ id: 'ScreenStatus' });
export type ScreenStatus = z.infer<typeof ScreenStatus>;

/** What a screen showed, told by itself, some time later where the box was away. */
export const Play = z
  .strictObject({
    /**
     * Made by the screen, once; the same one told again is not counted again. What stays on for long is told in parts:
     * those after the first end with a dot and a number, and add to the time alone.
     */
    id: z.string().min(8).max(60),
    sceneId: z.string().max(200),
    itemId: z.string().max(200),
    kind: z.string().max(20),
    galleryId: Id.nullable(),
    photoIds: z.array(Id).max(60),
    linkId: Id.nullable(),
    /** When it came on, box time, and for how long it was seen. */
    at: z.number(),
    ms: z.int().min(0).max(86_400_000),
    fresh: z.boolean(),
    /** The box was away. */
    offline: z.boolean(),
  })
  .meta({ id: 'Play' });
export type Play = z.infer<typeof Play>;
