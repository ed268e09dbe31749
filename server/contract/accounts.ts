import { z } from 'zod';
import { NewPassword, Username } from './box.ts';
import { CodePicture, Id, Instant, Locale, line, onlyId, Title } from './common.ts';
import { anyone, operation, owners, Role } from './operation.ts';

export const Account = z
  .object({
    id: Id,
    username: z.string(),
    role: Role,
    /** The only projects that it sees; null: all. An owner always sees all. */
    projectIds: z.array(Id).nullable(),
    disabled: z.boolean(),
    createdAt: Instant,
  })
  .meta({ id: 'Account' });
export type Account = z.infer<typeof Account>;
const ProjectIds = z.array(Id).min(1).max(1000).nullable();
export const NewAccount = z.strictObject({
  username: Username,
  password: NewPassword,
  role: Role,
  projectIds: ProjectIds.optional(),
});
export const AccountChange = z.strictObject({
  role: Role.optional(),
  projectIds: ProjectIds.optional(),
  password: NewPassword.optional(),
  disabled: z.boolean().optional(),
});

export const ApiKey = z
  .object({ id: Id, name: z.string(), role: Role, createdAt: Instant, lastUsedAt: Instant.nullable() })
  .meta({ id: 'ApiKey' });
export type ApiKey = z.infer<typeof ApiKey>;
export const NewApiKey = z.strictObject({ name: Title, role: Role.exclude(['owner']) });
/** The only time that the key itself is told. */
export const MadeApiKey = ApiKey.extend({ key: z.string() }).meta({ id: 'MadeApiKey' });

export const Invite = z
  .object({
    id: Id,
    role: Role,
    projectIds: z.array(Id).nullable(),
    note: z.string(),
    expiresAt: Instant,
    createdAt: Instant,
  })
  .meta({ id: 'Invite' });
export type Invite = z.infer<typeof Invite>;
export const NewInvite = z.strictObject({
  role: Role.exclude(['owner']),
  projectIds: z.array(Id).min(1).max(1000).nullable().optional(),
  /** For whom, as staff will find it in the list. */
  note: line(120).optional(),
});
export type NewInvite = z.infer<typeof NewInvite>;
/** The only time that its address is told; the secret is in its fragment, which no server and no log sees. */
export const MadeInvite = Invite.extend({
  url: z.string(),
  code: CodePicture,
}).meta({ id: 'MadeInvite' });
export type MadeInvite = z.infer<typeof MadeInvite>;
export const InviteSecret = z.string().min(1).max(200);
export const AcceptInvite = z.strictObject({ secret: InviteSecret, username: Username, password: NewPassword });
export type AcceptInvite = z.infer<typeof AcceptInvite>;

export const AuditEntry = z
  .object({
    id: Id,
    at: Instant,
    by: z.string(),
    action: z.string(),
    subject: z.string().nullable(),
    detail: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof AuditEntry>;

export type NewAccount = z.infer<typeof NewAccount>;
export type AccountChange = z.infer<typeof AccountChange>;
export type NewApiKey = z.infer<typeof NewApiKey>;
export type MadeApiKey = z.infer<typeof MadeApiKey>;

const local = { door: 'local' } as const;
export const accountOperations = {
  listInvites: operation({
    ...local,
    id: 'listInvites',
    summary: 'Invitations that nobody has used yet',
    method: 'GET',
    path: '/api/invites',
    access: owners,
    status: 200,
    answer: z.object({ items: z.array(Invite) }),
  }),
  addInvite: operation({
    ...local,
    id: 'addInvite',
    summary: 'Invite somebody: good once, for two days',
    method: 'POST',
    path: '/api/invites',
    access: owners,
    body: NewInvite,
    status: 201,
    answer: MadeInvite,
  }),
  removeInvite: operation({
    ...local,
    id: 'removeInvite',
    summary: 'Take an invitation back',
    method: 'DELETE',
    path: '/api/invites/:id',
    access: owners,
    params: onlyId,
    status: 204,
  }),
  readInvite: operation({
    ...local,
    id: 'readInvite',
    summary: 'What an invitation offers, by its secret',
    method: 'POST',
    path: '/api/invites/read',
    access: anyone,
    body: z.strictObject({ secret: InviteSecret }),
    status: 200,
    answer: z.object({ role: Role, boxName: z.string(), locale: Locale }),
  }),
  acceptInvite: operation({
    ...local,
    id: 'acceptInvite',
    summary: 'Take an invitation up with a name and a password; signs in at once',
    method: 'POST',
    path: '/api/invites/accept',
    access: anyone,
    body: AcceptInvite,
    status: 201,
    answer: Account,
  }),
  listAccounts: operation({
    ...local,
    id: 'listAccounts',
    summary: 'All accounts',
    method: 'GET',
    path: '/api/accounts',
    access: owners,
    status: 200,
    answer: z.object({ items: z.array(Account) }),
  }),
  addAccount: operation({
    ...local,
    id: 'addAccount',
    summary: 'Add an account',
    method: 'POST',
    path: '/api/accounts',
    access: owners,
    body: NewAccount,
    status: 201,
    answer: Account,
  }),
  changeAccount: operation({
    ...local,
    id: 'changeAccount',
    summary: 'Change role or password, or disable; ends its sessions',
    method: 'PATCH',
    path: '/api/accounts/:id',
    access: owners,
    params: onlyId,
    body: AccountChange,
    status: 200,
    answer: Account,
  }),
  removeAccount: operation({
    ...local,
    id: 'removeAccount',
    summary: 'Remove an account; ends its sessions',
    method: 'DELETE',
    path: '/api/accounts/:id',
    access: owners,
    params: onlyId,
    status: 204,
  }),
  listKeys: operation({
    ...local,
    id: 'listKeys',
    summary: 'All API keys',
    method: 'GET',
    path: '/api/keys',
    access: owners,
    status: 200,
    answer: z.object({ items: z.array(ApiKey) }),
  }),
  addKey: operation({
    ...local,
    id: 'addKey',
    summary: 'Make an API key; it is told once',
    method: 'POST',
    path: '/api/keys',
    access: owners,
    body: NewApiKey,
    status: 201,
    answer: MadeApiKey,
  }),
  removeKey: operation({
    ...local,
    id: 'removeKey',
    summary: 'Withdraw an API key',
    method: 'DELETE',
    path: '/api/keys/:id',
    access: owners,
    params: onlyId,
    status: 204,
  }),
  readAudit: operation({
    ...local,
    id: 'readAudit',
    summary: 'What was done by whom, newest first',
    method: 'GET',
    path: '/api/audit',
    access: owners,
    query: z.object({ cursor: line(200).optional() }),
    status: 200,
    answer: z.object({ items: z.array(AuditEntry), nextCursor: z.string().nullable() }),
  }),
} as const;
