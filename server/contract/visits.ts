import { z } from 'zod';
import { Id, Instant } from './common.ts';
import { Download } from './links.ts';
import { anyone, operation } from './operation.ts';

/** 26 characters of Crockford's base32 in either case; where it is not one, the link is simply unknown. */
export const Token = z.string().max(64);

export const OpenInput = z.object({
  password: z.string().max(1000).optional(),
  /** From the gate's page; the same one again within ten minutes is the same visit. */
  nonce: z.string().min(1).max(200).optional().catch(undefined),
  /** From another browser of the same phone: opens nothing, and goes on with the visit there. */
  handOver: z.string().max(64).optional().catch(undefined),
  /** What stood behind the link's address: where its code hangs. What is no place says nothing. */
  place: z.string().max(64).optional().catch(undefined),
  /** `page`: a plain form; answered by a redirect to the link's page. */
  go: z.literal('page').optional().catch(undefined),
});
export type OpenInput = z.infer<typeof OpenInput>;

export const GuestPhoto = z
  .object({
    id: Id,
    name: z.string(),
    title: z.string(),
    caption: z.string(),
    width: z.int(),
    height: z.int(),
    edition: z.int(),
    thumbhash: z.string().nullable(),
    takenAt: Instant.nullable(),
    /** Equirectangular, to be looked at all around. */
    panorama: z.boolean(),
    /** This phone's own heart and line, where the link takes feedback. */
    heart: z.boolean().optional(),
    line: z.string().optional(),
    /** `save` is there only where something may be kept, `original` only where that may. */
    images: z.object({
      thumb: z.string(),
      screen: z.string(),
      /** Of a panorama only. */
      pano: z.string().optional(),
      original: z.string().optional(),
      save: z.string().optional(),
    }),
  })
  .meta({ id: 'GuestPhoto' });
export type GuestPhoto = z.infer<typeof GuestPhoto>;

export const OpenAnswer = z
  .object({
    title: z.string(),
    chapters: z.array(z.object({ id: Id, title: z.string(), photos: z.array(GuestPhoto) })),
    download: Download,
    /** Photos may be given a heart and a line. */
    feedback: z.boolean(),
    /** When the visit ends at the latest. */
    endsAt: Instant,
    expiresAt: Instant.nullable(),
  })
  .meta({ id: 'OpenAnswer' });
export type OpenAnswer = z.infer<typeof OpenAnswer>;

/**
 * What a phone tells of a photo: that it was looked at large, and for how many ms since that was told last; or that its
 * guest ticked it as saved, where only a long press saves. A look is a view once the photo has been large on screen for
 * 500 ms; `more`: the ms go on with a look that was told before, which is no view more.
 */
export const GuestEvent = z
  .discriminatedUnion('type', [
    z.object({
      type: z.literal('photo_view'),
      photoId: z.string().max(64),
      /** The gallery that showed it, where the link opens several with the same photo. */
      chapter: z.string().max(64).optional(),
      ms: z.number().min(0).max(86_400_000).default(0),
      more: z.boolean().default(false),
    }),
    z.object({ type: z.literal('photo_saved'), photoId: z.string().max(64) }),
  ])
  .meta({ id: 'GuestEvent' });
export type GuestEvent = z.infer<typeof GuestEvent>;

/** `code` stands behind `#h=` in the link's address; `seconds` is how long it is good. */
export const HandOver = z.object({ code: z.string(), seconds: z.int() }).meta({ id: 'HandOver' });

/** Ids of photos, one by one or between commas; none: all. */
const ChosenPhotos = z
  .union([z.string(), z.array(z.string())])
  .transform((told) => [told].flat().flatMap((one) => one.split(',')))
  .pipe(z.array(z.string().max(64)).max(400));

