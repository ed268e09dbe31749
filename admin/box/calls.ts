import type { Claim, Session, Settings, Setup, SignIn } from '#contract/box.ts';
import { ask, type Said } from '../api.ts';

export type SetupState = Said<typeof Setup>;
export type Claiming = Said<typeof Claim>;

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
