import { z } from 'zod';
import { Id, Instant } from './common.ts';
import { operation, staff } from './operation.ts';

/** 清理: a gallery that goes to the trash by itself, since all its links have been over for long. */
export const CleanUpGallery = z
  .object({
    galleryId: Id,
    title: z.string(),
    projectId: Id,
    projectTitle: z.string(),
    /** When its last link ended. */
    endedAt: Instant,
    goesAt: Instant,
    /** Those that are in no other gallery, and go with it. */
    photos: z.int(),
    bytes: z.int(),
  })
  .meta({ id: 'CleanUpGallery' });
export type CleanUpGallery = z.infer<typeof CleanUpGallery>;

export const cleanUpOperations = {
  readCleanUp: operation({
    door: 'local',
    id: 'readCleanUp',
    summary: 'Which galleries the clean-up takes next, soonest first; with `days` as if it were switched on with those',
    method: 'GET',
    path: '/api/clean-up',
    access: staff,
    query: z.object({ days: z.coerce.number().int().min(1).max(3650).optional() }),
    status: 200,
    answer: z.object({
      days: z.int().nullable(),
      /** Why nothing is done at present, though it is on. */
      paused: z.enum(['clock']).nullable(),
      items: z.array(CleanUpGallery),
    }),
  }),
} as const;
