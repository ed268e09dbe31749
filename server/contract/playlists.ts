import { z } from 'zod';
import { Id, Instant, line, onlyId, Title, text } from './common.ts';
import { operation, presenters, staff } from './operation.ts';
import { ShowState } from './screens.ts';

/** `HH:MM` by the clocks of the box's zone; `24:00` is the end of the day. */
const begins = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM');
const ends = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'HH:MM');

/** A part of the week: on these days (1 is Monday, 7 Sunday) from one time to another; where `to` is not after `from`, to that time of the next day. */
export const DayPart = z
  .strictObject({ days: z.array(z.int().min(1).max(7)).min(1).max(7), from: begins, to: ends })
  .meta({ id: 'DayPart' });
export type DayPart = z.infer<typeof DayPart>;
const DayParts = z.array(DayPart).max(12);

/**
 * Whose code stands on a scene: none; the gallery's newest link for many that opens; one link; or one that the screen
 * makes for itself, under an audience: `rotating` a fresh one every so many minutes, where the one before goes on for the
 * visits that it began, `once` a fresh one as soon as it was opened.
 */
export const CodeChoice = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('none') }),
    z.strictObject({ kind: z.literal('newest') }),
    z.strictObject({ kind: z.literal('link'), linkId: Id }),
    z.strictObject({ kind: z.literal('rotating'), audience: z.string().max(80), minutes: z.int().min(1).max(1440) }),
    z.strictObject({ kind: z.literal('once'), audience: z.string().max(80) }),
  ])
  .meta({ id: 'CodeChoice' });
export type CodeChoice = z.infer<typeof CodeChoice>;

const common = {
  /** Made by whoever makes the item, once: what it showed is counted by it. */
  id: Id,
  /** How long each of its scenes stays. */
  seconds: z.int().min(3).max(600),
  /** In `mixed` order: how often it comes, against the others. */
  weight: z.int().min(1).max(10).default(1),
  /** When it is shown; none: always. */
  when: DayParts.default([]),
  /** Left out for now. */
  off: z.boolean().default(false),
};
const withCode = {
  code: CodeChoice.default({ kind: 'newest' }),
  /** Shown where the code's own link does not open. */
  fallbackLinkId: Id.nullable().default(null),
};

/** `shuffled`: another order each day, the same on every screen. */
export const PhotoOrder = z.enum(['gallery', 'newest', 'shuffled']).meta({ id: 'PhotoOrder' });
export type PhotoOrder = z.infer<typeof PhotoOrder>;

/** What a playlist is made of; each item becomes one scene or many. */
export const PlaylistItem = z
  .discriminatedUnion('kind', [
    /** All photos of a gallery, one after another; upright ones taken together in pairs where no code stands beside them. */
    z.strictObject({
      kind: z.literal('photos'),
      ...common,
      ...withCode,
      galleryId: Id,
      order: PhotoOrder.default('gallery'),
      pairs: z.boolean().default(true),
    }),
    z.strictObject({
      kind: z.literal('poster'),
      ...common,
      ...withCode,
      galleryId: Id,
      thanks: line(80).default(''),
      title: line(80).default(''),
      /** The picture beside the code; null: the gallery's cover. */
      photoId: Id.nullable().default(null),
    }),
    /** Codes for several audiences, one poster after the other. */
    z.strictObject({
      kind: z.literal('codes'),
      ...common,
      title: line(80).default(''),
      codes: z
        .array(z.strictObject({ galleryId: Id, ...withCode }))
        .min(1)
        .max(8),
    }),
    z.strictObject({
      kind: z.literal('wall'),
      ...common,
      ...withCode,
      galleryIds: z.array(Id).min(1).max(12),
      title: line(80).default(''),
    }),
    z.strictObject({ kind: z.literal('message'), ...common, text: line(200).min(1), detail: text(300).default('') }),
    z.strictObject({
      kind: z.literal('wifi'),
      ...common,
      ...withCode,
      /** Whose photos the second code opens; null: the Wi-Fi alone. */
      galleryId: Id.nullable().default(null),
      name: line(32).min(1),
      security: z.enum(['WPA', 'WEP', 'nopass']).default('WPA'),
      password: z
        .string()
        .max(63)
        .regex(/^\P{Cc}*$/u, 'no control characters')
        .default(''),
      hidden: z.boolean().default(false),
      /** Whether the password is written beside the code, for who cannot scan it. */
      showPassword: z.boolean().default(true),
    }),
    z.strictObject({ kind: z.literal('mobile'), ...common, ...withCode, galleryId: Id, title: line(80).default('') }),
    z.strictObject({ kind: z.literal('pano'), ...common, ...withCode, galleryId: Id, photoId: Id }),
  ])
  .meta({ id: 'PlaylistItem' });
export type PlaylistItem = z.infer<typeof PlaylistItem>;
export type PlaylistItemInput = z.input<typeof PlaylistItem>;

