import { z } from 'zod';
import { Id, Instant, line, onlyId, onlyProjectId, Title } from './common.ts';
import { Link } from './links.ts';
import { operation, presenters, signedIn, staff } from './operation.ts';

export { chapterLimit, galleryLimit } from './gallery-limit.ts';

/**
 * What an upload into the gallery does: nothing; join it, and where there is no more room open the next chapter; or push
 * out the oldest.
 */
export const Inflow = z.enum(['off', 'append', 'newest']).meta({ id: 'Inflow' });
export type Inflow = z.infer<typeof Inflow>;
/** `captured`: by capture time, else by upload; `manual`: as staff put them. */
export const GalleryOrder = z.enum(['captured', 'manual']).meta({ id: 'GalleryOrder' });
export type GalleryOrder = z.infer<typeof GalleryOrder>;

export const Gallery = z
  .object({
    id: Id,
    projectId: Id,
    title: z.string(),
    inflow: Inflow,
    order: GalleryOrder,
    coverPhotoId: Id.nullable(),
    /** In the order in which guests see them. */
    photoIds: z.array(Id),
    /** The chapter in which it goes on: photos that are brought for this gallery flow into the last one of these. */
    next: z.object({ id: Id, title: z.string() }).nullable(),
    /** When a new chapter begins each day, by the clocks of the box's zone; the same for all chapters that follow each other. */
    dailyAt: z.string().nullable(),
    /** 专属图库: whom its photos were chosen for. */
    recipientId: Id.nullable(),
    /** It is not cleaned up, however long its links have been over. */
    kept: z.boolean(),
    /** What stands below its title on screens: 四室两厅，建面约 168 ㎡. */
    line: z.string(),
    /** 楼栋: units are narrowed down by it. */
    building: z.string(),
    /** When a photo was last added or replaced, or the set swapped. */
    contentAt: Instant,
    /** Grows with each change of the content; send it back with one, so that nobody's work is overwritten. */
    version: z.int(),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Gallery' });
export type Gallery = z.infer<typeof Gallery>;

const PhotoIds = z.array(Id).max(1000);
export const NewGallery = z.strictObject({
  title: Title,
  photoIds: PhotoIds.optional(),
  /** A preset's id (`event.media`, or `media` in the project's kind) for the first link. */
  audience: z.string().max(80).optional(),
  /** Whom the first link is for; `many` where its code hangs on a screen or a poster. */
  for: z.enum(['one', 'many']).optional(),
  inflow: Inflow.optional(),
});
export type NewGallery = z.infer<typeof NewGallery>;
export const GalleryChange = z.strictObject({
  title: Title.optional(),
  inflow: Inflow.optional(),
  order: GalleryOrder.optional(),
  coverPhotoId: Id.nullish(),
  dailyAt: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM')
    .nullish(),
  kept: z.boolean().optional(),
  line: line(80).optional(),
  building: line(40).optional(),
  version: z.int().optional(),
});
export type GalleryChange = z.infer<typeof GalleryChange>;
export const GalleryContent = z.strictObject({ photoIds: PhotoIds, version: z.int() });
export const GalleryMoves = z.strictObject({ add: PhotoIds.optional(), remove: PhotoIds.optional() });
export type GalleryMoves = z.infer<typeof GalleryMoves>;
export const GalleryCopy = z.strictObject({ title: Title.optional() });

/** How many photos are shared out: at their pauses, by a part of their names, or 25 each. */
export const SplitBy = z.enum(['time', 'name', 'count']).meta({ id: 'SplitBy' });
export type SplitBy = z.infer<typeof SplitBy>;
export const NamePart = z.enum(['sku', 'angle', 'usage']).meta({ id: 'NamePart' });
export type NamePart = z.infer<typeof NamePart>;
export const NewChapters = z.strictObject({
  title: Title,
  photoIds: z.array(Id).min(1).max(1000),
  by: SplitBy,
  /** Of the name, where it is split by that; the SKU where nothing is said. */
  part: NamePart.optional(),
  /** In the place of those that the box would give, as many as there are chapters. */
  titles: z.array(Title).max(1000).optional(),
  /** For the link, as for a gallery's first one. */
  audience: z.string().max(80).optional(),
  for: z.enum(['one', 'many']).optional(),
  /** Only tells the chapters, and makes nothing. */
  preview: z.boolean().optional(),
});
export type NewChapters = z.infer<typeof NewChapters>;
export const ChapterPlan = z
  .object({ chapters: z.array(z.object({ title: z.string(), photoIds: z.array(Id) })) })
  .meta({ id: 'ChapterPlan' });
export type ChapterPlan = z.infer<typeof ChapterPlan>;
export const MadeChapters = z.object({ galleries: z.array(Gallery), link: Link }).meta({ id: 'MadeChapters' });
export type MadeChapters = z.infer<typeof MadeChapters>;

/** A set of photos that takes the place of a gallery's at a moment. */
export const Swap = z
  .object({
    id: Id,
    galleryId: Id,
    photoIds: z.array(Id),
    at: Instant,
    /** `missed`: none of its photos was there any more, so that nothing was changed. */
    state: z.enum(['planned', 'done', 'missed']),
    madeBy: z.string(),
    madeAt: Instant,
    endedAt: Instant.nullable(),
  })
  .meta({ id: 'Swap' });
export type Swap = z.infer<typeof Swap>;
export const NewSwap = z.strictObject({ photoIds: z.array(Id).min(1).max(1000), at: Instant });
export type NewSwap = z.infer<typeof NewSwap>;

export const GalleryWithLink = Gallery.extend({ link: Link }).meta({ id: 'GalleryWithLink' });

const ofSwap = z.object({ id: Id, swapId: Id });
const local = { door: 'local' } as const;
export const galleryOperations = {
  listGalleries: operation({
    ...local,
    id: 'listGalleries',
    summary: 'The galleries of a project',
    method: 'GET',
    path: '/api/projects/:projectId/galleries',
    access: signedIn,
    params: onlyProjectId,
    status: 200,
    answer: z.object({ items: z.array(Gallery) }),
  }),
  addGallery: operation({
    ...local,
    id: 'addGallery',
    summary: 'Make a gallery; it is born with its first link',
    method: 'POST',
    path: '/api/projects/:projectId/galleries',
    access: presenters,
    params: onlyProjectId,
    body: NewGallery,
    status: 201,
    answer: GalleryWithLink,
  }),
  readGallery: operation({
    ...local,
    id: 'readGallery',
    summary: 'One gallery',
    method: 'GET',
    path: '/api/galleries/:id',
    access: signedIn,
    params: onlyId,
    status: 200,
    answer: Gallery,
  }),
  changeGallery: operation({
    ...local,
    id: 'changeGallery',
    summary: 'Change title, inflow, order, cover, or when a new chapter begins each day',
    method: 'PATCH',
    path: '/api/galleries/:id',
    access: staff,
    params: onlyId,
    body: GalleryChange,
    status: 200,
    answer: Gallery,
  }),
  removeGallery: operation({
    ...local,
    id: 'removeGallery',
    summary: 'Delete a gallery; links that open nothing else are revoked; for 7 days it can be brought back',
    method: 'DELETE',
    path: '/api/galleries/:id',
    access: staff,
    params: onlyId,
    status: 204,
  }),
  setGalleryPhotos: operation({
    ...local,
    id: 'setGalleryPhotos',
    summary: 'Set content and order at once',
    method: 'PUT',
    path: '/api/galleries/:id/photos',
    access: presenters,
    params: onlyId,
    body: GalleryContent,
    status: 200,
    answer: Gallery,
  }),
  moveGalleryPhotos: operation({
    ...local,
    id: 'moveGalleryPhotos',
    summary: 'Add and take out photos',
    method: 'POST',
    path: '/api/galleries/:id/photos',
    access: presenters,
    params: onlyId,
    body: GalleryMoves,
    status: 200,
    answer: Gallery,
  }),
  copyGallery: operation({
    ...local,
    id: 'copyGallery',
    summary: 'Copy a gallery; the copy has a link of its own',
    method: 'POST',
    path: '/api/galleries/:id/copy',
    access: presenters,
    params: onlyId,
    body: GalleryCopy,
    status: 201,
    answer: GalleryWithLink,
  }),
  addChapters: operation({
    ...local,
    id: 'addChapters',
    summary:
      'Share out many photos among galleries, with one link that opens them in order; `preview` only tells them (200)',
    method: 'POST',
    path: '/api/projects/:projectId/chapters',
    access: presenters,
    params: onlyProjectId,
    body: NewChapters,
    status: 201,
    answer: z.union([MadeChapters, ChapterPlan]),
  }),
  listSwaps: operation({
    ...local,
    id: 'listSwaps',
    summary: 'What is planned for a gallery, and what came of it within a week, earliest first',
    method: 'GET',
    path: '/api/galleries/:id/swaps',
    access: presenters,
    params: onlyId,
    status: 200,
    answer: z.object({ items: z.array(Swap) }),
  }),
  addSwap: operation({
    ...local,
    id: 'addSwap',
    summary: 'Plan a set of photos that takes the place of the gallery’s at a moment',
    method: 'POST',
    path: '/api/galleries/:id/swaps',
    access: presenters,
    params: onlyId,
    body: NewSwap,
    status: 201,
    answer: Swap,
  }),
  removeSwap: operation({
    ...local,
    id: 'removeSwap',
    summary: 'Call off a planned set, or put away what came of one',
    method: 'DELETE',
    path: '/api/galleries/:id/swaps/:swapId',
    access: presenters,
    params: ofSwap,
    status: 204,
  }),
} as const;
