import { z } from 'zod';
import { Instant, line, onlyId } from './common.ts';
import { operation, presenters, staff } from './operation.ts';
import { targetOf } from './step-target.ts';

/** Where a button leads: an address that begins with `https://` or `http://`, or a phone number. Given back as an address or `tel:`. */
export const StepTarget = line(2000).transform((typed, context) => {
  const target = targetOf(typed);
  if (target !== undefined) return target;
  context.issues.push({
    code: 'custom',
    message: 'an address that begins with https:// or http://, or a phone number',
    input: typed,
  });
  return z.NEVER;
});

/** 下一步: what a guest is to do after the photos. A picture is brought by itself, with `putProjectStepPicture` and the like. */
export const NextStepInput = z.strictObject({
  text: line(200).min(1),
  button: z.strictObject({ label: line(30).min(1), target: StepTarget }).nullish(),
  /** What the picture is, for those who do not see it; where nothing is said, the text stands for it. */
  pictureAlt: line(120).optional(),
  /** The last day on which it is shown, by the box's zone: `2026-12-31`. */
  endsOn: z.iso.date().nullish(),
});
export type NextStepInput = z.infer<typeof NextStepInput>;

export const NextStep = z
  .object({
    text: z.string(),
    button: z.object({ label: z.string(), target: z.string() }).nullable(),
    picture: z.object({ address: z.string(), width: z.int(), height: z.int() }).nullable(),
    pictureAlt: z.string(),
    endsOn: z.iso.date().nullable(),
    /** The first instant at which it is shown no more. */
    endsAt: Instant.nullable(),
    /** How often its button was pressed: once a visit and minute. */
    taps: z.int(),
    updatedAt: Instant,
  })
  .meta({ id: 'NextStep' });
export type NextStep = z.infer<typeof NextStep>;

const Found = z.object({ step: NextStep.nullable() });
const local = { door: 'local', params: onlyId } as const;
export const nextStepOperations = {
  readProjectStep: operation({
    ...local,
    id: 'readProjectStep',
    summary: 'The next step that all links of a project show, where they have none of their own',
    method: 'GET',
    path: '/api/projects/:id/next-step',
    access: presenters,
    status: 200,
    answer: Found,
  }),
  putProjectStep: operation({
    ...local,
    id: 'putProjectStep',
    summary: 'Set it; its picture stays',
    method: 'PUT',
    path: '/api/projects/:id/next-step',
    access: staff,
    body: NextStepInput,
    status: 200,
    answer: NextStep,
  }),
  removeProjectStep: operation({
    ...local,
    id: 'removeProjectStep',
    summary: 'Take it away with its picture; its taps stay counted',
    method: 'DELETE',
    path: '/api/projects/:id/next-step',
    access: staff,
    status: 204,
  }),
  readProjectStepPicture: operation({
    ...local,
    id: 'readProjectStepPicture',
    summary: 'Its picture as guests see it',
    method: 'GET',
    path: '/api/projects/:id/next-step/picture',
    access: presenters,
    status: 200,
    answer: 'image/jpeg',
  }),
  putProjectStepPicture: operation({
    ...local,
    id: 'putProjectStepPicture',
    summary: 'A picture, a group’s code for instance (field `picture`: JPEG, PNG or WebP, 10 MB)',
    method: 'PUT',
    path: '/api/projects/:id/next-step/picture',
    access: staff,
    body: 'multipart/form-data',
    status: 200,
    answer: NextStep,
  }),
  removeProjectStepPicture: operation({
    ...local,
    id: 'removeProjectStepPicture',
    summary: 'Take the picture away',
    method: 'DELETE',
    path: '/api/projects/:id/next-step/picture',
    access: staff,
    status: 204,
  }),
  readLinkStep: operation({
    ...local,
    id: 'readLinkStep',
    summary: 'The next step of one link, which goes before its project’s',
    method: 'GET',
    path: '/api/links/:id/next-step',
    access: presenters,
    status: 200,
    answer: Found,
  }),
  putLinkStep: operation({
    ...local,
    id: 'putLinkStep',
    summary: 'Set it; its picture stays',
    method: 'PUT',
    path: '/api/links/:id/next-step',
    access: presenters,
    body: NextStepInput,
    status: 200,
    answer: NextStep,
  }),
  removeLinkStep: operation({
    ...local,
    id: 'removeLinkStep',
    summary: 'Take it away with its picture; its taps stay counted',
    method: 'DELETE',
    path: '/api/links/:id/next-step',
    access: presenters,
    status: 204,
  }),
  readLinkStepPicture: operation({
    ...local,
    id: 'readLinkStepPicture',
    summary: 'Its picture as guests see it',
    method: 'GET',
    path: '/api/links/:id/next-step/picture',
    access: presenters,
    status: 200,
    answer: 'image/jpeg',
  }),
  putLinkStepPicture: operation({
    ...local,
    id: 'putLinkStepPicture',
    summary: 'A picture, a group’s code for instance (field `picture`: JPEG, PNG or WebP, 10 MB)',
    method: 'PUT',
    path: '/api/links/:id/next-step/picture',
    access: presenters,
    body: 'multipart/form-data',
    status: 200,
    answer: NextStep,
  }),
  removeLinkStepPicture: operation({
    ...local,
    id: 'removeLinkStepPicture',
    summary: 'Take the picture away',
    method: 'DELETE',
    path: '/api/links/:id/next-step/picture',
    access: presenters,
    status: 204,
  }),
} as const;
