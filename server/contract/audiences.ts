import { z } from 'zod';
import { Title } from './common.ts';
import { count, Download, MaxDevices, RefreshDays, VisitSeconds, Watermark } from './links.ts';
import { operation, owners, signedIn } from './operation.ts';
import { ProjectKind } from './projects.ts';

const Names = z.strictObject({ 'zh-CN': Title, en: Title });
/** A named preset of a policy; `kind.name`. */
export const Audience = z
  .object({
    id: z.string(),
    kind: ProjectKind,
    names: Names,
    maxOpens: z.int().nullable(),
    download: Download,
    watermark: Watermark,
    expiresInDays: z.int().nullable(),
    expiresWithProject: z.boolean(),
    refreshDays: z.int().nullable(),
    visitSeconds: z.int().nullable(),
    maxDevices: z.int().nullable(),
    /** Making a link of it needs a password. */
    passwordAsked: z.boolean(),
    /** It did not come with the box, so it can be removed. */
    own: z.boolean(),
    /** How many links that are not revoked still have its terms as they were given. */
    followers: z.int(),
  })
  .meta({ id: 'Audience' });
export type Audience = z.infer<typeof Audience>;
/** What a preset is changed to; its own `id` and `kind` may be sent along and say nothing. */
export const AudienceInput = z.object({
  names: Names,
  maxOpens: count,
  download: Download,
  watermark: Watermark.default('off'),
  expiresInDays: z.int().min(0).max(3650).nullable(),
  expiresWithProject: z.boolean().default(false),
  refreshDays: RefreshDays.default(null),
  visitSeconds: VisitSeconds.default(null),
  maxDevices: MaxDevices.default(null),
  passwordAsked: z.boolean().default(false),
});
export type AudienceInput = z.infer<typeof AudienceInput>;
export const AudienceId = z.string().regex(/^(estate|event|product)\.[a-z0-9-]{1,40}$/, 'kind.name');

const local = { door: 'local' } as const;
const ofAudience = z.object({ id: AudienceId });
export const audienceOperations = {
  listAudiences: operation({
    ...local,
    id: 'listAudiences',
    summary: 'The presets',
    method: 'GET',
    path: '/api/audiences',
    access: signedIn,
    status: 200,
    answer: z.object({ items: z.array(Audience) }),
  }),
  putAudience: operation({
    ...local,
    id: 'putAudience',
    summary: 'Change a preset or add one; no existing link changes',
    method: 'PUT',
    path: '/api/audiences/:id',
    access: owners,
    params: ofAudience,
    body: AudienceInput,
    status: 200,
    answer: Audience,
  }),
  applyAudience: operation({
    ...local,
    id: 'applyAudience',
    summary: 'Give the terms of a preset, as they are now, to the links that follow it',
    method: 'POST',
    path: '/api/audiences/:id/apply',
    access: owners,
    params: ofAudience,
    status: 200,
    answer: z.object({ links: z.int() }),
  }),
  removeAudience: operation({
    ...local,
    id: 'removeAudience',
    summary: 'Remove a preset of the owner’s own; links that were made of it stay as they are',
    method: 'DELETE',
    path: '/api/audiences/:id',
    access: owners,
    params: ofAudience,
    status: 204,
  }),
} as const;
