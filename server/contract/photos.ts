import { z } from 'zod';
import { Cursor, Id, Instant, line, onlyId, onlyProjectId, PhotoSize, text } from './common.ts';
import { operation, signedIn, staff } from './operation.ts';
import { Mark, Photo, PhotoFormat, PhotoState } from './photo.ts';
import { RefusalCode } from './problems.ts';

export { maxPixels, uploadLimits } from './photo-limits.ts';

export { Mark, Photo, PhotoFormat, PhotoState };

export const RejectedFile = z
  .object({
    name: z.string(),
    code: RefusalCode,
    detail: z.string(),
    /** What the file is, for `format_not_accepted` and `not_a_photo`, where its content says so: `heic`, `pdf`, `raw`. */
    format: z.string().optional(),
  })
  .meta({ id: 'RejectedFile' });
export type RejectedFile = z.infer<typeof RejectedFile>;

export const UploadAnswer = z
  .object({
    accepted: z.array(Photo),
    rejected: z.array(RejectedFile),
    /** Where one was named: what it, or chapters behind it, took; `opened`: begun by this upload. */
    gallery: z
      .object({
        id: Id,
        ...{ added: z.array(Id), notAdded: z.array(Id) },
        reason: z.enum(['inflow_off', 'gallery_full']).nullable(),
        chapters: z.array(z.object({ id: Id, title: z.string(), photoIds: z.array(Id), opened: z.boolean() })),
      })
      .optional(),
  })
  .meta({ id: 'UploadAnswer' });
export type UploadAnswer = z.infer<typeof UploadAnswer>;

const Tag = line(40).min(1);
export const PhotoChange = z.strictObject({
  /** The file's name; an ending that is none of its format's is set right. Its parts are read from it anew unless set here. */
  name: line(200).min(1).optional(),
  title: line(120).optional(),
  caption: text(1000).optional(),
  tags: z.array(Tag).max(30).optional(),
  sku: line(80).nullish(),
  angle: line(80).nullish(),
  usage: line(80).nullish(),
  /** Null takes it back to what the file says. */
  panorama: z.boolean().nullish(),
  mark: Mark.nullish(),
  hidden: z.boolean().optional(),
  /** Null takes it back to what the camera said. */
  takenAt: Instant.nullish(),
});
export type PhotoChange = z.infer<typeof PhotoChange>;

