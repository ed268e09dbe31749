import { z } from 'zod';
import { Id, Instant, onlyId, onlyProjectId } from './common.ts';
import { Gallery } from './galleries.ts';
import { operation, staff } from './operation.ts';
import { Project } from './projects.ts';

/** What would end with a project or a gallery. */
export const Loss = z
  .object({
    photos: z.int(),
    galleries: z.int(),
    /** Links that open now or will, those of batches left out. */
    links: z.int(),
    /** Their opens and phones so far. */
    opens: z.int(),
    visitors: z.int(),
    /** Those among them whose codes may be printed or hang somewhere: with a place, or meant for many. */
    codes: z.array(z.object({ linkId: Id, name: z.string(), placement: z.string().nullable(), opens: z.int() })),
    batches: z.array(z.object({ id: Id, label: z.string(), codes: z.int(), opened: z.int() })),
    /** Screens that show something of it. */
    screens: z.array(z.object({ id: Id, name: z.string() })),
  })
  .meta({ id: 'Loss' });
export type Loss = z.infer<typeof Loss>;

/** A deleted project, until the trash is emptied of it. */
export const TrashedProject = z
  .object({
    project: Project,
    deletedAt: Instant,
    goneAt: Instant,
    /** What would open again. */
    links: z.int(),
  })
  .meta({ id: 'TrashedProject' });
export type TrashedProject = z.infer<typeof TrashedProject>;

/** A deleted gallery, until the trash is emptied of it. */
export const TrashedGallery = z
  .object({
    gallery: Gallery,
    deletedAt: Instant,
    goneAt: Instant,
    /** `clean_up`: by the box, since its links had been over for long. */
    why: z.enum(['hand', 'clean_up']),
    /** How many links would open again. */
    links: z.int(),
  })
  .meta({ id: 'TrashedGallery' });
export type TrashedGallery = z.infer<typeof TrashedGallery>;

const local = { door: 'local' } as const;
export const trashOperations = {
  listTrashedProjects: operation({
    ...local,
    id: 'listTrashedProjects',
    summary: 'Deleted projects, last deleted first',
    method: 'GET',
    path: '/api/trash/projects',
    access: staff,
    status: 200,
    answer: z.object({ items: z.array(TrashedProject) }),
  }),
  restoreProject: operation({
    ...local,
    id: 'restoreProject',
    summary: 'Bring a deleted project back; links that ended with it open again, with their codes',
    method: 'POST',
    path: '/api/trash/projects/:id/restore',
    access: staff,
    params: onlyId,
    status: 200,
    answer: Project,
  }),
  readProjectLoss: operation({
    ...local,
    id: 'readProjectLoss',
    summary: 'What would end if a project were deleted or archived: links, codes that may be printed, screens',
    method: 'GET',
    path: '/api/projects/:id/loss',
    access: staff,
    params: onlyId,
    status: 200,
    answer: Loss,
  }),
  readGalleryLoss: operation({
    ...local,
    id: 'readGalleryLoss',
    summary: 'What would end if a gallery were deleted: links, codes that may be printed, screens',
    method: 'GET',
    path: '/api/galleries/:id/loss',
    access: staff,
    params: onlyId,
    status: 200,
    answer: Loss,
  }),
  listTrashedGalleries: operation({
    ...local,
    id: 'listTrashedGalleries',
    summary: 'Deleted galleries of a project, last deleted first',
    method: 'GET',
    path: '/api/projects/:projectId/trash/galleries',
    access: staff,
    params: onlyProjectId,
    status: 200,
    answer: z.object({ items: z.array(TrashedGallery) }),
  }),
  restoreGallery: operation({
    ...local,
    id: 'restoreGallery',
    summary: 'Bring a deleted gallery back, and the links that ended with it, with their codes',
    method: 'POST',
    path: '/api/galleries/:id/restore',
    access: staff,
    params: onlyId,
    status: 200,
    answer: Gallery,
  }),
} as const;
