import { z } from 'zod';
import { Id, Instant, Locale, line, onlyId, Title } from './common.ts';
import { anyone, operation, owners, presenters, Role, signedIn } from './operation.ts';

/** A new password: at least 8 characters, any of them, at most 200. */
export const NewPassword = z.string().min(8).max(200);
export const Username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,39}$/u, 'letters, figures, dot, dash; 1 to 40');

export const Setup = z.object({ claimed: z.boolean(), boxName: z.string(), locale: Locale }).meta({ id: 'Setup' });
export const Claim = z.strictObject({
  claimCode: z.string().max(40),
  password: NewPassword,
  boxName: Title.optional(),
  locale: Locale.optional(),
});
export const SignIn = z.strictObject({ username: z.string().max(200), password: z.string().max(1000) });

export const Account = z
  .object({ id: Id, username: z.string(), role: Role, disabled: z.boolean(), createdAt: Instant })
  .meta({ id: 'Account' });
export type Account = z.infer<typeof Account>;
export const NewAccount = z.strictObject({ username: Username, password: NewPassword, role: Role });
export const AccountChange = z.strictObject({
  role: Role.optional(),
  password: NewPassword.optional(),
  disabled: z.boolean().optional(),
});

/** Who is asking: `id` is the account's, or the key's where an API key was used. */
export const Session = z
  .object({
    id: Id,
    username: z.string(),
    role: Role,
    by: z.enum(['session', 'key']),
    boxName: z.string(),
    locale: Locale,
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof Session>;

export const ApiKey = z
  .object({ id: Id, name: z.string(), role: Role, createdAt: Instant, lastUsedAt: Instant.nullable() })
  .meta({ id: 'ApiKey' });
export type ApiKey = z.infer<typeof ApiKey>;
export const NewApiKey = z.strictObject({ name: Title, role: Role.exclude(['owner']) });
/** The only time that the key itself is told. */
export const MadeApiKey = ApiKey.extend({ key: z.string() }).meta({ id: 'MadeApiKey' });

export const timeZone = z
  .string()
  .refine((zone) => Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC', 'not a time zone');
export const Settings = z
  .object({ boxName: z.string(), locale: Locale, timeZone: z.string(), brandColour: z.string() })
  .meta({ id: 'Settings' });
export type Settings = z.infer<typeof Settings>;
export const SettingsChange = z.strictObject({
  boxName: Title.optional(),
  locale: Locale.optional(),
  timeZone: timeZone.optional(),
  brandColour: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/, '#RRGGBB')
    .optional(),
});

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

export type SettingsChange = z.infer<typeof SettingsChange>;
export type NewAccount = z.infer<typeof NewAccount>;
export type AccountChange = z.infer<typeof AccountChange>;
export type NewApiKey = z.infer<typeof NewApiKey>;
export type MadeApiKey = z.infer<typeof MadeApiKey>;
export type Claim = z.infer<typeof Claim>;
export type SignIn = z.infer<typeof SignIn>;
export type Setup = z.infer<typeof Setup>;
const local = { door: 'local' } as const;
export const boxOperations = {
  readSetup: operation({
    ...local,
    id: 'readSetup',
    summary: 'Whether the box is claimed',
    method: 'GET',
    path: '/api/setup',
    access: anyone,
    status: 200,
    answer: Setup,
  }),
  claimBox: operation({
    ...local,
    id: 'claimBox',
    summary: 'Claim the box with the code on its console, once',
    method: 'POST',
    path: '/api/setup',
    access: anyone,
    body: Claim,
    status: 201,
    answer: Setup,
  }),
  signIn: operation({
    ...local,
    id: 'signIn',
    summary: 'Sign in; the answer sets the cookie',
    method: 'POST',
    path: '/api/session',
    access: anyone,
    body: SignIn,
    status: 204,
  }),
  whoAmI: operation({
    ...local,
    id: 'whoAmI',
    summary: 'Who am I',
    method: 'GET',
    path: '/api/session',
    access: signedIn,
    status: 200,
    answer: Session,
  }),
  signOut: operation({
    ...local,
    id: 'signOut',
    summary: 'Sign out; the session ends on the box',
    method: 'DELETE',
    path: '/api/session',
    access: signedIn,
    status: 204,
  }),
  readSettings: operation({
    ...local,
    id: 'readSettings',
    summary: 'The settings of the box',
    method: 'GET',
    path: '/api/settings',
    access: signedIn,
    status: 200,
    answer: Settings,
  }),
  changeSettings: operation({
    ...local,
    id: 'changeSettings',
    summary: 'Change settings',
    method: 'PATCH',
    path: '/api/settings',
    access: owners,
    body: SettingsChange,
    status: 200,
    answer: Settings,
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
  readOpenApi: operation({
    ...local,
    id: 'readOpenApi',
    summary: 'This description',
    method: 'GET',
    path: '/api/openapi.json',
    access: anyone,
    status: 200,
    answer: 'application/json',
  }),
  events: operation({
    ...local,
    id: 'events',
    summary: 'What happens on the box, as server-sent events',
    method: 'GET',
    path: '/api/events',
    access: presenters,
    status: 200,
    answer: 'text/event-stream',
  }),
  aliveLocal: operation({
    ...local,
    id: 'aliveLocal',
    summary: 'Alive',
    method: 'GET',
    path: '/healthz',
    access: anyone,
    status: 200,
    answer: z.object({ status: z.literal('ok') }),
  }),
  readyLocal: operation({
    ...local,
    id: 'readyLocal',
    summary: 'Ready to serve: the database answers and the disk takes a write',
    method: 'GET',
    path: '/readyz',
    access: anyone,
    status: 200,
    answer: z.object({ status: z.literal('ready') }),
  }),
  aliveGuest: operation({
    id: 'aliveGuest',
    summary: 'Alive',
    door: 'guest',
    method: 'GET',
    path: '/healthz',
    access: anyone,
    status: 200,
    answer: z.object({ status: z.literal('ok') }),
  }),
} as const;
