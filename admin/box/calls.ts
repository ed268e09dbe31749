import type {
  AcceptInvite,
  Account,
  AccountChange,
  ApiKey,
  AuditEntry,
  Invite,
  MadeApiKey,
  MadeInvite,
  NewApiKey,
  NewInvite,
} from '#contract/accounts.ts';
import type { Addresses } from '#contract/addresses.ts';
import type { Claim, Session, Settings, SettingsChange, Setup, SignIn } from '#contract/box.ts';
import type { cleanUpOperations } from '#contract/clean-up.ts';
import type { HouseCode } from '#contract/house.ts';
import type { Role } from '#contract/operation.ts';
import type { Regions } from '#contract/regions.ts';
import type { Welcome, WelcomeChange } from '#contract/welcome.ts';
import { ask, type Said, send } from '../api.ts';

export type SetupState = Said<typeof Setup>;
export type Claiming = Said<typeof Claim>;
export interface Offer {
  readonly role: Role;
  readonly boxName: string;
}

/** Whether the box is claimed, its name and language. */
export const readSetup = () => ask<SetupState>('GET', '/api/setup');
/** Claims the box and signs in. Throws Refused, as all calls do. */
export const claimBox = (claim: Claiming) => ask<SetupState>('POST', '/api/setup', claim);
/** Signs in; the session is in a cookie that only the box sees. */
export const signIn = (who: Said<typeof SignIn>) => ask('POST', '/api/session', who);
/** Who is signed in; `not_signed_in` where nobody is. */
export const whoAmI = () => ask<Session>('GET', '/api/session');
/** Ends the session on the box. */
export const signOut = () => ask('DELETE', '/api/session');
/** The settings of the box. */
export const readSettings = () => ask<Settings>('GET', '/api/settings');
/** Changes settings; gives all of them. */
export const changeSettings = (change: SettingsChange) => ask<Settings>('PATCH', '/api/settings', change);
export const putLogo = (file: File) => send<Settings>('PUT', '/api/settings/logo', 'logo', file);
export const removeLogo = () => ask('DELETE', '/api/settings/logo');
export const readAddresses = () => ask<Addresses>('GET', '/api/addresses');
/** Asks the public address now whether it is this box. */
export const checkAddresses = () => ask<Addresses>('POST', '/api/addresses/check');

export const listAccounts = async () => (await ask<{ items: Account[] }>('GET', '/api/accounts')).items;
export const changeAccount = (id: string, change: AccountChange) =>
  ask<Account>('PATCH', `/api/accounts/${id}`, change);
export const removeAccount = (id: string) => ask('DELETE', `/api/accounts/${id}`);

/** Invitations that nobody has used yet. */
export const listInvites = async () => (await ask<{ items: Invite[] }>('GET', '/api/invites')).items;
/** The answer is the only one that has its code. */
export const addInvite = (invite: NewInvite) => ask<MadeInvite>('POST', '/api/invites', invite);
export const removeInvite = (id: string) => ask('DELETE', `/api/invites/${id}`);
/** What a secret promises; `invite_gone` where it opens nothing. */
export const readInvite = (secret: string) => ask<Offer>('POST', '/api/invites/read', { secret });
/** Takes it up and signs in. */
export const acceptInvite = (accepting: AcceptInvite) => ask<Account>('POST', '/api/invites/accept', accepting);

export const listKeys = async () => (await ask<{ items: ApiKey[] }>('GET', '/api/keys')).items;
/** The answer is the only one that has the key itself. */
export const addKey = (key: NewApiKey) => ask<MadeApiKey>('POST', '/api/keys', key);
export const removeKey = (id: string) => ask('DELETE', `/api/keys/${id}`);

/** A page of what was done, newest first. */
export const readAudit = (cursor?: string) =>
  ask<{ items: AuditEntry[]; nextCursor: string | null }>(
    'GET',
    `/api/audit${cursor === undefined ? '' : `?cursor=${encodeURIComponent(cursor)}`}`,
  );
/** Changes the own password; `password_wrong` where the current one is another. This session goes on. */
export const changeOwnPassword = (passwords: { current: string; password: string }) =>
  ask('PUT', '/api/session/password', passwords);

/** What the box's own Wi-Fi greets guests with. */
export const readWelcome = () => ask<Welcome>('GET', '/api/welcome');
export const changeWelcome = (change: WelcomeChange) => ask<Welcome>('PUT', '/api/welcome', change);

/** What the clean-up takes next; with `days` as if it were switched on with those. */
export type CleanUp = Said<typeof cleanUpOperations.readCleanUp.answer>;
export const readCleanUp = (days?: number) =>
  ask<CleanUp>('GET', `/api/clean-up${days === undefined ? '' : `?days=${days}`}`);

/** What regions are looked up in. */
export const readRegions = () => ask<Regions>('GET', '/api/regions');
export const putRegions = (file: File) => send<Regions>('PUT', '/api/regions', 'file', file);
export const removeRegions = () => ask<Regions>('DELETE', '/api/regions');
/** A code by which a phone is left out of reports, once. */
export const addHouseCode = () => ask<HouseCode>('POST', '/api/house');
