import { z } from 'zod';
import { CodePicture, Id, Instant, Locale, onlyId, Title } from './common.ts';
import { operation, presenters, staff } from './operation.ts';
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
  })
  .meta({ id: 'ScreenPhoto' });
export type ScreenPhoto = z.infer<typeof ScreenPhoto>;

/** A link's code on a screen. There is none in the state while the link would not open. */
export const ScreenCode = z
  .object({
    code: CodePicture,
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
    screen: z.object({ id: Id, name: z.string(), blank: z.boolean() }),
    programme: Programme,
    photos: z.record(z.string(), ScreenPhoto),
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
    photoId: Id.nullable(),
    galleryId: Id.nullable(),
    /** The link whose code is really shown. */
    linkId: Id.nullable(),
    /** Edition of the photo that is on. */
    edition: z.int().nullable(),
    mode: z.enum(['scene', 'blank', 'venue']),
    fresh: z.boolean(),
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
    uptimeS: z.number(),
    build: z.string().max(80),
  })
  .meta({ id: 'ScreenStatus' });
export type ScreenStatus = z.infer<typeof ScreenStatus>;

export const Shows = z
  .array(
    z.strictObject({
      galleryId: Id,
      /** Whose code stands beside its photos; null shows no code; left out: the gallery's newest link that opens. */
      linkId: Id.nullish(),
    }),
  )
  .max(50);

/**
 * Which address the codes on a screen carry: `auto` the public one where there is one; `local` that of the box's own
 * network, but for the while in which its Wi-Fi is crowded (where `crowdCodes` says so, and the public one answers).
 */
export const CodeAddress = z.enum(['auto', 'local', 'public']);
export type CodeAddress = z.infer<typeof CodeAddress>;

export const Screen = z
  .object({
    id: Id,
    name: z.string(),
    shows: z.array(z.object({ galleryId: Id, linkId: Id.nullable() })),
    /** How long a photo stays. */
    seconds: z.int(),
    codeAddress: CodeAddress,
    /** Screens of one programme are in step, and led together. */
    programmeId: Id,
    /** Names of the other screens of its programme. */
    together: z.array(z.object({ id: Id, name: z.string() })),
    online: z.boolean(),
    blank: z.boolean(),
    paused: z.boolean(),
    pinned: z.boolean(),
    pairedAt: Instant,
    lastSeenAt: Instant.nullable(),
    /** The last that it said of itself. */
    status: ScreenStatus.nullable(),
    /** Everything needed to draw what it shows: the admin's pictures are made from it. */
    state: ShowState,
  })
  .meta({ id: 'Screen' });
export type Screen = z.infer<typeof Screen>;

export const PairScreen = z.strictObject({
  code: z
    .string()
    .transform((typed) => typed.normalize('NFKC').replace(/[\s-]/g, ''))
    .pipe(z.string().regex(/^\d{6}$/, 'six digits')),
  name: Title,
});
export type PairScreen = z.infer<typeof PairScreen>;
export const ScreenChange = z.strictObject({
  name: Title.optional(),
  shows: Shows.optional(),
  seconds: z.int().min(3).max(300).optional(),
  codeAddress: CodeAddress.optional(),
  /** Goes in step with this other screen, with all that it shows. */
  withScreenId: Id.optional(),
  /** Leaves its company and goes on alone with the same. */
  alone: z.literal(true).optional(),
  /** Said to `private_on_screen`: yes, this internal or password-only gallery may be seen by everybody. */
  confirm: z.literal(true).optional(),
});
export type ScreenChange = z.infer<typeof ScreenChange>;

export const ScreenCommand = z.discriminatedUnion('type', [
  z.strictObject({ type: z.enum(['next', 'previous', 'pause', 'resume', 'unpin', 'identify', 'reload']) }),
  /** `on: false` lights it up again; so do resume and next. */
  z.strictObject({ type: z.literal('blank'), on: z.boolean().default(true) }),
  z.strictObject({
    type: z.literal('pin'),
    photoId: Id.optional(),
    galleryId: Id.optional(),
    sceneId: z.string().max(200).optional(),
  }),
]);
export type ScreenCommand = z.infer<typeof ScreenCommand>;

export const Screens = z.object({
  items: z.array(Screen),
  /** Where a browser on a new screen finds the kiosk page. */
  kioskUrl: z.string(),
});

const local = { door: 'local' } as const;
export const screenOperations = {
  listScreens: operation({
    ...local,
    id: 'listScreens',
    summary: 'All screens, with what each shows now',
    method: 'GET',
    path: '/api/screens',
    access: presenters,
    status: 200,
    answer: Screens,
  }),
  pairScreen: operation({
    ...local,
    id: 'pairScreen',
    summary: 'Pair a screen by the six digits on it',
    method: 'POST',
    path: '/api/screens/pair',
    access: staff,
    body: PairScreen,
    status: 201,
    answer: Screen,
  }),
  readScreen: operation({
    ...local,
    id: 'readScreen',
    summary: 'One screen',
    method: 'GET',
    path: '/api/screens/:id',
    access: presenters,
    params: onlyId,
    status: 200,
    answer: Screen,
  }),
  changeScreen: operation({
    ...local,
    id: 'changeScreen',
    summary: 'Name it, choose what it shows, put it in step with another',
    method: 'PATCH',
    path: '/api/screens/:id',
    access: staff,
    params: onlyId,
    body: ScreenChange,
    status: 200,
    answer: Screen,
  }),
  removeScreen: operation({
    ...local,
    id: 'removeScreen',
    summary: 'Withdraw its key: it shows a new pairing code',
    method: 'DELETE',
    path: '/api/screens/:id',
    access: staff,
    params: onlyId,
    status: 204,
  }),
  commandScreen: operation({
    ...local,
    id: 'commandScreen',
    summary: 'Press a key of its remote; screens of one programme follow together',
    method: 'POST',
    path: '/api/screens/:id/commands',
    access: presenters,
    params: onlyId,
    body: ScreenCommand,
    status: 200,
    answer: Screen,
  }),
  openKiosk: operation({
    ...local,
    id: 'openKiosk',
    summary: 'Gives a browser the key of a screen as a cookie, or prolongs it; opens nothing until staff pair it',
    method: 'POST',
    path: '/kiosk/key',
    access: 'screens',
    status: 204,
  }),
  kioskPhoto: operation({
    ...local,
    id: 'kioskPhoto',
    summary: "A photo of the screen's own programme, with its key",
    method: 'GET',
    path: '/kiosk/photos/:photoId/:size',
    access: 'screens',
    params: z.object({ photoId: Id, size: z.enum(['thumb', 'screen', 'kiosk']) }),
    status: 200,
    answer: 'image/*',
  }),
} as const;
