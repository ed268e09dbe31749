import { z } from 'zod';
import { Id, Instant, line, text, typed } from './common.ts';
import { anyone, operation, presenters, staff } from './operation.ts';
import { Token } from './visits.ts';

/** `kept`: staff left the photo as it is; `shown`: it was hidden and is shown again. */
export const HideState = z.enum(['open', 'hidden', 'kept', 'shown']).meta({ id: 'HideState' });
export type HideState = z.infer<typeof HideState>;

/** "That is me, hide it": a guest asks that a photo be seen by nobody. */
export const HideRequest = z
  .object({
    id: Id,
    projectId: Id,
    projectTitle: z.string(),
    linkId: Id,
    /** The recipient's name, else the link's label, else empty. */
    linkName: z.string(),
    galleryId: Id,
    galleryTitle: z.string(),
    photoId: Id,
    /** What they call themselves, and said; may be empty, and is whatever they typed. */
    name: z.string(),
    note: z.string(),
    /** It was hidden before staff saw it, since the project says so. */
    atOnce: z.boolean(),
    askedAt: Instant,
    state: HideState,
    answeredAt: Instant.nullable(),
    /** Who of the staff; null where nobody did it by hand. */
    answeredBy: z.string().nullable(),
  })
  .meta({ id: 'HideRequest' });
export type HideRequest = z.infer<typeof HideRequest>;

export const HideInput = z.object({
  name: typed.pipe(line(60)).optional(),
  note: typed.pipe(text(200)).optional(),
  /** `page`: a plain form; answered by a redirect to the link's page. */
  go: z.literal('page').optional().catch(undefined),
});
export type HideInput = z.infer<typeof HideInput>;

const local = { door: 'local' } as const;
export const hideOperations = {
  askToHide: operation({
    door: 'guest',
    access: anyone,
    id: 'askToHide',
    summary: 'Ask that a photo be hidden; at once where the project says so; with a visit only',
    method: 'POST',
    path: '/g/:token/photos/:photoId/hide',
    params: z.object({ token: Token, photoId: z.string().max(64) }),
    body: HideInput,
    status: 201,
    answer: z.object({ state: z.enum(['open', 'hidden']) }),
  }),
  listHideRequests: operation({
    ...local,
    id: 'listHideRequests',
    summary: 'Who wants photos hidden: those that wait, oldest first, or what was answered, newest first; 500 at most',
    method: 'GET',
    path: '/api/hide-requests',
    access: presenters,
    query: z.object({
      state: z.enum(['open', 'answered']).default('open'),
      projectId: Id.optional(),
      photoId: Id.optional(),
    }),
    status: 200,
    answer: z.object({ items: z.array(HideRequest) }),
  }),
  answerHideRequest: operation({
    ...local,
    id: 'answerHideRequest',
    summary:
      'Hide the photo or leave it; also later, the other way round. Whoever else asks for this photo is answered too',
    method: 'POST',
    path: '/api/hide-requests/:id/answer',
    access: staff,
    params: z.object({ id: Id }),
    body: z.strictObject({ hide: z.boolean() }),
    status: 200,
    answer: HideRequest,
  }),
} as const;
