import { z } from 'zod';
import { Ask } from './asks.ts';
import { Id, Instant, onlyId, onlyProjectId } from './common.ts';
import { Heart } from './feedback.ts';
import { Link } from './links.ts';
import { Sent } from './messages.ts';
import { operation, presenters } from './operation.ts';
import { Recipient } from './recipients.ts';

/**
 * Who has to be written to. `all`: every link that is meant for one, of a recipient or with a label of its own, and is not
 * revoked. `not_opened`; `not_downloaded`: opened, may save, has saved nothing; `came_back`: two visits or more, most first;
 * `forwarded` (可能被转发): opened on more phones than its limit, or, where it has none, on more than two.
 */
export const PeopleList = z
  .enum(['all', 'not_opened', 'not_downloaded', 'came_back', 'forwarded'])
  .meta({ id: 'PeopleList' });
export type PeopleList = z.infer<typeof PeopleList>;

export const Person = z
  .object({
    link: Link,
    recipient: Recipient.pick({
      id: true,
      name: true,
      honorific: true,
      company: true,
      contact: true,
      tags: true,
    }).nullable(),
    /** The recipient's name, else the link's label. */
    name: z.string(),
    /** The titles of its galleries. */
    gallery: z.string(),
    /** On how many phones it was opened; two browsers of one phone are one. */
    phones: z.int(),
    firstOpenAt: Instant.nullable(),
    lastOpenAt: Instant.nullable(),
    /** What was sent last. */
    sent: Sent.nullable(),
  })
  .meta({ id: 'Person' });
export type Person = z.infer<typeof Person>;

export const People = z
  .object({
    items: z.array(Person),
    counts: z.object({
      all: z.int(),
      not_opened: z.int(),
      not_downloaded: z.int(),
      came_back: z.int(),
      forwarded: z.int(),
    }),
  })
  .meta({ id: 'People' });
export type People = z.infer<typeof People>;

/** One visit of a recipient's link. */
export const StoryVisit = z
  .object({
    id: Id,
    linkId: Id,
    openedAt: Instant,
    lastSeenAt: Instant,
    onSite: z.boolean(),
    /** The phone's system: `ios`, `android`, `harmony` … */
    system: z.string(),
    /** Which of the link's phones, by their first open, from 1. */
    phone: z.int(),
    /** Photos that were large on screen, or were sent large where the phone told nothing; those saved. */
    looked: z.int(),
    saved: z.int(),
  })
  .meta({ id: 'StoryVisit' });
export type StoryVisit = z.infer<typeof StoryVisit>;

/** 接收人的经过: what became of a recipient's links. */
export const Story = z
  .object({
    recipient: Recipient,
    links: z.array(Link),
    /** Newest first, 500 at most. */
    visits: z.array(StoryVisit),
    /** Photos that were looked at or saved, those of the most visits first. */
    looked: z.array(
      z.object({
        photoId: Id,
        title: z.string(),
        visits: z.int(),
        /** On screen, as far as phones told. */
        seconds: z.int(),
        saved: z.boolean(),
        heart: z.boolean(),
        lastAt: Instant,
      }),
    ),
    hearts: z.array(Heart),
    sent: z.array(Sent),
    asks: z.array(Ask),
  })
  .meta({ id: 'Story' });
export type Story = z.infer<typeof Story>;

const local = { door: 'local', access: presenters } as const;
export const peopleOperations = {
  readPeople: operation({
    ...local,
    id: 'readPeople',
    summary: 'Who has not opened, not saved, came back, or may have passed it on; 2,000 at most',
    method: 'GET',
    path: '/api/projects/:projectId/people',
    params: onlyProjectId,
    query: z.object({
      list: PeopleList.default('all'),
      galleryId: Id.optional(),
      audience: z.string().max(80).optional(),
      tag: z.string().trim().max(40).optional(),
    }),
    status: 200,
    answer: People,
  }),
  readStory: operation({
    ...local,
    id: 'readStory',
    summary: 'What became of a recipient’s links: visits, photos, what was sent',
    method: 'GET',
    path: '/api/recipients/:id/story',
    params: onlyId,
    status: 200,
    answer: Story,
  }),
} as const;
