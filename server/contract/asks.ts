import { z } from 'zod';
import { Id, Instant, line, text, typed } from './common.ts';
import { Link } from './links.ts';
import { anyone, operation, presenters } from './operation.ts';
import { Token } from './visits.ts';

/** What keeps the phone out: the link's end, its opens, the phone's own share of them, its revocation, or the phones that it is open on. */
export const AskKind = z.enum(['expired', 'exhausted', 'share', 'revoked', 'device']).meta({ id: 'AskKind' });
export type AskKind = z.infer<typeof AskKind>;

/** `given` also where the link opens again by something else that staff did; `lapsed`: nobody answered for a week. */
export const AskState = z.enum(['open', 'given', 'declined', 'lapsed']).meta({ id: 'AskState' });
export type AskState = z.infer<typeof AskState>;

/** Somebody at a closed page asks for more. */
export const Ask = z
  .object({
    id: Id,
    linkId: Id,
    projectId: Id,
    kind: AskKind,
    /** What they call themselves; may be empty, and is whatever they typed. */
    name: z.string(),
    note: z.string(),
    /** The phone's system: `ios`, `android`, `harmony` … */
    system: z.string(),
    askedAt: Instant,
    state: AskState,
    answeredAt: Instant.nullable(),
    /** Who of the staff; null where nobody did it by hand. */
    answeredBy: z.string().nullable(),
  })
  .meta({ id: 'Ask' });
export type Ask = z.infer<typeof Ask>;

export const AskInput = z.object({
  /** What staff may call them. */
  name: typed.pipe(line(60)).optional(),
  note: typed.pipe(text(200)).optional(),
  /** `page`: a plain form; answered by a redirect to the link's page. */
  go: z.literal('page').optional().catch(undefined),
});
export type AskInput = z.infer<typeof AskInput>;

export const AskAnswer = z.object({ state: z.enum(['open', 'declined']), askedAt: Instant });
export type AskAnswer = z.infer<typeof AskAnswer>;

const more = z.int().min(1).max(1_000_000).optional();
/**
 * Yes or no. Any yes opens a dead link again, and gives what stands in the way beside what is named: 20 opens, the days of
 * its preset, another share. Only `letIn` gives nothing but a place for the phone.
 */
export const AskReply = z.strictObject({
  opens: more,
  /** For each phone that has had its share and waits. */
  opensPerVisitor: more,
  days: z.int().min(1).max(3650).optional(),
  /** Open the link again, with no more than it needs for that. */
  revive: z.literal(true).optional(),
  /** Let this phone in, beside those that the link allows. */
  letIn: z.literal(true).optional(),
  decline: z.literal(true).optional(),
  /** `letIn` and `decline` are for all who wait at this link, and not for this one alone. */
  all: z.literal(true).optional(),
});
export type AskReply = z.infer<typeof AskReply>;

const ofAsks = { door: 'local', access: presenters } as const;
export const askOperations = {
  askMore: operation({
    door: 'guest',
    access: anyone,
    id: 'askMore',
    summary: 'Ask staff to open a closed link again; asking again while one waits changes nothing',
    method: 'POST',
    path: '/g/:token/ask',
    params: z.object({ token: Token }),
    body: AskInput,
    status: 201,
    answer: AskAnswer,
  }),
  listAsks: operation({
    ...ofAsks,
    id: 'listAsks',
    summary: 'Who asks to see more: those that wait, oldest first, or what was answered, newest first; 500 at most',
    method: 'GET',
    path: '/api/asks',
    query: z.object({
      state: z.enum(['open', 'answered']).default('open'),
      projectId: Id.optional(),
      linkId: Id.optional(),
    }),
    status: 200,
    answer: z.object({ items: z.array(Ask) }),
  }),
  answerAsk: operation({
    ...ofAsks,
    id: 'answerAsk',
    summary:
      'Give more, let the phone in, or decline; whoever else waits at the link and may open it now is answered too',
    method: 'POST',
    path: '/api/asks/:id/answer',
    params: z.object({ id: Id }),
    body: AskReply,
    status: 200,
    answer: z.object({
      link: Link,
      /** The asks that this answered. */
      answered: z.array(Id),
      /** How many still wait at the link. */
      waiting: z.int(),
    }),
  }),
} as const;
