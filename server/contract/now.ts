import { z } from 'zod';
import { Ask, AskKind } from './asks.ts';
import { Id, Instant } from './common.ts';
import { HideRequest } from './hide.ts';
import { Link } from './links.ts';
import { operation, presenters } from './operation.ts';
import { Photo } from './photos.ts';

/** What one tap gives: opens in all, opens a phone, days; nothing of it where it opens a link again as it was, or lets a phone in. */
export const Offer = z
  .object({ opens: z.int().optional(), opensPerVisitor: z.int().optional(), days: z.int().optional() })
  .meta({ id: 'Offer' });
export type Offer = z.infer<typeof Offer>;

/** Something that waits for a hand; the page has one act for each. */
export const Need = z
  .discriminatedUnion('kind', [
    /** Ends within 3 days, or has under 20 % of its opens left; `offer` is what one tap would add. */
    z.object({
      kind: z.literal('link_ending'),
      link: Link,
      projectTitle: z.string(),
      /** The label, or the titles of its galleries. */
      name: z.string(),
      opensLeft: z.int().nullable(),
      offer: Offer,
      /** Minutes until it is used up at the pace of the last half hour; null where there is no pace to speak of. */
      minutesLeft: z.int().nullable(),
    }),
    /** Somebody who comes by this side guesses at its password; the count starts anew then. */
    z.object({
      kind: z.literal('link_locked'),
      link: Link,
      projectTitle: z.string(),
      name: z.string(),
      side: z.enum(['site', 'tunnel']),
      until: Instant,
    }),
    /**
     * Guests ask staff to open a link again, or to let their phone in; `offer` is what one tap would give. Those who
     * wait for the same are told together; of more than a few phones that want in, only how many.
     */
    z.object({
      kind: z.literal('asked'),
      link: Link,
      projectTitle: z.string(),
      name: z.string(),
      /** What keeps them out now. */
      why: AskKind,
      count: z.int(),
      /** The first of them; the answer goes to the first one's id. */
      asks: z.array(Ask),
      since: Instant,
      offer: Offer,
    }),
    /**
     * Guests ask that photos be seen by nobody, or had one hidden at once since yesterday, which staff have not looked at:
     * the oldest first, ten at most. `count`: of photos.
     */
    z.object({
      kind: z.literal('hide_asked'),
      projectId: Id,
      projectTitle: z.string(),
      count: z.int(),
      requests: z.array(HideRequest),
      since: Instant,
    }),
    /** Galleries whose links have been over for long go to the trash within 3 days. */
    z.object({ kind: z.literal('clean_up_due'), count: z.int(), photos: z.int(), bytes: z.int(), at: Instant }),
    /** What it shows is older than it may be; `galleryId` is its chapter that has waited longest. */
    z.object({
      kind: z.literal('refresh_due'),
      link: Link,
      projectTitle: z.string(),
      name: z.string(),
      galleryId: Id,
      dueAt: Instant,
    }),
    /** None of the photos that were planned for it was there any more, so that it shows what it showed; `at` is when. */
    z.object({
      kind: z.literal('swap_missed'),
      swapId: Id,
      galleryId: Id,
      projectId: Id,
      title: z.string(),
      at: Instant,
    }),
    /** A next step is shown no more from then on, within 3 days; `linkId`: it is that of one link, else its project's. */
    z.object({
      kind: z.literal('step_ending'),
      projectId: Id,
      projectTitle: z.string(),
      linkId: Id.nullable(),
      /** The link's label or galleries, else the project. */
      name: z.string(),
      text: z.string(),
      endsAt: Instant,
    }),
    z.object({ kind: z.literal('photos_failed'), projectId: Id, projectTitle: z.string(), count: z.int() }),
    /** A code that should be on screens would not open; `shown`: another stands in its place. */
    z.object({
      kind: z.literal('screen_code'),
      link: Link,
      projectTitle: z.string(),
      name: z.string(),
      screens: z.array(z.object({ id: Id, name: z.string() })),
      shown: z.boolean(),
      offer: Offer,
    }),
    /** It is connected, and yet says nothing or draws nothing. */
    z.object({ kind: z.literal('screen_stuck'), screenId: Id, name: z.string(), why: z.enum(['silent', 'stuck']) }),
    z.object({ kind: z.literal('screen_silent'), screenId: Id, name: z.string(), lastSeenAt: Instant.nullable() }),
    /** The public address does not answer as this box. */
    z.object({ kind: z.literal('public_address'), origin: z.string(), state: z.string() }),
    /**
     * The disk fills up: `short` says so early, `full` refuses uploads, `last` keeps what is left for opens, counts and
     * revocations, `stuck` has nothing left: guests cannot open. Bytes.
     */
    z.object({
      kind: z.literal('disk'),
      level: z.enum(['short', 'full', 'last', 'stuck']),
      free: z.int(),
      size: z.int(),
    }),
    /** The machine's clock cannot be right: what the box takes for the time instead, and what the machine says. */
    z.object({ kind: z.literal('clock'), taken: Instant, machine: Instant }),
    /**
     * Photos have been slow to reach phones on the box's Wi-Fi: pages ask for less until that is over. `p95Ms`: of a small
     * photo, of late; `phones` look at photos by it; `codes`: what codes on screens carry now.
     */
    z.object({
      kind: z.literal('crowded'),
      since: Instant,
      p95Ms: z.int(),
      phones: z.int(),
      codes: z.enum(['local', 'public']),
    }),
  ])
  .meta({ id: 'Need' });
export type Need = z.infer<typeof Need>;

export const Now = z
  .object({
    at: Instant,
    needs: z.array(Need),
    /** Of today in the box's zone. */
    visits: z.object({
      opens: z.int(),
      visitors: z.int(),
      hours: z.array(z.object({ hour: z.int(), opens: z.int() })),
    }),
    /** The last photos that came in; `by` is who brought the newest, `count` how many came with it within ten minutes. */
    newest: z.object({ photos: z.array(Photo), by: z.string().nullable(), at: Instant.nullable(), count: z.int() }),
  })
  .meta({ id: 'Now' });
export type Now = z.infer<typeof Now>;

export const nowOperations = {
  readNow: operation({
    door: 'local',
    id: 'readNow',
    summary: 'What is happening now, and what needs a hand',
    method: 'GET',
    path: '/api/now',
    access: presenters,
    status: 200,
    answer: Now,
  }),
} as const;
