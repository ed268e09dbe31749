import { z } from 'zod';
import { CodePicture, Id, Instant, line, onlyId, onlyProjectId } from './common.ts';
import { chapterListLimit } from './gallery-limit.ts';
import { operation, presenters } from './operation.ts';

/** Which bytes a guest may keep: none, the screen size, or the original file. */
export const Download = z.enum(['off', 'screen', 'original']).meta({ id: 'Download' });
export type Download = z.infer<typeof Download>;

/** What is drawn into every picture under a link: nothing, the brand, or whom the link is for and when it was made. */
export const Watermark = z.enum(['off', 'brand', 'recipient']).meta({ id: 'Watermark' });
export type Watermark = z.infer<typeof Watermark>;

export const LinkState = z.enum(['scheduled', 'live', 'expired', 'exhausted', 'revoked']).meta({ id: 'LinkState' });
export type LinkState = z.infer<typeof LinkState>;

/** What a link allows. `null` is "no limit" everywhere. */
export const Policy = z
  .object({
    /** 查看次数: opens in all. */
    maxOpens: z.int().nullable(),
    /** 每人次数: opens a visitor. */
    maxOpensPerVisitor: z.int().nullable(),
    opensAt: Instant.nullable(),
    /** 到期: the first instant at which it opens no more. */
    expiresAt: Instant.nullable(),
    /** It ends when its project does, wherever that is moved to. */
    expiresWithProject: z.boolean(),
    /** 下载. */
    download: Download,
    /** 水印. */
    watermark: Watermark,
    /** 查看时长: seconds that one visit lasts, whatever is looked at. */
    visitSeconds: z.int().nullable(),
    /** 设备数: on how many phones it opens. */
    maxDevices: z.int().nullable(),
    /** 自动更新: photos that are older than so many days are overdue. */
    refreshDays: z.int().nullable(),
    /** 预览图: what messengers draw of its address may show its cover; never where it asks for a password. */
    preview: z.boolean(),
    /** Whether one is asked for; the password itself is told by `readLinkPassword` alone. */
    password: z.boolean(),
  })
  .meta({ id: 'Policy' });
export type Policy = z.infer<typeof Policy>;

export const count = z.int().min(1).max(1_000_000).nullable();
/** From ten seconds to the twelve hours after which every visit ends. */
export const VisitSeconds = z.int().min(10).max(43_200).nullable();
export const MaxDevices = z.int().min(1).max(10_000).nullable();
export const RefreshDays = z.int().min(1).max(3650).nullable();
export const PolicyInput = z.strictObject({
  maxOpens: count.optional(),
  maxOpensPerVisitor: count.optional(),
  opensAt: Instant.nullable().optional(),
  expiresAt: Instant.nullable().optional(),
  /** To the end of that day in the box's zone, counted from now. */
  expiresInDays: z.int().min(0).max(3650).optional(),
  /** To the end date of the project. */
  expiresWithProject: z.literal(true).optional(),
  /** `true` and `false` stand for `original` and `off`. */
  download: z.union([Download, z.boolean().transform((on): Download => (on ? 'original' : 'off'))]).optional(),
  watermark: Watermark.optional(),
  visitSeconds: VisitSeconds.optional(),
  maxDevices: MaxDevices.optional(),
  refreshDays: RefreshDays.optional(),
  preview: z.boolean().optional(),
  /** Empty or null takes it away. */
  password: z.string().trim().max(100).nullable().optional(),
});
export type PolicyInput = z.infer<typeof PolicyInput>;

export const Link = z
  .object({
    id: Id,
    projectId: Id,
    galleryIds: z.array(Id),
    label: z.string(),
    audience: z.string().nullable(),
    placement: z.string().nullable(),
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
});
export type NewLink = z.infer<typeof NewLink>;

export const LinkChange = z.strictObject({
  galleryIds: z.array(Id).min(1).max(chapterListLimit).optional(),
  label: line(120).optional(),
  placement: line(120).nullish(),
  policy: PolicyInput.optional(),
});
export type LinkChange = z.infer<typeof LinkChange>;

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
    summary: 'The links of a project',
    method: 'GET',
    path: '/api/projects/:projectId/links',
    access: presenters,
    params: onlyProjectId,
    query: z.object({ galleryId: Id.optional() }),
    status: 200,
    answer: z.object({ items: z.array(Link) }),
  }),
  addLink: operation({
    ...local,
    id: 'addLink',
    summary: 'Make a link',
    method: 'POST',
    path: '/api/projects/:projectId/links',
    access: presenters,
    params: onlyProjectId,
    body: NewLink,
    status: 201,
    answer: Link,
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