const guest = { door: 'guest', access: anyone } as const;
const ofToken = z.object({ token: Token });
/** What stands behind a code's address says where it hangs; whatever else stands there says nothing. */
const ofPlace = ofToken.extend({ place: z.string().max(200) });
const ofPhoto = z.object({ token: Token, photoId: z.string().max(64), size: z.string().max(16) });
export const visitOperations = {
  linkPage: operation({
    ...guest,
    id: 'linkPage',
    summary: "The link's page; consumes nothing, whoever asks",
    method: 'GET',
    path: '/g/:token',
    params: ofToken,
    status: 200,
    answer: 'text/html',
  }),
  linkPageUpper: operation({
    ...guest,
    id: 'linkPageUpper',
    summary: 'The same, in the letters of the QR code',
    method: 'GET',
    path: '/G/:token',
    params: ofToken,
    status: 200,
    answer: 'text/html',
  }),
  openAgain: operation({
    ...guest,
    id: 'openAgain',
    summary: 'A reload of an open: back to the page',
    method: 'GET',
    path: '/g/:token/open',
    params: ofToken,
    status: 303,
  }),
  open: operation({
    ...guest,
    id: 'open',
    summary: 'Open a visit',
    method: 'POST',
    path: '/g/:token/open',
    params: ofToken,
    body: OpenInput,
    status: 200,
    answer: OpenAnswer,
  }),
  savePhoto: operation({
    ...guest,
    id: 'savePhoto',
    summary: 'The best of a photo that the link lets a guest keep, as an attachment: a JPEG, or the original',
    method: 'GET',
    path: '/g/:token/photos/:photoId/save',
    params: z.object({ token: Token, photoId: z.string().max(64) }),
    status: 200,
    answer: 'image/*',
  }),
  downloadZip: operation({
    ...guest,
    id: 'downloadZip',
    summary:
      'All photos of the link, those of one chapter, or those named, as one archive; any part of it can be asked for again',
    method: 'GET',
    path: '/g/:token/download.zip',
    params: ofToken,
    query: z.object({ photos: ChosenPhotos.optional(), chapter: z.string().max(64).optional() }),
    status: 200,
    answer: 'application/zip',
  }),
  guestImage: operation({
    ...guest,
    id: 'guestImage',
    summary:
      'A photo in `thumb` or `screen`, a panorama in `pano`, or `original` where the link allows it; with a visit only',
    method: 'GET',
    path: '/g/:token/photos/:photoId/:size',
    params: ofPhoto,
    status: 200,
    answer: 'image/*',
  }),
  next: operation({
    ...guest,
    id: 'next',
    summary: 'To where the next step leads; the press is counted once a visit and minute',
    method: 'GET',
    path: '/g/:token/next',
    params: ofToken,
    status: 303,
  }),
  nextTap: operation({
    ...guest,
    id: 'nextTap',
    summary: 'Tells a press that leads away by itself: a phone number',
    method: 'POST',
    path: '/g/:token/next',
    params: ofToken,
    status: 204,
  }),
  nextPicture: operation({
    ...guest,
    id: 'nextPicture',
    summary: 'The picture of the next step, with a visit or from the closed page',
    method: 'GET',
    path: '/g/:token/next/picture',
    params: ofToken,
    status: 200,
    answer: 'image/jpeg',
  }),
  handOver: operation({
    ...guest,
    id: 'handOver',
    summary: 'A code that carries the visit into another browser of the same phone: once, within five minutes',
    method: 'POST',
    path: '/g/:token/hand-over',
    params: ofToken,
    status: 200,
    answer: HandOver,
  }),
  previewImage: operation({
    ...guest,
    id: 'previewImage',
    summary: 'What messengers draw of the address: the cover, where the link allows it',
    method: 'GET',
    path: '/g/:token/preview.jpg',
    params: ofToken,
    status: 200,
    answer: 'image/jpeg',
  }),
  guestEvents: operation({
    ...guest,
    id: 'guestEvents',
    summary: 'What was looked at, as a beacon: JSON, also as `text/plain`',
    method: 'POST',
    path: '/g/:token/events',
    params: ofToken,
    body: z.array(GuestEvent).max(200),
    status: 204,
  }),
  tellPace: operation({
    ...guest,
    id: 'tellPace',
    summary: "How long small photos took, as a page on the box's own network measured it",
    method: 'POST',
    path: '/g/:token/pace',
    params: ofToken,
    /** Milliseconds from the request to the last byte. */
    body: z.object({ ms: z.array(z.number().min(0)).max(50) }),
    status: 204,
  }),
  live: operation({
    ...guest,
    id: 'live',
    summary: 'Server-sent events: the gallery changed, the link died, the Wi-Fi got crowded',
    method: 'GET',
    path: '/g/:token/live',
    params: ofToken,
    status: 200,
    answer: 'text/event-stream',
  }),
  placePage: operation({
    ...guest,
    id: 'placePage',
    summary: "The link's page, from a code that says where it hangs",
    method: 'GET',
    path: '/g/:token/:place',
    params: ofPlace,
    status: 200,
    answer: 'text/html',
  }),
  placePageUpper: operation({
    ...guest,
    id: 'placePageUpper',
    summary: 'The same, in the letters of the QR code',
    method: 'GET',
    path: '/G/:token/:place',
    params: ofPlace,
    status: 200,
    answer: 'text/html',
  }),
  guestAsset: operation({
    ...guest,
    id: 'guestAsset',
    summary: "A file of the page's script, for good: its name carries its content's hash",
    method: 'GET',
    path: '/assets/:name',
    params: z.object({ name: z.string().max(200) }),
    status: 200,
    answer: 'text/javascript',
  }),
} as const;
