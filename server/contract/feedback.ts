import { z } from 'zod';
import { Id, Instant, line, onlyProjectId, typed } from './common.ts';
import { anyone, operation, presenters } from './operation.ts';
import { Token } from './visits.ts';

/** 喜欢: a guest's heart at a photo, with a line where there is one. */
export const Heart = z
  .object({
    photoId: Id,
    linkId: Id,
    /** The recipient's name, else the link's label, else empty. */
    name: z.string(),
    line: z.string(),
    at: Instant,
  })
  .meta({ id: 'Heart' });
export type Heart = z.infer<typeof Heart>;

export const HeartInput = z.object({
  on: z.union([z.boolean(), z.enum(['true', 'false']).transform((said) => said === 'true')]).default(true),
  /** Left out, it stays as it was. */
  line: typed.pipe(line(200)).optional(),
  /** `page`: a plain form; answered by a redirect to the link's page. */
  go: z.literal('page').optional().catch(undefined),
});
export type HeartInput = z.infer<typeof HeartInput>;

export const feedbackOperations = {
  heartPhoto: operation({
    door: 'guest',
    access: anyone,
    id: 'heartPhoto',
    summary: 'A heart for a photo, and a line, where the link allows it; with a visit only',
    method: 'POST',
    path: '/g/:token/photos/:photoId/heart',
    params: z.object({ token: Token, photoId: z.string().max(64) }),
    body: HeartInput,
    status: 200,
    answer: z.object({ on: z.boolean(), line: z.string() }),
  }),
  listHearts: operation({
    door: 'local',
    access: presenters,
    id: 'listHearts',
    summary: 'Photos that guests gave a heart, most first, with their lines',
    method: 'GET',
    path: '/api/projects/:projectId/hearts',
    params: onlyProjectId,
    query: z.object({ galleryId: Id.optional(), linkId: Id.optional(), photoId: Id.optional() }),
    status: 200,
    answer: z.object({
      items: z.array(z.object({ photoId: Id, hearts: z.int(), lines: z.int(), all: z.array(Heart) })),
    }),
  }),
} as const;
