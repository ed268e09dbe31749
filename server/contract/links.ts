import { z } from 'zod';
import { CodePicture, Id, Instant, line, onlyId, onlyProjectId } from './common.ts';
import { chapterListLimit } from './gallery-limit.ts';
import { operation, presenters, staff } from './operation.ts';
import { Policy, PolicyInput } from './policy.ts';
import { ShortRecipient } from './recipients.ts';

export { count, Download, MaxDevices, Policy, PolicyInput, RefreshDays, VisitSeconds, Watermark } from './policy.ts';

export const LinkState = z.enum(['scheduled', 'live', 'expired', 'exhausted', 'revoked']).meta({ id: 'LinkState' });
export type LinkState = z.infer<typeof LinkState>;

/** By whom or what a link was ended: by hand, as one of a batch, or with all that it opened. Null: unknown, or it is not revoked. */
export const RevokedWhy = z.enum(['hand', 'void', 'gallery', 'project']).meta({ id: 'RevokedWhy' });
export type RevokedWhy = z.infer<typeof RevokedWhy>;

export const Link = z
  .object({
    id: Id,
    projectId: Id,
    galleryIds: z.array(Id),
    label: z.string(),
    audience: z.string().nullable(),
    /** 投放点: where its code hangs. */
    placement: z.string().nullable(),
    /** 接收人: whom it is meant for. */
    recipient: ShortRecipient.nullable(),
    /** Where it was made with many others: its number there. */
    batch: z.object({ id: Id, number: z.int(), issue: z.int() }).nullable(),
    /** A screen made it for itself: such links are listed with their screen. */
    screenId: Id.nullable(),
    for: z.enum(['one', 'many']),
    /** Null where the box's key is not the one the link was made with (`key_missing`). */
    token: z.string().nullable(),
    url: z.string().nullable(),
    /** What the QR code says: the same address in the letters that make a small code. */
    codeUrl: z.string().nullable(),
    localUrl: z.string().nullable(),
    policy: Policy,
    opens: z.int(),
    /** 下载张数: photos that its guests saved, each once a visit. */
    downloads: z.int(),
    /** By `refreshDays`, from when its photos changed or were confirmed last. */
    refreshDueAt: Instant.nullable(),
    /** How often its guests pressed the button of a next step. */
    nextTaps: z.int(),
    /** Its terms are still those of its audience; they were not changed by hand. */
    follows: z.boolean(),
    state: LinkState,
    createdAt: Instant,
    updatedAt: Instant,
    revokedAt: Instant.nullable(),
    revokedWhy: RevokedWhy.nullable(),
    /** In the answer that makes it, where the preset asks for a password and none was given: the one that the box made up. */
    password: z.string().optional(),
  })
  .meta({ id: 'Link' });
export type Link = z.infer<typeof Link>;

export const NewLink = z.strictObject({
  galleryIds: z.array(Id).min(1).max(chapterListLimit),
  audience: z.string().max(80).optional(),
  for: z.enum(['one', 'many']).default('one'),
  policy: PolicyInput.optional(),
  label: line(120).optional(),
  placement: line(120).optional(),
  /** Whom it is for; several: one link each, all of them or none. */
  recipientIds: z.array(Id).min(1).max(500).optional(),
  /** The same for all that have this tag; 500 at most. */
  recipientTag: line(40).min(1).optional(),
});
export type NewLink = z.infer<typeof NewLink>;

export const LinkChange = z.strictObject({
  galleryIds: z.array(Id).min(1).max(chapterListLimit).optional(),
  label: line(120).optional(),
  placement: line(120).nullish(),
  recipientId: Id.nullish(),
  policy: PolicyInput.optional(),
});
export type LinkChange = z.infer<typeof LinkChange>;

/** 投放点: one gallery, a link for each place where its code is to hang. */
export const NewPlacements = z.strictObject({
  names: z.array(line(120).min(1)).min(1).max(50),
  audience: z.string().max(80).optional(),
  policy: PolicyInput.optional(),
});
export type NewPlacements = z.infer<typeof NewPlacements>;

/** What one tap gives more: opens on top of those in all, opens a phone, days after the later of today and the end. */
export const LinkExtension = z.strictObject({
  opens: z.int().min(1).max(1_000_000).optional(),
  opensPerVisitor: z.int().min(1).max(1_000_000).optional(),
  days: z.int().min(1).max(3650).optional(),
});
export type LinkExtension = z.infer<typeof LinkExtension>;

export const Origin = z.enum(['public', 'local']);
const Code = z.object({ origin: Origin.optional() });

