import { z } from 'zod';
import { Id, line, onlyProjectId, Title } from './common.ts';
import { Gallery } from './galleries.ts';
import { Link, PolicyInput } from './links.ts';
import { operation, presenters } from './operation.ts';
import { Recipient, RecipientName } from './recipients.ts';

/** 专属图库: photos that were chosen for one person, with a link of their own. */
export const NewPersonal = z
  .strictObject({
    /** Whom it is for: somebody new, or somebody who is there already. */
    name: RecipientName.optional(),
    honorific: line(40).optional(),
    recipientId: Id.optional(),
    photoIds: z.array(Id).min(1).max(1000),
    /** Without one it is called after its recipient and, where all its photos are of one gallery, after that. */
    title: Title.optional(),
    /** Without one: that of the project's kind which is meant for one guest. */
    audience: z.string().max(80).optional(),
    policy: PolicyInput.optional(),
  })
  .refine(({ name, recipientId }) => (name === undefined) !== (recipientId === undefined), {
    path: ['name'],
    message: 'either `name` or `recipientId`',
  });
export type NewPersonal = z.infer<typeof NewPersonal>;

export const Personal = z.object({ recipient: Recipient, gallery: Gallery, link: Link }).meta({ id: 'Personal' });
export type Personal = z.infer<typeof Personal>;

export const personalOperations = {
  addPersonal: operation({
    door: 'local',
    access: presenters,
    id: 'addPersonal',
    summary: 'Make a personal gallery: its recipient, the gallery and its link, all of them or none',
    method: 'POST',
    path: '/api/projects/:projectId/personal',
    params: onlyProjectId,
    body: NewPersonal,
    status: 201,
    answer: Personal,
  }),
} as const;
