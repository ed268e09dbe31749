import { z } from 'zod';
import { Ask } from './asks.ts';
import { Id, Instant, onlyId, onlyProjectId } from './common.ts';
import { Heart } from './feedback.ts';
import { Link } from './links.ts';
import { Sent } from './messages.ts';
import { operation, presenters, staff } from './operation.ts';
import { Recipient } from './recipients.ts';

/**
 * Who has to be written to. `all`: every link that is meant for one, of a recipient or with a label of its own, and is not
 * revoked. `not_opened`; `not_downloaded`: opened, may save, has saved nothing; `came_back`: two visits or more, most first;
 * `ending` (快到期): opens now and ends within 3 days, or under a fifth of its opens are left, soonest first;
 * `forwarded` (可能被转发): opened on more phones than its limit, or, where it has none, on more than two. What somebody of
 * the house opened counts in none of them.
 */
export const PeopleList = z
  .enum(['all', 'not_opened', 'not_downloaded', 'came_back', 'ending', 'forwarded'])
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
    /** How often guests opened it; on how many phones: two browsers of one phone are one. */
    opens: z.int(),
    phones: z.int(),
    firstOpenAt: Instant.nullable(),
    lastOpenAt: Instant.nullable(),
    /** What its guests looked at most: a gallery where it opens several, else a photo; '' where nothing. */
    most: z.string(),
    /** What it was sent last of what fits the list, and not longer ago than 3 days: nobody is to be told twice. */
    told: Sent.nullable(),
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
      ending: z.int(),
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
    /** What it was opened with: `phone`, `ios`, `wechat` …; '' where that is not known. */
    device: z.string(),
    system: z.string(),
    app: z.string(),
    /** `site`, `CN/浙江/杭州`, `US`; '' where it is not known. */
    region: z.string(),
    /** By somebody of the house, in no figure. */
    staff: z.boolean(),
    /** Told apart by network and make alone: several like phones may be in it. */
    standIn: z.boolean(),
    /** Nothing ties it to a phone any more. */
    forgotten: z.boolean(),
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
    /** How many visits more there were, of which only sums are kept; the first open of all. */
    olderVisits: z.int(),
    firstOpenAt: Instant.nullable(),
    /** How often each link was opened by guests, and what was looked at most: a gallery where it opens several, else a photo. */
    heat: z.array(z.object({ linkId: Id, opens: z.int(), most: z.string() })),
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
    summary:
      'Who has not opened, not saved, came back, whose link ends soon, or who may have passed it on; 2,000 at most',
    method: 'GET',
    path: '/api/projects/:projectId/people',
    params: onlyProjectId,
    query: z.object({
      list: PeopleList.default('all'),
      galleryId: Id.optional(),
      audience: z.string().max(80).optional(),
      linkId: Id.optional(),
      recipientId: Id.optional(),
      placement: z.string().max(120).optional(),
      tag: z.string().trim().max(40).optional(),
      /** So many of them. */
      most: z.coerce.number().int().min(1).max(2000).default(2000),
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
  forgetPhone: operation({
    ...local,
    access: staff,
    id: 'forgetPhone',
    summary: 'Forget the phone of a visit on all links; its visits end, and what they count stays',
    method: 'DELETE',
    path: '/api/links/:id/visits/:visitId/phone',
    params: onlyId.extend({ visitId: Id }),
    status: 204,
  }),
} as const;
