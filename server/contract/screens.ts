import { z } from 'zod';
import { Id, Instant, line, onlyId, Title } from './common.ts';
import { operation, presenters, staff } from './operation.ts';
import { Pickup } from './pickup.ts';
import { Pinned } from './scenes.ts';
import { ScreenStatus, ShowState } from './screen-state.ts';

export { Pickup, PickupPhoto, PickupShelf, TakeAway, TakenAway } from './pickup.ts';
export { PairingState, Play, ScreenCode, ScreenPhoto, ScreenStatus, ShowState } from './screen-state.ts';

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
    /** What it shows instead of `shows`, which are empty then. */
    playlist: z.object({ id: Id, name: z.string() }).nullable(),
    codeAddress: CodeAddress,
    pickup: Pickup.nullable(),
    /** Screens of one programme are in step, and led together. */
    programmeId: Id,
    /** Names of the other screens of its programme. */
    together: z.array(z.object({ id: Id, name: z.string() })),
    online: z.boolean(),
    blank: z.boolean(),
    paused: z.boolean(),
    pinned: z.boolean(),
    /** What was put on it by hand, and until when. */
    pin: z.object({ what: Pinned.shape.what, galleryId: Id.nullable(), until: Instant.nullable() }).nullable(),
    /** It is connected, and yet says nothing, or draws nothing: `silent` no status for 30 s, `stuck` no frame. */
    trouble: z.enum(['silent', 'stuck']).nullable(),
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
  /** Shows this playlist; null goes on with what it showed before, by `shows`. */
  playlistId: Id.nullish(),
  /** Makes it a pickup station, or no longer. */
  pickup: Pickup.nullish(),
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
  z.strictObject({ type: z.enum(['next', 'previous', 'pause', 'resume', 'unpin', 'keep', 'identify', 'reload']) }),
  /** `on: false` lights it up again; so do resume and next. */
  z.strictObject({ type: z.literal('blank'), on: z.boolean().default(true) }),
  z.strictObject({
    type: z.literal('pin'),
    photoId: Id.optional(),
    galleryId: Id.optional(),
    sceneId: z.string().max(200).optional(),
  }),
  /** 户型: the unit's photos with its own code, for two minutes where nothing is said; `keep` lets what is pinned stay. */
  z.strictObject({ type: z.literal('unit'), galleryId: Id, seconds: z.int().min(10).max(3600).default(120) }),
  /** A line for everybody in front of it, for a minute where nothing is said; null: until it is let go. */
  z.strictObject({
    type: z.literal('message'),
    text: line(200).min(1),
    seconds: z.int().min(5).max(86_400).nullable().default(60),
  }),
]);
export type ScreenCommand = z.infer<typeof ScreenCommand>;

export const Screens = z.object({
  items: z.array(Screen),
  /** Where a browser on a new screen finds the kiosk page. */
  kioskUrl: z.string(),
});

/** A unit as the remote has it: a gallery that can be called for. */
export const Unit = z
  .object({
    galleryId: Id,
    projectId: Id,
    /** A `unit` is called for with its own code, for a while; a `gallery` that the screen shows is pinned. */
    kind: z.enum(['unit', 'gallery']),
    title: z.string(),
    line: z.string(),
    building: z.string(),
    /** Ready photos; the cover first. */
    photoIds: z.array(Id),
  })
  .meta({ id: 'Unit' });
export type Unit = z.infer<typeof Unit>;

/** A gallery that whoever asks called for on a screen by hand, and those of its photos that were seen since. */
export const Looked = z
  .object({ galleryId: Id, projectId: Id, title: z.string(), photoIds: z.array(Id), at: Instant })
  .meta({ id: 'Looked' });
export type Looked = z.infer<typeof Looked>;

/** Where a code was scanned: one item on one screen, by the names that these had when it was shown last. */
export const Place = z
  .object({
    /** What stands behind the address in the code, in base 36. */
    number: z.int(),
    screenName: z.string(),
    sceneName: z.string(),
    opens: z.int(),
  })
  .meta({ id: 'Place' });
export type Place = z.infer<typeof Place>;

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
  listUnits: operation({
    ...local,
    id: 'listUnits',
    summary: 'The units, or galleries, that its remote can call for',
    method: 'GET',
    path: '/api/screens/:id/units',
    access: presenters,
    params: onlyId,
    status: 200,
    answer: z.object({ items: z.array(Unit) }),
  }),
  listLooked: operation({
    ...local,
    id: 'listLooked',
    summary: 'What whoever asks called for on it within the last 45 minutes, the latest first',
    method: 'GET',
    path: '/api/screens/:id/looked',
    access: presenters,
    params: onlyId,
    status: 200,
    answer: z.object({ items: z.array(Looked) }),
  }),
  listPlaces: operation({
    ...local,
    id: 'listPlaces',
    summary: 'From which codes on screens a link was opened, and how often; the most first',
    method: 'GET',
    path: '/api/links/:id/places',
    access: presenters,
    params: onlyId,
    status: 200,
    answer: z.object({ items: z.array(Place) }),
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
    params: z.object({ photoId: Id, size: z.enum(['thumb', 'screen', 'kiosk', 'pano']) }),
    status: 200,
    answer: 'image/*',
  }),
} as const;
