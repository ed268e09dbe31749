import { z } from 'zod';
import { Id, Instant, onlyId, onlyProjectId, Title } from './common.ts';
import { Link } from './links.ts';
import { operation, presenters, signedIn, staff } from './operation.ts';

export { galleryLimit } from './gallery-limit.ts';

/** What an upload into the gallery does: nothing, join it while there is room, or push out the oldest. */
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
  version: z.int().optional(),
});
export type GalleryChange = z.infer<typeof GalleryChange>;
export const GalleryContent = z.strictObject({ photoIds: PhotoIds, version: z.int() });
export const GalleryMoves = z.strictObject({ add: PhotoIds.optional(), remove: PhotoIds.optional() });
export type GalleryMoves = z.infer<typeof GalleryMoves>;
export const GalleryCopy = z.strictObject({ title: Title.optional() });

export const GalleryWithLink = Gallery.extend({ link: Link }).meta({ id: 'GalleryWithLink' });

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
    summary: 'Change title, inflow, order or cover',
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
    summary: 'Delete a gallery; links that open nothing else are revoked',
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
} as const;