const local = { door: 'local' } as const;
export const linkOperations = {
  listLinks: operation({
    ...local,
    id: 'listLinks',
    summary: 'The links of a project; those of batches are listed by their batch',
    method: 'GET',
    path: '/api/projects/:projectId/links',
    access: presenters,
    params: onlyProjectId,
    query: z.object({ galleryId: Id.optional(), recipientId: Id.optional() }),
    status: 200,
    answer: z.object({ items: z.array(Link) }),
  }),
  addLink: operation({
    ...local,
    id: 'addLink',
    summary: 'Make a link; for several recipients one each, told as `links`',
    method: 'POST',
    path: '/api/projects/:projectId/links',
    access: presenters,
    params: onlyProjectId,
    body: NewLink,
    status: 201,
    /** One link, `links` beside it where it is for a recipient; or `links` alone. */
    answer: z.union([Link.extend({ links: z.array(Link).optional() }), z.object({ links: z.array(Link) })]),
  }),
  addPlacements: operation({
    ...local,
    id: 'addPlacements',
    summary: 'Make a link for each place where a code of the gallery is to hang, all of them or none',
    method: 'POST',
    path: '/api/galleries/:id/placements',
    access: staff,
    params: onlyId,
    body: NewPlacements,
    status: 201,
    answer: z.object({ items: z.array(Link) }),
  }),
  readLink: operation({
    ...local,
    id: 'readLink',
    summary: 'One link',
    method: 'GET',
    path: '/api/links/:id',
    access: presenters,
    params: onlyId,
    status: 200,
    answer: Link,
  }),
  changeLink: operation({
    ...local,
    id: 'changeLink',
    summary: 'Change label, policy or chapters',
    method: 'PATCH',
    path: '/api/links/:id',
    access: presenters,
    params: onlyId,
    body: LinkChange,
    status: 200,
    answer: Link,
  }),
  revokeLink: operation({
    ...local,
    id: 'revokeLink',
    summary: 'Revoke; the record stays',
    method: 'DELETE',
    path: '/api/links/:id',
    access: presenters,
    params: onlyId,
    status: 204,
  }),
  readLinkPassword: operation({
    ...local,
    id: 'readLinkPassword',
    summary: 'The password of a link, to tell it again; each time is noted in the audit',
    method: 'POST',
    path: '/api/links/:id/password',
    access: presenters,
    params: onlyId,
    status: 200,
    answer: z.object({ password: z.string() }),
  }),
  unlockLink: operation({
    ...local,
    id: 'unlockLink',
    summary: 'Forget the wrong guesses at its password, so that it is asked for again at once',
    method: 'POST',
    path: '/api/links/:id/unlock',
    access: presenters,
    params: onlyId,
    status: 204,
  }),
  extendLink: operation({
    ...local,
    id: 'extendLink',
    summary: 'Give more opens or days on top of what there is',
    method: 'POST',
    path: '/api/links/:id/extend',
    access: presenters,
    params: onlyId,
    body: LinkExtension,
    status: 200,
    answer: Link,
  }),
  reviveLink: operation({
    ...local,
    id: 'reviveLink',
    summary:
      'Open a dead link again with the same code; where it is used up or over it is given more: as said, else 20 opens, or the days of its preset, or 7',
    method: 'POST',
    path: '/api/links/:id/revive',
    access: presenters,
    params: onlyId,
    body: LinkExtension.optional(),
    status: 200,
    answer: Link,
  }),
  rotateLink: operation({
    ...local,
    id: 'rotateLink',
    summary: 'Give it a new address; the old one and its printed codes open nothing any more',
    method: 'POST',
    path: '/api/links/:id/rotate',
    access: presenters,
    params: onlyId,
    status: 200,
    answer: Link,
  }),
  confirmLink: operation({
    ...local,
    id: 'confirmLink',
    summary: 'Say that what it shows is still right',
    method: 'POST',
    path: '/api/links/:id/refreshed',
    access: presenters,
    params: onlyId,
    status: 200,
    answer: Link,
  }),
  readCode: operation({
    ...local,
    id: 'readCode',
    summary: 'The QR code of `codeUrl`, as an area to be drawn',
    method: 'GET',
    path: '/api/links/:id/code',
    access: presenters,
    params: onlyId,
    query: Code,
    status: 200,
    answer: CodePicture,
  }),
  readCodeSvg: operation({
    ...local,
    id: 'readCodeSvg',
    summary: 'The QR code of `codeUrl`, as SVG',
    method: 'GET',
    path: '/api/links/:id/qr.svg',
    access: presenters,
    params: onlyId,
    query: Code,
    status: 200,
    answer: 'image/svg+xml',
  }),
  readCodePng: operation({
    ...local,
    id: 'readCodePng',
    summary: 'The QR code of `codeUrl`, as PNG of `px` pixels, whole pixels a module',
    method: 'GET',
    path: '/api/links/:id/qr.png',
    access: presenters,
    params: onlyId,
    query: Code.extend({ px: z.coerce.number().int().min(64).max(4096).default(512) }),
    status: 200,
    answer: 'image/png',
  }),
} as const;