/** `listed`: one item after the other, each whole; `mixed`: in turn, by their weights. */
export const PlaylistOrder = z.enum(['listed', 'mixed']).meta({ id: 'PlaylistOrder' });

const spec = {
  items: z
    .array(PlaylistItem)
    .max(60)
    .refine((items) => new Set(items.map(({ id }) => id)).size === items.length, 'each item needs an id of its own'),
  order: PlaylistOrder.default('listed'),
  /** When its screens are dark. */
  dark: DayParts.default([]),
  /** Photos that come in are shown once at once, as just shot. */
  justShot: z.boolean().default(true),
};
export const PlaylistSpec = z.strictObject(spec);
/** What a playlist holds beside its name. */
export type PlaylistSpec = z.infer<typeof PlaylistSpec>;

export const Playlist = z
  .object({
    id: Id,
    name: z.string(),
    /** The project that it was made for; it may show others as well. */
    projectId: Id.nullable(),
    items: z.array(PlaylistItem),
    order: PlaylistOrder,
    dark: z.array(DayPart),
    justShot: z.boolean(),
    /** Grows with each change; send it back with one, so that nobody's work is overwritten. */
    version: z.int(),
    /** The screens that show it. */
    screens: z.array(z.object({ id: Id, name: z.string() })),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Playlist' });
export type Playlist = z.infer<typeof Playlist>;

export const NewPlaylist = z.strictObject({
  name: Title,
  projectId: Id.nullable().default(null),
  /** Without items: a good playlist for the project (which is needed then) and its kind. */
  items: spec.items.optional(),
  order: PlaylistOrder.optional(),
  dark: DayParts.optional(),
  justShot: z.boolean().optional(),
  /** Said to `private_on_screen`: yes, this may be seen by everybody. */
  confirm: z.literal(true).optional(),
});
export type NewPlaylist = z.infer<typeof NewPlaylist>;
export const PlaylistChange = z.strictObject({
  name: Title,
  ...spec,
  version: z.int().optional(),
  confirm: z.literal(true).optional(),
});
export type PlaylistChange = z.infer<typeof PlaylistChange>;
export type PlaylistChangeInput = z.input<typeof PlaylistChange>;

/** Why an item would show less than it seems to, or nothing. */
export const PlaylistNote = z
  .object({
    itemId: Id,
    why: z.enum([
      'gallery_gone',
      'gallery_empty',
      'project_archived',
      'photo_gone',
      'no_code',
      'code_closed',
      'fallback_shown',
      'no_public_address',
      'never_on',
    ]),
    linkId: Id.nullable(),
  })
  .meta({ id: 'PlaylistNote' });
export type PlaylistNote = z.infer<typeof PlaylistNote>;

/** How a playlist that is not saved yet would look now: all that the kiosk's scenes need to draw it. */
export const PlaylistPreview = z
  .object({ state: ShowState, notes: z.array(PlaylistNote) })
  .meta({ id: 'PlaylistPreview' });
export type PlaylistPreview = z.infer<typeof PlaylistPreview>;

const local = { door: 'local' } as const;
export const playlistOperations = {
  listPlaylists: operation({
    ...local,
    id: 'listPlaylists',
    summary: 'All playlists',
    method: 'GET',
    path: '/api/playlists',
    access: presenters,
    status: 200,
    answer: z.object({ items: z.array(Playlist) }),
  }),
  addPlaylist: operation({
    ...local,
    id: 'addPlaylist',
    summary: 'Make a playlist; without items a good one for its project and kind',
    method: 'POST',
    path: '/api/playlists',
    access: staff,
    body: NewPlaylist,
    status: 201,
    answer: Playlist,
  }),
  previewPlaylist: operation({
    ...local,
    id: 'previewPlaylist',
    summary: 'How a playlist would look now, and what it would not show; nothing is kept',
    method: 'POST',
    path: '/api/playlists/preview',
    access: staff,
    body: PlaylistSpec,
    status: 200,
    answer: PlaylistPreview,
  }),
  readPlaylist: operation({
    ...local,
    id: 'readPlaylist',
    summary: 'One playlist',
    method: 'GET',
    path: '/api/playlists/:id',
    access: presenters,
    params: onlyId,
    status: 200,
    answer: Playlist,
  }),
  putPlaylist: operation({
    ...local,
    id: 'putPlaylist',
    summary: 'Change a playlist; its screens show it within a second',
    method: 'PUT',
    path: '/api/playlists/:id',
    access: staff,
    params: onlyId,
    body: PlaylistChange,
    status: 200,
    answer: Playlist,
  }),
  removePlaylist: operation({
    ...local,
    id: 'removePlaylist',
    summary: 'Remove a playlist that no screen shows',
    method: 'DELETE',
    path: '/api/playlists/:id',
    access: staff,
    params: onlyId,
    status: 204,
  }),
} as const;
