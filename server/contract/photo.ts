import { z } from 'zod';
import { Id, Instant, PhotoSize } from './common.ts';
import { RefusalCode } from './problems.ts';

export const PhotoState = z.enum(['processing', 'ready', 'failed']).meta({ id: 'PhotoState' });
export type PhotoState = z.infer<typeof PhotoState>;
export const PhotoFormat = z.enum(['jpeg', 'png', 'webp']).meta({ id: 'PhotoFormat' });
export type PhotoFormat = z.infer<typeof PhotoFormat>;
/** What staff said of it while choosing. */
export const Mark = z.enum(['picked', 'rejected']).meta({ id: 'Mark' });
export type Mark = z.infer<typeof Mark>;

export const Photo = z
  .object({
    id: Id,
    projectId: Id,
    /** The file's name as it was sent. */
    name: z.string(),
    title: z.string(),
    caption: z.string(),
    tags: z.array(z.string()),
    /** The name's parts where it has the form `SKU_angle_usage`, else null. */
    sku: z.string().nullable(),
    angle: z.string().nullable(),
    usage: z.string().nullable(),
    /** Grows when the file is replaced. */
    edition: z.int(),
    format: PhotoFormat,
    /** Of the original file. */
    bytes: z.int(),
    /** As seen, after the camera's turn. */
    width: z.int(),
    height: z.int(),
    /** Base64 of a ThumbHash; null until the photo is ready. */
    thumbhash: z.string().nullable(),
    takenAt: Instant.nullable(),
    uploadedAt: Instant,
    /** Who brought it; null where that account is gone. */
    uploadedBy: z.string().nullable(),
    mark: Mark.nullable(),
    /** No guest and no screen is shown it, since somebody in it asked for that. */
    hidden: z.boolean(),
    panorama: z.boolean(),
    state: PhotoState,
    failure: z.object({ code: RefusalCode, detail: z.string() }).nullable(),
    /** Addresses by size; only `original` until the photo is ready. */
    images: z.partialRecord(PhotoSize, z.string()),
    /** In an upload's answer: the project held this very file before. */
    duplicate: z.literal(true).optional(),
  })
  .meta({ id: 'Photo' });
export type Photo = z.infer<typeof Photo>;
