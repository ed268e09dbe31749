import type { CodePicture } from '#contract/common.ts';
import type { PlayLog } from '#contract/plays.ts';
import type { Looked, PairScreen, Screen, ScreenChange, ScreenCommand, Unit } from '#contract/screens.ts';
import { ask } from '../api.ts';

/** All screens with what each shows now, and where a new one finds the kiosk. */
export const listScreens = () => ask<{ items: Screen[]; kioskUrl: string }>('GET', '/api/screens');
export const readScreen = (id: string) => ask<Screen>('GET', `/api/screens/${id}`);
/** Throws `pairing_code_wrong`. */
export const pairScreen = (pair: PairScreen) => ask<Screen>('POST', '/api/screens/pair', pair);
/** Throws `private_on_screen` where it has to be confirmed. */
export const changeScreen = (id: string, change: ScreenChange) => ask<Screen>('PATCH', `/api/screens/${id}`, change);
export const removeScreen = (id: string) => ask('DELETE', `/api/screens/${id}`);
/** Presses a key of its remote; gives the screen as it is then. */
export const pressKey = (id: string, command: ScreenCommand) =>
  ask<Screen>('POST', `/api/screens/${id}/commands`, command);

/** What its remote can call for. */
export const listUnits = async (id: string) => (await ask<{ items: Unit[] }>('GET', `/api/screens/${id}/units`)).items;
/** What whoever asks called for on it lately, the latest first. */
export const listLooked = async (id: string) =>
  (await ask<{ items: Looked[] }>('GET', `/api/screens/${id}/looked`)).items;

/** What it showed since an instant, on whole days; today where none is given. */
export const readPlays = (id: string, from?: string) =>
  ask<PlayLog>('GET', `/api/screens/${id}/plays${from === undefined ? '' : `?from=${encodeURIComponent(from)}`}`);

/** A link's code, to be drawn in a preview. */
export const readCode = (linkId: string) => ask<CodePicture>('GET', `/api/links/${linkId}/code`);
