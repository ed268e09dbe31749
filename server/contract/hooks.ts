import { z } from 'zod';
import { Id, Instant, Locale, line, onlyId } from './common.ts';
import { operation, owners } from './operation.ts';

/** What a webhook may be told of. */
export const HookFact = z.enum(['opened', 'downloaded', 'asked', 'exhausted_soon']).meta({ id: 'HookFact' });
export type HookFact = z.infer<typeof HookFact>;

/** `json`: our own, signed; the others: what the group robots of 企业微信, 钉钉 and 飞书 take. */
export const HookForm = z.enum(['json', 'wecom', 'dingtalk', 'feishu']).meta({ id: 'HookForm' });
export type HookForm = z.infer<typeof HookForm>;

const fields = {
  name: line(80).min(1),
  form: HookForm,
  facts: z.array(HookFact).min(1).max(4),
  /** Of which projects; null: all. */
  projectIds: z.array(Id).min(1).max(200).nullable(),
  locale: Locale,
  enabled: z.boolean(),
};
/** An address that the box may call: `https`, or `http` within its own network. It holds a robot's key, so it is told masked. */
const HookUrl = z.url({ protocol: /^https?$/ }).max(1000);
const Secret = z.string().trim().min(1).max(200);

/**
 * Why it was not taken: the address is none that the box may call; its name is not found; nobody answers there; too
 * slowly; its certificate cannot be trusted; it sends elsewhere; it answers with an error; the robot says no; it does not
 * answer as such a robot; the box's key is another than when this was added.
 */
export const HookFailure = z
  .enum(['address', 'host', 'unreachable', 'timeout', 'tls', 'redirect', 'status', 'robot', 'answer', 'key'])
  .meta({ id: 'HookFailure' });
export type HookFailure = z.infer<typeof HookFailure>;
/** How a message went. `said`: what the other side said to it, shortened. */
export const HookSent = z
  .object({
    ok: z.boolean(),
    status: z.int().nullable(),
    failure: HookFailure.nullable(),
    said: z.string().nullable(),
  })
  .meta({ id: 'HookSent' });
export type HookSent = z.infer<typeof HookSent>;

export const Hook = z
  .object({
    id: Id,
    ...fields,
    /** The host, and the rest masked. */
    url: z.string(),
    hasSecret: z.boolean(),
    createdAt: Instant,
    /** How it went last; `waiting`: what waits to be told. */
    last: HookSent.extend({ at: Instant }).nullable(),
    waiting: z.int(),
  })
  .meta({ id: 'Hook' });
export type Hook = z.infer<typeof Hook>;

/** `secret`: what `json` is signed with, which is made where none is said; the signing key of 钉钉 or 飞书 where theirs asks for one. */
export const HookInput = z.strictObject({
  ...fields,
  projectIds: fields.projectIds.default(null),
  locale: Locale.default('zh-CN'),
  enabled: z.boolean().default(true),
  url: HookUrl,
  secret: Secret.optional(),
});
export type HookInput = z.infer<typeof HookInput>;
export const HookChange = z.strictObject({
  name: fields.name.optional(),
  facts: fields.facts.optional(),
  projectIds: fields.projectIds.optional(),
  locale: Locale.optional(),
  enabled: z.boolean().optional(),
  url: HookUrl.optional(),
  /** `null` takes it away; what signs `json` can only be replaced. */
  secret: Secret.nullish(),
});
export type HookChange = z.infer<typeof HookChange>;

/** What is sent as `json`: the signature stands in the header `maiimg-signature`, see `docs/webhooks.md`. */
export const HookBody = z
  .object({
    id: Id,
    fact: z.enum([...HookFact.options, 'test']),
    at: Instant,
    box: z.string(),
    project: z.object({ id: Id, title: z.string() }).nullable(),
    link: z.object({ id: Id, name: z.string(), recipient: z.string().nullable() }).nullable(),
    visitId: Id.nullable(),
    /** Of `asked`: who asks, as they typed it, and what for. */
    ask: z.object({ id: Id, name: z.string(), note: z.string() }).nullable(),
    /**
     * Of `opened`: opens of the link so far; without a link: so many opens that waited for too long to be told one by
     * one. Of `downloaded`: photos; of `exhausted_soon`: opens left.
     */
    count: z.int().nullable(),
    /** Of `exhausted_soon`: until it is used up at this pace; null where nobody comes. */
    minutes: z.int().nullable(),
    /** The same in a sentence. */
    text: z.string(),
  })
  .meta({ id: 'HookBody' });
export type HookBody = z.infer<typeof HookBody>;

const local = { door: 'local', access: owners } as const;
export const hookOperations = {
  listHooks: operation({
    ...local,
    id: 'listHooks',
    summary: 'Webhooks',
    method: 'GET',
    path: '/api/hooks',
    status: 200,
    answer: z.object({ items: z.array(Hook) }),
  }),
  addHook: operation({
    ...local,
    id: 'addHook',
    summary: 'Add a webhook; the secret that its messages are signed with is told this once',
    method: 'POST',
    path: '/api/hooks',
    body: HookInput,
    status: 201,
    answer: Hook.extend({ secret: z.string().nullable() }),
  }),
  changeHook: operation({
    ...local,
    id: 'changeHook',
    summary: 'Change a webhook',
    method: 'PATCH',
    path: '/api/hooks/:id',
    params: onlyId,
    body: HookChange,
    status: 200,
    answer: Hook,
  }),
  removeHook: operation({
    ...local,
    id: 'removeHook',
    summary: 'Remove a webhook with what waits for it',
    method: 'DELETE',
    path: '/api/hooks/:id',
    params: onlyId,
    status: 204,
  }),
  testHook: operation({
    ...local,
    id: 'testHook',
    summary: 'Send a test message at once; says how it went',
    method: 'POST',
    path: '/api/hooks/:id/test',
    params: onlyId,
    status: 200,
    answer: HookSent,
  }),
} as const;