export const PhotoSearch = z.object({
  /** Any part of title, caption, tags, name; several words must all be found. */
  q: z.string().trim().max(200).optional(),
  sku: z.string().trim().max(80).optional(),
  angle: z.string().trim().max(80).optional(),
  usage: z.string().trim().max(80).optional(),
  state: PhotoState.optional(),
  /** `unmatched`: only photos whose names have not the form `SKU_angle_usage`. */
  names: z.enum(['matched', 'unmatched']).optional(),
  galleryId: Id.optional(),
  /** Only those in no gallery. */
  inGallery: z.enum(['none', 'some']).optional(),
  mark: z.enum(['picked', 'rejected', 'none']).optional(),
  panorama: z.enum(['true', 'false']).optional(),
  hidden: z.enum(['true', 'false']).optional(),
  /** With a heart of a guest. */
  hearts: z.literal('true').optional(),
  /** `uploaded`: newest upload first; `taken`: by capture time, newest first, those without one by upload. */
  order: z.enum(['uploaded', 'taken']).default('uploaded'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: Cursor.optional(),
});
export type PhotoSearch = z.infer<typeof PhotoSearch>;
export const PhotoPage = z
  .object({
    items: z.array(Photo),
    nextCursor: z.string().nullable(),
    /** On the first page: how many fit the search, and how many photos of the project are of each kind. */
    total: z.int().optional(),
    counts: z
      .object({
        all: z.int(),
        inNoGallery: z.int(),
        panorama: z.int(),
        picked: z.int(),
        rejected: z.int(),
        hidden: z.int(),
        hearts: z.int(),
        failed: z.int(),
        unmatched: z.int(),
        trash: z.int(),
      })
      .optional(),
  })
  .meta({ id: 'PhotoPage' });
export type PhotoPage = z.infer<typeof PhotoPage>;

/** Several photos at once, all or none. */
const OneChange = z.strictObject({ id: Id, change: PhotoChange });
export const PhotoChanges = z.strictObject({ changes: z.array(OneChange).min(1).max(500) });
export type PhotoChanges = z.infer<typeof PhotoChanges>;
/** `undo` is what to send to undo it; null where nothing was changed. */
const PhotosChanged = z.object({ items: z.array(Photo), undo: PhotoChanges.nullable() });
const PhotoChoice = z.strictObject({ photoIds: z.array(Id).min(1).max(500) });

export const TrashedPhoto = z
  .object({
    photo: Photo,
    withdrawnAt: Instant,
    goneAt: Instant,
    galleries: z.array(z.object({ id: Id, title: z.string() })),
  })
  .meta({ id: 'TrashedPhoto' });
export type TrashedPhoto = z.infer<typeof TrashedPhoto>;

const local = { door: 'local' } as const;
export const photoOperations = {
  uploadPhotos: operation({
    ...local,
    id: 'uploadPhotos',
    summary: 'Bring photos: field `photos`, 1 to 25 files of 50 MB; `galleryId` where they are to go into a gallery',
    method: 'POST',
    path: '/api/projects/:projectId/photos',
    access: signedIn,
    params: onlyProjectId,
    body: 'multipart/form-data',
    status: 201,
    answer: UploadAnswer,
  }),
  searchPhotos: operation({
    ...local,
    id: 'searchPhotos',
    summary: 'Search the library, newest first',
    method: 'GET',
    path: '/api/projects/:projectId/photos',
    access: signedIn,
    params: onlyProjectId,
    query: PhotoSearch,
    status: 200,
    answer: PhotoPage,
  }),
  readPhoto: operation({
    ...local,
    id: 'readPhoto',
    summary: 'One photo',
    method: 'GET',
    path: '/api/photos/:id',
    access: signedIn,
    params: onlyId,
    status: 200,
    answer: Photo,
  }),
  changePhoto: operation({
    ...local,
    id: 'changePhoto',
    summary: 'Change title, caption, tags, name parts',
    method: 'PATCH',
    path: '/api/photos/:id',
    access: staff,
    params: onlyId,
    body: PhotoChange,
    status: 200,
    answer: Photo,
  }),
  removePhoto: operation({
    ...local,
    id: 'removePhoto',
    summary: 'Withdraw a photo from everywhere; it stays in the trash for 7 days',
    method: 'DELETE',
    path: '/api/photos/:id',
    access: staff,
    params: onlyId,
    status: 204,
  }),
  changePhotos: operation({
    ...local,
    id: 'changePhotos',
    summary: 'Change several photos at once: words, tags, names, marks',
    method: 'POST',
    path: '/api/projects/:projectId/photos/changes',
    access: staff,
    params: onlyProjectId,
    body: PhotoChanges,
    status: 200,
    answer: PhotosChanged,
  }),
  withdrawPhotos: operation({
    ...local,
    id: 'withdrawPhotos',
    summary: 'Withdraw several photos from everywhere; they stay in the trash for 7 days',
    method: 'POST',
    path: '/api/projects/:projectId/photos/withdraw',
    access: staff,
    params: onlyProjectId,
    body: PhotoChoice,
    status: 200,
    answer: z.object({ photoIds: z.array(Id) }),
  }),
  readTrash: operation({
    ...local,
    id: 'readTrash',
    summary: 'Photos in the trash of a project, last withdrawn first',
    method: 'GET',
    path: '/api/projects/:projectId/trash',
    access: staff,
    params: onlyProjectId,
    query: z.object({ cursor: Cursor.optional() }),
    status: 200,
    answer: z.object({ items: z.array(TrashedPhoto), nextCursor: z.string().nullable() }),
  }),
  restorePhotos: operation({
    ...local,
    id: 'restorePhotos',
    summary: 'Take photos out of the trash, back into their galleries where there is room',
    method: 'POST',
    path: '/api/projects/:projectId/trash/restore',
    access: staff,
    params: onlyProjectId,
    body: PhotoChoice,
    status: 200,
    answer: z.object({
      photoIds: z.array(Id),
      /** Galleries that had no room left for some, and photos that stay in the trash: their file is back as `of`. */
      full: z.array(z.object({ galleryId: Id, title: z.string(), photoIds: z.array(Id) })),
      duplicates: z.array(z.object({ photoId: Id, of: Id })),
    }),
  }),
  replacePhoto: operation({
    ...local,
    id: 'replacePhoto',
    summary: 'Put a new file in its place, everywhere it is shown (field `photo`)',
    method: 'PUT',
    path: '/api/photos/:id/file',
    access: staff,
    params: onlyId,
    body: 'multipart/form-data',
    status: 200,
    answer: Photo,
  }),
  readImage: operation({
    ...local,
    id: 'readImage',
    summary: 'A photo in one size',
    method: 'GET',
    path: '/api/photos/:id/image/:size',
    access: signedIn,
    params: z.object({ id: Id, size: PhotoSize }),
    /** `in=trash`: of a photo in the trash, for those who may open it. */
    query: z.object({ in: z.literal('trash').optional() }),
    status: 200,
    answer: 'image/*',
  }),
} as const;
